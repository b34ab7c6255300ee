import Diagnostics
import Fields
import StrictJSON

/// The cells of one JSON record: nested by the catalogue's paths, or flat under headings or dotted paths, or both.
struct JSONCells {
  private let names: ColumnNames
  private var ruler: Ruler
  private var lines: LineCounter
  private(set) var record: RecordRow
  /// Keys that mean nothing, by full path.
  private(set) var unknown: [(path: String, location: SourceLocation)] = []

  init(_ element: JSONElement, names: ColumnNames, encoding: TextEncoding, location: SourceLocation) {
    self.names = names
    ruler = Ruler(element.bytes, origin: element.location.lowerBound, encoding: encoding)
    lines = LineCounter(element.bytes, first: element.line)
    record = RecordRow(RawRow(location: location), bytes: element.location, raw: element.bytes)
    record.row.cells.reserveCapacity(48)
  }

  mutating func add(_ diagnostic: Diagnostic) { record.row.diagnostics.append(diagnostic) }

  mutating func read(_ root: JSONNode) {
    guard let members = root.members else {
      add(.wrongShape(LocalizedText("オブジェクト（{ … }）", "an object ({ … })"), at: record.row.location))
      return
    }
    read(members, under: "")
  }

  private mutating func read(_ members: [JSONMember], under prefix: String) {
    for member in members {
      let path = prefix + member.key
      switch names.meaning(of: path) {
      case .ignored?: continue
      case .field(let target)?: take(member.node, as: target, named: path)
      case nil: descend(member, path: path)
      }
    }
  }

  private mutating func descend(_ member: JSONMember, path: String) {
    if case .object(let members) = member.node.value, names.isInterior(path) { return read(members, under: path + ".") }
    let isList = names.isInterior(path + "[]") || names.isInterior(path + "[0]")
    guard isList || names.isInterior(path) else {
      unknown.append((path, location(of: member.keyByte, named: path)))
      return
    }
    switch member.node.value {
    case .null: break
    case .array(let nodes) where isList: read(nodes, listedAt: path, keyByte: member.keyByte)
    default:
      let wanted =
        isList ? LocalizedText("配列（[ … ]）", "an array ([ … ])") : LocalizedText("オブジェクト（{ … }）", "an object ({ … })")
      add(.wrongShape(wanted, at: location(of: member.node.byte, named: path)))
    }
  }

  private mutating func read(_ nodes: [JSONNode], listedAt path: String, keyByte: Int) {
    if nodes.count > Catalogue.memberLimit {
      add(.tooManyMembers(limit: Catalogue.memberLimit, at: location(of: keyByte, named: path)))
    }
    for (index, node) in nodes.prefix(Catalogue.memberLimit).enumerated() {
      let elementPath = "\(path)[\(index)]"
      if let members = node.members {
        read(members, under: elementPath + ".")
      } else {
        add(
          .wrongShape(
            LocalizedText("オブジェクト（{ … }）", "an object ({ … })"), at: location(of: node.byte, named: elementPath)))
      }
    }
  }

  private mutating func take(_ node: JSONNode, as target: Target, named path: String) {
    guard let value = value(of: node, isSecret: target.isSecret) else { return }
    var location = location(of: node.byte, named: path)
    location.field = target.text
    if let text = node.string, text.utf8.count > Limits.field {
      add(.fieldTooLong(at: location))
      return
    }
    if record.row.cells.updateValue(RawCell(value, at: location), forKey: target.key) != nil {
      add(.fieldTwice(at: location))
    }
  }

  /// Nil for what is as good as absent: null, an empty string, an empty array.
  private mutating func value(of node: JSONNode, isSecret: Bool) -> RawValue? {
    switch node.value {
    case .null: return nil
    case .string(let text) where text.isEmpty: return nil
    case .array(let nodes) where nodes.isEmpty: return nil
    case .string(let text), .number(let text):
      if isSecret {
        record.hasMaskedKey = KeyMask.isMask(text)
        return .secret(Secret(text))
      }
      return node.string == nil ? .number(text) : .text(text)
    // A key of a wrong shape is named by its shape only.
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
    location.byte = ruler.offset(of: index)
    location.heading = path
    return location
  }
}

/// Lines of a record's bytes, asked for in rising order.
private struct LineCounter {
  private let bytes: [UInt8]
  private let first: Int
  private var index = 0
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
