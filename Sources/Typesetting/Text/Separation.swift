/// What a pair of classes lets a line do between two characters, by the level of line breaking.
enum Separation: UInt8, Sendable {
  /// A line may end here at every level.
  case free
  /// Never.
  case never
  /// Not in strict: small kana, the long sound mark and hyphens begin no line (CSS Text: CJ and hyphens).
  case kana
  /// In loose and 法令 only: iteration marks and centred punctuation may begin a line.
  case centred
  /// In loose only: an abbreviation may part from what it belongs to (％, ℃, ￥, №).
  case abbreviation
  /// Before an ellipsis or a dash: the dash may begin a line, the ellipsis in loose and 法令 only; two of a kind stay together.
  case inseparable

  init(sign: Unicode.Scalar) {
    switch sign {
    case "x": self = .never
    case "k": self = .kana
    case "m": self = .centred
    case "p": self = .abbreviation
    case "i": self = .inseparable
    default: self = .free
    }
  }

  /// Whether a line may end between two units, numbers and Latin words aside.
  func allows(_ before: TextUnit, _ after: TextUnit, level: LineBreakLevel) -> Bool {
    switch self {
    case .free: return true
    case .never: return false
    case .kana: return level != .strict
    case .centred: return level == .loose || level == .statute
    case .abbreviation: return level == .loose
    case .inseparable:
      let isPair = before.characterClass == .inseparable && Self.isPair(before.scalar, after.scalar)
      // Two dashes or the halves of 〳〵 are one sign at every level; the web's loose parts ellipses only.
      if Self.isDash(after.scalar) { return !isPair }
      return level == .loose || level == .statute && !isPair
    }
  }

  /// JLREQ Appendix C, note 5: only a pair of the same kind is inseparable.
  static func isPair(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
    before == after || (after == "〵" && (before == "〳" || before == "〴"))
  }

  /// Of cl-08, what is not an ellipsis.
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "―" || scalar == "—" || scalar == "〳" || scalar == "〴" || scalar == "〵"
  }
}
