import Diagnostics
import Encodings
import StrictJSON

// Which values of a JSON input are its records: the elements of an array, a single object (`JSONArrayElements`), or the
// lines of a JSON Lines file (`JSONLines`).

/// Cuts an input into the values that are its records.
protocol JSONElementSource: Sendable {
  /// The keys of an object around the records that are not read, and where they are in the file.
  var skippedKeys: [(key: String, byte: Int)] { get }

  /// The next record, not yet parsed; nil at the end.
  mutating func next() throws(DiagnosticError) -> JSONElement?
}

/// The records of a JSON file. The file may be
///
/// - an array of records: `[{"kind": …}, {"kind": …}]`
/// - an object with an array of records, whose other members are skipped: `{"count": 2, "records": [{…}, {…}]}`
/// - a single record: `{"kind": …, "work": {…}}`
///
/// The last two begin alike. An object is read as the second kind as soon as an array comes whose key is not the name
/// of a field; until then its bytes are recorded, because the object may be a record.
///
/// It is a state machine: `next` goes from state to state until an element is found. What is wrong between elements
/// ends the reading; the rest of the file is then given out as one last element with a fault.
struct JSONArrayElements: JSONElementSource {
  private enum State {
    case start
    /// In the outer object, before a member; `isFirst` means that none has been read.
    case member(isFirst: Bool)
    /// In the array, before an element.
    case element(isFirst: Bool)
    /// Behind the array, perhaps in the outer object.
    case afterArray
    case end
  }

  private let file: String
  private let names: ColumnNames
  private var stream: JSONStream
  private var state = State.start
  /// The keys so far of each object that is open around the array of records, as UTF-8: keys that are only canonically
  /// equal are two.
  private var openObjects: [Set<[UInt8]>] = []
  /// The keys that lead to the array of records, when a mapping states them, and how many of them have been followed.
  private let path: [String]
  private var followed = 0
  /// The key under which the records stand, and whether there was one.
  private var recordsKey = ""
  private var hasGivenRecords = false
  private(set) var skippedKeys: [(key: String, byte: Int)] = []
  /// The outer object as a record, as long as it may be one. Its bytes are filled in at its end.
  private var objectAsRecord: JSONElement?
  /// The first fault in a member of the outer object, while the object may be a record. It is a fault of the whole input
  /// once the object turns out to be none; in a record it is found again when the record is parsed.
  private var faultyMember: JSONElement?

  /// - Parameters:
  ///   - names: the names of fields. An array under one of them is a value of a record, not the array of records.
  ///   - path: the keys that lead to the array of records; empty to take the first array with a record in it.
  init(_ bytes: ByteStream, file: String, names: ColumnNames, path: [String] = []) {
    self.file = file
    self.names = names
    self.path = path
    stream = JSONStream(bytes)
  }

  /// Where the next byte is.
  private var location: SourceLocation { SourceLocation(file: file, line: stream.line, byte: stream.fileOffset) }

  mutating func next() throws(DiagnosticError) -> JSONElement? {
    while true {
      switch state {
      case .start:
        guard let first = try stream.peekBehindWhiteSpace() else {
          state = .end
          return nil
        }
        if first == UInt8(ascii: "[") {
          stream.release(1)
          state = .element(isFirst: true)
        } else if first == UInt8(ascii: "{") {
          openObjects = [[]]
          if path.isEmpty {
            objectAsRecord = JSONElement(bytes: [], location: stream.fileOffset..<stream.fileOffset, line: stream.line)
            stream.startRecording()
          }
          stream.release(1)
          state = .member(isFirst: true)
        } else {
          return try endReading(.unexpectedByte(first))
        }
      case .member(let isFirst):
        if let element = try readMember(isFirst: isFirst) { return element }
      case .element(let isFirst):
        if let element = try readElement(isFirst: isFirst) { return element }
      case .afterArray:
        if let element = try readBehindArray() { return element }
      case .end: return nil
      }
    }
  }

  /// Ends the reading because of a fault between elements; the rest of the input is the last element.
  ///
  /// - Parameter reason: nil if the input ends too early.
  private mutating func endReading(_ reason: JSONFault.Reason?) throws(DiagnosticError) -> JSONElement {
    let start = stream.fileOffset
    let line = stream.line
    try stream.skipToEnd()
    state = .end
    let fault: JSONElement.Fault = reason.map { .broken($0, byte: start) } ?? .truncated
    return JSONElement(bytes: [], location: start..<stream.fileOffset, line: line, fault: fault)
  }

  private mutating func readElement(isFirst: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
    if byte == UInt8(ascii: "]") {
      stream.release(1)
      state = .afterArray
      return nil
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else { return try endReading(.unexpectedByte(byte)) }
      stream.release(1)
      guard let next = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
      if next == UInt8(ascii: "]") || next == UInt8(ascii: ",") { return try endReading(.unexpectedByte(next)) }
    }
    state = .element(isFirst: false)
    hasGivenRecords = true
    return try endReadingIfUnfinished(try stream.takeValue())
  }

  /// Ends the reading if the end of the element could not be found.
  private mutating func endReadingIfUnfinished(_ element: JSONElement) throws(DiagnosticError) -> JSONElement {
    switch element.fault {
    case .broken?, .truncated?: return try endReading(with: element, element.fault)
    case .fieldTooLong, .recordTooLong, nil: return element
    }
  }

  private mutating func readBehindArray() throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peekBehindWhiteSpace() else {
      if !openObjects.isEmpty { return try endReading(nil) }
      state = .end
      return nil
    }
    guard !openObjects.isEmpty else { return try endReading(.trailingBytes) }
    if byte == UInt8(ascii: "}") {
      stream.release(1)
      openObjects.removeLast()
      return nil
    }
    guard byte == UInt8(ascii: ",") else { return try endReading(.unexpectedByte(byte)) }
    stream.release(1)
    return try readKeyAndValue(isBehindArray: true)
  }

  private mutating func readMember(isFirst: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
    if byte == UInt8(ascii: "}") {
      stream.release(1)
      openObjects.removeLast()
      state = .afterArray
      if !path.isEmpty { throw DiagnosticError(.recordsAbsent(path, at: location)) }
      guard var record = objectAsRecord else { return nil }
      record.bytes = stream.recording ?? []
      if record.bytes.count > ReadingLimits.recordBytes {
        record.bytes = []
        record.fault = .recordTooLong
      }
      record.location = record.location.lowerBound..<stream.fileOffset
      dropObjectAsRecord()
      skippedKeys = []
      return record
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else { return try endReading(.unexpectedByte(byte)) }
      stream.release(1)
    }
    state = .member(isFirst: false)
    return try readKeyAndValue(isBehindArray: false)
  }

  /// A key, the colon and a value.
  ///
  /// - Parameter isBehindArray: whether the array of records has been read. An array that had no record in it was not
  ///   that array if another comes.
  private mutating func readKeyAndValue(isBehindArray: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let first = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
    guard first == UInt8(ascii: "\"") else { return try endReading(.unexpectedByte(first)) }
    let location = stream.fileOffset
    let key = try stream.takeValue()
    if let fault = key.fault { return try endReading(with: key, fault) }
    guard let colon = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
    guard colon == UInt8(ascii: ":") else { return try endReading(.unexpectedByte(colon)) }
    stream.release(1)
    guard let opening = try stream.peekBehindWhiteSpace() else { return try endReading(nil) }
    var name = ""
    do {
      name = try JSONParser.parse(key.bytes, offset: location).string ?? ""
      let isNew = openObjects[openObjects.count - 1].insert(Array(name.utf8)).inserted
      if !isNew { note(JSONFault(.duplicateKey(name), at: location), in: key) }
    } catch {
      note(error, in: key)
    }
    if try !opens(name, opening, isBehindArray: isBehindArray) {
      let value = try stream.takeValue()
      if let fault = value.fault { return try endReading(with: value, fault) }
      do {
        _ = try JSONParser.parse(value.bytes, offset: value.location.lowerBound)
      } catch {
        note(error, in: value)
      }
      skippedKeys.append((name, location))
    }
    guard objectAsRecord == nil, let faultyMember else { return nil }
    return try endReading(with: faultyMember, faultyMember.fault)
  }

  private mutating func note(_ fault: JSONFault, in element: JSONElement) {
    guard faultyMember == nil else { return }
    faultyMember = element
    faultyMember?.fault = .broken(fault.reason, byte: fault.byte)
  }

  /// Goes into the value of a key when it is the array of records or leads there; false when it is another value.
  private mutating func opens(_ name: String, _ opening: UInt8, isBehindArray: Bool) throws(DiagnosticError) -> Bool {
    if !path.isEmpty {
      guard !isBehindArray, name.utf8.elementsEqual(path[followed].utf8) else { return false }
      let isLast = followed == path.count - 1
      guard opening == (isLast ? UInt8(ascii: "[") : UInt8(ascii: "{")) else {
        throw DiagnosticError(.recordsAbsent(path, at: location))
      }
      stream.release(1)
      followed += 1
      if isLast {
        state = .element(isFirst: true)
      } else {
        openObjects.append([])
        state = .member(isFirst: true)
      }
      return true
    }
    guard opening == UInt8(ascii: "["), !(objectAsRecord != nil && isField(name)) else { return false }
    if isBehindArray, hasGivenRecords {
      if try stream.isEmptyArray() { return false }
      throw DiagnosticError(.severalArrays(recordsKey, name, at: location))
    }
    stream.release(1)
    dropObjectAsRecord()
    recordsKey = name
    state = .element(isFirst: true)
    return true
  }

  /// Whether a key is the name of a field, or of the list of joint venture members.
  private func isField(_ key: String) -> Bool {
    names.meaning(of: key) != nil || names.isObjectPath(key + "[]")
  }

  /// Ends the reading because of a fault in a value; the value and the rest of the input are the last element.
  private mutating func endReading(with element: JSONElement, _ fault: JSONElement.Fault?) throws(DiagnosticError)
    -> JSONElement
  {
    try stream.skipToEnd()
    state = .end
    return JSONElement(
      bytes: [], location: element.location.lowerBound..<stream.fileOffset, line: element.line, fault: fault)
  }

  private mutating func dropObjectAsRecord() {
    objectAsRecord = nil
    stream.stopRecording()
  }
}

extension Diagnostic {
  /// A mapping says where the array of records is, and there is none.
  fileprivate static func recordsAbsent(_ path: [String], at location: SourceLocation) -> Diagnostic {
    let name = path.joined(separator: ".")
    return .error(
      "input.json.records", at: location,
      LocalizedText(
        "対応表の言う記録の配列\(Echo.quoted(name))がありません。",
        "There is no array of records \(Echo.plain(name)), which the mapping names."),
      advice: LocalizedText("対応表の file の records を確かめてください。", "Check records under file in the mapping."))
  }

  /// An object holds several arrays with values in them. It is valid JSON, but which of them has the records is unknown.
  fileprivate static func severalArrays(_ first: String, _ second: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "input.json.arrays", at: location,
      LocalizedText(
        "JSONとしては正しいのですが、配列が\(Echo.quoted(first))と\(Echo.quoted(second))のように幾つもあり、記録がどれか決まりません。",
        "This is valid JSON, but it has several arrays, \(Echo.plain(first)) and \(Echo.plain(second)), and which has the records is unknown."
      ),
      advice: LocalizedText(
        "対応表の file の records に、記録の配列のキーを書いてください。",
        "Name the key of the array of records under file, records in a mapping."))
  }
}

/// The records of a JSON Lines file: one value on each line. Lines of white space are skipped, and whatever is wrong
/// with a line concerns that line only.
struct JSONLines: JSONElementSource {
  private var bytes: ByteStream
  private var line = 0

  init(_ bytes: ByteStream) {
    self.bytes = bytes
  }

  var skippedKeys: [(key: String, byte: Int)] { [] }

  mutating func next() throws(DiagnosticError) -> JSONElement? {
    while let element = try nextLine() {
      if element.fault != nil || element.bytes.contains(where: { !$0.isWhiteSpace }) { return element }
    }
    return nil
  }

  private mutating func nextLine() throws(DiagnosticError) -> JSONElement? {
    if bytes.count == 0, try !bytes.fill() { return nil }
    line += 1
    let start = bytes.fileOffset
    var seen = 0
    var isTooLong = false
    while true {
      let count = bytes.count
      let end = bytes.slice(seen..<count).firstIndex(of: 0x0A).map { $0 - bytes.slice(0..<count).startIndex }
      seen = end ?? count
      if seen > ReadingLimits.recordBytes { isTooLong = true }
      if isTooLong, end == nil {
        bytes.release(seen)
        seen = 0
      }
      if end == nil, try bytes.fill() { continue }
      let content = isTooLong ? [] : bytes.bytes(0..<seen)
      bytes.release(seen)
      let element = JSONElement(
        bytes: content, location: start..<bytes.fileOffset, line: line, fault: isTooLong ? .recordTooLong : nil,
        endsInput: end == nil)
      if end != nil { bytes.release(1) }
      return element
    }
  }
}
