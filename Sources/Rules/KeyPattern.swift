package import Diagnostics
package import Fields
import StrictJSON

/// The form of 認証キー: its characters, its length, and the groups in which the key notice prints it.
///
/// ```
/// let pattern = KeyPattern(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4)
/// pattern.matches("7KQM4XHRW2PD9TNC")   // true
/// pattern.cells                          // 4, printed as 7KQM 4XHR W2PD 9TNC
/// pattern.sentence                       // 英大文字と数字の16文字です。英字のＩ（アイ）・Ｏ（オー）、数字の0（ゼロ）・1（イチ）は使っていません。
/// ```
package struct KeyPattern: Sendable, Hashable {
  /// The characters that a key may have: Latin letters and digits, each once.
  package let alphabet: String
  package let length: Int
  /// Characters in a printed group; the last group may have fewer.
  package let group: Int
  /// Whether every key has at least one letter and one digit. A house that makes its keys so can tell them from words and
  /// numbers, wherever they stand.
  package let isMixed: Bool
  /// The sentence by which the key notice describes the key's characters. It is the same for all records, so it is made
  /// once.
  package private(set) var sentence = ""
  /// By what a key is recognised where it does not belong.
  package let form: KeyForm

  init(alphabet: String, length: Int, group: Int, isMixed: Bool = false) {
    (self.alphabet, self.length, self.group, self.isMixed) = (alphabet, length, group, isMixed)
    form = KeyForm(alphabet: alphabet, length: length, group: group, isMixed: isMixed)
    sentence = makeSentence()
  }

  /// How many cells the key notice has room for: one row of up to four, or two rows of three.
  static let cellRange = 2...6
  /// How many characters a cell of the key notice has room for.
  static let groupLimit = 4

  /// How many groups the key is printed in, one to a cell.
  package var cells: Int { (length + group - 1) / group }

  /// Whether the text is a key, without spaces or hyphens between its groups. Nothing is corrected, not even lower
  /// case: the paper must show the key exactly as it was issued.
  package func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count == length && scalars.allSatisfy(alphabet.unicodeScalars.contains)
      && (!isMixed || scalars.contains(where: Self.isDigit) && !scalars.allSatisfy(Self.isDigit))
  }

  fileprivate static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ASCIIDigits.value(of: scalar) != nil }

  /// The form as messages describe it.
  package var description: LocalizedText {
    isMixed
      ? LocalizedText(
        "\(length)文字、使える文字は \(alphabet)、英字と数字の両方を含む",
        "\(length) characters out of \(alphabet), letters and digits among them")
      : LocalizedText("\(length)文字、使える文字は \(alphabet)", "\(length) characters out of \(alphabet)")
  }

  /// Whether there are fewer than 2^`safeBits` different keys, so that one could be guessed by trying them.
  package var isWeak: Bool {
    var keys: UInt64 = 1
    for _ in 0..<length {
      let (product, overflows) = keys.multipliedReportingOverflow(by: UInt64(alphabet.unicodeScalars.count))
      if overflows || product >= 1 << Self.safeBits { return false }
      keys = product
    }
    return true
  }

  /// At a thousand tries a second, 2^60 keys take 36 million years.
  package static let safeBits = 60
}

extension KeyPattern {
  /// Names the classes of characters that the alphabet uses, then what it has of each: of a class that is used in the
  /// greater part, the characters that are missing, otherwise those that are used.
  ///
  /// → 英大文字と数字の16文字です。英字のＩ（アイ）・Ｏ（オー）、数字の0（ゼロ）・1（イチ）は使っていません。
  private func makeSentence() -> String {
    let used = Self.classes.filter { !usedCharacters(of: $0).isEmpty }
    let names = used.map(\.name)
    let kinds =
      names.count > 1 ? "\(names.dropLast().joined(separator: "・"))と\(names[names.count - 1])" : names.joined()
    let letters = used.filter { $0.isLetters }.count
    var unused: [String] = []
    var only: [String] = []
    for characterClass in used {
      let present = usedCharacters(of: characterClass)
      let missing = characterClass.characters.filter { !present.contains($0) }
      if missing.isEmpty { continue }
      // When all letters are of one case, the first sentence has already said of which.
      let name = characterClass.isLetters && letters == 1 ? "英字" : characterClass.name
      if missing.count <= present.count {
        unused.append("\(name)の\(Self.list(missing))")
      } else {
        only.append("\(name)は\(Self.list(present))だけ")
      }
    }
    var sentence = "\(kinds)の\(length)文字です。"
    if !only.isEmpty { sentence += "\(only.joined(separator: "、"))を使います。" }
    if !unused.isEmpty { sentence += "\(unused.joined(separator: "、"))は使っていません。" }
    return sentence
  }

  private struct CharacterClass {
    let name: String
    /// ASCII codes.
    let characters: ClosedRange<UInt8>
    let isLetters: Bool
  }

  private static let classes = [
    CharacterClass(name: "英大文字", characters: 0x41...0x5A, isLetters: true),
    CharacterClass(name: "英小文字", characters: 0x61...0x7A, isLetters: true),
    CharacterClass(name: "数字", characters: 0x30...0x39, isLetters: false),
  ]

  /// Whether an alphabet may have this character: a Latin letter or a digit.
  static func allows(_ scalar: Unicode.Scalar) -> Bool {
    classes.contains { $0.characters.contains(UInt8(truncatingIfNeeded: scalar.value)) && scalar.isASCII }
  }

  private func usedCharacters(of characterClass: CharacterClass) -> [UInt8] {
    characterClass.characters.filter(alphabet.utf8.contains)
  }

  /// `Ｉ（アイ）・Ｏ（オー）`: characters that are easily taken for one another, with their names. Letters are full-width, so that
  /// an O can be told from a 0 in print.
  private static func list(_ characters: [UInt8]) -> String {
    characters.map { character in
      let isDigit = (0x30...0x39).contains(character)
      let printed = UnicodeScalar(isDigit ? UInt32(character) : UInt32(character) + 0xFEE0).map(String.init) ?? ""
      return printed + (names[character].map { "（\($0)）" } ?? "")
    }.joined(separator: "・")
  }

  private static let names: [UInt8: String] = [
    UInt8(ascii: "I"): "アイ", UInt8(ascii: "l"): "エル", UInt8(ascii: "O"): "オー", UInt8(ascii: "o"): "オー",
    UInt8(ascii: "0"): "ゼロ", UInt8(ascii: "1"): "イチ",
  ]
}

extension RulesReader {
  /// Reads `key` of issuer.json: an alphabet, a length, and a group length for which the key notice has room.
  mutating func readKeyPattern(_ root: JSONNode) -> (KeyPattern, Provenance)? {
    guard let node = readObject(root, "key", Self.provenanceKeys + ["alphabet", "length", "group", "mixed"]) else {
      return nil
    }
    let provenance = readProvenance(node)
    let alphabet = readText(node, "alphabet")
    let length = readInteger(node, "length", in: 1...KeyPattern.groupLimit * KeyPattern.cellRange.upperBound)
    let group = readInteger(node, "group", in: 1...KeyPattern.groupLimit)
    let isMixed = readFlag(node, "mixed") ?? false
    guard let provenance, let alphabet, let length, let group else { return nil }
    let digits = alphabet.unicodeScalars.count(where: KeyPattern.isDigit)
    if let mixed = node["mixed"], isMixed, digits == 0 || digits == alphabet.unicodeScalars.count {
      reportWrongValue(
        mixed,
        LocalizedText("認証キーの文字に、英字と数字の両方がありません。", "The key's alphabet has not both letters and digits."))
    }
    let scalars = alphabet.unicodeScalars
    if Set(scalars).count < max(2, scalars.count) || !scalars.allSatisfy(KeyPattern.allows) {
      reportWrongValue(
        node["alphabet"] ?? node,
        LocalizedText(
          "認証キーの文字は、2種類以上の半角の英数字を一度ずつ書きます。", "The key's alphabet is two or more Latin letters and digits, each once."))
    }
    let pattern = KeyPattern(alphabet: alphabet, length: length, group: group, isMixed: isMixed)
    let (fewest, most) = (KeyPattern.cellRange.lowerBound, KeyPattern.cellRange.upperBound)
    if !KeyPattern.cellRange.contains(pattern.cells) {
      reportWrongValue(
        node["length"] ?? node,
        LocalizedText(
          "\(length)文字を\(group)文字ずつ区切ると\(pattern.cells)区画です。お知らせには\(fewest)から\(most)区画まで印字できます。",
          "\(length) characters by \(group) are \(pattern.cells) cells; the notice has room for \(fewest) to \(most)."))
    }
    return (pattern, provenance)
  }
}
