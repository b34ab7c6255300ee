/// The room a unit takes in a line and the space after it, in em of its size.
struct UnitSpacing: Sendable, Hashable {
  /// Width of the body: half an em for brackets and stops, whose glyph is drawn full-width with blank on one side.
  var body: Double
  /// Where the glyph's origin stands from the body's start: -0.5 when the blank is on the left.
  var shift: Double
  /// Space to the next unit in a line of natural setting.
  var space: Double
  /// How far the space may shrink or stretch.
  var shrink: Double
  var stretch: Double
}

/// Spaces by pairs of classes (JLREQ Appendix B), composed here because the fonts have no halt or palt data.
enum SpacingTable {
  /// Body and shift of a character by its class. Only full-width glyphs have blank to take away.
  static func body(_ characterClass: CharacterClass, advance: Double) -> (body: Double, shift: Double) {
    guard advance > 0.99, advance < 1.01 else { return (advance, 0) }
    switch characterClass {
    case .openingBracket, .warichuOpening: return (advance - 0.5, -0.5)
    case .closingBracket, .warichuClosing, .fullStop, .comma: return (advance - 0.5, 0)
    case .middleDot: return (advance - 0.5, -0.25)
    default: return (advance, 0)
    }
  }

  /// Space between two characters in em of the first's size, and how far it gives way.
  static func space(_ before: CharacterClass, _ after: CharacterClass) -> (space: Double, shrink: Double, stretch: Double) {
    let inner = (0.0, 0.0, 0.25)
    switch (before, after) {
    case (.westernSpace, _), (_, .westernSpace), (.groupedNumeral, .groupedNumeral), (.western, .western): return (0, 0, 0)
    case (.middleDot, .middleDot): return (0.5, 0, 0)
    case (.middleDot, _): return (0.25, 0.25, 0)
    case (.closingBracket, .middleDot), (.comma, .middleDot): return (0.25, 0.25, 0)
    case (.fullStop, .middleDot): return (0.75, 0.25, 0)
    case (_, .middleDot): return (0.25, 0.25, 0)
    case (.openingBracket, _): return (0, 0, 0)
    case (.closingBracket, .closingBracket), (.closingBracket, .fullStop), (.closingBracket, .comma): return (0, 0, 0)
    case (.fullStop, .closingBracket), (.comma, .closingBracket), (.fullStop, .fullStop), (.comma, .comma): return (0, 0, 0)
    case (.fullStop, .comma), (.comma, .fullStop): return (0, 0, 0)
    case (.closingBracket, .ideographicSpace), (.comma, .ideographicSpace), (.ideographicSpace, .openingBracket): return (0.5, 0.5, 0)
    case (.fullStop, .ideographicSpace): return (0.5, 0, 0)
    case (.fullStop, _): return (0.5, 0, 0)
    case (.closingBracket, _), (.comma, _), (_, .openingBracket): return (0.5, 0.5, 0)
    case (_, .closingBracket), (_, .fullStop), (_, .comma): return (0, 0, 0)
    case (.inseparable, .inseparable): return (0, 0, 0)
    case (.western, .hiragana), (.western, .katakana), (.western, .ideograph), (.western, .smallKana), (.western, .prolongedSoundMark),
      (.hiragana, .western), (.katakana, .western), (.ideograph, .western), (.smallKana, .western), (.prolongedSoundMark, .western),
      (.iterationMark, .western), (.western, .iterationMark):
      return (0.25, 0.125, 0.25)
    default: return inner
    }
  }
}
