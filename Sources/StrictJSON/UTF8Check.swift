/// Where bytes stop being UTF-8, by RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.
package enum UTF8Check {
  /// What is wrong first, and where.
  package struct Fault: Sendable, Equatable {
    /// Index into the bytes given.
    package var index: Int
    /// The bytes end inside a character: more of them might have made it whole.
    package var isCut: Bool
  }

  /// The first byte that no character can hold, or nil when all is well. The index is that of the broken character's first byte.
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

  /// How many bytes follow a lead byte, and what the first of them may be (RFC 3629, section 4).
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
