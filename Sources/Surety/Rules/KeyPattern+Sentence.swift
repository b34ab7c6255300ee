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
