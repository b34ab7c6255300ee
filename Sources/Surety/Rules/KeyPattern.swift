package import Diagnostics
import StrictJSON

/// The form of 認証キー.
package struct KeyPattern: Sendable, Hashable {
  /// The characters that a key may have: Latin letters and digits, each once.
  package let alphabet: String
  package let length: Int
  /// Characters in a printed group; the last group may have fewer.
  package let group: Int
  /// What the key notice says of the key's characters; the same for all records, so it is put together once.
  package private(set) var sentence = ""

  init(alphabet: String, length: Int, group: Int) {
    (self.alphabet, self.length, self.group) = (alphabet, length, group)
    sentence = said
  }

  /// The cells that a notice has room for: one row of four, or two of three.
  static let cellRange = 2...6
  /// Characters that a cell holds.
  static let groupLimit = 4

  /// Printed groups.
  package var cells: Int { (length + group - 1) / group }

  /// Whether the text is a key, ungrouped. Space, hyphen and lower case are not forgiven: the paper must show what was issued.
  package func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count == length && scalars.allSatisfy(alphabet.unicodeScalars.contains)
  }

  package var description: LocalizedText {
    LocalizedText("\(length)文字、使える文字は \(alphabet)", "\(length) characters out of \(alphabet)")
  }

  /// Whether there are fewer keys than sixty bits tell apart: such a key can be found by trying.
  package var isWeak: Bool {
    var keys: UInt64 = 1
    for _ in 0..<length {
      let (product, overflows) = keys.multipliedReportingOverflow(by: UInt64(alphabet.unicodeScalars.count))
      if overflows || product >= 1 << Self.safeBits { return false }
      keys = product
    }
    return true
  }

  static let safeBits = 60
}

extension KeyPattern {
  /// 英大文字と数字の16文字です。英字のI・O、数字の0・1は使っていません。
  ///
  /// Of a class of which few characters are missing, those are named; of which few are left, those.
  var said: String {
    let used = Self.classes.filter { !own($0).isEmpty }
    let names = used.map(\.name)
    let kinds =
      names.count > 1 ? "\(names.dropLast().joined(separator: "・"))と\(names[names.count - 1])" : names.joined()
    let letters = used.filter { $0.isLetters }.count
    var unused: [String] = []
    var only: [String] = []
    for one in used {
      let (own, missing) = (own(one), missing(one))
      if missing.isEmpty { continue }
      // Of letters of one case only it need not be said which.
      let name = one.isLetters && letters == 1 ? "英字" : one.name
      if missing.count <= own.count {
        unused.append("\(name)の\(Self.listed(missing))")
      } else {
        only.append("\(name)は\(Self.listed(own))だけ")
      }
    }
    var sentence = "\(kinds)の\(length)文字です。"
    if !only.isEmpty { sentence += "\(only.joined(separator: "、"))を使います。" }
    if !unused.isEmpty { sentence += "\(unused.joined(separator: "、"))は使っていません。" }
    return sentence
  }

  private struct Class {
    let name: String
    let characters: ClosedRange<UInt8>
    let isLetters: Bool
  }

  private static let classes = [
    Class(name: "英大文字", characters: 0x41...0x5A, isLetters: true),
    Class(name: "英小文字", characters: 0x61...0x7A, isLetters: true),
    Class(name: "数字", characters: 0x30...0x39, isLetters: false),
  ]

  /// Whether a key may be made of this character at all.
  static func knows(_ scalar: Unicode.Scalar) -> Bool {
    classes.contains { $0.characters.contains(UInt8(truncatingIfNeeded: scalar.value)) && scalar.isASCII }
  }

  private func own(_ one: Class) -> [UInt8] { one.characters.filter(alphabet.utf8.contains) }

  private func missing(_ one: Class) -> [UInt8] { one.characters.filter { !alphabet.utf8.contains($0) } }

  private static func listed(_ characters: [UInt8]) -> String {
    characters.map { String(UnicodeScalar($0)) }.joined(separator: "・")
  }
}

extension RulesReader {
  /// `key`: an alphabet, a length and a group that the key notice has cells for.
  mutating func keyPattern(_ root: JSONNode) -> (KeyPattern, Provenance)? {
    guard let node = object(root, "key", Self.provenanceKeys + ["alphabet", "length", "group"]) else { return nil }
    let provenance = provenance(node)
    let alphabet = text(node, "alphabet")
    let length = integer(node, "length", in: 1...KeyPattern.groupLimit * KeyPattern.cellRange.upperBound)
    let group = integer(node, "group", in: 1...KeyPattern.groupLimit)
    guard let provenance, let alphabet, let length, let group else { return nil }
    let scalars = alphabet.unicodeScalars
    if Set(scalars).count < max(2, scalars.count) || !scalars.allSatisfy(KeyPattern.knows) {
      wrong(
        node["alphabet"] ?? node,
        LocalizedText(
          "認証キーの文字は、2種類以上の半角の英数字を一度ずつ書きます。", "The key's alphabet is two or more Latin letters and digits, each once."))
    }
    let pattern = KeyPattern(alphabet: alphabet, length: length, group: group)
    let (fewest, most) = (KeyPattern.cellRange.lowerBound, KeyPattern.cellRange.upperBound)
    if !KeyPattern.cellRange.contains(pattern.cells) {
      wrong(
        node["length"] ?? node,
        LocalizedText(
          "\(length)文字を\(group)文字ずつ区切ると\(pattern.cells)区画です。お知らせには\(fewest)から\(most)区画まで印字できます。",
          "\(length) characters by \(group) are \(pattern.cells) cells; the notice has room for \(fewest) to \(most)."))
    }
    return (pattern, provenance)
  }
}
