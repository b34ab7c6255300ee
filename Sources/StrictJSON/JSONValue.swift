/// A JSON value with the byte at which it starts. Numbers keep their text: nothing is ever rounded.
package struct JSONNode: Sendable, Equatable {
  package var value: JSONValue
  /// Offset of the value's first byte in the file, from 0.
  package var byte: Int

  package init(_ value: JSONValue, byte: Int) {
    self.value = value
    self.byte = byte
  }
}

/// What RFC 8259 knows. Members keep the file's order.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number as written, checked against the grammar.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([JSONMember])
}

/// A key and its value.
package struct JSONMember: Sendable, Equatable {
  package var key: String
  package var keyByte: Int
  package var node: JSONNode

  package init(key: String, keyByte: Int, node: JSONNode) {
    self.key = key
    self.keyByte = keyByte
    self.node = node
  }
}

extension JSONNode {
  /// The value of `key`, when this is an object that has it. Keys are compared scalar by scalar, not canonically.
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

  /// The number as an integer, when it is written as one and fits.
  package var integer: Int? {
    guard case .number(let text) = value else { return nil }
    return Int(text)
  }
}
