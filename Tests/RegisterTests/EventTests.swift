import Digests
import Foundation
import TestSupport
import Testing

@testable import Register

/// The chain covers what is no row of `entry`, too: whatever of it is altered behind the program's back shows.
@Suite struct EventTests {
  private let key: SealingKey

  init() throws {
    key = try #require(SealingKey(bytes: Array(repeating: 7, count: 32)))
  }

  /// Two runs, one of them ended, resumed and ended again; two sealed keys.
  private func filled() throws -> TestHouse {
    let house = try TestHouse()
    let register = try house.begun(sealingKey: key)
    try register.enterIssues(issue("第1号"), run: "R1", at: 10)
    try register.finish(run: "R1", state: .stopped, counts: RunRow.Counts(read: 1, issued: 1), at: 11)
    try register.resume(run: "R1")
    try register.enterIssues(issue("第2号", record: content(price: 2)), run: "R1", at: 12)
    try register.finish(run: "R1", state: .complete, counts: RunRow.Counts(read: 2, issued: 2), at: 13)
    try register.beginRun(TestHouse.run("R2"))
    #expect(try register.verifyChain().faults.isEmpty)
    try register.close()
    #expect(try Auditor.audit(house.path).status == 0)
    return house
  }

  static let run = ChainFault.run("R1")

  static let tamperings: [(name: String, sql: String, fault: ChainFault?)] = [
    ("the day of a run", "UPDATE run SET issuedOn = '2025-04-02' WHERE name = 'R1'", run),
    ("the folder of a run", "UPDATE run SET folder = '/tmp' WHERE name = 'R1'", run),
    ("the counts of a run", "UPDATE run SET rejected = 1 WHERE name = 'R1'", run),
    ("the state of a run", "UPDATE run SET state = 'begun', finishedAt = NULL WHERE name = 'R1'", run),
    ("the end of a run that has none", "UPDATE run SET state = 'complete' WHERE name = 'R2'", .run("R2")),
    ("the digest of an input", "UPDATE run_input SET digest = zeroblob(32) WHERE run = 1", run),
    ("an input gone", "DELETE FROM run_input WHERE run = 2", .run("R2")),
    ("a run gone", "DELETE FROM run_input WHERE run = 2; DELETE FROM run WHERE id = 2", .run("R2")),
    (
      "a run added",
      "INSERT INTO run SELECT 3, 'R3', state, startedAt, finishedAt, issuedOn, folder, configuration, \"read\", issued, "
        + "unchanged, rejected, libraries, progress FROM run WHERE id = 2", .run("R3")
    ),
    ("a sealed key taken away", "UPDATE record SET sealed = NULL WHERE id = 1", nil),
    (
      "a sealed key put under another record", "UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = 1)",
      nil
    ),
    (
      "a form renamed", "UPDATE configuration_source SET name = 'Templates/other.xml' WHERE kind = 'part'",
      .configuration(TestHouse.sources.digest.hexadecimal)
    ),
    (
      "a form gone", "DELETE FROM configuration_source WHERE kind = 'form'",
      .configuration(TestHouse.sources.digest.hexadecimal)
    ),
    ("the salt", "UPDATE house SET salt = zeroblob(32)", .salt),
    ("the mark of the sealing key", "UPDATE house SET sealing = zeroblob(32)", .sealingMark),
    ("the mark of the sealing key gone", "UPDATE house SET sealing = NULL", .sealingMark),
    ("an event altered", "UPDATE event SET subject = 'R9' WHERE kind = 'resume'", nil),
    ("an event gone", "DELETE FROM event WHERE kind = 'resume'", nil),
    ("the last event gone", "DELETE FROM event WHERE id = (SELECT max(id) FROM event)", nil),
    (
      "the last event gone, and the head mended",
      "DELETE FROM event WHERE id = (SELECT max(id) FROM event); UPDATE house SET events = events - 1, head = "
        + "(SELECT chain FROM event ORDER BY id DESC LIMIT 1)", .run("R2")
    ),
    (
      "a trigger", "CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN UPDATE entry SET pages = 9; END", .schema("quiet")
    ),
    ("an index gone", "DROP INDEX entry_holding", .schema("entry_holding")),
    ("a view in the place of a table", "CREATE VIEW entries AS SELECT * FROM entry", .schema("entries")),
  ]

  @Test(arguments: tamperings) func `whatever is altered beside the rows shows`(
    _ tampering: (name: String, sql: String, fault: ChainFault?)
  ) throws {
    let house = try filled()
    try house.tamper(tampering.sql)
    let faults = try house.open(.readOnly).verifyChain(readsContents: false).faults
    #expect(tampering.fault.map(faults.contains) ?? !faults.isEmpty, "\(faults)")
    // The auditor's script, which is written from the documentation, sees it too; tables are not its business.
    if case .schema? = tampering.fault { return }
    #expect(try Auditor.audit(house.path).status == 1)
  }

  /// An end that was cut off, or an older copy, is whole in itself. Against the head that was noted it is not.
  @Test func `a head that was noted is proved by every later register and by none before it`() throws {
    let house = try filled()
    let older = try Data(contentsOf: URL(filePath: house.path))
    let start = ChainHead(length: 0, digest: RegisterRow.chainStart)
    var register = try house.open()
    let noted = try register.chainHead()
    #expect(ChainHead(noted.text) == noted)
    try register.enterIssues(issue("第3号"), run: "R2", at: 14)
    let later = try register.chainHead()
    #expect(later.length == noted.length + 2 && later.rows == 6)
    #expect(try register.verifyChain(proving: [start, noted, later]).unproved.isEmpty)
    let invented = ChainHead(length: later.length, digest: noted.digest)
    let beyond = ChainHead(length: later.length + 1, digest: later.digest)
    #expect(try register.verifyChain(proving: [invented, beyond, noted]).unproved == [invented, beyond])
    try register.close()
    try older.write(to: URL(filePath: house.path))
    register = try house.open(.readOnly)
    let report = try register.verifyChain(proving: [noted, later])
    #expect(report.faults.isEmpty && report.unproved == [later])
  }

  static let endings = [
    "DELETE FROM entry WHERE sequence = 4", "UPDATE house SET rows = rows - 1", "UPDATE house SET head = zeroblob(32)",
    "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
  ]

  @Test(arguments: endings) func `nothing is appended to a chain whose end does not hold`(sql: String) throws {
    let house = try filled()
    try house.tamper(sql)
    let register = try house.open()
    #expect(fault { try register.enterIssues(issue("第9号"), run: "R2", at: 15) } == .damaged("chain"))
    #expect(fault { try register.beginRun(TestHouse.run("R3")) } == .damaged("chain"))
  }

  @Test func `a second sealing key is refused, to write and to read, and the first one is not`() throws {
    let house = try filled()
    let other = try #require(SealingKey(bytes: Array(repeating: 8, count: 32)))
    #expect(fault { _ = try house.open(sealingKey: other) } == .otherSealingKey)
    #expect(fault { _ = try house.open(.readOnly, sealingKey: other) } == .otherSealingKey)
    #expect(try house.open(sealingKey: key).verifyChain().faults.isEmpty)
    #expect(try house.open().verifyChain().faults.isEmpty)
  }

  /// Between two commands the clock of the machine was set back by a minute.
  @Test func `rows whose time goes back are named`() throws {
    let house = try filled()
    let register = try house.open()
    try register.enterIssues(issue("第3号"), run: "R2", at: 100)
    try register.enterIssues(issue("第4号"), run: "R2", at: 40)
    let report = try register.verifyChain()
    #expect(report.setBack == [7] && report.faults.isEmpty)
    #expect(try register.lastTime() == 40)
  }

  /// A register of version 4 has no events: what it holds is covered from the day on which it is brought up to date.
  @Test func `an earlier register comes under the chain as it is`() throws {
    let house = try filled()
    let before = try house.open(.readOnly)
    let rows = try before.rows()
    try before.close()
    try house.takeBack(toVersion: 4)
    #expect(fault { _ = try house.open(.readOnly) } == .older(found: 4, known: 5))
    let register = try house.open(sealingKey: key)
    #expect(try register.verifyChain().faults.isEmpty)
    #expect(try register.rows().map(\.paper) == rows.map(\.paper))
    try register.close()
    #expect(try Auditor.audit(house.path).status == 0)
    for (sql, fault) in [
      ("UPDATE run SET folder = '/tmp' WHERE name = 'R1'", Self.run),
      ("UPDATE record SET sealed = NULL", nil),
      ("UPDATE house SET salt = zeroblob(32)", .salt),
    ] {
      let copy = try TestHouse()
      try FileManager.default.copyItem(atPath: house.path, toPath: copy.path)
      try copy.tamper(sql)
      let faults = try copy.open(.readOnly).verifyChain().faults
      #expect(fault.map(faults.contains) ?? !faults.isEmpty, "\(sql): \(faults)")
    }
    #expect(
      fault { _ = try house.open(sealingKey: SealingKey(bytes: Array(repeating: 8, count: 32))) } == .otherSealingKey)
  }
}
