/// Line-start and line-end prohibition by pairs of classes (行頭禁則, 行末禁則, 分離禁止).
enum BreakTable {
  /// Whether a line may end between two characters, the context aside.
  static func allows(_ before: TextUnit, _ after: TextUnit, level: LineBreakLevel) -> Bool {
    switch before.characterClass {
    case .openingBracket, .warichuOpening: return false
    case .prefixedAbbreviation where level != .loose:
      switch after.characterClass {
      case .groupedNumeral, .western, .ideograph: return false
      default: break
      }
    case .inseparable where after.characterClass == .inseparable && level != .loose: return false
    default: break
    }
    switch after.characterClass {
    case .closingBracket, .fullStop, .comma, .warichuClosing, .westernSpace, .ideographicSpace: return false
    case .hyphen, .dividingPunctuation, .middleDot, .iterationMark: return level == .loose || level == .statute
    case .postfixedAbbreviation: return level == .loose
    case .prolongedSoundMark, .smallKana: return level != .strict
    default: return true
    }
  }
}
