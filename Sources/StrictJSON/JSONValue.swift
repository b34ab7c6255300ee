/// A JSON value and the byte at which it begins, so that whatever is wrong with its content can be located in the file.
///
/// A reader of JSON goes down by key and asks for the type it expects; nil means absent or of another type:
///
/// ```swift
/// root["orderers"]?.array?.first?["name"]?.string
/// ```
package struct JSONNode: Sendable, Equatable {
  package var value: JSONValue
  /// Offset of the value's first byte in the file, from 0.
  package var byte: Int

  package init(_ value: JSONValue, byte: Int) {
    self.value = value
    self.byte = byte
  }
}

/// The six kinds of value of RFC 8259. Members of an object keep the file's order.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number as it is written, checked against the grammar. It is not converted, so nothing is rounded.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([JSONMember])
}

/// A member of an object: its key and its value.
package struct JSONMember: Sendable, Equatable {
  package var key: String
  /// Offset in the file of the key's opening quotation mark, from 0.
  package var keyByte: Int
  package var node: JSONNode

  package init(key: String, keyByte: Int, node: JSONNode) {
    self.key = key
    self.keyByte = keyByte
    self.node = node
  }
}

extension JSONNode {
  /// The value of `key`, if this is an object that has it. Keys are compared scalar by scalar, because Swift's `==`
  /// takes canonically equivalent strings for equal.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key.unicodeScalars.elementsEqual(key.unicodeScalars) }?.node
  }

  package var string: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  package var bool: Bool? {
    guard case .bool(let flag) = value else { return nil }
    return flag
  }

  package var array: [JSONNode]? {
    guard case .array(let nodes) = value else { return nil }
    return nodes
  }

  package var members: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  /// The number as an integer, if it is written as one and fits: `12` → 12, `12.0` → nil.
  package var integer: Int? {
    guard case .number(let text) = value else { return nil }
    return Int(text)
  }

  /// The number as a count of things: whole, not negative and at most `largestCount`, so that as many of them as
  /// a file can hold are added without overflow. `12` → 12, `-1` → nil, `9223372036854775807` → nil
  package var count: Int? { integer.flatMap { (0...Self.largestCount).contains($0) ? $0 : nil } }

  /// 10¹²: more records, pages, bytes or milliseconds than any run has, and a nine-millionth of what an integer can hold.
  package static var largestCount: Int { 1_000_000_000_000 }
}
