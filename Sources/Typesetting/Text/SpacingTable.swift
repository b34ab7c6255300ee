/// Space between two characters in natural setting: JLREQ Appendix B, Table 1. Bodies of brackets, stops and middle dots are half an em.
///
/// Columns are cl-01…cl-30 as the character after. Signs, be and af as in JLREQ: the em is that of the character before or after.
/// `.` solid; `H` ½ be; `h` ½ af; `Q` ¼ be; `q` ¼ af; `M` ¼ be and ¼ af; `T` ½ be and ¼ af.
/// The cells are the printed ones but for two: numbers (cl-24) are set solid with kana and kanji, where JLREQ has ¼, because a date or an
/// amount is one word (Documentation/line-composition.md); and the signs of formulas (cl-17, cl-18), of which JLREQ prints no cells, have
/// those of cl-13. How far a reading may hang over a neighbour is `Ruby.reach`.
enum SpacingTable {
  static let grid = PairGrid([
    "....q.........................",  // cl-01
    "H.HHq..HHHHHH.HHHHH.HHHHHHHH.H",  // cl-02
    "h...q.........................",  // cl-03
    "h...q...............Q...Q.Q...",  // cl-04
    "QQQQMQQQQQQQQQQQQQQQQQQQQQQQQQ",  // cl-05
    "H.HHT..HHHHHHHHHHHH.HHHHHHHHHH",  // cl-06
    "H.HHT..HHHHHHHHHHHH.HHHHHHHHHH",  // cl-07
    "h...q.........................",  // cl-08
    "h...q...............Q...Q.Q...",  // cl-09
    "h...q...............Q...Q.Q...",  // cl-10
    "h...q...............Q...Q.Q...",  // cl-11
    "h...q.........................",  // cl-12
    "h...q.........................",  // cl-13
    "....q.........................",  // cl-14
    "h...q...............Q...Q.Q...",  // cl-15
    "h...q...............Q...Q.Q...",  // cl-16
    "h...q.........................",  // cl-17
    "h...q.........................",  // cl-18
    "h...q...............Q...Q.Q...",  // cl-19
    "h...q.........................",  // cl-20
    "h...q...qqq...qq..q..qq....Q.q",  // cl-21
    "h...q...............Q...Q.Q...",  // cl-22
    "h...q...............Q...Q.Q...",  // cl-23
    "h...q...................Q..Q..",  // cl-24
    "h...q...qqq...qq..q..qqQ...Q.q",  // cl-25
    "h...q.........................",  // cl-26
    "h...q...qqq...qq..q..qq.Q..Q.q",  // cl-27
    "..............................",  // cl-28
    "h...q...............q..qq.q...",  // cl-29
    "h...q...............Q...Q.Q...",  // cl-30
  ])

  /// Body of a character and where its glyph stands from the body's start, in em. Only full-width glyphs have blank to take away.
  ///
  /// By the character's own class, whatever the context made of it: the comma of １，０００ is half an em too.
  static func body(_ scalar: Unicode.Scalar, advance: Double) -> (body: Double, shift: Double) {
    // Unicode's vertical forms (︵︐) stand in the middle of their em.
    guard advance > 0.99, advance < 1.01, !(0xFE10...0xFE4F).contains(scalar.value) else { return (advance, 0) }
    switch CharacterClass(of: scalar) {
    case .openingBracket, .warichuOpening: return (advance - 0.5, -0.5)
    case .closingBracket, .warichuClosing, .fullStop, .comma: return (advance - 0.5, 0)
    case .middleDot: return (advance - 0.5, -0.25)
    default: return (advance, 0)
    }
  }
}
