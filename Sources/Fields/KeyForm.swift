/// The form of 認証キー as the house writes it, by which a key is recognised where none should be: in a cell of another
/// field, under an unknown heading, in a text. `Rules` reads it from issuer.json (`KeyPattern`).
///
/// A key is recognised in one piece or in groups, in full-width, mathematical or encircled characters, and in letters of
/// the other case when it has digits too; Greek and Cyrillic letters of the same shapes count as Latin. What stands around it does not matter.
///
/// ```swift
/// let form = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4, isMixed: true)
/// form.masked("電話で7KQM-4XHR-W2PD-9TNCを伝えた")     // 電話で＊＊＊＊を伝えた
/// form.trace(in: "７ＫＱＭ　４ＸＨＲ　Ｗ２ＰＤ　９ＴＮＣ")    // whole
/// form.trace(in: "7KQM-4XHR-W2PD-9TN")            // damaged: a character is missing
/// form.trace(in: "44-07-0012345-00")              // nil
/// ```
package struct KeyForm: Sendable, Hashable {
  let length: Int
  /// Characters in a group as the papers print it.
  let group: Int
  /// Whether each key has letters and digits, so that a word and a number are none. Only such a key is recognised when
  /// it is damaged: next to every word and number is something else of nearly its length.
  let isMixed: Bool
  let alphabet: Set<Unicode.Scalar>
  /// The alphabet with its letters in the other case; empty when it has letters of both cases, or none.
  let otherCase: Set<Unicode.Scalar>
  /// The alphabet in either case.
  let anyCase: Set<Unicode.Scalar>

  package init(alphabet: String, length: Int, group: Int, isMixed: Bool = false) {
    (self.length, self.group, self.isMixed) = (length, group, isMixed)
    let scalars = Set(alphabet.unicodeScalars)
    let swapped = Set(scalars.map(\.inOtherCase))
    self.alphabet = scalars
    otherCase = scalars.contains { swapped.contains($0) && $0.isLatinLetter } ? [] : swapped.subtracting(scalars)
    anyCase = scalars.union(otherCase)
  }

  /// How sure it is that a part of a text is a key. Ordered by that.
  package enum Trace: Sendable, Comparable {
    /// It may be a key or something else: the name in a mail address, or nearly a key whose letters and digits stand in
    /// few blocks, as in 7KST2025. It is masked where input is quoted, but refuses no record.
    case suspected
    /// It has all of a key but one character, or one that no key has.
    case damaged
    case whole
  }

  /// The surest trace of a key in the text; nil when there is none.
  package func trace(in text: some StringProtocol) -> Trace? {
    guard mayBeIn(text) else { return nil }
    return KeySearch(self, in: text).findings.map(\.trace).max()
  }

  /// Whether a key stands in the text, whole or damaged.
  package func isIn(_ text: some StringProtocol) -> Bool { trace(in: text).map { $0 > .suspected } ?? false }

  /// Whether a value of figures alone, such as an amount or a date, could be a key.
  package var mayBeFiguresAlone: Bool { !isMixed && !alphabet.contains(where: \.isLatinLetter) }

  /// The text with the mask in place of every trace of a key; nil when there is none.
  package func masked(_ text: some StringProtocol) -> String? {
    guard mayBeIn(text) else { return nil }
    let findings = KeySearch(self, in: text).findings
    if findings.isEmpty { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    for range in findings.map(\.range) where range.upperBound > position {
      if range.lowerBound >= position {
        result.append(contentsOf: scalars[position..<range.lowerBound])
        result.append(contentsOf: Secret.mask.unicodeScalars)
      }
      position = range.upperBound
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }

  /// Whether the text has as many letters and digits as a damaged key. Nearly all texts have fewer, and need no further
  /// look: a letter or digit is a byte of ASCII, or stands in a block whose characters begin with one of a few bytes.
  private func mayBeIn(_ text: some StringProtocol) -> Bool {
    let wanted = isMixed ? length - 2 : length
    guard text.utf8.count >= wanted else { return false }
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC2, 0xCE, 0xCF, 0xD0, 0xD1, 0xE1, 0xE2, 0xEF, 0xF0:
        count += 1
        if count >= wanted { return true }
      default: break
      }
    }
    return false
  }
}

extension KeyForm {
  /// Which cells of a row are parts of one key that was split over neighbours. Each holds nothing but a part of it.
  ///
  /// ```swift
  /// form.parts(in: ["臼杵市", "7KQM4XHR", "W2PD9TNC"])   // [1, 2]
  /// ```
  ///
  /// - Parameter cells: the row's values in its order, without empty ones.
  package func parts(in cells: [String]) -> Set<Int> {
    guard isMixed else { return [] }
    var found: Set<Int> = []
    let parts = cells.map(part)
    for first in parts.indices where !parts[first].isEmpty {
      var joined: [Unicode.Scalar] = []
      for (index, part) in parts[first...].enumerated() {
        if part.isEmpty || joined.count + part.count > length { break }
        joined += part
        if index > 0, joined.count == length, joined.isMixed, joined.changes >= KeySearch.fewestChanges {
          found.formUnion(first...(first + index))
        }
      }
    }
    return found
  }

  /// The characters of a cell that holds nothing but a part of a key; empty for other cells.
  ///
  /// Every cell of every record is looked at. Nearly all are told by their first character, so nothing is kept before
  /// a cell has been looked through.
  private func part(_ cell: String) -> [Unicode.Scalar] {
    guard (Self.shortestPart..<(8 * length)).contains(cell.utf8.count) else { return [] }
    var count = 0
    var hasLetter = false
    for scalar in cell.unicodeScalars {
      let folded = KeySearch.folded(scalar)
      if anyCase.contains(folded) {
        count += 1
        hasLetter = hasLetter || folded.isLatinLetter
      } else if !KeySearch.isSeparator(folded), !KeySearch.isInvisible(folded) {
        return []
      }
    }
    guard hasLetter, (Self.shortestPart..<length).contains(count) else { return [] }
    return cell.unicodeScalars.map(KeySearch.folded).filter { anyCase.contains($0) }
  }

  private static let shortestPart = 3
}

extension Unicode.Scalar {
  /// A letter of ASCII.
  var isLatinLetter: Bool { ("A"..."Z").contains(self) || ("a"..."z").contains(self) }

  fileprivate var inOtherCase: Unicode.Scalar {
    isLatinLetter ? Unicode.Scalar(value ^ 0x20) ?? self : self
  }
}

extension Collection<Unicode.Scalar> {
  /// Whether there are letters and digits.
  var isMixed: Bool { contains(where: \.isLatinLetter) && contains { ASCIIDigits.value(of: $0) != nil } }

  /// How often a letter follows a digit or a digit a letter: 2 in 7KST2025.
  var changes: Int {
    var changes = 0
    var isDigitBefore: Bool?
    for scalar in self {
      let isDigit = ASCIIDigits.value(of: scalar) != nil
      guard isDigit || scalar.isLatinLetter else { continue }
      if let isDigitBefore, isDigitBefore != isDigit { changes += 1 }
      isDigitBefore = isDigit
    }
    return changes
  }
}
