// The four tables of JLREQ over pairs of character classes (Appendices B to E), written as they are printed, a row of
// signs for each class, so that they can be compared with the book cell by cell. `PairRule` decodes them for use.

/// The rules of the four tables for one pair of character classes. They are decoded once, because composition needs
/// them for every two neighbouring characters.
struct PairRule: Sendable {
  /// Space before any adjustment, in quarters of an em: of the em of the character before, and of that of the character
  /// after.
  let before: UInt8
  let after: UInt8
  let separation: Separation
  /// Stage of Appendix D at which the space is reduced; 0: never.
  let shrinkStage: UInt8
  /// Stage of Appendix E at which space is added; 0: never.
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

  static func forPair(_ before: CharacterClass, _ after: CharacterClass) -> PairRule {
    all[(Int(before.rawValue) - 1) * 30 + Int(after.rawValue) - 1]
  }
}

/// A table over pairs of character classes: a row for the class before, a column for the class after (cl-01…cl-30), one
/// sign a cell.
struct PairGrid: Sendable {
  private let cells: [UInt8]

  /// - Parameter rows: one for each class from cl-01 to cl-30, each with one ASCII sign for each class.
  init(_ rows: [String]) {
    cells = rows.flatMap { Array($0.utf8) }
    precondition(
      cells.count == CharacterClass.allCases.count * CharacterClass.allCases.count, "every pair of classes has its cell"
    )
  }

  subscript(before: CharacterClass, after: CharacterClass) -> Unicode.Scalar {
    Unicode.Scalar(cells[(Int(before.rawValue) - 1) * CharacterClass.allCases.count + Int(after.rawValue) - 1])
  }
}

/// Space between two characters before any adjustment: JLREQ Appendix B, Table 1. Bodies of brackets, stops and middle
/// dots are half an em.
///
/// Signs: `.` solid; `H` ½ be; `h` ½ af; `Q` ¼ be; `q` ¼ af; `M` ¼ be and ¼ af; `T` ½ be and ¼ af. As in JLREQ, be and
/// af are the em of the character before and after.
///
/// Two things differ from the printed table. Numbers (cl-24) are set solid beside kana and kanji, where JLREQ has ¼,
/// because a date or an amount is one word (Documentation/line-composition.md). The signs of formulas (cl-17, cl-18),
/// for which JLREQ prints no cells, have those of cl-13. How far a reading may extend over a neighbour is in
/// `Ruby.reach`.
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
}

/// Where a line may end between two characters: JLREQ Appendix C, Table 2, with the levels that the web platform's
/// tests expect for Japanese.
///
/// Signs: `.` a line may end here; `x` never; for the others see `Separation.init(sign:)`.
///
/// A cell that differs from the printed one forbids more. The test of the table lists each difference with its reason:
/// a space stays at the end of the line before, a number keeps its unit and an abbreviation its number, and `p` and `i`
/// follow CSS's strict and normal.
enum SeparationTable {
  static let grid = PairGrid([
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",  // cl-01
    ".xkmmxximkk.px.....x.....x..x.",  // cl-02
    ".xkmmxximkk.px.....x.....x..x.",  // cl-03
    ".xkmmxximkk.px.....x.....x..x.",  // cl-04
    ".xkmmxximkk.px.....x.....x..x.",  // cl-05
    ".xkmmxximkk.px.....x.....x..x.",  // cl-06
    ".xkmmxximkk.px.....x.....x..x.",  // cl-07
    ".xkmmxximkk.px.....x.....x..x.",  // cl-08
    ".xkmmxximkk.px.....x.....x..x.",  // cl-09
    ".xkmmxximkk.px.....x.....x..x.",  // cl-10
    ".xkmmxximkk.px.....x.....x..x.",  // cl-11
    "pxpppxxppppppxpppppxpppxxxxpxp",  // cl-12
    ".xkmmxximkk.px.....x.....x..x.",  // cl-13
    ".xkmmxximkk.px.....x.....x..x.",  // cl-14
    ".xkmmxximkk.px.....x.....x..x.",  // cl-15
    ".xkmmxximkk.px.....x.....x..x.",  // cl-16
    ".xkmmxximkk.px.....x.....x..x.",  // cl-17
    ".xkmmxximkk.px.....x.....x..x.",  // cl-18
    ".xkmmxximkk.px.....x.....x..x.",  // cl-19
    ".xkmmxximkk.px.....x.....x..x.",  // cl-20
    ".xkmmxximkk.px.....x.....x..x.",  // cl-21
    ".xkmmxximkk.px.....x.....x..x.",  // cl-22
    ".xkmmxximkk.px.....x.....x..x.",  // cl-23
    ".xkmmxximkk.xx.....x...xxxx.x.",  // cl-24
    ".xkmmxximkk.px.....x...xxxx.x.",  // cl-25
    ".xkmmxximkk.px.....x.....x..x.",  // cl-26
    ".xkmmxximkk.px.....x...xxxx.x.",  // cl-27
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",  // cl-28
    ".xkmmxximkk.px.....x.....x..x.",  // cl-29
    ".xkmmxximkk.px.....x.....x..x.",  // cl-30
  ])
}

/// Spaces that may be reduced when a line is too long: JLREQ Appendix D, Table 3, the method that JLREQ itself adopts.
///
/// The sign is the stage: `4` the quarters beside middle dots, down to nothing; `5` the halves beside brackets and
/// commas, down to nothing; `6` the quarter between Japanese and Latin, down to an eighth; `.` no reduction. Stage 1
/// (Latin word spaces) and stages 2 and 3 (the line's end) do not concern pairs.
enum ReductionTable {
  static let grid = PairGrid([
    "....4.........................",  // cl-01
    "5.554..555555.55555.55555555.5",  // cl-02
    "5...4.........................",  // cl-03
    "5...4...............6...6.6...",  // cl-04
    "444444444444444444444444444444",  // cl-05
    "....4.........................",  // cl-06
    "5.555..555555555555.5555555555",  // cl-07
    "5...4.........................",  // cl-08
    "5...4...............6...6.6...",  // cl-09
    "5...4...............6...6.6...",  // cl-10
    "5...4...............6...6.6...",  // cl-11
    "5...4.........................",  // cl-12
    "5...4.........................",  // cl-13
    "....4.........................",  // cl-14
    "5...4...............6...6.6...",  // cl-15
    "5...4...............6...6.6...",  // cl-16
    "5...4.........................",  // cl-17
    "5...4.........................",  // cl-18
    "5...4...............6...6.6...",  // cl-19
    "5...4.........................",  // cl-20
    "5...4...666...66..6..66....6.6",  // cl-21
    "5...4...............6...6.6...",  // cl-22
    "5...4...............6...6.6...",  // cl-23
    "5...4......................6..",  // cl-24
    "5...4...666...66..6..666...6.6",  // cl-25
    "5...4.........................",  // cl-26
    "5...4...666...66..6..66.6..6.6",  // cl-27
    "..............................",  // cl-28
    "5...4...............6..66.6...",  // cl-29
    "5...4...............6...6.6...",  // cl-30
  ])
}

/// Spaces that may be added to when a line is too short: JLREQ Appendix E, Table 6.
///
/// The sign is the stage: `2` the quarter between Japanese and Latin, up to a half; `3` solid pairs, by up to a
/// quarter; `4` spaces that grow only when nothing else can: those of brackets, stops and middle dots, and full-width
/// spaces; `.` no growth. Stage 1 (Latin word spaces) does not concern pairs. At stage 4 every space that may grow at
/// all grows by the same amount.
enum ExpansionTable {
  static let grid = PairGrid([
    "..............................",  // cl-01
    "4......4...44444444.44444444.4",  // cl-02
    "4......4...44444444.44444444.4",  // cl-03
    "4......4...44444444.24432424.4",  // cl-04
    "4......4...44444444.44444444.4",  // cl-05
    "4......4...44444444.44444444.4",  // cl-06
    "4......4...44444444.44444444.4",  // cl-07
    "4......333333433333.33344433.3",  // cl-08
    "4......433333433333.23332423.3",  // cl-09
    "4......433333433333.23332423.3",  // cl-10
    "4......433333433333.23332423.3",  // cl-11
    ".......333333.33333.333.3433.3",  // cl-12
    "4......333333433333.33333433.3",  // cl-13
    "4......4...44444444.44444444.4",  // cl-14
    "4......333333433333.23332423.3",  // cl-15
    "4......333333433333.23332423.3",  // cl-16
    "4......333333433333.33333433.3",  // cl-17
    "4......333333433333.33333433.3",  // cl-18
    "4......333333433333.23332423.3",  // cl-19
    "4......333333433333.33333433.3",  // cl-20
    "4......322233422332.32233433.2",  // cl-21
    "4......333333433333.23332423.3",  // cl-22
    "4......333333433333.23332423.3",  // cl-23
    "4......33333.433333.333.44.2.3",  // cl-24
    "4......322233422332.3224.4.2.2",  // cl-25
    "4.44444444444444444444444444.4",  // cl-26
    "4......322233422332.322..4.2.2",  // cl-27
    "..............................",  // cl-28
    "4......333333433333.23322423.3",  // cl-29
    "4......333333433333.23332423.3",  // cl-30
  ])
}
