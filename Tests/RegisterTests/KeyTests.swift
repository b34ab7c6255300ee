import Diagnostics
import Fields
import Foundation
import Testing

@testable import Register

@Suite struct KeyTests {
  private let house: TestHouse
  private static let key = "QX7K-29WD-MT4H-8RVB"

  init() throws {
    house = try TestHouse()
  }

  private func sealingKey(_ byte: UInt8) throws -> SealingKey {
    try #require(SealingKey(bytes: Array(repeating: byte, count: 32)))
  }

  private func issued(_ sealingKey: SealingKey?) throws -> (IssueRegister, RegisterRow) {
    let register = try house.begun(sealingKey: sealingKey)
    let rows = try register.enterIssues(issue("第1号", record: content(key: Self.key)), run: "R1", at: 1)
    return (register, rows[1])
  }

  @Test func `a sealed key comes back under its sealing key only`() throws {
    let (register, row) = try issued(try sealingKey(1))
    #expect(try register.authenticationKey(of: row).open { $0 } == Self.key)
    try register.close()
    let identity = row.identity.record
    #expect(fault { _ = try house.open(.readOnly, sealingKey: try sealingKey(2)) } == .otherSealingKey)
    let without = try house.open(.readOnly)
    #expect(fault { _ = try without.authenticationKey(of: row) } == .sealingKeyMissing(identity))
    #expect(try house.open(.readOnly, sealingKey: try sealingKey(1)).authenticationKey(of: row).open { $0 } == Self.key)
  }

  @Test func `without a sealing key the key is not kept, and later with one it is`() throws {
    let (register, row) = try issued(nil)
    #expect(fault { _ = try register.authenticationKey(of: row) } == .keyNotKept(row.identity.record))
    try register.close()
    let later = try house.open(sealingKey: try sealingKey(1))
    let record = content(key: Self.key)
    let copy = NewIssue(record: record, papers: [paper("第1号", "customer-copy")])
    let rows = try later.enterIssues([copy], run: "R1", at: 2)
    #expect(try later.authenticationKey(of: rows[0]).open { $0 } == Self.key)
    #expect(try later.authenticationKey(of: row).open { $0 } == Self.key)
  }

  @Test func `a sealed key moved to another record does not open`() throws {
    let register = try house.begun(sealingKey: try sealingKey(1))
    try register.enterIssues(issue("第1号", record: content(key: Self.key)), run: "R1", at: 1)
    let other = content(price: 7, key: "QX7K-0000-0000-0000")
    let rows = try register.enterIssues(issue("第2号", record: other), run: "R1", at: 1)
    try house.tamper("UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = 1) WHERE id = 2")
    #expect(fault { _ = try register.authenticationKey(of: rows[0]) } == .sealingKeyWrong(rows[0].identity.record))
  }

  @Test(arguments: [true, false]) func `no byte of the files shows the key`(isSealed: Bool) throws {
    let (register, _) = try issued(isSealed ? try sealingKey(1) : nil)
    _ = try register.status(
      of: ContractIdentity(number: "第1号", change: 0), content: content(key: "QX7K-29WD-MT4H-8RVC"),
      documents: ["certificate"])
    func search() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: house.folder.path) {
        let bytes = try Data(contentsOf: house.folder.appending(path: name))
        for text in [Self.key, "QX7K29WDMT4H8RVB", "29WD", "QX7K-29WD-MT4H-8RVC"] {
          #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) in \(name)")
          #expect(
            bytes.range(of: Data(text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })) == nil, "\(text) in \(name)"
          )
        }
      }
    }
    try search()
    try register.close()
    try search()
  }

  @Test func `the keyed digest is the register's own`() {
    let salt = KeyDigest.freshSalt()
    let secret = Secret(Self.key)
    #expect(KeyDigest(salt: salt)(secret) == KeyDigest(salt: salt)(secret))
    #expect(KeyDigest(salt: salt)(secret) != KeyDigest(salt: KeyDigest.freshSalt())(secret))
    #expect(KeyDigest(salt: salt)(nil).isEmpty)
  }

  static let files: [(name: String, bytes: [UInt8], mode: Int, code: String?)] = [
    ("32 bytes", Array(repeating: 200, count: 32), 0o600, nil),
    ("digits", Array(String(repeating: "0aF9", count: 16).utf8), 0o400, nil),
    ("digits with a line end", Array((String(repeating: "0aF9", count: 16) + "\n").utf8), 0o600, nil),
    ("31 bytes", Array(repeating: 200, count: 31), 0o600, "sealing.length"),
    ("empty", [], 0o600, "sealing.length"),
    ("not digits", Array(String(repeating: "xyz9", count: 16).utf8), 0o600, "sealing.length"),
    ("longer", Array(repeating: 200, count: 100), 0o600, "sealing.length"),
    ("the group may read", Array(repeating: 200, count: 32), 0o640, "sealing.mode"),
    ("others may write", Array(repeating: 200, count: 32), 0o602, "sealing.mode"),
  ]

  @Test(arguments: files) func `a key file is one key, and its owner's`(
    _ file: (name: String, bytes: [UInt8], mode: Int, code: String?)
  )
    throws
  {
    let path = house.folder.appending(path: "sealing.key").path
    #expect(
      FileManager.default.createFile(
        atPath: path, contents: Data(file.bytes), attributes: [.posixPermissions: file.mode]))
    try FileManager.default.setAttributes([.posixPermissions: file.mode], ofItemAtPath: path)
    var code: String?
    do { _ = try SealingKey.read(path) } catch { code = error.diagnostics.first?.code }
    #expect(code == file.code)
  }

  @Test func `a missing key file is refused, and a key prints as a mask`() throws {
    #expect(throws: DiagnosticError.self) { try SealingKey.read(house.path + ".none") }
    let key = try sealingKey(77)
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("77"))
  }
}
