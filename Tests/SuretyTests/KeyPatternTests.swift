import Diagnostics
import Testing

@testable import Surety

@Suite("The key's form")
struct KeyPatternTests {
  static let usual = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
  static let lower = "abcdefghijkmnpqrstuvwxyz23456789"

  @Test(
    "is said on the notice in a sentence",
    arguments: [
      (usual, 16, "英大文字と数字の16文字です。英字のI・O、数字の0・1は使っていません。"),
      (lower, 20, "英小文字と数字の20文字です。英字のl・o、数字の0・1は使っていません。"),
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 14, "英大文字の14文字です。"),
      ("0123456789", 24, "数字の24文字です。"),
      ("0123456789ABCDEF", 16, "英大文字と数字の16文字です。英字はA・B・C・D・E・Fだけを使います。"),
      ("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz", 12, "英大文字と英小文字の12文字です。英大文字のI・O、英小文字のl・oは使っていません。"),
      (
        "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz789", 12,
        "英大文字・英小文字と数字の12文字です。数字は7・8・9だけを使います。英大文字のI・L・O、英小文字のi・l・oは使っていません。"
      ),
    ])
  func sentence(alphabet: String, length: Int, sentence: String) {
    #expect(KeyPattern(alphabet: alphabet, length: length, group: 4).sentence == sentence)
  }

  @Test(
    "is parted into cells, the last one perhaps shorter",
    arguments: [(16, 4, 4), (8, 4, 2), (24, 4, 6), (17, 4, 5), (10, 3, 4), (12, 2, 6)])
  func cells(length: Int, group: Int, cells: Int) {
    #expect(KeyPattern(alphabet: Self.usual, length: length, group: group).cells == cells)
  }

  @Test(
    "is weak below sixty bits",
    arguments: [
      (usual, 12, false), (usual, 11, true), ("01", 59, true), ("01", 60, false), ("0123456789", 18, true),
      ("0123456789", 19, false),
    ])
  func weak(alphabet: String, length: Int, isWeak: Bool) {
    #expect(KeyPattern(alphabet: alphabet, length: length, group: 4).isWeak == isWeak)
  }

  @Test("a weak one is warned of in every record that has a key")
  func warning() throws {
    let rules = try Samples.rulebook(replacing: [#""length": 16"#: #""length": 8"#], in: "Rules/issuer.json")
    func warns(_ key: String?) throws -> Bool {
      rules.assess(try Samples.record(["key": key]), papers: .withoutKey, issuedOn: Samples.today).diagnostics
        .contains { $0.code == "rules.key.weak" && $0.severity == .warning }
    }
    #expect(try warns("7KQM4XHR"))
    #expect(try !warns(nil))
  }
}
