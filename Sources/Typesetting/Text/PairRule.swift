/// What the tables say of a pair of character classes, decoded once: composition asks for every two characters that meet.
struct PairRule: Sendable {
  /// Space in natural setting, in quarters of the em: of the character before, and of the one after.
  let before: UInt8
  let after: UInt8
  let separation: Separation
  /// Stage of Appendix D at which the space shrinks; 0 never.
  let shrinkStage: UInt8
  /// Stage of Appendix E at which the space grows; 0 never.
  let stretchStage: UInt8

  private init(_ before: CharacterClass, _ after: CharacterClass) {
    (self.before, self.after) =
      switch SpacingTable.grid[before, after] {
      case "H": (2, 0)
      case "h": (0, 2)
      case "Q": (1, 0)
      case "q": (0, 1)
      case "M": (1, 1)
      case "T": (2, 1)
      default: (0, 0)
      }
    separation = Separation(sign: SeparationTable.grid[before, after])
    shrinkStage = Self.stage(ReductionTable.grid[before, after])
    stretchStage = Self.stage(ExpansionTable.grid[before, after])
  }

  private static func stage(_ sign: Unicode.Scalar) -> UInt8 {
    sign == "." ? 0 : UInt8(truncatingIfNeeded: sign.value - 0x30)
  }

  private static let all: [PairRule] = CharacterClass.allCases.flatMap { before in
    CharacterClass.allCases.map { PairRule(before, $0) }
  }

  static func of(_ before: CharacterClass, _ after: CharacterClass) -> PairRule {
    all[(Int(before.rawValue) - 1) * 30 + Int(after.rawValue) - 1]
  }
}
