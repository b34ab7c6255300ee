/// Where a line may end between two characters: JLREQ Appendix C, Table 2, with the levels of its addendum.
///
/// Columns are cl-01…cl-30 as the character after. Signs:
/// `.` a line may end here; `x` never; `k` not in strict, for small kana and the long sound mark; `m` in loose and 法令 only, for iteration
/// marks, hyphens and centred punctuation; `p` in loose only, for abbreviations and inseparable characters.
enum SeparationTable {
  static let grid = PairGrid([
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",  // cl-01
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-02
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-03
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-04
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-05
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-06
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-07
    ".xmmmxxpmkk.px.....x.....x..x.",  // cl-08
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-09
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-10
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-11
    ".xmmmxx.mkkppxpp..px.ppxxxx.xp",  // cl-12
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-13
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-14
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-15
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-16
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-17
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-18
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-19
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-20
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-21
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-22
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-23
    ".xmmmxx.mkk.xx.....x...xxxx.x.",  // cl-24
    ".xmmmxx.mkk.px.....x...xxxx.x.",  // cl-25
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-26
    ".xmmmxx.mkk.px.....x...xxxx.x.",  // cl-27
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",  // cl-28
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-29
    ".xmmmxx.mkk.px.....x.....x..x.",  // cl-30
  ])

  /// Whether a line may end between two units, numbers and Latin words aside.
  static func allows(_ before: TextUnit, _ after: TextUnit, level: LineBreakLevel) -> Bool {
    switch grid[before.characterClass, after.characterClass] {
    case "x": return false
    case "k": return level != .strict
    case "m":
      // CSS Text 5.3: the wave dash and ゠ may begin a line from normal on, the other hyphens in loose only.
      if isWaveDash(after.scalar) { return level != .strict }
      return level == .loose || level == .statute
    case "p":
      // JLREQ Appendix C, note 5: only a pair of the same kind is inseparable.
      if before.characterClass == .inseparable, after.characterClass == .inseparable, !isPair(before.scalar, after.scalar) { return true }
      return level == .loose
    default: return true
    }
  }

  private static func isWaveDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "〜" || scalar == "～" || scalar == "゠"
  }

  private static func isPair(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
    before == after || (after == "〵" && (before == "〳" || before == "〴"))
  }
}
