import Diagnostics
import Encodings
import Fields
import StrictJSON

/// Takes the cells of one JSON record. Its members may be nested by the catalogue's paths, or flat under headings or
/// dotted paths, or both:
///
/// ```json
/// {"work": {"name": "市道改良工事"}, "work.price": 48250000, "備考": "", "contractor": {"members": [{"name": "甲"}]}}
/// ```
///
/// For every member the path from the record down to it is looked up in `ColumnNames`: it may be the name of a field,
/// of an object or list in which fields are, or unknown.
struct JSONCells {
  private let names: ColumnNames
  private var offsets: FileOffsetMap
  private var lines: LineCounter
  private(set) var record: RecordRow
  /// The paths of unknown keys, in the order of the record.
  private(set) var unknownKeys: [(path: String, location: SourceLocation)] = []

  init(_ element: JSONElement, names: ColumnNames, encoding: TextEncoding, location: SourceLocation) {
    self.names = names
    offsets = FileOffsetMap(element.bytes, start: element.location.lowerBound, encoding: encoding)
    lines = LineCounter(element.bytes, first: element.line)
    record = RecordRow(RawRow(location: location), bytes: element.location, raw: element.bytes)
    record.row.cells.reserveCapacity(Self.usualCellCount)
  }

  /// How many cells memory is reserved for: nearly all of the catalogue's 52 fields that are not a joint venture
  /// member's.
  private static let usualCellCount = 48

  mutating func report(_ diagnostic: Diagnostic) { record.row.diagnostics.append(diagnostic) }

  /// Takes all cells of a parsed record.
  mutating func readRecord(_ root: JSONNode) {
    guard let members = root.members else {
      report(.wrongShape(LocalizedText("オブジェクト（{ … }）", "an object ({ … })"), at: record.row.location))
      return
    }
    readMembers(members, under: "")
  }

  private mutating func readMembers(_ members: [JSONMember], under prefix: String) {
    for member in members {
      let path = prefix + member.key
      switch names.meaning(of: path) {
      case .ignored?:
        if path.utf8.elementsEqual(ColumnNames.reasonsKey.utf8) { record.isReject = true }
        if path.utf8.elementsEqual(ColumnNames.sourceKey.utf8) { record.source = member.node.string }
      case .field(let target)?: addCell(member.node, for: target, named: path)
      case nil: readContainer(member, path: path)
      }
    }
  }

  /// A member whose path is not a field: an object or list in which fields are, or an unknown key.
  private mutating func readContainer(_ member: JSONMember, path: String) {
    if case .object(let members) = member.node.value, names.isObjectPath(path) {
      return readMembers(members, under: path + ".")
    }
    let isList = names.isObjectPath(path + "[]") || names.isObjectPath(path + "[0]")
    guard isList || names.isObjectPath(path) else {
      unknownKeys.append((path, location(of: member.keyByte, named: path)))
      return
    }
    switch member.node.value {
    case .null: break
    case .array(let nodes) where isList: readList(nodes, at: path, keyByte: member.keyByte)
    default:
      let wanted =
        isList ? LocalizedText("配列（[ … ]）", "an array ([ … ])") : LocalizedText("オブジェクト（{ … }）", "an object ({ … })")
      report(.wrongShape(wanted, at: location(of: member.node.byte, named: path)))
    }
  }

  /// The list of joint venture members, whose paths have an index: `contractor.members[0].name`.
  private mutating func readList(_ nodes: [JSONNode], at path: String, keyByte: Int) {
    if nodes.count > Catalogue.memberLimit {
      report(.tooManyMembers(limit: Catalogue.memberLimit, at: location(of: keyByte, named: path)))
    }
    for (index, node) in nodes.prefix(Catalogue.memberLimit).enumerated() {
      let elementPath = "\(path)[\(index)]"
      if let members = node.members {
        readMembers(members, under: elementPath + ".")
      } else {
        report(
          .wrongShape(
            LocalizedText("オブジェクト（{ … }）", "an object ({ … })"), at: location(of: node.byte, named: elementPath)))
      }
    }
  }

  private mutating func addCell(_ node: JSONNode, for target: ColumnTarget, named path: String) {
    guard let value = value(of: node, isSecret: target.isSecret) else { return }
    var location = location(of: node.byte, named: path)
    location.field = target.text
    if let text = node.string, text.utf8.count > ReadingLimits.fieldBytes {
      report(.fieldTooLong(at: location))
      return
    }
    if record.row.cells.updateValue(RawCell(value, at: location), forKey: target.key) != nil {
      report(.fieldTwice(at: location))
    }
  }

  /// The raw value of a JSON value; nil for null, a blank string and an empty array, which count as absent.
  private mutating func value(of node: JSONNode, isSecret: Bool) -> RawValue? {
    switch node.value {
    case .null: return nil
    case .string(let text) where text.isBlank: return nil
    case .array(let nodes) where nodes.isEmpty: return nil
    case .string(let text), .number(let text):
      if isSecret {
        record.hasMaskedKey = Secret.isMask(text)
        return .secret(Secret(text))
      }
      return node.string == nil ? .number(text) : .text(text)
    // If the key is not a text or number, only its shape is kept: a message must not quote it.
    case .bool(let flag): return isSecret ? .unsupportedShape("true/false") : .bool(flag)
    case .object: return .unsupportedShape("object")
    case .array(let nodes): return isSecret ? .unsupportedShape("array") : list(nodes)
    }
  }

  private func list(_ nodes: [JSONNode]) -> RawValue {
    var values: [RawValue] = []
    for node in nodes {
      switch node.value {
      case .string(let text): values.append(.text(text))
      case .number(let text): values.append(.number(text))
      case .bool(let flag): values.append(.bool(flag))
      case .null, .array, .object: return .unsupportedShape("array")
      }
    }
    return .list(values)
  }

  private mutating func location(of index: Int, named path: String) -> SourceLocation {
    var location = record.row.location
    location.line = lines.line(of: index)
    location.byte = offsets.fileOffset(of: index)
    location.heading = path
    return location
  }
}

/// Finds the line of a position in a record's bytes. It counts on from the position asked for last, so it is fast in
/// ascending order.
private struct LineCounter {
  private let bytes: [UInt8]
  private let first: Int
  private var index = 0
  /// Line breaks before `index`.
  private var breaks = 0

  init(_ bytes: [UInt8], first: Int) {
    self.bytes = bytes
    self.first = first
  }

  mutating func line(of wanted: Int) -> Int {
    if wanted < index { (index, breaks) = (0, 0) }
    breaks += bytes[index..<wanted].count { $0 == 0x0A }
    index = wanted
    return first + breaks
  }
}
