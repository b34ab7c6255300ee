/// Why bytes are not the JSON that RFC 8259 defines, and where.
package struct JSONFault: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case badLiteral
    case badNumber
    case badEscape
    case loneSurrogate
    case controlCharacter(UInt8)
    case badUTF8
    case tooDeep(limit: Int)
    case duplicateKey(String)
    case trailingBytes
  }

  package var reason: Reason
  /// Offset in the file, from 0.
  package var byte: Int

  package init(_ reason: Reason, at byte: Int) {
    self.reason = reason
    self.byte = byte
  }
}
