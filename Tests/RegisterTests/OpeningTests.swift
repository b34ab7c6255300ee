import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Register

@Suite struct OpeningTests {
  private let house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  private func mode(_ suffix: String = "") throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: house.path + suffix)[.posixPermissions] as? Int
  }

  @Test func `a new register and its companions are their owner's alone`() throws {
    let register = try house.begun()
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(suffix) == 0o600, "\(suffix)") }
    try register.close()
  }

  @Test func `closed after reading and writing, a register is one file`() throws {
    let register = try house.begun()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    #expect(try register.rowCount() == 2)
    try register.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: house.folder.path).sorted() == [
        "register.sqlite", "register.sqlite-run",
      ])
  }

  @Test func `a register that others could read is closed to them when it is opened for writing`() throws {
    try house.open().close()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: house.path)
    try house.open().close()
    #expect(try mode() == 0o600)
  }

  @Test func `a commit is on the disk when it returns`() throws {
    let register = try house.open()
    #expect(try register.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    #expect(try register.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test func `every migration leads one version on and the last is the current one`() {
    #expect(Migration.all.map(\.version) == Array(1...Migration.current))
  }

  @Test func `a register of the first version is brought up to date by a writer, with every row, and a reader says so`()
    throws
  {
    let queue = try DatabaseQueue(path: house.path)
    try queue.write { db in
      try db.execute(sql: Migration.first.sql)
      try db.execute(sql: "PRAGMA application_id = \(Migration.applicationID)")
      try db.execute(
        sql: "INSERT INTO house (id, salt, head, rows) VALUES (1, ?, ?, 0)",
        arguments: [KeyDigest.freshSalt(), RegisterRow.chainStart.data])
      try db.execute(
        sql: "INSERT INTO configuration (digest, rules, fonts) VALUES (?, ?, ?)",
        arguments: [Data(count: 32), Data(count: 32), Data(count: 32)])
      try db.execute(
        sql: """
          INSERT INTO run (name, state, startedAt, issuedOn, folder, configuration, "read", issued, unchanged, rejected)
          VALUES ('R0', 'complete', 1, '2025-04-01', '/out', 1, 0, 0, 0, 0)
          """)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    try queue.close()
    #expect(fault { _ = try house.open(.readOnly) } == .older(found: 1, known: Migration.current))
    let register = try house.begun()
    #expect(try register.runs().map(\.id) == ["R1", "R0"])
    #expect(try register.libraries(ofRun: "R0") == nil)
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    #expect(try register.verifyChain().faults.isEmpty)
    try register.close()
    #expect(try house.open(.readOnly).rowCount() == 2)
  }

  @Test func `a register of a newer version is refused with both versions, to write and to read`() throws {
    try house.open().close()
    try house.tamper("PRAGMA user_version = 7")
    let newer = RegisterFault.Reason.newer(found: 7, known: Migration.current)
    #expect(fault { _ = try house.open() } == newer)
    #expect(fault { _ = try house.open(.readOnly) } == newer)
    let words = RegisterFault(newer, path: "r").diagnostic.summary
    #expect(words.japanese.contains("7") && words.japanese.contains("\(Migration.current)"))
  }

  @Test func `a foreign file is refused and left as it is`() throws {
    let queue = try DatabaseQueue(path: house.path)
    try queue.write { try $0.execute(sql: "CREATE TABLE customers (name TEXT)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: house.path))
    #expect(fault { _ = try house.open() } == .foreign)
    #expect(fault { _ = try house.open(.readOnly) } == .foreign)
    #expect(try Data(contentsOf: URL(filePath: house.path)) == before)
  }

  @Test func `a text file is refused and left as it is`() throws {
    let text = Data(String(repeating: "保証契約番号,認証キー\r\n", count: 100).utf8)
    try text.write(to: URL(filePath: house.path))
    #expect(fault { _ = try house.open() } == .foreign)
    #expect(try Data(contentsOf: URL(filePath: house.path)) == text)
  }

  @Test(arguments: [IssueRegister.Access.readOnly, .readWrite])
  func `a missing register is not made by opening it, an empty file does not become one`(
    access: IssueRegister.Access
  ) throws {
    #expect(fault { _ = try IssueRegister.open(house.path, access) } == .missing)
    #expect(try FileManager.default.contentsOfDirectory(atPath: house.folder.path).isEmpty)
    #expect(FileManager.default.createFile(atPath: house.path, contents: Data()))
    #expect(fault { _ = try IssueRegister.open(house.path, access) } == .empty)
    #expect(try Data(contentsOf: URL(filePath: house.path)).isEmpty)
  }

  @Test func `a register is made whole, its owner's alone, and never in the place of another`() throws {
    try RegisterFile.make(at: house.path)
    #expect(try mode() == 0o600)
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: house.folder.path))
        == ["register.sqlite", "register.sqlite-run"])
    try house.begun().close()
    let before = try Data(contentsOf: URL(filePath: house.path))
    #expect(fault { try RegisterFile.make(at: house.path) } == .exists)
    #expect(try Data(contentsOf: URL(filePath: house.path)) == before)
  }

  @Test func `what a killed making left is no hindrance`() throws {
    try Data("half".utf8).write(to: URL(filePath: house.path + "-new"))
    #expect(FileManager.default.createFile(atPath: house.path, contents: Data()))
    try RegisterFile.make(at: house.path)
    #expect(try house.open().verifyChain().faults.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: house.path + "-new"))
  }

  @Test func `a register with a second name is refused under both, and by a symbolic link it is the same`() throws {
    try house.open().close()
    let other = house.folder.appending(path: "other.sqlite").path
    try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: house.path)
    #expect(try IssueRegister.open(other, .readWrite).rowCount() == 0)
    let lock = try RunLock(of: house.path)
    #expect(fault { _ = try RunLock(of: other) } == .running)
    withExtendedLifetime(lock) {}
    try FileManager.default.removeItem(atPath: other)
    try FileManager.default.linkItem(atPath: house.path, toPath: other)
    for path in [house.path, other] {
      #expect(fault { _ = try IssueRegister.open(path, .readWrite) } == .linkedTwice)
      #expect(fault { _ = try IssueRegister.open(path, .readOnly) } == .linkedTwice)
    }
  }

  @Test func `a folder in its location, or a folder that is not there, is a fault with words`() throws {
    try FileManager.default.createDirectory(atPath: house.path, withIntermediateDirectories: true)
    #expect(fault { _ = try house.open() } == .foreign)
    let nowhere = fault { try RegisterFile.make(at: house.folder.path + "/none/register.sqlite") }
    guard case .notWritable? = nowhere else { return #expect(Bool(false), "\(String(describing: nowhere))") }
  }

  @Test func `what is opened to be read is not written`() throws {
    try house.begun().close()
    let reader = try house.open(.readOnly)
    #expect(fault { try reader.enterIssues(issue("第1号"), run: "R1", at: 0) } == .readOnly)
  }
}
