/// CP932 (Windows-31J), the encoding of Japanese Windows, in both directions.
///
/// Bytes are read as the WHATWG Encoding Standard reads what it calls Shift_JIS (index jis0208): 9,604 two-byte codes
/// with NEC's row 13 and the extensions of NEC and IBM. User-defined characters (外字) F040–F9FC are read as
/// U+E000–U+E757. The bytes 80, A0 and FD–FF are no characters. `FB FC` → 髙 → `FB FC`
///
/// The characters are in CP932Table.swift, which a script writes.
package enum CP932 {
  /// What stands at a position: a character, or bytes that are none.
  package enum Unit: Equatable {
    case scalar(Unicode.Scalar, width: Int)
    /// No character. An ASCII byte behind an invalid lead byte is not part of the fault: it is read as a character of
    /// its own, so that a comma or quotation mark there keeps its meaning.
    case fault(width: Int, isCut: Bool)
  }

  /// Stands in the table where no character is. U+0000 itself is a one-byte code and never in the table.
  private static let noCharacter: UInt16 = 0
  /// The trail bytes 40–7E and 80–FC.
  private static let trailsPerLead = 188
  private static let firstUserLead: UInt8 = 0xF0
  private static let lastUserLead: UInt8 = 0xF9

  // MARK: - Decoding

  /// The scalars by row and cell: 188 cells, one a trail byte, for each of the 60 lead bytes 81–9F and E0–FC.
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

  /// The table's row for a lead byte, from 0; nil if the byte begins no two-byte character.
  private static func row(ofLead byte: UInt8) -> Int? {
    switch byte {
    case 0x81...0x9F: Int(byte) - 0x81
    case 0xE0...0xFC: Int(byte) - 0xC1
    default: nil
    }
  }

  /// The cell in a row for a trail byte, from 0; nil if the byte ends no two-byte character.
  private static func cell(ofTrail byte: UInt8) -> Int? {
    switch byte {
    case 0x40...0x7E: Int(byte) - 0x40
    case 0x80...0xFC: Int(byte) - 0x41
    default: nil
    }
  }

  /// The character that begins at `index`, which must be an index of `bytes`.
  package static func unit(in bytes: ArraySlice<UInt8>, at index: Int) -> Unit {
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

  /// Whether all bytes are characters of CP932; the last may be incomplete. This is used to advise the user, never to
  /// decide what an encoding is.
  package static func canDecode(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch unit(in: bytes, at: index) {
      case .scalar(_, let width): index += width
      case .fault(_, let isCut): return isCut
      }
    }
    return true
  }

  // MARK: - Encoding

  /// The code of each scalar. Of several codes for one character the first in the table is taken, but those of NEC's
  /// selection of IBM characters (ED40–EEFC) come last. Windows writes the same, for instance FBFC for 髙.
  private static let codes: [Unicode.Scalar: [UInt8]] = {
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    for (lead, low, high) in characters.sorted(by: { writingRank($0.lead) < writingRank($1.lead) }) {
      for (cell, scalar) in (low.unicodeScalars.map(\.self) + high.unicodeScalars).enumerated()
      where scalar != "." && codes[scalar] == nil {
        codes[scalar] = [lead, trail(ofCell: cell)]
      }
    }
    return codes
  }()

  private static func writingRank(_ lead: UInt8) -> Int {
    lead == 0xED || lead == 0xEE ? 0x100 + Int(lead) : Int(lead)
  }

  /// The reverse of `cell(ofTrail:)`: 7F is no trail byte.
  private static func trail(ofCell cell: Int) -> UInt8 { UInt8(cell < 63 ? 0x40 + cell : 0x41 + cell) }

  /// The bytes of a character, or nil if CP932 does not have it.
  package static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case ..<0x80: return [UInt8(scalar.value)]
    case 0xFF61...0xFF9F: return [UInt8(scalar.value - 0xFF61 + 0xA1)]
    case 0xE000...0xE757:
      let (row, cell) = (scalar.value - 0xE000).quotientAndRemainder(dividingBy: UInt32(trailsPerLead))
      return [firstUserLead + UInt8(row), trail(ofCell: Int(cell))]
    default: return codes[scalar]
    }
  }
}
