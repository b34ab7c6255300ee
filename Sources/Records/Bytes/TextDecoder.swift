import StrictJSON

/// Bytes of one field to text.
enum TextDecoder {
  /// Bytes that are no character of the encoding.
  struct Fault: Equatable {
    /// Indices into the bytes that were to be decoded.
    var range: Range<Int>
    /// The bytes end inside a character.
    var isCut: Bool
  }

  /// The text, and where it is broken; U+FFFD then stands in the text for each fault.
  ///
  /// - Parameter encoding: UTF-8 or CP932; UTF-16 has become UTF-8 before.
  static func decode(_ bytes: ArraySlice<UInt8>, as encoding: TextEncoding) -> (text: String, faults: [Fault]) {
    if encoding == .cp932 { return decodeCP932(bytes) }
    if let text = try? UTF8Span(validating: bytes.span) { return (String(copying: text), []) }
    return (String(decoding: bytes, as: UTF8.self), utf8Faults(bytes))
  }

  private static func utf8Faults(_ bytes: ArraySlice<UInt8>) -> [Fault] {
    var faults: [Fault] = []
    var rest = bytes
    while let fault = UTF8Validation.firstFault(in: rest) {
      let end = fault.isCut ? bytes.endIndex : fault.index + 1
      faults.append(Fault(range: fault.index..<end, isCut: fault.isCut))
      rest = bytes[end...]
      // The bytes that would have followed a bad lead are no faults of their own.
      while let byte = rest.first, byte & 0xC0 == 0x80 { rest.removeFirst() }
    }
    return faults
  }

  private static func decodeCP932(_ bytes: ArraySlice<UInt8>) -> (text: String, faults: [Fault]) {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count * 3 / 2 + 3)
    var faults: [Fault] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte < 0x80 {
        utf8.append(byte)
        index += 1
        continue
      }
      switch CP932.unit(in: bytes, at: index) {
      case .scalar(let scalar, let width):
        utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index += width
      case .fault(let width, let isCut):
        faults.append(Fault(range: index..<index + width, isCut: isCut))
        utf8.append(contentsOf: UTF8.encodedReplacementCharacter)
        index += width
      }
    }
    return (String(decoding: utf8, as: UTF8.self), faults)
  }
}
