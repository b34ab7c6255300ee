import Testing

@testable import Typesetting

@Suite("The seal's plan")
struct SealPlanTests {
  /// Name, and its columns from the right, each read downwards.
  static let plans: [(name: String, columns: [String])] = [
    ("礎建設保証株式会社", ["礎建設", "保証株", "式会社"]),
    ("礎保証株式会社", ["礎保証", "株式会", "社之印"]),
    ("礎建保証株式会社", ["礎建保", "証株式", "会社印"]),
    ("礎西日本建設保証株式会社", ["礎西日", "本建設", "保証株", "式会社"]),
    ("礎東日本建設業保証株式会社", ["礎東日本", "建設業保", "証株式会", "社之印"]),
  ]

  @Test("sets columns from the right and fills an empty end with 之印", arguments: plans)
  func columns(name: String, columns: [String]) {
    #expect(SealPlan(name: name)?.columns.map { String($0) } == columns)
  }

  @Test("has no room for more than sixteen characters, nor for none")
  func refused() {
    #expect(SealPlan(name: String(repeating: "礎", count: 17)) == nil)
    #expect(SealPlan(name: "") == nil)
  }
}
