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
}
