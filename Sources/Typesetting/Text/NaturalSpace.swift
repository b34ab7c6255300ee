/// The space between two units of a line in natural setting: what every line begins with, adjusted or not.
enum NaturalSpace {
  /// Space behind `units[index]`, in points: the tables' for the pair, letter space, and less what a comma after a digit gives back.
  ///
  /// - Parameters:
  ///   - style: of the unit; `size` is its size.
  ///   - nextSize: size of the unit that follows.
  static func after(_ index: Int, in units: [TextUnit], _ style: TextStyle, size: Double, nextSize: Double) -> Double {
    pair(units[index], units[index + 1], size, nextSize) + (style.letterSpace - tightening(index, in: units, style))
      * size
  }

  /// What the tables give a pair.
  static func pair(_ before: TextUnit, _ after: TextUnit, _ size: Double, _ nextSize: Double) -> Double {
    // The space is there itself.
    if before.characterClass == .westernSpace { return 0 }
    let rule = PairRule.of(before.characterClass, after.characterClass)
    if rule.before | rule.after == 0 || isBesideMark(rule, before, after) { return 0 }
    return (Double(rule.before) * size + Double(rule.after) * nextSize) / 4
  }

  /// Whether the quarter between Japanese and Latin falls away: it is for letters; Latin brackets and marks have blank of their own.
  private static func isBesideMark(_ rule: PairRule, _ before: TextUnit, _ after: TextUnit) -> Bool {
    guard rule.shrinkStage == 6 else { return false }
    let latin = before.characterClass == .western ? before : after
    return !Numerals.isLetter(latin.scalar) && !latin.roles.contains(.digit)
  }

  /// What a half-width comma or full stop after a digit gives back: its half em would tear the number open.
  private static func tightening(_ index: Int, in units: [TextUnit], _ style: TextStyle) -> Double {
    guard units[index].scalar == "," || units[index].scalar == ".", index > 0 else { return 0 }
    return ("0"..."9").contains(units[index - 1].scalar) ? style.digitTightening : 0
  }
}
