/// Space between two characters in natural setting: JLREQ Appendix B, Table 1. Bodies of brackets, stops and middle dots are half an em.
///
/// Columns are cl-01…cl-30 as the character after. Signs, be and af as in JLREQ: the em is that of the character before or after.
/// `.` solid; `H` ½ be; `h` ½ af; `Q` ¼ be; `q` ¼ af; `M` ¼ be and ¼ af; `T` ½ be and ¼ af.
/// Numbers (cl-24) are set solid with kana and kanji, where JLREQ has ¼: a date or an amount is one word (Documentation/line-composition.md).
enum SpacingTable {
  static let grid = PairGrid([
    "....q.........................",  // cl-01
    "h.HHq..HHHHHH.HHHHHHHHHHHHHh.H",  // cl-02
    "h...q......................h..",  // cl-03
    "h...q.....................qh..",  // cl-04
    "QQQQMQQQQQQQQQQQQQQQQQQQQQQQQQ",  // cl-05
    "h.HHT..HHHHHHHHHHHHHHHHHHHHh.H",  // cl-06
    "h.HHT..HHHHHHHHHHHHHHHHHHHHh.H",  // cl-07
    "h...q......................h..",  // cl-08
    "h...q...................q.qh..",  // cl-09
    "h...q...................q.qh..",  // cl-10
    "h...q...................q.qh..",  // cl-11
    "h...q......................h..",  // cl-12
    "h...q......................h..",  // cl-13
    "....q.........................",  // cl-14
    "h...q...................q.qh..",  // cl-15
    "h...q...................q.qh..",  // cl-16
    "h...q......................h..",  // cl-17
    "h...q......................h..",  // cl-18
    "h...q...................q.qh..",  // cl-19
    "h...q......................h..",  // cl-20
    "h...q......................h..",  // cl-21
    "h...q...................q.qh..",  // cl-22
    "h...q...................q.qh..",  // cl-23
    "h...q...................Q..h..",  // cl-24
    "h...q...QQQ...QQ..Q..QQ....h.Q",  // cl-25
    "h...q......................h..",  // cl-26
    "h...q...QQQ...QQ..Q..QQ....h.Q",  // cl-27
    "....q.........................",  // cl-28
    "h.HHq..HHHHHH.HHHHHHHHHHHHHh.H",  // cl-29
    "h...q...................q.qh..",  // cl-30
  ])

  /// Body of a character and where its glyph stands from the body's start, in em. Only full-width glyphs have blank to take away.
  ///
  /// - Parameter characterClass: the character's own class, whatever the context made of it: the comma of １，０００ is half an em too.
  static func body(_ characterClass: CharacterClass, advance: Double) -> (body: Double, shift: Double) {
    guard advance > 0.99, advance < 1.01 else { return (advance, 0) }
    switch characterClass {
    case .openingBracket, .warichuOpening: return (advance - 0.5, -0.5)
    case .closingBracket, .warichuClosing, .fullStop, .comma: return (advance - 0.5, 0)
    case .middleDot: return (advance - 0.5, -0.25)
    default: return (advance, 0)
    }
  }
}
