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
    if let text = String(validating: bytes, as: UTF8.self) { return (text, []) }
    return (String(decoding: bytes, as: UTF8.self), utf8Faults(bytes))
  }

  private static func utf8Faults(_ bytes: ArraySlice<UInt8>) -> [Fault] {
    var faults: [Fault] = []
    var rest = bytes
    while let fault = UTF8Check.firstFault(in: rest) {
      let end = fault.isCut ? bytes.endIndex : fault.index + 1
      faults.append(Fault(range: fault.index..<end, isCut: fault.isCut))
      rest = bytes[end...]
      // The bytes that would have followed a bad lead are no faults of their own.
      while let byte = rest.first, byte & 0xC0 == 0x80 { rest.removeFirst() }
    }
    return faults
  }

  private static func decodeCP932(_ bytes: ArraySlice<UInt8>) -> (text: String, faults: [Fault]) {
    if bytes.allSatisfy({ $0 < 0x80 }) { return (String(decoding: bytes, as: UTF8.self), []) }
    var scalars = String.UnicodeScalarView()
    var faults: [Fault] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch CP932.unit(in: bytes, at: index) {
      case .scalar(let scalar, let width):
        scalars.append(scalar)
        index += width
      case .fault(let width, let isCut):
        faults.append(Fault(range: index..<index + width, isCut: isCut))
        scalars.append("\u{FFFD}")
        index += width
      }
    }
    return (String(scalars), faults)
  }
}
