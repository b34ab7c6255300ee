import Diagnostics
import Fields
import StrictJSON

/// Records of JSON or JSON Lines: a record an element.
struct JSONRecords<Elements: JSONElementSource>: RowSource {
  private let context: RowContext
  private var elements: Elements
  private(set) var diagnostics: [Diagnostic] = []
  var headings: HeadingRow? { nil }
  private var count = 0
  private var hasEnded = false
  /// What each unknown key resembles, found once a file; also which of them have been warned of.
  private var resembled: [[UInt8]: String?] = [:]
  private var warned: Set<[UInt8]> = []

  init(_ elements: Elements, context: RowContext) {
    self.elements = elements
    self.context = context
  }

  mutating func next() throws(DiagnosticError) -> RecordRow? {
    if !hasEnded, let element = try elements.next() {
      count += 1
      return try record(of: element)
    }
    if !hasEnded { sayTheEnd() }
    return nil
  }

  private mutating func sayTheEnd() {
    hasEnded = true
    for (key, byte) in elements.skippedKeys {
      diagnostics.append(.memberSkipped(key, at: SourceLocation(file: context.file, byte: byte, heading: key)))
    }
    if count == 0 { diagnostics.append(.noRecords(at: SourceLocation(file: context.file))) }
  }

  private mutating func record(of element: JSONElement) throws(DiagnosticError) -> RecordRow {
    let location = SourceLocation(
      file: context.file, record: count, line: element.line, byte: element.location.lowerBound)
    if let fault = element.fault { return refused(element, describe(fault, at: location), at: location) }
    let root: JSONNode
    do {
      root = try JSONParser.parse(element.bytes)
    } catch let fault {
      return try unparsed(element, fault, at: location)
    }
    var cells = JSONCells(element, names: context.names, encoding: context.encoding, location: location)
    cells.read(root)
    for (path, location) in cells.unknown {
      if let diagnostic = judge(path, in: cells.record.row, at: location) { cells.add(diagnostic) }
    }
    return cells.record
  }

  private mutating func unparsed(_ element: JSONElement, _ fault: JSONFault, at location: SourceLocation)
    throws(DiagnosticError) -> RecordRow
  {
    var ruler = Ruler(element.bytes, origin: element.location.lowerBound, encoding: context.encoding)
    var exact = location
    exact.line = element.line + element.bytes.prefix(fault.byte).count { $0 == 0x0A }
    exact.byte = ruler.offset(of: fault.byte)
    switch fault.reason {
    case .badUTF8 where context.proof == .validUTF8:
      var end = element.location.upperBound
      while let next = try elements.next() { end = next.location.upperBound }
      hasEnded = true
      return RecordRow(
        RawRow(location: location, diagnostics: [.notUTF8(at: exact)]), bytes: element.location.lowerBound..<end,
        raw: nil)
    case .unexpectedEnd where element.endsInput: return refused(element, .cut(at: exact), at: location)
    default: return refused(element, .brokenRecord(fault.message, at: exact), at: location)
    }
  }

  private func refused(_ element: JSONElement, _ diagnostic: Diagnostic, at location: SourceLocation) -> RecordRow {
    RecordRow(RawRow(location: location, diagnostics: [diagnostic]), bytes: element.location, raw: nil)
  }

  private func describe(_ fault: JSONElement.Fault, at location: SourceLocation) -> Diagnostic {
    switch fault {
    case .fieldTooLong: .fieldTooLong(at: location)
    case .recordTooLong: .rowTooLong(at: location)
    case .cut: .cut(at: location)
    case .broken(let reason, let byte):
      .brokenJSON(
        JSONFault(reason, at: byte).message,
        at: SourceLocation(file: location.file, record: location.record, line: location.line, byte: byte))
    }
  }

  /// An unknown key: an error of the record when it resembles a field that the record lacks, otherwise a warning once a file.
  private mutating func judge(_ path: String, in row: RawRow, at location: SourceLocation) -> Diagnostic? {
    let name = Array(path.utf8)
    if resembled[name] == nil, resembled.count < Self.mostUnknown {
      resembled[name] = .some(Nearest.name(to: path, among: context.names.names(absentFrom: [])))
    }
    if let nearest = resembled[name] ?? nil, case .field(let target)? = context.names.meaning(of: nearest),
      row.cells[target.key] == nil
    {
      return .keyMisspelt(path, nearest: nearest, at: location)
    }
    if warned.count < Self.mostUnknown, warned.insert(name).inserted {
      diagnostics.append(.keyUnknown(path, at: location))
    }
    return nil
  }
}

extension JSONRecords {
  /// Unknown keys remembered, at most: a file of nothing else must not fill the memory.
  private static var mostUnknown: Int { 1_000 }
}
