import Testing

@testable import OnDemand

@Suite struct LineAnswersTests {
  static let cases: [(String, [String])] = [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("\n", [""]),
  ]

  @Test(arguments: cases) func lines(text: String, lines: [String]) {
    #expect(LineAnswers.lines(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == lines)
  }

  @Test(arguments: [
    ("page.png", 1, "page.png"), ("page.png", 2, "page-2.png"), ("page", 3, "page-3"), (".png", 2, ".png-2"),
  ])
  func picturesAfterTheFirstAreNumbered(name: String, page: Int, numbered: String) {
    #expect(Rendering.pageFileName(name, page: page) == numbered)
  }
}
