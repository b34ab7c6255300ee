import GRDB
import Testing

@testable import Register

@Suite struct QueryTests {
  private let house: TestHouse
  private let register: IssueRegister

  init() throws {
    house = try TestHouse()
    register = try house.begun()
    try register.enterIssues(issue("25-001", "25-002", "25-01%", "26-001"), run: "R1", at: 1)
    var second = TestHouse.run("R2")
    second.issuedOn = "2025-05-01"
    try register.beginRun(second)
    try register.enterIssues(
      [NewIssue(record: content(price: 2), papers: [paper("25-002", supersedes: 3, text: "2")])] + issue("27-001"),
      run: "R2", at: 2)
    try register.voidPapers(number: "26-001", document: "certificate", reason: "契約解除", by: "sato", at: 3)
  }

  private func sequences(_ change: (inout RowFilter) -> Void) throws -> [Int64] {
    var filter = RowFilter()
    change(&filter)
    let rows = try register.rows(filter).map(\.sequence)
    #expect(try register.rowCount(filter) == rows.count)
    var streamed: [Int64] = []
    try register.forEachRow(filter) { streamed.append($0.sequence) }
    #expect(streamed == rows)
    return rows
  }

  @Test func `filters pass what they say`() throws {
    #expect(try sequences { _ in } == Array(1...11))
    #expect(try sequences { $0.includesVoids = true } == Array(1...12))
    #expect(try sequences { $0.numberPrefix = "25-" } == [1, 2, 3, 4, 5, 6, 9])
    #expect(try sequences { $0.numberPrefix = "25-01%" } == [5, 6])
    #expect(try sequences { $0.number = "25-002" } == [3, 4, 9])
    #expect(try sequences { $0.state = .superseded } == [3])
    #expect(try sequences { $0.state = .voided } == [7])
    #expect(try sequences { $0.document = "key-notice" } == [2, 4, 6, 8, 11])
    #expect(try sequences { $0.from = "2025-04-02" } == [9, 10, 11])
    #expect(try sequences { $0.to = "2025-04-30" } == Array(1...8))
    #expect(try sequences { $0.run = "R2" } == [9, 10, 11])
    #expect(try sequences { $0.run = "R9" } == [])
    #expect(try sequences { ($0.numberPrefix, $0.state) = ("25", .issued) } == [1, 2, 4, 5, 6, 9])
    #expect(try sequences { $0.change = 1 } == [])
  }

  @Test func `a limit keeps the newest`() throws {
    #expect(try register.rows(limit: 2).map(\.sequence) == [10, 11])
  }

  @Test func `history tells the whole story in its order`() throws {
    #expect(try register.history(number: "26-001").map(\.action) == [.issue, .issue, .void])
    #expect(try register.history(number: "26-001", document: "certificate").map(\.reason) == [nil, "契約解除"])
  }

  static let lookups: [(name: String, sql: String, index: String)] = [
    (
      "standing", RowQuery.selection + " WHERE entry.number = 'x' AND entry.change = 0 AND entry.action = 'issue'",
      "(number=? AND change=?"
    ),
    (
      "holding", RowQuery.selection + " WHERE entry.action = 'issue' AND entry.state = 'issued' AND entry.number = 'x'",
      "(number=?"
    ),
    ("prefix", RowQuery.selection + " WHERE entry.number >= '25' AND entry.number < '26'", "(number>? AND number<?)"),
    ("run", RowQuery.selection + " WHERE entry.run = (SELECT id FROM run WHERE name = 'R1')", "entry_run (run=?)"),
    (
      "days", RowQuery.selection + " WHERE entry.issuedOn >= '2025-04-01' AND entry.issuedOn <= '2025-04-02'",
      "entry_issuedOn (issuedOn>?"
    ),
    (
      "copies", EntryWriter.endCopies.replacing("?", with: "'0'"),
      "entry_identity (number=? AND change=? AND document=?)"
    ),
    ("record", "SELECT id FROM record WHERE digest = x'00' AND key = x''", "(digest=? AND key=?)"),
  ]

  @Test(arguments: lookups) func `look-ups go by an index, never over the table`(
    _ lookup: (name: String, sql: String, index: String)
  )
    throws
  {
    let plan = try register.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + lookup.sql).map { try $0.decode(String.self, atIndex: 3) }
    }
    #expect(plan.contains { $0.contains(lookup.index) }, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN entry") || $0.hasPrefix("SCAN record") }, "\(plan)")
  }
}
