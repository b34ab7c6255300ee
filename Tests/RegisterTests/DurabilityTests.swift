import Foundation
import GRDB
import Synchronization
import Testing

@testable import Register

@Suite struct DurabilityTests {
  private let house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  @Test func `a chunk that fails in its middle leaves nothing`() throws {
    let register = try house.begun()
    let before = try register.verifyChain()
    try house.tamper(
      "CREATE TRIGGER stop BEFORE INSERT ON entry WHEN NEW.sequence = 3 BEGIN SELECT RAISE(ABORT, 'stop'); END")
    #expect(fault { try register.enterIssues(issue("第1号", "第2号"), run: "R1", at: 1) } != nil)
    try house.tamper("DROP TRIGGER stop")
    #expect(try register.verifyChain() == before)
    try register.enterIssues(issue("第1号", "第2号"), run: "R1", at: 1)
    #expect(try register.rowCount() == 4)
  }

  @Test func `a record that was overtaken is left out, with all of its papers, and every other one is entered`() throws
  {
    let register = try house.begun()
    try register.enterIssues(issue("第1号", "第2号", "第4号"), run: "R1", at: 1)
    // While a run makes papers in the place of those, one is voided, one superseded, and the notice of a third is.
    try register.voidPapers(number: "第1号", document: "certificate", reason: "解約", by: nil, at: 2)
    let newer = NewIssue(record: content(price: 2), papers: [paper("第2号", supersedes: 3, text: "2")])
    try register.enterIssues([newer], run: "R1", at: 2)
    try register.voidPapers(number: "第4号", document: "key-notice", reason: "解約", by: nil, at: 2)
    let late = [
      NewIssue(record: content(price: 3), papers: [paper("第1号", supersedes: 1, text: "3")]),
      NewIssue(
        record: content(price: 3),
        papers: [paper("第2号", "key-notice", supersedes: 4, text: "3"), paper("第2号", supersedes: 3, text: "3")]),
      issue("第3号")[0],
      NewIssue(record: content(), papers: [paper("第4号", "premium-sheet")], issuedBefore: [5, 6]),
    ]
    var progress: Set<Int> = []
    let overtaken = try register.enterIssues(
      late, run: "R1",
      progress: {
        progress = Set($0.keys)
        return "late"
      }, at: 3)
    #expect(
      overtaken == [
        0: .voided(PaperIdentity(number: "第1号", change: 0, document: "certificate")),
        1: .overtaken(PaperIdentity(number: "第2号", change: 0, document: "certificate")),
        3: .voided(PaperIdentity(number: "第4号", change: 0, document: "key-notice")),
      ])
    #expect(progress == [0, 1, 3])
    #expect(try register.rows().suffix(2).map(\.identity.number) == ["第3号", "第3号"])
    #expect(try register.rowCount() == 9 && register.verifyChain().faults.isEmpty)
    #expect(try register.progress(ofRun: "R1") == "late")
  }

  @Test func `killed inside a transaction it is as it was before, killed after the commit it is as it became`() throws {
    let register = try house.begun()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    let copies = house.folder.appending(path: "killed")
    // The files as a killed process leaves them: whatever SQLite has written so far.
    func copy() throws -> IssueRegister {
      try? FileManager.default.removeItem(at: copies)
      try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: house.path + suffix, toPath: copies.path + "/register.sqlite" + suffix)
      }
      return try IssueRegister.open(copies.path + "/register.sqlite", .readWrite)
    }
    try register.write { db in
      var writer = try EntryWriter(db)
      let row = try #require(try RowQuery.validPapers(db, number: "第1号", change: nil, document: "certificate").first)
      for _ in 0..<50 { _ = try writer.append(row.copied(), EntryWriter.References(record: 1, configuration: 1)) }
      let killed = try copy()
      #expect(try killed.rowCount() == 2)
      #expect(try killed.verifyChain().faults.isEmpty)
      try writer.storeHead()
    }
    let killed = try copy()
    #expect(try killed.rowCount() == 52)
  }

  @Test func `a reader is never held up by a writer and sees one moment`() throws {
    let register = try house.begun()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    let reader = try house.open(.readOnly, patience: 0.1)
    let ending = fault {
      try register.write { db in
        try db.execute(sql: "UPDATE entry SET bytes = 1")
        #expect(try reader.rows().map(\.paper?.bytes) == [55_000, 55_000])
        throw RegisterFault(.noReason, path: "")
      }
    }
    #expect(ending == .noReason)
    #expect(try reader.rows().map(\.paper?.bytes) == [55_000, 55_000])
  }

  @Test func `a second writer waits, then says that it is busy`() throws {
    let register = try house.begun()
    let other = try house.open(patience: 0.05)
    try register.write { _ in
      #expect(fault { try other.enterIssues(issue("第1号"), run: "R1", at: 1) } == .busy)
    }
    try other.enterIssues(issue("第1号"), run: "R1", at: 1)
    #expect(RegisterFault(.busy, path: "").kind == .busy)
  }

  @Test func `one run at a time, and the next when it has ended`() throws {
    var first: RunLock? = try RunLock(of: house.path)
    #expect(fault { _ = try RunLock(of: house.path) } == .running)
    withExtendedLifetime(first) {}
    first = nil
    #expect(fault { _ = try RunLock(of: house.path) } == nil)
  }

  @Test func `writers on several threads keep one chain`() throws {
    try house.begun().close()
    let faults = Mutex<[String]>([])
    let house = house
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      do {
        let register = try house.open(patience: 30)
        for index in 0..<10 { try register.enterIssues(issue("第\(worker)-\(index)号"), run: "R1", at: 1) }
      } catch {
        faults.withLock { $0.append("\(error)") }
      }
    }
    #expect(faults.withLock { $0 } == [])
    let report = try house.open(.readOnly).verifyChain()
    #expect(report.rows == 80 && report.faults.isEmpty)
  }
}

extension RegisterRow {
  /// A marked copy of a row, that may stand beside it.
  func copied() -> RegisterRow {
    var row = self
    (row.action, row.target, row.run) = (.reissue, sequence, nil)
    return row
  }
}
