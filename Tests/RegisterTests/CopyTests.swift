import Digests
import Testing

@testable import Register

/// What becomes of the copies of a paper: whoever reads the register must never take a copy of a void paper for a valid
/// one.
@Suite struct CopyTests {
  private let house: TestHouse
  private let register: IssueRegister
  private let number = "第1号"

  /// Another contract has a paper with a copy, and whatever is done to the first one leaves them as they are.
  init() throws {
    house = try TestHouse()
    register = try house.begun()
    for number in ["第0号", "第10号"] {
      try register.enterIssues([NewIssue(record: content(), papers: [paper(number)])], run: "R1", at: 1)
      try copy(number, mark: "再発行")
    }
  }

  private enum Act: String {
    case issue
    /// An unmarked copy.
    case reissue
    /// A copy marked 再発行.
    case mark
    case void
    /// A run with `--supersede` and other content.
    case supersede
    /// A run with the last content again.
    case rerun
  }

  /// What is done to a paper, and what the register then says of each of its rows, in their order; voids have rows,
  /// too.
  static let stories: [(acts: String, states: String, answer: String)] = [
    ("issue", "issued", "unchanged"),
    ("issue reissue", "issued issued", "unchanged"),
    ("issue reissue mark", "issued issued issued", "unchanged"),
    ("issue void", "voided voided", "voided"),
    ("issue reissue void", "voided voided voided", "voided"),
    ("issue reissue mark mark void", "voided voided voided voided voided", "voided"),
    ("issue reissue void rerun", "voided voided voided", "voided"),
    ("issue supersede", "superseded issued", "unchanged"),
    ("issue reissue mark supersede", "superseded superseded superseded issued", "unchanged"),
    ("issue mark supersede rerun mark", "superseded superseded issued issued", "unchanged"),
    (
      "issue mark supersede reissue supersede reissue", "superseded superseded superseded superseded issued issued",
      "unchanged"
    ),
    ("issue mark supersede reissue void", "superseded superseded voided voided voided", "voided"),
    ("issue mark supersede void rerun", "superseded superseded voided voided", "voided"),
    ("issue rerun mark rerun void", "voided voided voided", "voided"),
  ]

  @Test(arguments: stories) func `a copy is worth what its original is worth, in every reading`(
    _ story: (acts: String, states: String, answer: String)
  ) throws {
    var price = 1
    for (time, word) in story.acts.split(separator: " ").enumerated() {
      try perform(try #require(Act(rawValue: String(word))), price: &price, at: Int64(time + 10))
    }
    let rows = try register.history(number: number)
    #expect(rows.map(\.state.rawValue).joined(separator: " ") == story.states)
    // Ended by the same row as the original, which came after it.
    for row in rows where row.action == .reissue {
      let original = try #require(rows.first { $0.sequence == row.target })
      #expect(row.endedBy == original.endedBy && row.state == original.state)
    }
    for state in RegisterRow.State.allCases {
      var filter = RowFilter()
      (filter.number, filter.state, filter.includesVoids) = (number, state, true)
      #expect(try register.rows(filter) == rows.filter { $0.state == state })
    }
    #expect(rows.map { RowExport.csv.text(of: $0, [.state]) } == story.states.split(separator: " ").map { "\($0)\r\n" })
    #expect(try answer(price) == story.answer)
    if story.answer == "voided" {
      let identity = PaperIdentity(number: number, change: 0, document: "certificate")
      #expect(try register.validPaper(number: number, document: "certificate") == nil)
      #expect(try register.reasonOfAbsence(number: number, document: "certificate").reason == .voided(identity))
      for row in rows {
        let paper = try #require(row.paper ?? rows[0].paper)
        let again = fault { try register.enterReissue(row, as: paper, mark: nil, reason: "紛失", by: nil, at: 90) }
        #expect(again != nil, "a copy of row \(row.sequence)")
      }
    }
    for other in ["第0号", "第10号"] { #expect(try register.history(number: other).map(\.state) == [.issued, .issued]) }
    let report = try register.verifyChain()
    #expect(report.faults == [])
    try register.close()
    #expect(try Auditor.audit(house.path) == (0, "\(report.rows) rows, head \(report.head.text)\n"))
  }

  private func perform(_ act: Act, price: inout Int, at time: Int64) throws {
    switch act {
    case .issue:
      try register.enterIssues([NewIssue(record: content(price: price), papers: [paper(number)])], run: "R1", at: time)
    case .reissue: try copy(number, mark: nil)
    case .mark: try copy(number, mark: "再発行")
    case .void:
      let before = try register.history(number: number).filter { $0.action == .reissue && $0.state == .issued }.count
      let voids = try register.voidPapers(number: number, reason: "契約解除", by: "sato", at: time)
      #expect(try register.copyCount(endedBy: voids) == before)
    case .supersede:
      let held = try #require(try register.validPaper(number: number, document: "certificate")).sequence
      price += 1
      let new = NewIssue(record: content(price: price), papers: [paper(number, supersedes: held, text: "\(price)")])
      try register.enterIssues([new], run: "R1", at: time)
    case .rerun:
      let rows = try register.rowCount()
      // Whatever the status, there is nothing to enter.
      #expect(["unchanged", "voided"].contains(try answer(price)))
      #expect(
        fault {
          try register.enterIssues([NewIssue(record: content(), papers: [paper(number)])], run: "R1", at: time)
        } != nil
      )
      #expect(try register.rowCount() == rows)
    }
  }

  private func copy(_ number: String, mark: String?) throws {
    let original = try #require(try register.validPaper(number: number, document: "certificate"))
    try register.enterReissue(original, as: try #require(original.paper), mark: mark, reason: "紛失", by: "sato", at: 2)
  }

  /// What a batch is told of the record.
  private func answer(_ price: Int) throws -> String {
    let status = try register.status(
      of: ContractIdentity(number: number, change: 0), content: content(price: price), documents: ["certificate"])
    return switch status {
    case .unchanged: "unchanged"
    case .voided: "voided"
    default: "\(status)"
    }
  }

  @Test func `a paper that was superseded while its copy was made has none`() throws {
    let original = try #require(try register.validPaper(number: "第0号", document: "certificate"))
    let new = NewIssue(record: content(price: 2), papers: [paper("第0号", supersedes: original.sequence, text: "2")])
    try register.enterIssues([new], run: "R1", at: 3)
    let late = fault {
      try register.enterReissue(original, as: try #require(original.paper), mark: nil, reason: "紛失", by: nil, at: 4)
    }
    #expect(late == .overtaken(original.identity))
  }

  @Test func `a register whose copies went on saying issued is put right by the first writer, and a reader says so`()
    throws
  {
    var price = 1
    for act in [Act.issue, .mark, .supersede, .reissue, .void] { try perform(act, price: &price, at: 3) }
    try register.close()
    // As version 3 would have left it.
    try house.tamper("UPDATE entry SET state = 'issued', endedBy = NULL WHERE action = 'reissue'")
    try house.takeBack(toVersion: 3)
    #expect(fault { _ = try house.open(.readOnly) } == .older(found: 3, known: Migration.current))
    let opened = try house.open()
    #expect(try opened.history(number: number).map(\.state) == [.superseded, .superseded, .voided, .voided, .voided])
    #expect(try opened.history(number: "第10号").map(\.state) == [.issued, .issued])
    #expect(try opened.verifyChain().faults == [])
  }

  static let tamperings: [(name: String, sql: String, faults: [ChainFault])] = [
    (
      "a copy called valid", "UPDATE entry SET state = 'issued', endedBy = NULL WHERE sequence = 6",
      [.wrongState(sequence: 6)]
    ),
    (
      "a copy called superseded", "UPDATE entry SET state = 'superseded' WHERE sequence = 6", [.wrongState(sequence: 6)]
    ),
    ("a copy ended by another row", "UPDATE entry SET endedBy = 5 WHERE sequence = 6", [.wrongState(sequence: 6)]),
    (
      "a copy voided by itself", "UPDATE entry SET state = 'voided', endedBy = 2 WHERE sequence = 2",
      [.wrongState(sequence: 2)]
    ),
    (
      "the void cut off", "DELETE FROM entry WHERE sequence = 7",
      [.removed(7...7), .wrongState(sequence: 5), .wrongState(sequence: 6)]
    ),
    (
      "a copy put under another paper", "UPDATE entry SET target = 1 WHERE sequence = 6",
      [.altered(sequence: 6), .wrongState(sequence: 6)]
    ),
  ]

  @Test(arguments: tamperings) func `a copy's state that is altered shows`(
    _ tampering: (name: String, sql: String, faults: [ChainFault])
  )
    throws
  {
    var price = 1
    for act in [Act.issue, .mark, .void] { try perform(act, price: &price, at: 3) }
    try register.close()
    try house.tamper(tampering.sql)
    #expect(Set(try house.open(.readOnly).verifyChain().faults) == Set(tampering.faults))
    let audited = try Auditor.audit(house.path)
    #expect(
      audited.status == 1 && audited.output.split(separator: "\n").count == 1 + tampering.faults.count,
      "\(audited.output)")
  }
}
