/// 箇条書き: a stretch of text that begins with a numeral or a dot. Its further lines begin below its first word.
///
/// ```
/// ・工期の変更については、
/// 　発注者と協議する。
/// ```
enum HangingItem {
  /// The widest mark below which lines hang, in em.
  private static let widestMark = 4.0

  /// For each item the indent of a line that begins with it. Empty when nothing hangs.
  static func indents(_ units: [TextUnit], _ items: [Composition.Item]) -> [Double] {
    var indents: [Double] = []
    var start = 0
    while start < units.count {
      let end = units[start...].firstIndex(where: \.isLineEnd) ?? units.count
      let mark = markLength(in: units[start..<end])
      if mark > 0, start + mark < end {
        let width = items[start..<start + mark].reduce(0) { $0 + $1.body + $1.gap.natural }
        if width <= widestMark * items[start].body * 2 {
          if indents.isEmpty { indents = [Double](repeating: 0, count: items.count) }
          for index in start + 1..<end { indents[index] = width }
        }
      }
      start = end + 1
    }
    return indents
  }

  /// How many units the mark at the beginning of a text has, with the spaces behind it: `1　`, `(2)`, `３．`, `・`, `①`; 0
  /// without a mark. A number that counts something (`7都整第18号`, `1.5m`) is none.
  private static func markLength(in units: ArraySlice<TextUnit>) -> Int {
    let scalars = units.prefix(8).map(\.scalar)
    guard let first = scalars.first else { return 0 }
    var length = 0
    if first == "・" || first == "※" || (0x2460...0x2473).contains(first.value) {
      length = 1
    } else {
      let isBracketed = first == "（" || first == "("
      let digits = scalars.dropFirst(isBracketed ? 1 : 0).prefix { isDigit($0) }.count
      let next = digits + (isBracketed ? 1 : 0)
      guard (1...3).contains(digits), next < scalars.count else { return 0 }
      let delimiters: Set<Unicode.Scalar> =
        isBracketed ? ["）", ")"] : ["　", " ", "．", ".", "、", "）", ")"]
      guard delimiters.contains(scalars[next]) else { return 0 }
      if scalars[next] == ".", next + 1 < scalars.count, isDigit(scalars[next + 1]) { return 0 }
      length = next + 1
    }
    return length + scalars.dropFirst(length).prefix { $0 == "　" || $0 == " " }.count
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
  }
}
