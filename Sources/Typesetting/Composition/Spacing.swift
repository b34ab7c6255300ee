/// The body of each character and the space between two, by JLREQ's tables (`PairTables.swift`): half an em of body for
/// brackets, stops and middle dots, with the space that the pair of classes has, before and during the adjustment of a
/// line.
enum Spacing {
  /// The body of a character and the position of its glyph from the body's start, in em. The body is narrower than the
  /// glyph's advance only where a full-width glyph has a blank part.
  ///
  /// It depends on the character's own class, not on the one that the context gives it: the comma of １，０００ is half an
  /// em too.
  ///
  /// ```
  /// body(of: "（", advance: 1)  → (0.5, -0.5)
  /// body(of: "。", advance: 1)  → (0.5, 0)
  /// ```
  static func body(of scalar: Unicode.Scalar, advance: Double) -> (body: Double, shift: Double) {
    // The glyphs of Unicode's vertical forms (︵︐) are in the middle of their em.
    guard advance > 0.99, advance < 1.01, !(0xFE10...0xFE4F).contains(scalar.value) else { return (advance, 0) }
    switch CharacterClass(of: scalar) {
    case .openingBracket, .warichuOpening: return (advance - 0.5, -0.5)
    case .closingBracket, .warichuClosing, .fullStop, .comma: return (advance - 0.5, 0)
    case .middleDot: return (advance - 0.5, -0.25)
    default: return (advance, 0)
    }
  }

  /// The space behind `units[index]` before any adjustment, in points: that of the tables for the pair, with letter
  /// space, and less the tightening of a comma after a digit.
  ///
  /// - Parameters:
  ///   - style: the style of the unit, whose size is `size`.
  ///   - nextSize: type size of the next unit.
  static func naturalSpace(
    after index: Int, in units: [TextUnit], _ style: TextStyle, size: Double, nextSize: Double
  ) -> Double {
    pairSpace(units[index], units[index + 1], size, nextSize)
      + (style.letterSpace - tightening(index, in: units, style))
      * size
  }

  /// The space that the tables give a pair.
  private static func pairSpace(_ before: TextUnit, _ after: TextUnit, _ size: Double, _ nextSize: Double) -> Double {
    // A word space is a unit of its own.
    if before.characterClass == .westernSpace { return 0 }
    let rule = PairRule.forPair(before.characterClass, after.characterClass)
    if rule.before | rule.after == 0 || isBesideMark(rule, before, after) { return 0 }
    return (Double(rule.before) * size + Double(rule.after) * nextSize) / 4
  }

  /// Whether the quarter between Japanese and Latin is left out. It is for letters and digits; Latin brackets and marks
  /// have blank of their own.
  private static func isBesideMark(_ rule: PairRule, _ before: TextUnit, _ after: TextUnit) -> Bool {
    guard rule.shrinkStage == 6 else { return false }
    let latin = before.characterClass == .western ? before : after
    return !Numerals.isLetter(latin.scalar) && !latin.roles.contains(.digit)
  }

  /// The reduction of the space behind a half-width comma or full stop after a digit, in em: half an em would tear the
  /// number open.
  private static func tightening(_ index: Int, in units: [TextUnit], _ style: TextStyle) -> Double {
    guard units[index].scalar == "," || units[index].scalar == ".", index > 0 else { return 0 }
    return ("0"..."9").contains(units[index - 1].scalar) ? style.digitTightening : 0
  }

  /// The gap that the tables give a pair, in points: its space, and how far that may be reduced or may grow.
  static func gap(_ before: TextUnit, _ after: TextUnit, _ size: Double, _ nextSize: Double) -> Composition.Gap {
    if before.characterClass == .westernSpace {
      // Stage 1 of Appendices D and E: a word space is a third of an em, at least a quarter, at most a half. In the
      // fonts it is a half, so it can be reduced only.
      return Composition.Gap(natural: 0, shrink: size / 4, shrinkStage: 1, stretch: 0, stretchStage: 1)
    }
    let rule = PairRule.forPair(before.characterClass, after.characterClass)
    var gap = Composition.Gap()
    gap.natural = pairSpace(before, after, size, nextSize)
    if gap.natural > 0 {
      gap.shrinkStage = rule.shrinkStage
      switch rule.shrinkStage {
      // Between a full stop and a middle dot only the middle dot's quarter is reduced.
      case 4: gap.shrink = before.characterClass == .fullStop ? Double(rule.after) * nextSize / 4 : gap.natural
      case 5: gap.shrink = gap.natural
      case 6: gap.shrink = gap.natural / 2
      default: break
      }
    }
    gap.stretchStage = rule.stretchStage
    switch rule.stretchStage {
    case 2 where gap.natural > 0: gap.stretch = gap.natural
    case 2, 3:
      gap.stretchStage = isRigid(before, after) ? 0 : 3
      gap.stretch = gap.stretchStage == 3 ? size / 4 : 0
    default: break
    }
    return gap
  }

  /// Whether a solid pair never grows: two ellipses or dashes, which are one sign, and the digits and marks of one
  /// number.
  private static func isRigid(_ before: TextUnit, _ after: TextUnit) -> Bool {
    if before.characterClass == .inseparable {
      return after.characterClass == .inseparable && Separation.isPair(before.scalar, after.scalar)
    }
    return isNumber(before) && isNumber(after)
  }

  private static func isNumber(_ unit: TextUnit) -> Bool {
    unit.characterClass == .groupedNumeral || unit.roles.contains(.digit)
  }
}
