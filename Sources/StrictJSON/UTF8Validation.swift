/// Finds where bytes stop being UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.
///
/// The standard library (`UTF8Span`) tells quickly whether bytes are UTF-8. This slower search is for bytes that are
/// not, to say where.
package enum UTF8Validation {
  /// The first sequence of bytes that is no character.
  package struct Fault: Sendable, Equatable {
    /// Index of the broken character's first byte in the bytes given.
    package var index: Int
    /// Whether the bytes merely end inside a character, which the bytes that follow might complete.
    package var isCut: Bool
  }

  /// The first fault, or nil when all bytes are UTF-8.
  ///
  /// `UTF8Validation.firstFault(in: [0x41, 0xE3, 0x81])` → index 1, `isCut` true: あ is `E3 81 82`.
  package static func firstFault(in bytes: ArraySlice<UInt8>) -> Fault? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let shape = shape(of: lead) else { return Fault(index: index, isCut: false) }
      for step in 1...shape.count {
        guard index + step < bytes.endIndex else { return Fault(index: index, isCut: true) }
        let allowed = step == 1 ? shape.second : 0x80...0xBF
        guard allowed.contains(bytes[index + step]) else { return Fault(index: index, isCut: false) }
      }
      index += shape.count + 1
    }
    return nil
  }

  /// How many bytes follow a lead byte, and which values the first of them may have (RFC 3629, section 4); nil for a
  /// byte that begins no character. Restricting the second byte is what rules out overlong forms, surrogates and code
  /// points over U+10FFFF.
  private static func shape(of lead: UInt8) -> (count: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (1, 0x80...0xBF)
    case 0xE0: (2, 0xA0...0xBF)
    case 0xED: (2, 0x80...0x9F)
    case 0xE1...0xEF: (2, 0x80...0xBF)
    case 0xF0: (3, 0x90...0xBF)
    case 0xF1...0xF3: (3, 0x80...0xBF)
    case 0xF4: (3, 0x80...0x8F)
    default: nil
    }
  }
}
