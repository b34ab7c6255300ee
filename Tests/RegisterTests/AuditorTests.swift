import Foundation
import Testing

@testable import Register

/// A second reading of Documentation/register.md, in another language and without our code: it must come to the same chain.
@Suite struct AuditorTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../scripts/audit-register").path

  private func audit(_ path: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test func `an auditor's script comes to the same head, and sees an altered row`() throws {
    let house = try TestHouse()
    let register = try house.begun()
    try register.enter(issue("第1号", "が第2号"), run: "R1", at: 1)
    try register.enter([NewIssue(record: content(key: nil), papers: [paper("第1号", supersedes: 1, text: "2")])], run: "R1", at: 2)
    try register.void(number: "が第2号", reason: "契約解除", by: nil, at: 3)
    let head = try register.verifyChain().head.hexadecimal
    try register.close()
    #expect(try audit(house.path) == (0, "7 rows, head \(head)\n"))
    try house.tamper("UPDATE entry SET pages = 2 WHERE sequence = 2")
    #expect(try audit(house.path) == (1, "7 rows, head \(head)\nrow 2 was altered\n"))
  }
}
