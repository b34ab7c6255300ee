/// CP932 (Windows-31J) as the WHATWG Encoding Standard reads it under the name Shift_JIS, its index jis0208: 9,604 two-byte codes with
/// NEC's row 13, NEC's and IBM's extensions, and 外字 F040–F9FC at U+E000–U+E757. The bytes 80 A0 FD FE FF are no characters here.
enum CP932 {
  /// What one or two bytes are.
  enum Unit: Equatable {
    case scalar(Unicode.Scalar, width: Int)
    /// No character. An ASCII byte after a bad lead byte is not swallowed: it may be a delimiter's neighbour, and is text of its own.
    case fault(width: Int, isCut: Bool)
  }

  private static let noCharacter: UInt16 = 0
  private static let trailsPerLead = 188
  private static let firstUserLead: UInt8 = 0xF0
  private static let lastUserLead: UInt8 = 0xF9

  /// Scalars by pointer: 188 trail bytes for each of the 60 lead bytes 81–9F, E0–FC.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: noCharacter, count: 60 * trailsPerLead)
    for (lead, low, high) in characters {
      guard let row = row(ofLead: lead) else { continue }
      for (cell, scalar) in (low.unicodeScalars.map(\.self) + high.unicodeScalars).enumerated() where scalar != "." {
        table[row * trailsPerLead + cell] = UInt16(truncatingIfNeeded: scalar.value)
      }
    }
    return table
  }()

  /// The row of the table, from 0; nil when the byte begins no two-byte character.
  private static func row(ofLead byte: UInt8) -> Int? {
    switch byte {
    case 0x81...0x9F: Int(byte) - 0x81
    case 0xE0...0xFC: Int(byte) - 0xC1
    default: nil
    }
  }

  /// The cell in a row, from 0; nil when the byte ends no two-byte character.
  private static func cell(ofTrail byte: UInt8) -> Int? {
    switch byte {
    case 0x40...0x7E: Int(byte) - 0x40
    case 0x80...0xFC: Int(byte) - 0x41
    default: nil
    }
  }

  /// The character that begins at `index`, which must be inside `bytes`.
  static func unit(in bytes: ArraySlice<UInt8>, at index: Int) -> Unit {
    let lead = bytes[index]
    switch lead {
    case ..<0x80: return .scalar(Unicode.Scalar(lead), width: 1)
    case 0xA1...0xDF: return scalar(0xFF61 + UInt32(lead) - 0xA1, width: 1)
    default: break
    }
    guard let row = row(ofLead: lead) else { return .fault(width: 1, isCut: false) }
    guard index + 1 < bytes.endIndex else { return .fault(width: 1, isCut: true) }
    let trail = bytes[index + 1]
    guard let cell = cell(ofTrail: trail) else { return .fault(width: trail < 0x80 ? 1 : 2, isCut: false) }
    if (firstUserLead...lastUserLead).contains(lead) {
      return scalar(0xE000 + UInt32(lead - firstUserLead) * UInt32(trailsPerLead) + UInt32(cell), width: 2)
    }
    let value = table[row * trailsPerLead + cell]
    if value == noCharacter { return .fault(width: trail < 0x80 ? 1 : 2, isCut: false) }
    return scalar(UInt32(value), width: 2)
  }

  private static func scalar(_ value: UInt32, width: Int) -> Unit {
    Unicode.Scalar(value).map { .scalar($0, width: width) } ?? .fault(width: width, isCut: false)
  }

  /// Whether all of it can be read, a character cut by the end aside: for advice only, never to decide.
  static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch unit(in: bytes, at: index) {
      case .scalar(_, let width): index += width
      case .fault(_, let isCut): return isCut
      }
    }
    return true
  }
}
