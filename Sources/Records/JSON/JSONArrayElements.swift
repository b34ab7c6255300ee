import Diagnostics
import StrictJSON

/// The elements of a JSON file's one array, which is the file itself or stands in its one object; an object without an array is itself the
/// one record.
struct JSONArrayElements: JSONElementSource {
  private enum State {
    case start
    /// In the object, before the array; `isFirst`: no member has been read.
    case member(isFirst: Bool)
    case element(isFirst: Bool)
    /// In the object, behind the array.
    case afterArray
    case end
  }

  private let names: ColumnNames
  private var stream: JSONStream
  private var state = State.start
  private var isInObject = false
  private(set) var skippedKeys: [(key: String, byte: Int)] = []
  /// Where the object begins, as long as it may still turn out to be the record itself.
  private var whole: JSONElement?

  /// - Parameter names: an array under one of these is a value of the record that the object then is, not the array of records.
  init(_ bytes: ByteStream, names: ColumnNames) {
    self.names = names
    stream = JSONStream(bytes)
  }

  mutating func next() throws(DiagnosticError) -> JSONElement? {
    while true {
      switch state {
      case .start:
        guard let first = try stream.peek() else {
          state = .end
          return nil
        }
        if first == UInt8(ascii: "[") {
          stream.release(1)
          state = .element(isFirst: true)
        } else if first == UInt8(ascii: "{") {
          isInObject = true
          whole = JSONElement(bytes: [], location: stream.origin..<stream.origin, line: stream.line)
          stream.record()
          stream.release(1)
          state = .member(isFirst: true)
        } else {
          return try ended(.unexpectedByte(first))
        }
      case .member(let isFirst):
        if let element = try member(isFirst: isFirst) { return element }
      case .element(let isFirst):
        if let element = try element(isFirst: isFirst) { return element }
      case .afterArray:
        if let element = try afterArray() { return element }
      case .end: return nil
      }
    }
  }

  /// Reading stops here; what is left counts as one record.
  private mutating func ended(_ reason: JSONFault.Reason?) throws(DiagnosticError) -> JSONElement {
    let start = stream.origin
    let line = stream.line
    try stream.skipToEnd()
    state = .end
    let fault: JSONElement.Fault = reason.map { .broken($0, byte: start) } ?? .cut
    return JSONElement(bytes: [], location: start..<stream.origin, line: line, fault: fault)
  }

  private mutating func element(isFirst: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peek() else { return try ended(nil) }
    if byte == UInt8(ascii: "]") {
      stream.release(1)
      state = .afterArray
      return nil
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else { return try ended(.unexpectedByte(byte)) }
      stream.release(1)
      guard let next = try stream.peek() else { return try ended(nil) }
      if next == UInt8(ascii: "]") || next == UInt8(ascii: ",") { return try ended(.unexpectedByte(next)) }
    }
    state = .element(isFirst: false)
    return try wholeOrEnd(try stream.value())
  }

  /// A value that is broken or cut ends the reading with it.
  private mutating func wholeOrEnd(_ element: JSONElement) throws(DiagnosticError) -> JSONElement {
    switch element.fault {
    case .broken, .cut:
      try stream.skipToEnd()
      state = .end
      var element = element
      element.location = element.location.lowerBound..<stream.origin
      element.bytes = []
      return element
    case .fieldTooLong, .recordTooLong, nil: return element
    }
  }

  private mutating func afterArray() throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peek() else {
      if isInObject { return try ended(nil) }
      state = .end
      return nil
    }
    guard isInObject else { return try ended(.trailingBytes) }
    if byte == UInt8(ascii: "}") {
      stream.release(1)
      isInObject = false
      return nil
    }
    guard byte == UInt8(ascii: ",") else { return try ended(.unexpectedByte(byte)) }
    stream.release(1)
    return try key(mayOpenArray: false)
  }

  private mutating func member(isFirst: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let byte = try stream.peek() else { return try ended(nil) }
    if byte == UInt8(ascii: "}") {
      stream.release(1)
      isInObject = false
      state = .afterArray
      guard var record = whole else { return nil }
      record.bytes = stream.tape ?? []
      if record.bytes.count > Limits.record {
        record.bytes = []
        record.fault = .recordTooLong
      }
      record.location = record.location.lowerBound..<stream.origin
      forgetWhole()
      skippedKeys = []
      return record
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else { return try ended(.unexpectedByte(byte)) }
      stream.release(1)
    }
    state = .member(isFirst: false)
    return try key(mayOpenArray: true)
  }

  /// A key, its colon and its value; the value may be the array of records when none has been found yet.
  private mutating func key(mayOpenArray: Bool) throws(DiagnosticError) -> JSONElement? {
    guard let first = try stream.peek() else { return try ended(nil) }
    guard first == UInt8(ascii: "\"") else { return try ended(.unexpectedByte(first)) }
    let location = stream.origin
    let key = try stream.value()
    if let fault = key.fault { return try givenUp(key, fault) }
    guard let colon = try stream.peek() else { return try ended(nil) }
    guard colon == UInt8(ascii: ":") else { return try ended(.unexpectedByte(colon)) }
    stream.release(1)
    guard let opening = try stream.peek() else { return try ended(nil) }
    let name = (try? JSONParser.parse(key.bytes))?.string ?? ""
    if opening == UInt8(ascii: "["), !(whole != nil && isField(name)) {
      guard mayOpenArray else { return try ended(.unexpectedByte(opening)) }
      stream.release(1)
      forgetWhole()
      state = .element(isFirst: true)
      return nil
    }
    let value = try stream.value()
    if let fault = value.fault { return try givenUp(value, fault) }
    do {
      _ = try JSONParser.parse(key.bytes, offset: location)
      _ = try JSONParser.parse(value.bytes, offset: value.location.lowerBound)
      skippedKeys.append((name, location))
    } catch let fault {
      // In a record that stands alone this is the record's own fault, found again when it is parsed.
      if whole == nil { return try givenUp(value, .broken(fault.reason, byte: fault.byte)) }
    }
    return nil
  }

  private func isField(_ key: String) -> Bool {
    names.meaning(of: key) != nil || names.isInterior(key + "[]")
  }

  private mutating func givenUp(_ element: JSONElement, _ fault: JSONElement.Fault) throws(DiagnosticError)
    -> JSONElement
  {
    try stream.skipToEnd()
    state = .end
    return JSONElement(
      bytes: [], location: element.location.lowerBound..<stream.origin, line: element.line, fault: fault)
  }

  private mutating func forgetWhole() {
    whole = nil
    stream.stopRecording()
  }
}
