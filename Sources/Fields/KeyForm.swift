/// The form of 認証キー as the house writes it, by which a key is recognised where none should be: in a cell of another
/// field, under an unknown heading, in a text. `Rules` reads it from issuer.json (`KeyPattern`).
///
/// A key is recognised in one piece or in groups, in half-width or full-width letters, and in letters of the other case
/// when it has digits too. What stands around it does not matter.
///
/// ```swift
/// let form = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4)
/// form.masked("電話で7KQM-4XHR-W2PD-9TNCを伝えた")    // 電話で＊＊＊＊を伝えた
/// form.isIn("７ＫＱＭ　４ＸＨＲ　Ｗ２ＰＤ　９ＴＮＣ")      // true
/// form.isIn("44-07-0012345-00")                      // false
/// ```
package struct KeyForm: Sendable, Hashable {
  private let length: Int
  /// Characters in a group as the papers print it.
  private let group: Int
  private let alphabet: Set<Unicode.Scalar>
  /// The alphabet with its letters in the other case; empty when it has letters of both cases, or none.
  private let otherCase: Set<Unicode.Scalar>

  package init(alphabet: String, length: Int, group: Int) {
    (self.length, self.group) = (length, group)
    let scalars = Set(alphabet.unicodeScalars)
    let swapped = Set(scalars.map(Self.inOtherCase))
    self.alphabet = scalars
    otherCase = scalars.contains { swapped.contains($0) && Self.isLetter($0) } ? [] : swapped.subtracting(scalars)
  }

  /// Whether a value of figures alone, such as an amount or a date, could be a key: not when the alphabet has letters, for
  /// then next to no key has none.
  package var mayBeFiguresAlone: Bool { !alphabet.contains(where: Self.isLetter) }

  /// Whether a key stands in the text.
  package func isIn(_ text: some StringProtocol) -> Bool {
    mayBeIn(text) && !ranges(in: WidthFolding.folded(text)).isEmpty
  }

  /// The text with the mask in place of every key in it; nil when there is none.
  package func masked(_ text: some StringProtocol) -> String? {
    guard mayBeIn(text) else { return nil }
    let scalars = Array(text.unicodeScalars)
    let ranges = ranges(in: scalars.map { WidthFolding.folded($0) })
    if ranges.isEmpty { return nil }
    var result = String.UnicodeScalarView()
    var position = 0
    for range in ranges where range.upperBound > position {
      result.append(contentsOf: scalars[position..<max(position, range.lowerBound)])
      result.append(contentsOf: Secret.mask.unicodeScalars)
      position = range.upperBound
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }

  /// Whether the text has as many letters and digits as a key. Nearly all texts have fewer, and need no further look: a
  /// letter or digit is a byte of ASCII, or full-width and begins with the byte EF.
  private func mayBeIn(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count >= length else { return false }
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), 0xEF:
        count += 1
        if count == length { return true }
      default: break
      }
    }
    return false
  }

  /// Where keys stand in the folded text, from front to back.
  private func ranges(in folded: [Unicode.Scalar]) -> [Range<Int>] {
    var found = ranges(in: folded, of: alphabet) { _ in true }
    if !otherCase.isEmpty {
      let isSure = { (range: Range<Int>) in
        folded[range].contains(where: Self.isLetter) && folded[range].contains { ASCIIDigits.value(of: $0) != nil }
      }
      found += ranges(in: folded, of: otherCase.union(alphabet.filter { !Self.isLetter($0) }), where: isSure)
    }
    return found.sorted { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
  }

  private func ranges(
    in folded: [Unicode.Scalar], of alphabet: Set<Unicode.Scalar>, where isSure: (Range<Int>) -> Bool
  ) -> [Range<Int>] {
    let runs = Self.runs(in: folded, of: alphabet)
    func hasDigit(_ range: Range<Int>) -> Bool { folded[range].contains { ASCIIDigits.value(of: $0) != nil } }
    // A run that is longer may have a key in it: a comma was lost in front of the key or behind it. Without a digit it
    // is a word.
    var found = runs.filter { run in
      let count = Self.length(of: run, in: folded)
      return count == length && isSure(run) || count > length && hasDigit(run) && isSure(run)
    }
    for size in Set([group]).union(1...8) where size < length {
      for first in runs.indices {
        guard let range = grouped(by: size, from: first, of: runs, in: folded) else { continue }
        // Words of a name may happen to be as long as groups of another size; those of a key have digits.
        if size == group || hasDigit(range), isSure(range) { found.append(range) }
      }
    }
    return found
  }

  /// Where a key in groups of this size begins with a run; nil when the runs from there on are no such groups. Something
  /// may be glued to the first group or to the last one.
  private func grouped(by size: Int, from first: Int, of runs: [Range<Int>], in folded: [Unicode.Scalar]) -> Range<Int>?
  {
    var left = length
    var index = first
    while left > 0 {
      guard index < runs.count else { return nil }
      let count = Self.length(of: runs[index], in: folded)
      let wanted = min(size, left)
      // A run that has a whole key in it is found by itself.
      guard count < length else { return nil }
      let isEdge = index == first || left <= size
      guard isEdge ? count >= wanted : count == wanted else { return nil }
      if index > first {
        let gap = folded[runs[index - 1].upperBound..<runs[index].lowerBound]
        guard gap.count <= Self.longestGap, gap.allSatisfy(Self.isSeparator) else { return nil }
      }
      left -= wanted
      index += 1
    }
    return runs[first].lowerBound..<runs[index - 1].upperBound
  }

  /// The runs of characters of the alphabet, each as long as can be. What nobody sees does not end a run.
  private static func runs(in folded: [Unicode.Scalar], of alphabet: Set<Unicode.Scalar>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    var end = 0
    for (index, scalar) in folded.enumerated() {
      if alphabet.contains(scalar) {
        if start == nil { start = index }
        end = index + 1
      } else if let begun = start, !isInvisible(scalar) {
        runs.append(begun..<end)
        start = nil
      }
    }
    if let start { runs.append(start..<end) }
    return runs
  }

  /// The visible characters of a run.
  private static func length(of run: Range<Int>, in folded: [Unicode.Scalar]) -> Int {
    folded[run].count { !isInvisible($0) }
  }

  /// Zero-width characters, soft hyphens, selectors.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isDefaultIgnorableCodePoint
  }

  /// What may stand between two groups of a key: whatever is no letter, mark or number of any script.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return !scalar.properties.isAlphabetic && ASCIIDigits.value(of: scalar) == nil }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      // The long sound mark is what a dash becomes under a Japanese keyboard.
      return scalar == "ー" || scalar == "ｰ"
    default: return true
    }
  }

  private static let longestGap = 6

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
  }

  private static func inOtherCase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isLetter(scalar) ? Unicode.Scalar(scalar.value ^ 0x20) ?? scalar : scalar
  }
}
