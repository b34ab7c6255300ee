@testable import Typesetting

/// The tables of JLREQ (edition of 2020), Appendices B to E, as they are printed: a row for the class before, a column
/// for the class after, cl-01…cl-16 and cl-19…cl-30; the signs of formulas, cl-17 and cl-18, have no cells there. Where
/// a table has one, the last column is the line's end.
///
/// `x` is a pair that cannot come about.
enum PrintedTables {
  /// The classes of rows and columns.
  static let classes = CharacterClass.allCases.filter { $0 != .mathSymbol && $0 != .mathOperator }

  /// Table 1, spaces: `H` ½ and `Q` ¼ of the em before, `h` and `q` of the em after, `M` ¼ and ¼, `T` ½ and ¼; with
  /// readings (ruby) that may hang: `r` solid, `U` `u` ½ before and after, `V` `v` ¼.
  static let spaces = [
    "....q..............rr.....x.x",  // cl-01
    "H.HHq..HHHHHH.HHH.HUUHHHHH.HH",  // cl-02
    "h...q........................",  // cl-03
    "h...q.............Q..QQ.Q....",  // cl-04
    "QQQQMQQQQQQQQQQQQQQVVQQQQQQQQ",  // cl-05
    "H.HHT..HHHHHHHHHH.HUUHHHHHHHH",  // cl-06
    "H.HHT..HHHHHHHHHH.HUUHHHHHHHH",  // cl-07
    "h...q..............rr........",  // cl-08
    "h...q.............Q..QQ.Q....",  // cl-09
    "h...q.............QrrQQ.Q....",  // cl-10
    "h...q.............QrrQQ.Q....",  // cl-11
    "h...q.....................x.x",  // cl-12
    "h...q........................",  // cl-13
    "....q..............rr........",  // cl-14
    "h...q.............QrrQQ.Q....",  // cl-15
    "h...q.............QrrQQ.Q....",  // cl-16
    "h...q.............Q..QQ.Q....",  // cl-19
    "h...q........................",  // cl-20
    "h...q...qqq...qqq..vv....Q.q.",  // cl-21
    "ur..vrrr.rr..rrr..V..VV.V.x..",  // cl-22
    "ur..vrrr.rr..rrr..V..VV.V.x..",  // cl-23
    "h...q...qqq...qqq..vv.Q..Q.q.",  // cl-24
    "h...q...qqq...qqq..vvQ...Q.q.",  // cl-25
    "h...q........................",  // cl-26
    "h...q...qqq...qqq..vv.Q..Q.q.",  // cl-27
    ".xxxxxx.xxx......x.xx....xx.x",  // cl-28
    "h...q.............q..qq.q.x..",  // cl-29
    "h...q.............Q..QQ.Q....",  // cl-30
  ]

  /// Table 2: `n` no line ends here. The four cells that print a note only are read by their notes: 9 and 12 forbid, 10
  /// and 11 do not.
  static let breaks = [
    "nnnnnnnnnnnnnnnnnnnnnnnnnnxn",  // cl-01
    ".nnnnnn.nnn......n........n.",  // cl-02
    ".nnnnnn.nnn......n........n.",  // cl-03
    ".nnnnnn.nnn......n........n.",  // cl-04
    ".nnnnnn.nnn......n........n.",  // cl-05
    ".nnnnnn.nnn......n........n.",  // cl-06
    ".nnnnnn.nnn......n........n.",  // cl-07
    ".nnnnnn.nnn......n........n.",  // cl-08
    ".nnnnnn.nnn......n........n.",  // cl-09
    ".nnnnnn.nnn......n........n.",  // cl-10
    ".nnnnnn.nnn......n........n.",  // cl-11
    "nnnnnnnnnnnnnnnnnnnnnnnnnnxn",  // cl-12
    ".nnnnnn.nnn......n........n.",  // cl-13
    ".nnnnnn.nnn......n........n.",  // cl-14
    ".nnnnnn.nnn......n........n.",  // cl-15
    ".nnnnnn.nnn......n........n.",  // cl-16
    ".nnnnnn.nnn......n........n.",  // cl-19
    ".nnnnnn.nnn......n........n.",  // cl-20
    ".nnnnnn.nnn......n........n.",  // cl-21
    ".nnnnnn.nnn......n........x.",  // cl-22
    ".nnnnnn.nnn......n........x.",  // cl-23
    ".nnnnnn.nnn.n....n...n....n.",  // cl-24
    ".nnnnnn.nnn......n....n.n.n.",  // cl-25
    ".nnnnnn.nnn......n........n.",  // cl-26
    ".nnnnnn.nnn......n...nn.n.n.",  // cl-27
    "nxxxxxxnxxxnnnnnnxnxxnnxnxxn",  // cl-28
    ".nnnnnn.nnn......n........x.",  // cl-29
    ".nnnnnn.nnn......n........n.",  // cl-30
  ]

  /// Table 3, what shrinks at which stage: `4` ¼ to nothing, `5` ½ to nothing, `6` ¼ to ⅛, `-` a space that does not
  /// give way; at the line's end `2` ½ or nothing, `3` ¼ to nothing. A full stop with a full-width dot behind it (note
  /// 2) loses the dot's quarter only.
  static let reductions = [
    "....4.....................x.x",  // cl-01
    "5.554..555555.555.55555555.52",  // cl-02
    "5...4........................",  // cl-03
    "5...4.............6..66.6....",  // cl-04
    "44444444444444444444444444443",  // cl-05
    "-.--4..----------.-----.----2",  // cl-06
    "5.555..5555555555.55555555552",  // cl-07
    "5...4........................",  // cl-08
    "5...4.............6..66.6....",  // cl-09
    "5...4.............6..66.6....",  // cl-10
    "5...4.............6..66.6....",  // cl-11
    "5...4.....................x.x",  // cl-12
    "5...4........................",  // cl-13
    "....4........................",  // cl-14
    "5...4.............6..66.6....",  // cl-15
    "5...4.............6..66.6....",  // cl-16
    "5...4.............6..66.6....",  // cl-19
    "5...4........................",  // cl-20
    "5...4...666...666..66....6.6.",  // cl-21
    "5...4.............6..66.6.x..",  // cl-22
    "5...4.............6..66.6.x..",  // cl-23
    "5...4...666...666..66.-..6.6.",  // cl-24
    "5...4...666...666..666...6.6.",  // cl-25
    "5...4........................",  // cl-26
    "5...4...666...666..66.6..6.6.",  // cl-27
    ".xxxxxx.xxx......x.xx....xx.x",  // cl-28
    "5...4.............6..66.6.x..",  // cl-29
    "5...4.............6..66.6....",  // cl-30
  ]

  /// Table 6, what grows at which stage: `2` ¼ to ½, `3` solid to ¼, `4` only when nothing else can.
  static let expansions = [
    "..........................x.",  // cl-01
    "4......4...444444.44444444.4",  // cl-02
    "4......4...444444.44444444.4",  // cl-03
    "4......4...444444.24422424.4",  // cl-04
    "4......4...444444.44444444.4",  // cl-05
    "4......4...444444.44444444.4",  // cl-06
    "4......4...444444.44444444.4",  // cl-07
    "4......3333334333.33344433.3",  // cl-08
    "4......4333334333.23322423.3",  // cl-09
    "4......4333334333.23322423.3",  // cl-10
    "4......4333334333.23322423.3",  // cl-11
    ".......333333.333.333.3433x3",  // cl-12
    "4......3333334333.33333433.3",  // cl-13
    "4......4...444444.44444444.4",  // cl-14
    "4......3333334333.23322423.3",  // cl-15
    "4......3333334333.23322423.3",  // cl-16
    "4......3333334333.23322423.3",  // cl-19
    "4......3333334333.33333433.3",  // cl-20
    "4......3222334222.32233433.2",  // cl-21
    "4......3333334333.23322423x3",  // cl-22
    "4......3333334333.23322423x3",  // cl-23
    "4......32223.4222.322.44.2.2",  // cl-24
    "4......3222334222.3224.4.2.2",  // cl-25
    "4.444444444444444444444444.4",  // cl-26
    "4......3222334222.322..4.2.2",  // cl-27
    ".xxxxxx.xxx......x.xx..x.xx.",  // cl-28
    "4......3333334333.23322423x3",  // cl-29
    "4......3333334333.23322423.3",  // cl-30
  ]

  /// The sign of a cell.
  static func cell(_ table: [String], _ before: CharacterClass, _ after: CharacterClass) -> Character? {
    guard let row = classes.firstIndex(of: before), let column = classes.firstIndex(of: after) else { return nil }
    return Array(table[row])[column]
  }

  /// The sign of a class at the line's end.
  static func lineEnd(_ table: [String], _ before: CharacterClass) -> Character? {
    classes.firstIndex(of: before).flatMap { table[$0].last }
  }
}
