/// The search for keys of one form in one text.
struct KeySearch {
  private let form: KeyForm
  /// The text with a plain character in place of each full-width, mathematical or encircled one; as many scalars as it has.
  private let folded: [Unicode.Scalar]

  init(_ form: KeyForm, in text: some StringProtocol) {
    self.form = form
    folded = text.unicodeScalars.map(Self.folded)
  }

  /// Where keys stand in the text, in scalars, from front to back.
  var findings: [(range: Range<Int>, trace: KeyForm.Trace)] {
    var found = wholeKeys
    if form.isMixed {
      let sure = found.map(\.range)
      found += (damagedKeys + spokenKeys + cutKeys).filter { finding in !sure.contains { $0.overlaps(finding.range) } }
    }
    if !found.isEmpty {
      let names = mailNames
      for index in found.indices where names.contains(where: { $0.overlaps(found[index].range) }) {
        found[index].trace = .suspected
      }
    }
    return found.sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
  }

  /// With fewer changes between letters and digits a code that people made is as likely as a damaged key. Of the keys
  /// that chance makes with 24 letters and 8 digits, one in eleven has fewer.
  static let fewestChanges = 3

  // MARK: Whole keys

  private var wholeKeys: [(range: Range<Int>, trace: KeyForm.Trace)] {
    var found = wholeKeys(of: form.alphabet) { !form.isMixed || folded[$0].isMixed }
    if !form.otherCase.isEmpty {
      let digits = form.alphabet.filter { !$0.isLatinLetter }
      found += wholeKeys(of: form.otherCase.union(digits)) { folded[$0].isMixed }
    }
    return found
  }

  private func wholeKeys(
    of alphabet: Set<Unicode.Scalar>, where isSure: (Range<Int>) -> Bool
  ) -> [(range: Range<Int>, trace: KeyForm.Trace)] {
    let runs = runs(of: alphabet)
    func hasDigit(_ range: Range<Int>) -> Bool { folded[range].contains { ASCIIDigits.value(of: $0) != nil } }
    var found: [(range: Range<Int>, trace: KeyForm.Trace)] = []
    for run in runs where isSure(run) {
      let count = length(of: run)
      if count == form.length {
        found.append((run, .whole))
      } else if count > form.length, hasDigit(run) {
        // A longer run may have a key in it: a comma was lost in front of the key or behind it. Without a digit it is a
        // word.
        let isSure = !form.isMixed || folded[run].changes >= Self.fewestChanges
        found.append((run, isSure ? .whole : .suspected))
      }
    }
    for size in Set([form.group]).union(1...8) where size < form.length {
      for first in runs.indices {
        guard let range = grouped(by: size, from: first, of: runs) else { continue }
        // Words of a name may happen to be as long as groups of another size; those of a key have digits.
        if size == form.group || hasDigit(range), isSure(range) { found.append((range, .whole)) }
      }
    }
    return found
  }

  /// Where a key in groups of this size begins with a run; nil when the runs from there on are no such groups. Something
  /// may be glued to the first group or to the last one.
  private func grouped(by size: Int, from first: Int, of runs: [Range<Int>]) -> Range<Int>? {
    var left = form.length
    var index = first
    while left > 0 {
      guard index < runs.count else { return nil }
      let count = length(of: runs[index])
      let wanted = min(size, left)
      // A run that has a whole key in it is found by itself.
      guard count < form.length else { return nil }
      let isEdge = index == first || left <= size
      guard isEdge ? count >= wanted : count == wanted else { return nil }
      if index > first {
        let gap = folded[runs[index - 1].upperBound..<runs[index].lowerBound]
        let visible = gap.filter { !Self.isInvisible($0) }
        guard visible.count <= Self.longestGap, visible.allSatisfy(Self.isSeparator) else { return nil }
      }
      left -= wanted
      index += 1
    }
    return runs[first].lowerBound..<runs[index - 1].upperBound
  }

  // MARK: Damaged keys

  /// Keys of which one character is lost, added or replaced: in one piece, or in groups as long as those of a key but
  /// for that character.
  private var damagedKeys: [(range: Range<Int>, trace: KeyForm.Trace)] {
    let runs = runs(of: Self.alphanumerics)
    var found: [(range: Range<Int>, trace: KeyForm.Trace)] = []
    for first in runs.indices {
      if length(of: runs[first]) > form.length + 1 {
        if hasDamagedKeyInside(runs[first]) { found.append((runs[first], .suspected)) }
        continue
      }
      var lengths: [Int] = []
      var gaps: [Range<Int>] = []
      for last in runs[first...].indices {
        if last > first {
          let gap = runs[last - 1].upperBound..<runs[last].lowerBound
          guard gap.count == 1 || gap.count <= Self.longestGap && folded[gap].allSatisfy(Self.isSeparator) else {
            break
          }
          gaps.append(gap)
        }
        lengths.append(length(of: runs[last]))
        let total = lengths.reduce(0, +)
        if total > form.length + 1 { break }
        let range = runs[first].lowerBound..<runs[last].upperBound
        guard total >= form.length - 1, isDamagedKey(range, lengths, gaps), folded[range].isMixed else { continue }
        found.append((range, folded[range].changes >= Self.fewestChanges ? .damaged : .suspected))
      }
    }
    return found
  }

  /// Whether runs of these lengths, with these gaps between them, are a key but for one character.
  private func isDamagedKey(_ range: Range<Int>, _ lengths: [Int], _ gaps: [Range<Int>]) -> Bool {
    let total = lengths.reduce(0, +)
    let strangers = folded[range].count { Self.alphanumerics.contains($0) && !form.anyCase.contains($0) }
    // A character that was put in may be a stranger: that is one fault, though it counts for both.
    guard max(strangers, abs(total - form.length)) <= 1, strangers == 0 || total >= form.length else { return false }
    let areSeparated = gaps.allSatisfy { folded[$0].allSatisfy(Self.isSeparator) }
    if areSeparated, isGrouping(lengths, strangers: strangers) { return true }
    // One character became a sign or a kanji, or a sign was put into the key: it stands between two runs.
    guard strangers == 0, total <= form.length else { return false }
    return gaps.indices.contains { index in
      guard gaps[index].count == 1 else { return false }
      let others = gaps.indices.filter { $0 != index }
      guard others.allSatisfy({ folded[gaps[$0]].allSatisfy(Self.isSeparator) }) else { return false }
      let hole = form.length - total
      let joined = lengths[..<index] + [lengths[index] + hole + lengths[index + 1]] + lengths[(index + 2)...]
      return isExactGrouping(Array(joined))
    }
  }

  /// Whether the lengths are those of a key's groups but for one character; for a key that has all its characters and no
  /// stranger, but for one separator that stands one place off.
  private func isGrouping(_ lengths: [Int], strangers: Int) -> Bool {
    if lengths.count == 1 { return true }
    let total = lengths.reduce(0, +)
    let allowed = total != form.length ? 1 : strangers == 0 ? 2 : 0
    return groupings.contains { grouping in
      let count = max(grouping.count, lengths.count)
      let difference = (0..<count).reduce(0) { sum, index in
        sum + abs((index < grouping.count ? grouping[index] : 0) - (index < lengths.count ? lengths[index] : 0))
      }
      return difference <= allowed
    }
  }

  private func isExactGrouping(_ lengths: [Int]) -> Bool { lengths == [form.length] || groupings.contains(lengths) }

  /// The lengths of a key's groups for each size of them: 4, 4, 4, 4 and 5, 5, 5, 1.
  private var groupings: [[Int]] {
    Set([form.group]).union(1...8).filter { $0 < form.length }.map { size in
      let rest = form.length % size
      return Array(repeating: size, count: form.length / size) + (rest > 0 ? [rest] : [])
    }
  }

  /// Whether a longer run has a key in it of which one character is none of the alphabet.
  private func hasDamagedKeyInside(_ run: Range<Int>) -> Bool {
    let visible = folded[run].filter { !Self.isInvisible($0) }
    return visible.indices.dropLast(form.length - 1).contains { start in
      let part = visible[start..<(start + form.length)]
      return part.count { !form.anyCase.contains($0) } <= 1 && part.isMixed && part.changes >= Self.fewestChanges
    }
  }

  // MARK: Keys among words, and cut keys

  /// Keys whose groups or halves stand between words of Japanese: 7KQMと4XHRとW2PDと9TNC. Sure where letters and digits change
  /// inside the groups; where each group is a word or a number, others are as likely.
  private var spokenKeys: [(range: Range<Int>, trace: KeyForm.Trace)] {
    let runs = runs(of: Self.alphanumerics)
    var found: [(range: Range<Int>, trace: KeyForm.Trace)] = []
    for grouping in groupings where grouping.count > 1 && grouping[0] >= Self.shortestSpokenGroup {
      for first in runs.indices where first + grouping.count <= runs.count {
        let groups = Array(runs[first..<(first + grouping.count)])
        guard groups.map(length(of:)) == grouping,
          zip(groups, groups.dropFirst()).allSatisfy({ $1.lowerBound - $0.upperBound <= Self.longestWords })
        else { continue }
        let characters = groups.map { folded[$0].filter { !Self.isInvisible($0) } }
        guard characters.joined().allSatisfy(form.anyCase.contains), Array(characters.joined()).isMixed else {
          continue
        }
        let changes = characters.reduce(0) { $0 + $1.changes }
        guard Array(characters.joined()).changes >= Self.fewestChanges else { continue }
        let range = groups[0].lowerBound..<groups[groups.count - 1].upperBound
        found.append((range, changes >= Self.fewestChanges ? .damaged : .suspected))
      }
    }
    return found
  }

  /// Keys that lack two characters: cut at an end, or inside a group. Other codes are as long, so they are only suspected.
  private var cutKeys: [(range: Range<Int>, trace: KeyForm.Trace)] {
    let runs = runs(of: Self.alphanumerics)
    var found: [(range: Range<Int>, trace: KeyForm.Trace)] = []
    for first in runs.indices {
      for last in runs[first...].indices.prefix(groupings.map(\.count).max() ?? 1) {
        let lengths = runs[first...last].map(length(of:))
        let range = runs[first].lowerBound..<runs[last].upperBound
        let gaps = zip(runs[first...last], runs[first...last].dropFirst()).map { folded[$0.upperBound..<$1.lowerBound] }
        guard lengths.reduce(0, +) == form.length - 2, isCutGrouping(lengths),
          gaps.allSatisfy({ $0.count <= Self.longestGap && $0.allSatisfy(Self.isSeparator) }),
          runs[first...last].allSatisfy({ folded[$0].allSatisfy { form.anyCase.contains($0) || Self.isInvisible($0) } }
          ),
          folded[range].isMixed, folded[range].changes >= Self.fewestChanges
        else { continue }
        found.append((range, .suspected))
      }
    }
    return found
  }

  /// Whether the lengths are those of a key in one piece or in printed groups, whose first or last one lacks two characters.
  private func isCutGrouping(_ lengths: [Int]) -> Bool {
    if lengths.count == 1 { return true }
    guard let whole = groupings.first(where: { $0[0] == form.group }), whole.count == lengths.count else {
      return false
    }
    let inner = zip(whole, lengths).dropFirst().dropLast()
    return inner.allSatisfy { $0 == $1 } && lengths[0] <= whole[0]
      && lengths[lengths.count - 1] <= whole[whole.count - 1]
  }

  // MARK: Mail addresses

  /// Where names of mail addresses stand, in front of the @ of a domain.
  private var mailNames: [Range<Int>] {
    folded.indices.compactMap { index in
      guard folded[index] == "@", folded[(index + 1)...].prefix(while: MailAddressForm.isDomainCharacter).contains(".")
      else { return nil }
      let name = folded[..<index].reversed().prefix(while: MailAddressForm.isNameCharacter)
      return (index - name.count)..<index
    }
  }

  // MARK: Runs

  /// The runs of characters of the alphabet, each as long as can be. What nobody sees does not end a run.
  private func runs(of alphabet: Set<Unicode.Scalar>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    var end = 0
    for (index, scalar) in folded.enumerated() {
      if alphabet.contains(scalar) {
        if start == nil { start = index }
        end = index + 1
      } else if let begun = start, !Self.isInvisible(scalar) {
        runs.append(begun..<end)
        start = nil
      }
    }
    if let start { runs.append(start..<end) }
    return runs
  }

  /// The visible characters of a run.
  private func length(of run: Range<Int>) -> Int {
    folded[run].count { !Self.isInvisible($0) }
  }

  // MARK: Characters

  /// The plain letter or digit of a full-width, mathematical, encircled, raised or otherwise styled one.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let folded = WidthFolding.folded(scalar)
    return folded.isASCII ? folded : Confusables.latin(StyledCharacters.plain(folded))
  }

  /// Zero-width characters, soft hyphens, selectors; and combining marks, which change no letter of a key.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return false }
    if scalar.properties.isDefaultIgnorableCodePoint { return true }
    return [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// What may stand between two groups of a key: whatever is no letter, mark or number of any script.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return !alphanumerics.contains(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      // The long sound mark is what a dash becomes under a Japanese keyboard.
      return scalar == "ー" || scalar == "ｰ"
    default: return true
    }
  }

  private static let longestGap = 6

  /// A group of fewer characters that stands between words is no part of a key: Ａ棟2階.
  private static let shortestSpokenGroup = 4

  /// How many characters of words may stand between two groups: 、つづき：
  private static let longestWords = 12

  private static let alphanumerics = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars)
}
