import Diagnostics
import Testing

@Suite("The nearest name")
struct NearestTests {
  static let headings = ["保証契約番号", "関連保証契約番号", "保証契約日", "請負代金額", "前払金額"]

  @Test(
    "is the one that was meant, or none",
    arguments: [("保証契約番", "保証契約番号"), ("保証契約日付", "保証契約日"), ("請負代金", "請負代金額"), ("電話番号", nil), ("", nil)]
      as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(Nearest.name(to: name, among: Self.headings) == expected)
  }

  @Test("is none for a name that is no slip, however long the names are: it is not compared letter by letter")
  func long() {
    let name = String(repeating: "名", count: 100_000)
    #expect(Nearest.name(to: name, among: [name + "前"]) == nil)
    #expect(Nearest.name(to: "名前", among: [name]) == nil)
  }
}
