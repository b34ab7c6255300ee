import Digests
import Foundation
import Testing

@testable import Register

/// Another program, written from the documentation alone, comes to the same chain and the same states.
@Suite struct AuditorTests {
  @Test func `an auditor's script comes to the same head, and sees an altered row and a wrong state`() throws {
    let house = try TestHouse()
    let register = try house.begun()
    try register.enterIssues(issue("第1号", "が第2号"), run: "R1", at: 1)
    let original = try #require(try register.validPaper(number: "が第2号", document: "certificate"))
    try register.enterReissue(original, as: try #require(original.paper), mark: "再発行", reason: "紛失", by: nil, at: 2)
    try register.enterIssues(
      [NewIssue(record: content(key: nil), papers: [paper("第1号", supersedes: 1, text: "2")])], run: "R1", at: 2)
    try register.voidPapers(number: "が第2号", reason: "契約解除", by: nil, at: 3)
    let head = try register.verifyChain().head.text
    try register.close()
    #expect(try Auditor.audit(house.path) == (0, "8 rows, head \(head)\n"))
    try house.tamper("UPDATE entry SET pages = 2 WHERE sequence = 2")
    try house.tamper("UPDATE entry SET state = 'issued', endedBy = NULL WHERE sequence = 5")
    #expect(
      try Auditor.audit(house.path) == (
        1, "8 rows, head \(head)\nrow 2 was altered\nthe state of row 5 does not follow\n"
      ))
  }
}

/// scripts/audit-register: a check of a register in Python, written from Documentation/register.md without our code.
enum Auditor {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../scripts/audit-register"
  ).path

  static func audit(_ path: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
