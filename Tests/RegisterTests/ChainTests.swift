import Foundation
import Testing

@testable import Register

@Suite struct ChainTests {
  /// Eight rows: two papers of three records, one of them superseded, and a void.
  private func filled() throws -> TestHouse {
    let house = try TestHouse()
    let register = try house.begun()
    try register.enterIssues(issue("第1号", "第2号", "第3号"), run: "R1", at: 1_743_433_201)
    try register.enterIssues(
      [NewIssue(record: content(price: 110_000_000), papers: [paper("第1号", supersedes: 1, text: "2")])], run: "R1",
      at: 1_743_433_202)
    try register.voidPapers(number: "第2号", document: "certificate", reason: "契約解除", by: "sato", at: 1_743_433_203)
    #expect(try register.verifyChain().faults.isEmpty)
    try register.close()
    return house
  }

  @Test func `an untouched register is whole, and its head moves with every row`() throws {
    let house = try filled()
    let register = try house.open()
    let before = try register.verifyChain()
    #expect(before.rows == 8 && before.faults.isEmpty)
    try register.enterIssues(issue("第4号"), run: "R1", at: 1_743_433_204)
    let after = try register.verifyChain()
    #expect(after.rows == 10 && after.faults.isEmpty && after.head != before.head)
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: String
    var faults: [ChainFault]

    init(_ name: String, _ sql: String, _ faults: ChainFault...) {
      (testDescription, self.sql, self.faults) = (name, sql, faults)
    }
  }

  static let tamperings = [
    Tampering("a digest altered", "UPDATE entry SET digest = zeroblob(32) WHERE sequence = 3", .altered(sequence: 3)),
    Tampering("a number altered", "UPDATE entry SET number = '第9号' WHERE sequence = 5", .altered(sequence: 5)),
    Tampering("a date altered", "UPDATE entry SET issuedOn = '2025-03-31' WHERE sequence = 2", .altered(sequence: 2)),
    Tampering("a reason altered", "UPDATE entry SET reason = '誤記' WHERE sequence = 8", .altered(sequence: 8)),
    Tampering("a person added", "UPDATE entry SET \"by\" = 'suzuki' WHERE sequence = 1", .altered(sequence: 1)),
    Tampering("empty is not absent", "UPDATE entry SET mark = '' WHERE sequence = 4", .altered(sequence: 4)),
    Tampering(
      "two values that read the same when joined",
      "UPDATE entry SET number = '第3号0', change = 0, document = 'ertificate' WHERE sequence = 5", .altered(sequence: 5)),
    Tampering(
      "another record put under a row", "UPDATE entry SET record = (SELECT max(id) FROM record) WHERE sequence = 3",
      .altered(sequence: 3)),
    Tampering("a run renamed", "UPDATE entry SET run = NULL WHERE sequence = 6", .altered(sequence: 6)),
    Tampering("a row removed", "DELETE FROM entry WHERE sequence = 4", .removed(4...4)),
    Tampering(
      "rows removed at the beginning", "DELETE FROM entry WHERE sequence <= 2", .removed(1...2),
      .wrongState(sequence: 1)),
    Tampering("the end cut off", "DELETE FROM entry WHERE sequence >= 8", .removed(8...8), .wrongState(sequence: 3)),
    Tampering(
      "a removed row's gap closed",
      "DELETE FROM entry WHERE sequence = 5; UPDATE entry SET sequence = 5 WHERE sequence = 6",
      .altered(sequence: 5), .removed(6...6)),
    Tampering(
      "two rows in another order",
      "UPDATE entry SET sequence = -1 WHERE sequence = 5; UPDATE entry SET sequence = 5 WHERE sequence = 6; "
        + "UPDATE entry SET sequence = 6 WHERE sequence = -1", .altered(sequence: 5), .altered(sequence: 6),
      .altered(sequence: 7)),
    Tampering("the end written anew", "UPDATE house SET head = zeroblob(32)", .altered(sequence: 8)),
    Tampering(
      "a row added",
      "INSERT INTO entry SELECT 9, action, state, endedBy, target, '第5号', change, document, recordedAt, run, mark, "
        + "reason, \"by\", form, edition, formDigest, record, configuration, format, issuedOn, path, digest, bytes, "
        + "pages, chain, attached, unprotected FROM entry WHERE sequence = 6", .altered(sequence: 9), .added(9...9)),
    Tampering(
      "a row before the first", "UPDATE entry SET sequence = -4 WHERE sequence = 4", .added(-4 ... -4), .removed(4...4)),
    Tampering(
      "a void undone", "UPDATE entry SET state = 'issued', endedBy = NULL WHERE sequence = 3", .wrongState(sequence: 3)),
    Tampering(
      "a paper voided without a row", "UPDATE entry SET state = 'voided', endedBy = 8 WHERE sequence = 6",
      .wrongState(sequence: 6)),
    Tampering(
      "superseded turned into voided", "UPDATE entry SET state = 'voided' WHERE sequence = 1", .wrongState(sequence: 1)),
    Tampering(
      "a kept record altered", "UPDATE record SET json = replace(json, '110000000', '1') WHERE id = 2",
      .record(content(price: 110_000_000).digest)),
    Tampering(
      "a kept form altered", "UPDATE source SET bytes = x'00' WHERE id = 1",
      .source(TestHouse.sources.files[0].digest)),
  ]

  @Test(arguments: tamperings) func `whatever is done behind its back shows`(_ tampering: Tampering) throws {
    let house = try filled()
    try house.tamper(tampering.sql)
    let report = try house.open(.readOnly).verifyChain()
    #expect(Set(report.faults) == Set(tampering.faults))
    #expect(report.faults.count == tampering.faults.count)
  }

  @Test func `a netstring list is never two lists`() {
    func bytes(_ texts: String?...) -> String {
      var input = DigestInput()
      for text in texts { input.append(text) }
      return String(decoding: input.bytes, as: UTF8.self)
    }
    #expect(bytes("第1号", nil, "", "-") == "7:第1号,-,0:,1:-,")
  }
}
