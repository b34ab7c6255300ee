import Diagnostics
import Fields
import Testing

@testable import Papers
@testable import Reporting

/// The lines of a file of passwords. What is in them must not come out in any message.
@Suite struct PasswordListTests {
  private func passwords(_ text: String) throws -> PasswordList {
    try PasswordList(Array(text.utf8), file: "passwords")
  }

  @Test func aLineIsANumberAndAPassword() throws {
    let list = try passwords("44-07-1 first\r\n\n44-07-2\t second word \n44-07-3   \"quoted\"")
    for (number, password) in [("44-07-1", "first"), ("44-07-2", "second word "), ("44-07-3", "\"quoted\"")] {
      #expect(list[number]?.open { $0 } == password, "\(number)")
    }
    #expect(list["44-07-4"] == nil)
    #expect("\(list)".contains("first") == false)
  }

  @Test func allProblemsAreToldByTheirLinesAlone() throws {
    let long = String(repeating: "x", count: 128)
    let text =
      "44-07-1 good1\n44-07-2\n 44-07-3 secret3\n44-07-4 秘密\n44-07-5 \(long)\n44-07-1 other1\n44-07-6 a\u{7}b\n"
    let failure = try #require(throws: RunFailure.self) { try self.passwords(text) }
    #expect(failure.status == .noInput)
    let found = failure.diagnostics.map { "\($0.location?.line ?? 0) \($0.code)" }
    #expect(
      found == [
        "2 passwords.line", "3 passwords.line", "4 passwords.characters", "5 passwords.characters", "6 passwords.twice",
        "7 passwords.characters",
      ])
    let words = failure.diagnostics.map { "\($0.summary) \(String(describing: $0.advice))" }.joined()
    for secret in ["good1", "secret3", "秘密", "other1", "xxxx"] { #expect(!words.contains(secret), "\(secret)") }
  }

  @Test func marksAndCommentsArePassedOver() throws {
    let list = try passwords("\u{FEFF}# of April\n44-07-1 first777\n  # 44-07-2 second77\n44-07-3 #third77\n")
    #expect(list["44-07-1"]?.open { $0 } == "first777" && list["44-07-2"] == nil)
    #expect(list["44-07-3"]?.open { $0 } == "#third77")
  }

  @Test func theNumberIsNoPassword() throws {
    let failure = try #require(throws: RunFailure.self) { try self.passwords("44-07-1 44-07-1\n44-07-2 44-07-1\n") }
    #expect(failure.diagnostics.map { "\($0.location?.line ?? 0) \($0.code)" } == ["1 passwords.number"])
  }

  @Test func shortOnesAreWarnedOfTogether() throws {
    let list = try passwords("44-07-1 seven77\n44-07-2 eight888\n44-07-3 x\n")
    #expect(list.warnings.map { "\($0.location?.line ?? 0) \($0.code)" } == ["1 passwords.short"])
    let words = list.warnings.map { "\($0.summary) \(String(describing: $0.advice))" }.joined()
    #expect(words.contains("1 further") && !words.contains("seven77"))
    #expect(try passwords("44-07-2 eight888\n").warnings.isEmpty)
  }

  @Test(arguments: ["", "\n\n"]) func aFileWithoutAnyIsRefused(_ text: String) throws {
    #expect(
      try #require(throws: RunFailure.self) { try self.passwords(text) }.diagnostics[0].code == "passwords.none"
    )
  }

  @Test func aRequestNamesAPaperAndAFile() {
    #expect(ProtectionRequest("key-notice=a=b.txt") == ProtectionRequest(document: "key-notice", path: "a=b.txt"))
    for wrong in ["", "=", "key-notice", "key-notice=", "=file"] {
      #expect(ProtectionRequest(wrong) == nil, "\(wrong)")
    }
  }
}
