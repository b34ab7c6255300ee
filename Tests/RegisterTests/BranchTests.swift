import Digests
import Fields
import Foundation
import GRDB
import Testing

@testable import Register

/// A part of a run has a register of its own, made from a copy of the house's register, into which its rows are taken
/// in.
@Suite struct BranchTests {
  /// Throws the first of the papers that a merge would be refused for.
  private func check(_ register: IssueRegister, _ branches: [RegisterBranch]) throws {
    if let first = try register.overtaken(by: branches).first { throw first }
  }

  private let house: TestHouse
  private let key = SealingKey(bytes: [UInt8](repeating: 7, count: 32))

  init() throws {
    house = try TestHouse()
  }

  private func path(_ name: String) -> String { house.folder.appending(path: name).path }

  private func branch(_ name: String, of numbers: Set<String>) throws -> IssueRegister {
    try IssueRegister.makeBranch(at: path(name), of: path("copy.sqlite"), numbers: numbers)
    let branch = try IssueRegister.open(path(name), .readWrite, sealingKey: key)
    try branch.keepSources(TestHouse.sources)
    var run = TestHouse.run(name)
    run.folder = "/srv/run/\(name)"
    try branch.beginRun(run)
    return branch
  }

  private func word(_ status: RegisterStatus) -> String {
    switch status {
    case .voided: "voided"
    case .elsewhere: "elsewhere"
    case .new: "new"
    case .unchanged: "unchanged"
    case .incomplete: "incomplete"
    case .changed(_, let differences): "changed " + differences.map(\.path).joined(separator: ",")
    }
  }

  private func status(_ register: IssueRegister, _ number: String, _ content: RecordContent) throws -> String {
    word(
      try register.status(
        of: ContractIdentity(number: number, change: 0), content: content, documents: ["certificate", "key-notice"]))
  }

  private func copied(_ register: IssueRegister) throws {
    try register.copy(to: path("copy.sqlite"))
  }

  @Test func `a copy is one file for the owner alone, and can be read where nothing can be written`() throws {
    let register = try house.begun()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    try copied(register)
    let attributes = try FileManager.default.attributesOfItem(atPath: path("copy.sqlite"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try RegisterCopy(path("copy.sqlite")).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") } == 2)
    #expect(!FileManager.default.fileExists(atPath: path("copy.sqlite-wal")))
  }

  @Test func `a branch judges its contracts as the house would, and knows of no others`() throws {
    let register = try house.begun()
    try register.enterIssues(issue("第1号", "第2号", "第3号", "第4号"), run: "R1", at: 1)
    try register.voidPapers(number: "第3号", reason: "誤発行", by: nil, at: 2)
    try copied(register)
    let branch = try branch("b0", of: ["第1号", "第2号", "第3号", "第9号"])
    #expect(try status(branch, "第1号", content()) == "unchanged")
    #expect(try status(branch, "第1号", content(key: "OTHER-KEY")) == "changed key")
    #expect(try status(branch, "第2号", content(price: 1)) == "changed work.price")
    #expect(try status(branch, "第3号", content()) == "voided")
    #expect(try status(branch, "第4号", content()) == "new")
    #expect(try branch.foldersByRun() == ["R1": "/var/spool/shosho/2025-04-01", "b0": "/srv/run/b0"])
    #expect(try branch.verifyChain().faults == [])
  }

  @Test func `made again, a branch keeps what it has`() throws {
    try copied(try house.begun())
    let first = try branch("b0", of: ["第1号"])
    try first.enterIssues(issue("第1号"), run: "b0", at: 1)
    try first.closeBranch()
    #expect(!FileManager.default.fileExists(atPath: path("b0-wal")))
    try IssueRegister.makeBranch(at: path("b0"), of: path("copy.sqlite"), numbers: ["第1号"])
    #expect(try status(try IssueRegister.open(path("b0"), .readWrite), "第1号", content()) == "unchanged")
  }

  private func merged() -> RunRow {
    var run = TestHouse.run("merged")
    run.state = .complete
    run.counts = RunRow.Counts(read: 3, issued: 3)
    return run
  }

  @Test func `the house takes branches in at once, with their keys, and a second time not at all`() throws {
    let register = try house.begun(sealingKey: key)
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    try copied(register)
    // A copy that is made while the shards run is superseded with its original all the same.
    let original = try #require(try register.validPaper(number: "第1号", document: "certificate"))
    try register.enterReissue(original, as: try #require(original.paper), mark: "再発行", reason: "紛失", by: "sato", at: 6)
    let one = try branch("b0", of: ["第1号", "第2号"])
    let held = try #require(try one.validPaper(number: "第1号", document: "certificate"))
    try one.enterIssues(
      [NewIssue(record: content(price: 5), papers: [paper("第1号", supersedes: held.sequence, text: "2")])]
        + issue("第2号"), run: "b0", at: 7)
    let two = try branch("b1", of: ["第3号"])
    try two.enterIssues(issue("第3号"), run: "b1", at: 8)
    try one.closeBranch()
    try two.closeBranch()
    let branches = ["b0", "b1"].map { RegisterBranch(path: path($0), run: $0) }
    try check(register, branches)
    #expect(try register.absorb(branches, as: merged()))
    #expect(try !register.absorb(branches, as: merged()))
    #expect(try register.verifyChain().faults == [])
    #expect(try register.rowCount() == 3 + 1 + 2 + 2)
    #expect(
      try register.history(number: "第1号", document: "certificate").map(\.state) == [.superseded, .superseded, .issued])
    let row = try #require(try register.validPaper(number: "第1号", document: "certificate"))
    #expect(row.run == "merged" && row.recordedAt == 7 && row.paper?.digest == ContentDigest(of: "第1号2"))
    #expect(row.target == 1)
    #expect(try status(register, "第2号", content()) == "unchanged")
    let notice = try #require(try register.validPaper(number: "第3号", document: "key-notice"))
    #expect(try register.authenticationKey(of: notice).open { $0 } == "ABCD-1234-EFGH-5678")
    #expect(try register.runs().map(\.id) == ["merged", "R1"])
  }

  @Test func `what came in between refuses the whole`() throws {
    let register = try house.begun()
    try copied(register)
    let one = try branch("b0", of: ["第1号", "第2号"])
    try one.enterIssues(issue("第1号", "第2号"), run: "b0", at: 7)
    try one.closeBranch()
    try register.enterIssues(issue("第2号"), run: "R1", at: 8)
    let branches = [RegisterBranch(path: path("b0"), run: "b0")]
    let overtaken = RegisterFault.Reason.overtaken(PaperIdentity(number: "第2号", change: 0, document: "certificate"))
    #expect(fault { try check(register, branches) } == overtaken)
    #expect(fault { _ = try register.absorb(branches, as: merged()) } == overtaken)
    #expect(try register.rowCount() == 2)
    #expect(try register.runs().map(\.id) == ["R1"])
  }

  @Test func `a branch of another house is refused`() throws {
    try copied(try house.begun())
    let one = try branch("b0", of: [])
    try one.closeBranch()
    try RegisterFile.make(at: path("other.sqlite"))
    let other = try IssueRegister.open(path("other.sqlite"), .readWrite)
    #expect(fault { try check(other, [RegisterBranch(path: path("b0"), run: "b0")]) } == .foreign)
    #expect(fault { try IssueRegister.makeBranch(at: path("b1"), of: path("missing.sqlite"), numbers: []) } == .missing)
  }
}
