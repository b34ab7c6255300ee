import StrictJSON

// The encodings that an input may have, how they are named, and how bytes and text are converted. Which encoding an
// input has is decided in EncodingDetection.swift.

/// 文字コード: the encoding of an input.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Windows-31J, which the WHATWG Encoding Standard calls Shift_JIS.
  case cp932
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// The byte order marks (U+FEFF in each encoding) that may stand at the head of a file.
  package static let byteOrderMarks: [(mark: [UInt8], encoding: TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
  ]

  /// The encoding in which the input is split into records. UTF-16 is converted to UTF-8 while it is read; UTF-8 and
  /// CP932 stay as they are, because in both no byte of a multi-byte character can be taken for a comma, a quotation
  /// mark or a line end.
  package var internalEncoding: TextEncoding {
    self == .cp932 ? .cp932 : .utf8
  }
}

/// An encoding as the user states it with `--encoding`. For `utf-16` the file must begin with a byte order mark, which
/// tells the order of bytes.
///
/// `StatedEncoding(name: "Shift_JIS")` → `.cp932`
package enum StatedEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case cp932
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// Accepts the usual names of an encoding in upper or lower case, with or without hyphens and underscores; nil for
  /// any other name.
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8", "utf8sig": self = .utf8
    case "cp932", "ms932", "windows31j", "cswindows31j", "shiftjis", "sjis", "xsjis": self = .cp932
    case "utf16": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Whether a file with the byte order mark of `encoding` agrees with what was stated.
  package func allows(_ encoding: TextEncoding) -> Bool {
    switch self {
    case .utf8: encoding == .utf8
    case .cp932: encoding == .cp932
    case .utf16: encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    case .utf16LittleEndian: encoding == .utf16LittleEndian
    case .utf16BigEndian: encoding == .utf16BigEndian
    }
  }

  /// The encoding that is meant; nil for `utf-16`, where only the byte order mark tells.
  package var encoding: TextEncoding? {
    switch self {
    case .utf8: .utf8
    case .cp932: .cp932
    case .utf16: nil
    case .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    }
  }
}

extension TextEncoding {
  /// The bytes of a text in an internal encoding, UTF-8 or CP932. A character that CP932 does not have is written as
  /// its code point: 𠮷 → `<U+20BB7>`. Rejects are written this way, in the encoding of their input.
  package func encode(_ text: String) -> [UInt8] {
    guard self == .cp932 else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap {
      CP932.encode($0) ?? Array("<U+\(String($0.value, radix: 16, uppercase: true))>".utf8)
    }
  }

  /// Converts bytes of the internal encoding back to the encoding of the file, that is UTF-8 to UTF-16 for a UTF-16
  /// file.
  package func fileBytes(fromInternal bytes: [UInt8]) -> [UInt8] {
    guard self != internalEncoding else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      result += self == .utf16BigEndian ? [high, low] : [low, high]
    }
    return result
  }
}

/// Decodes the bytes of a field.
package enum TextDecoder {
  /// Bytes that are no character of the encoding.
  package struct Fault: Equatable {
    /// Indices in the bytes that were decoded.
    package var range: Range<Int>
    /// Whether the bytes merely end inside a character, which the bytes that follow might complete.
    package var isCut: Bool
  }

  /// The text of the bytes, and where they are no characters; in the text U+FFFD stands for each fault.
  ///
  /// - Parameter encoding: an internal encoding, UTF-8 or CP932.
  package static func decode(_ bytes: ArraySlice<UInt8>, as encoding: TextEncoding) -> (text: String, faults: [Fault]) {
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
      // Continuation bytes behind an invalid lead byte belong to the same fault.
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
