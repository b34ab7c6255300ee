import Diagnostics
import Encodings
import Fields
import Mapping
import StrictJSON

/// One JSON record, or one element of an array in it, as recipes look up its values: by a key, or by the keys that lead
/// to a value, `contractor.address.pref`, with the number of an element of an array, from 0, in brackets: `phones[0]`.
struct JSONSource: SourceCells {
  private let root: JSONNode
  private let element: JSONElement
  private let encoding: TextEncoding
  private let location: SourceLocation
  /// What stands before a path in messages: `jv.members[1].`
  private let prefix: String

  init(
    _ root: JSONNode, of element: JSONElement, encoding: TextEncoding, at location: SourceLocation, prefix: String = ""
  ) {
    self.root = root
    self.element = element
    self.encoding = encoding
    self.location = location
    self.prefix = prefix
  }

  mutating func cell(at column: ColumnReference) -> RawCell? {
    guard let path = column.name, let node = Self.node(at: Array(path.utf8)[...], in: root),
      let value = Self.value(of: node)
    else { return nil }
    var place = location
    place.heading = prefix + path
    place.line = element.line + element.bytes.prefix(node.byte).count { $0 == 0x0A }
    var offsets = FileOffsetMap(element.bytes, start: element.location.lowerBound, encoding: encoding)
    place.byte = offsets.fileOffset(of: node.byte)
    return RawCell(value, at: place)
  }

  /// What stands where an array should be.
  enum Elements {
    case none
    case list([JSONNode])
    case other
  }

  /// The elements of the array at a path. Null, and a text of white space only, is none.
  func elements(at path: String) -> Elements {
    guard let node = Self.node(at: Array(path.utf8)[...], in: root), !node.isEmpty else { return .none }
    return node.array.map(Elements.list) ?? .other
  }

  /// The value at a path. A key may itself have points in it; the first member that leads there is taken.
  private static func node(at path: ArraySlice<UInt8>, in node: JSONNode) -> JSONNode? {
    if path.isEmpty { return node }
    if path.first == UInt8(ascii: "[") {
      guard let close = path.firstIndex(of: UInt8(ascii: "]")),
        let index = Int(String(decoding: path[(path.startIndex + 1)..<close], as: UTF8.self)),
        let elements = node.array, elements.indices.contains(index)
      else { return nil }
      let rest = path[(close + 1)...]
      return Self.node(at: rest.first == UInt8(ascii: ".") ? rest.dropFirst() : rest, in: elements[index])
    }
    for member in node.members ?? [] where path.starts(with: member.key.utf8) && !member.key.isEmpty {
      let rest = path.dropFirst(member.key.utf8.count)
      switch rest.first {
      case nil: return member.node
      case UInt8(ascii: ".")?: if let found = Self.node(at: rest.dropFirst(), in: member.node) { return found }
      case UInt8(ascii: "[")?: if let found = Self.node(at: rest, in: member.node) { return found }
      default: continue
      }
    }
    return nil
  }

  private static func value(of node: JSONNode) -> RawValue? {
    switch node.value {
    case .null: nil
    case .string(let text): text.trimmedOfWhiteSpace.isEmpty ? nil : .text(text)
    case .number(let text): .number(text)
    case .bool(let flag): .bool(flag)
    case .array(let nodes) where nodes.isEmpty: nil
    case .array(let nodes): list(nodes)
    case .object: .unsupportedShape("object")
    }
  }

  private static func list(_ nodes: [JSONNode]) -> RawValue {
    let values = nodes.compactMap(value)
    let isFlat = values.allSatisfy {
      switch $0 {
      case .text, .number, .bool: true
      case .list, .secret, .unsupportedShape: false
      }
    }
    return isFlat ? .list(values) : .unsupportedShape("array")
  }
}

extension JSONNode {
  /// Whether the value says nothing: null, a blank text, or an array or object without anything in it.
  var isEmpty: Bool {
    switch value {
    case .null: true
    case .string(let text): text.isBlank
    case .array(let nodes): nodes.isEmpty
    case .object(let members): members.allSatisfy(\.node.isEmpty)
    case .bool, .number: false
    }
  }
}
