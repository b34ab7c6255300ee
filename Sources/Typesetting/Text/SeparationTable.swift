/// Where a line may end between two characters: JLREQ Appendix C, Table 2, with the levels that the web platform's tests ask of Japanese.
///
/// Columns are cl-01…cl-30 as the character after. Signs: `.` a line may end here; `x` never; the others are `Separation`'s.
/// Where a cell differs from the printed one it forbids more, for one of the reasons that the test of the table lists: a space stays at
/// the end of the line before, a number keeps its unit, an abbreviation its number, and `p` and `i` are CSS's strict and normal.
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
