import Testing

@testable import Papers

@Suite struct PaperNameTests {
  static let cases: [(number: String, change: Int?, path: String)] = [
    ("0012-345-6", nil, "0012-345-6/0012-345-6-certificate.pdf"),
    ("R7-0001", 2, "R7-0001+2/R7-0001+2-certificate.pdf"),
    ("../../etc/passwd", nil, "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd-certificate.pdf"),
    ("..", nil, "%2E%2E/%2E%2E-certificate.pdf"),
    ("a\u{0}b", nil, "a%00b/a%00b-certificate.pdf"),
    ("第1号", nil, "%E7%AC%AC1%E5%8F%B7/%E7%AC%AC1%E5%8F%B7-certificate.pdf"),
    ("A+1", nil, "A%2B1/A%2B1-certificate.pdf"),
    ("50%", 1, "50%25+1/50%25+1-certificate.pdf"),
    ("\u{202E}1", nil, "%E2%80%AE1/%E2%80%AE1-certificate.pdf"),
  ]

  @Test(arguments: cases) func path(number: String, change: Int?, path: String) {
    let name = PaperName(number: number, change: change, document: "certificate")
    #expect(name.path == path)
    #expect(name.fits)
  }

  @Test func differentIdentitiesNeverShareAFolder() {
    // A count written into the number and a count of its own must not meet.
    let names = [("A", 1), ("A+1", nil), ("A%2B1", nil), ("A", nil)].map {
      PaperName(number: $0.0, change: $0.1, document: "d").folder
    }
    #expect(Set(names).count == names.count)
  }

  @Test func nameTooLongForAnyFileSystemIsKnown() {
    #expect(!PaperName(number: String(repeating: "号", count: 40), change: nil, document: "certificate").fits)
  }
}
