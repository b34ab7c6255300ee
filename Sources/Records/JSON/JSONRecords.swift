import Diagnostics
import Encodings
import Fields
import Mapping
import StrictJSON

/// Reads the records of a JSON or JSON Lines file: parses each element and takes its cells.
///
/// A key that is not known is either ignored with a warning, or, if it looks like a misspelling of a field that the
/// record lacks, an error of the record. An element that is not JSON becomes a record without cells that says why.
struct JSONRecords<Elements: JSONElementSource>: RowSource {
  private let input: InputDescription
  private var elements: Elements
  private(set) var diagnostics: [Diagnostic] = []
  var headings: HeadingRow? { nil }
  /// How many records have been given out.
  private var count = 0
  /// How many records do not fulfil the mapping's conditions and were passed over.
  private var unwantedCount = 0
  private var hasEnded = false
  /// The known name nearest to each unknown key, or nil if none is near. Searching is slow, so each key is searched for
  /// once.
  private var nearestNames: [[UInt8]: String?] = [:]
  /// The unknown keys that have been warned of.
  private var warnedKeys: Set<[UInt8]> = []

  init(_ elements: Elements, input: InputDescription) {
    self.elements = elements
    self.input = input
  }

  mutating func next() throws(DiagnosticError) -> RecordRow? {
    while !hasEnded, let element = try elements.next() {
      count += 1
      if let record = try record(of: element) { return record }
      count -= 1
      unwantedCount += 1
    }
    if !hasEnded { addClosingDiagnostics() }
    return nil
  }

  /// What can be said only when the whole file has been read.
  private mutating func addClosingDiagnostics() {
    hasEnded = true
    for (key, byte) in elements.skippedKeys {
      let shown = input.quotable(key)
      diagnostics.append(.memberSkipped(shown, at: SourceLocation(file: input.file, byte: byte, heading: shown)))
    }
    if unwantedCount > 0 { diagnostics.append(.unwantedRecords(unwantedCount, at: SourceLocation(file: input.file))) }
    if count == 0 { diagnostics.append(.noRecords(at: SourceLocation(file: input.file))) }
  }

  /// The record; nil when the mapping does not want it.
  private mutating func record(of element: JSONElement) throws(DiagnosticError) -> RecordRow? {
    let location = SourceLocation(
      file: input.file, record: count, line: element.line, byte: element.location.lowerBound)
    if let fault = element.fault { return refused(element, diagnostic(for: fault, at: location), at: location) }
    let root: JSONNode
    do {
      root = try JSONParser.parse(element.bytes)
    } catch let fault {
      return try unparsable(element, fault, at: location)
    }
    if !isWanted(root, element, location) { return nil }
    var cells = JSONCells(element, names: input.names, encoding: input.encoding, location: location)
    cells.readRecord(root)
    for (path, location) in cells.unknownKeys {
      if let error = errorForUnknownKey(path, in: cells.record.row, at: location) { cells.report(error) }
    }
    var record = cells.record
    fillFields(of: &record, root, element)
    return record
  }

  private func isWanted(_ root: JSONNode, _ element: JSONElement, _ location: SourceLocation) -> Bool {
    if input.mapping.rows.conditions.isEmpty { return true }
    var source = JSONSource(root, of: element, encoding: input.encoding, at: location)
    return input.mapping.rows.conditions.allSatisfy { $0.holds(for: source.cell(at: $0.column)?.value.plainText) }
  }

  /// The fields and members for which the mapping has recipes.
  private func fillFields(of record: inout RecordRow, _ root: JSONNode, _ element: JSONElement) {
    if input.mapping.isPlain { return }
    let location = record.row.location
    var source = JSONSource(root, of: element, encoding: input.encoding, at: location)
    record.fillFields(of: input, from: &source)
    guard let members = input.mapping.members, case .list(let path) = members.source else { return }
    let elements: [JSONNode]
    switch source.elements(at: path) {
    case .none: return
    case .list(let nodes): elements = nodes
    case .other: return record.row.diagnostics.append(.noMembers(path, at: location))
    }
    var index = 0
    for (number, node) in elements.enumerated() {
      if index == Catalogue.memberLimit {
        record.row.diagnostics.append(.tooManyMembers(limit: Catalogue.memberLimit, at: location))
        return
      }
      var member = JSONSource(
        node, of: element, encoding: input.encoding, at: location, prefix: "\(path)[\(number)].")
      if record.fillMember(index, of: input, from: &member) {
        index += 1
      } else if !node.isEmpty {
        record.row.diagnostics.append(.memberUnread("\(path)[\(number)]", at: location))
      }
    }
  }

  /// The record for an element that is not JSON.
  private mutating func unparsable(_ element: JSONElement, _ fault: JSONFault, at location: SourceLocation)
    throws(DiagnosticError) -> RecordRow
  {
    var offsets = FileOffsetMap(element.bytes, start: element.location.lowerBound, encoding: input.encoding)
    var exact = location
    exact.line = element.line + element.bytes.prefix(fault.byte).count { $0 == 0x0A }
    exact.byte = offsets.fileOffset(of: fault.byte)
    switch fault.reason {
    case .badUTF8 where input.evidence == .validUTF8:
      var end = element.location.upperBound
      while let next = try elements.next() { end = next.location.upperBound }
      hasEnded = true
      return RecordRow(
        refused: .notUTF8(at: exact), at: location, bytes: element.location.lowerBound..<end)
    case .unexpectedEnd where element.endsInput: return refused(element, .truncated(at: exact), at: location)
    case .duplicateKey(let key):
      let shown = JSONFault(.duplicateKey(input.quotable(key)), at: fault.byte)
      return refused(element, .brokenRecord(shown.message, at: exact), at: location)
    default: return refused(element, .brokenRecord(fault.message, at: exact), at: location)
    }
  }

  private func refused(_ element: JSONElement, _ diagnostic: Diagnostic, at location: SourceLocation) -> RecordRow {
    RecordRow(refused: diagnostic, at: location, bytes: element.location)
  }

  private func diagnostic(for fault: JSONElement.Fault, at location: SourceLocation) -> Diagnostic {
    switch fault {
    case .fieldTooLong: .fieldTooLong(at: location)
    case .recordTooLong: .rowTooLong(at: location)
    case .truncated: .truncated(at: location)
    case .broken(let reason, let byte):
      .brokenJSON(
        JSONFault(reason, at: byte).message,
        at: SourceLocation(file: location.file, record: location.record, line: location.line, byte: byte))
    }
  }

  /// The error for an unknown key that looks like a misspelling of a field that the record lacks. For any other unknown
  /// key nil; a warning is then added to those of the file, once for each key.
  private mutating func errorForUnknownKey(_ path: String, in row: RawRow, at location: SourceLocation) -> Diagnostic? {
    if input.keyForm?.isIn(path) == true { return .keyAsName(at: location) }
    let name = Array(path.utf8)
    if nearestNames[name] == nil, nearestNames.count < Self.unknownKeyLimit {
      nearestNames[name] = .some(Nearest.name(to: path, among: input.names.names(absentFrom: [])))
    }
    if let nearest = nearestNames[name] ?? nil, case .field(let target)? = input.names.meaning(of: nearest),
      row.cells[target.key] == nil
    {
      return .keyMisspelt(path, nearest: nearest, at: location)
    }
    if warnedKeys.count < Self.unknownKeyLimit, warnedKeys.insert(name).inserted {
      diagnostics.append(.keyUnknown(path, at: location))
    }
    return nil
  }
}

extension JSONRecords {
  /// How many unknown keys are remembered, so that a file of ever new keys cannot fill the memory. Further ones are
  /// ignored silently.
  private static var unknownKeyLimit: Int { 1_000 }
}

/// What may be wrong with the keys of a JSON file.
extension Diagnostic {
  fileprivate static func keyUnknown(_ path: String, at location: SourceLocation) -> Diagnostic {
    .warning(
      "input.key.unknown", at: location,
      LocalizedText("\(Echo.quoted(path))というキーは知りません。", "The key \(Echo.plain(path)) is not known."),
      advice: LocalizedText(
        "その値は読みません。読むべきものなら --mapping で対応を示してください。", "Its values are not read; map it with --mapping if they should be."
      ))
  }

  /// The name of a value has the form of the authentication key. It is not quoted.
  fileprivate static func keyAsName(at location: SourceLocation) -> Diagnostic {
    var location = location
    location.heading = nil
    return .error(
      "row.key.name", at: location,
      LocalizedText("項目の名が認証キーの形をしています。", "The name of a value has the form of the authentication key."),
      advice: LocalizedText(
        "名と値が入れ替わっていないか、元のデータで確かめてください。", "Look in the source for a name and a value that were swapped."))
  }

  fileprivate static func keyMisspelt(_ path: String, nearest: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.key.misspelt", at: location,
      LocalizedText("\(Echo.quoted(path))というキーは知りません。", "The key \(Echo.plain(path)) is not known."),
      advice: LocalizedText(
        "「\(nearest)」なら書き直してください。別のキーなら --mapping の ignored に挙げてください。",
        "Correct it if \(nearest) is meant; otherwise list it under ignored in a --mapping."))
  }

  /// What stands where a mapping says that the members are is no array.
  fileprivate static func noMembers(_ path: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.members.list", at: location,
      LocalizedText(
        "対応表の言う構成員の配列\(Echo.quoted(path))が、配列ではありません。",
        "\(Echo.plain(path)), which has the members by the mapping, is no array."),
      advice: LocalizedText("対応表の members の list を確かめてください。", "Check list under members in the mapping."))
  }

  /// A member of which the mapping reads nothing would be lost without a word.
  fileprivate static func memberUnread(_ path: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.members.unread", at: location,
      LocalizedText(
        "構成員\(Echo.quoted(path))から、読める項目が一つもありません。", "Nothing can be read of the member \(Echo.plain(path))."),
      advice: LocalizedText(
        "対応表の members の fields を、そのキーに合わせてください。", "Fit fields under members in the mapping to its keys."))
  }

  fileprivate static func memberSkipped(_ key: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.json.member", at: location,
      LocalizedText(
        "記録の配列の外にあるキー\(Echo.quoted(key))は読みません。", "The key \(Echo.plain(key)) outside the array of records is not read."
      ))
  }
}
