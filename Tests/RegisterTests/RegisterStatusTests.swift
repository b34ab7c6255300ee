import Testing

@testable import Register

@Suite struct RegisterStatusTests {
  private let house: TestHouse
  private let register: IssueRegister
  private let documents = ["certificate", "key-notice"]

  init() throws {
    house = try TestHouse()
    register = try house.begun()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
  }

  /// The status in a word and its documents or fields, to be compared in a table.
  private func word(_ status: RegisterStatus) -> String {
    switch status {
    case .new: "new"
    case .unchanged(let rows): "unchanged \(rows.map(\.identity.document).joined(separator: " "))"
    case .incomplete(let rows): "incomplete \(rows.map(\.identity.document).joined(separator: " "))"
    case .changed(_, let differences): "changed \(differences.map(\.path).joined(separator: " "))"
    case .voided(let row): "voided \(row.identity.document)"
    case .elsewhere(let row): "elsewhere \(row.papers.joined(separator: "+"))"
    }
  }

  private func ask(
    _ number: String = "第1号", change: Int = 0, _ record: RecordContent = content(), _ documents: [String]? = nil
  ) throws
    -> String
  {
    word(
      try register.status(
        of: ContractIdentity(number: number, change: change), content: record, documents: documents ?? self.documents))
  }

  @Test func `a record stands to the register as its content and its key say`() throws {
    #expect(try ask() == "unchanged certificate key-notice")
    #expect(try ask(content(), ["key-notice"]) == "unchanged key-notice")
    #expect(try ask("第2号") == "new")
    #expect(try ask(change: 1) == "new")
    #expect(try ask(content(), ["premium-sheet"]) == "new")
    #expect(try ask(content(), ["certificate", "premium-sheet"]) == "incomplete certificate")
    #expect(try ask(content(price: 1)) == "changed work.price")
    #expect(try ask(content("河川改修工事", price: 1)) == "changed work.name work.price")
    #expect(try ask(content(key: "ABCD-1234-EFGH-5679")) == "changed key")
    #expect(try ask(content(key: nil)) == "changed key")
    #expect(try ask(content(price: 1, key: nil)) == "changed work.price key")
  }

  private func ask(_ record: RecordContent, _ documents: [String]? = nil) throws -> String {
    try ask("第1号", record, documents)
  }

  @Test func `a paper alone and the same in a bundle are never both issued`() throws {
    func ask(_ number: String, _ documents: [String], _ bundled: [String] = [], _ record: RecordContent = content())
      throws -> String
    {
      word(
        try register.status(
          of: ContractIdentity(number: number, change: 0), content: record, documents: documents, bundled: bundled))
    }
    var bundle = paper("第2号", "bundle")
    bundle.form = "certificate+premium-sheet"
    try register.enterIssues([NewIssue(record: content(), papers: [bundle])], run: "R1", at: 2)
    let list = ["certificate", "premium-sheet"]
    #expect(try ask("第2号", ["bundle"], list) == "unchanged bundle")
    #expect(try ask("第2号", ["bundle", "key-notice"], list) == "incomplete bundle")
    #expect(try ask("第2号", ["bundle"], list, content(price: 1)) == "changed work.price")
    #expect(try ask("第2号", ["bundle"], list.reversed()) == "elsewhere certificate+premium-sheet")
    #expect(try ask("第2号", ["bundle"], ["customer-copy", "receipt"]) == "elsewhere certificate+premium-sheet")
    #expect(try ask("第2号", ["certificate"]) == "elsewhere certificate+premium-sheet")
    #expect(try ask("第2号", ["key-notice"]) == "new")
    #expect(try ask("第1号", ["bundle"], list) == "elsewhere certificate")
    #expect(try ask("第1号", ["bundle"], ["customer-copy", "premium-sheet"]) == "new")
    let certificate = PaperIdentity(number: "第2号", change: 0, document: "certificate")
    #expect(try register.reasonOfAbsence(number: "第2号", document: "certificate").reason == .inBundle(certificate))
    var other = paper("第1号", "bundle")
    other.form = bundle.form
    for late in [paper("第2号"), other] {
      #expect(
        fault { try register.enterIssues([NewIssue(record: content(), papers: [late])], run: "R1", at: 2) }
          == .overtaken(late.identity))
    }
    try register.voidPapers(number: "第2号", reason: "契約解除", by: nil, at: 3)
    #expect(try ask("第2号", ["certificate"]) == "voided bundle")
    #expect(try ask("第2号", ["bundle"], list) == "voided bundle")
  }

  @Test func `numbers that only look alike are two numbers`() throws {
    try register.enterIssues(issue("か\u{3099}第1号"), run: "R1", at: 2)
    #expect(try ask("が第1号") == "new")
    #expect(try ask("か\u{3099}第1号") == "unchanged certificate key-notice")
  }

  @Test func `a difference tells both values, of the key neither`() throws {
    guard
      case .changed(let valid, let differences) = try register.status(
        of: ContractIdentity(number: "第1号", change: 0), content: content(price: 99, key: "other"), documents: documents)
    else { return #expect(Bool(false), "not changed") }
    #expect(valid.map(\.sequence) == [1, 2])
    #expect(
      differences == [
        RecordDifference(path: "work.price", before: "104500000", after: "99"),
        RecordDifference(path: "key", before: nil, after: nil),
      ])
  }

  @Test func `superseding ends the old paper and leaves one that is valid`() throws {
    let new = content(price: 110_000_000)
    let rows = try register.enterIssues(
      [
        NewIssue(
          record: new,
          papers: [paper("第1号", supersedes: 1, text: "2"), paper("第1号", "key-notice", supersedes: 2, text: "2")])
      ],
      run: "R1", at: 2)
    #expect(rows.map(\.target) == [1, 2])
    #expect(try ask(new) == "unchanged certificate key-notice")
    #expect(try register.history(number: "第1号").map(\.state) == [.superseded, .superseded, .issued, .issued])
    #expect(try register.history(number: "第1号").map(\.endedBy) == [3, 4, nil, nil])
    #expect(try register.validPaper(number: "第1号", document: "certificate")?.sequence == 3)
  }

  @Test func `a void is for good`() throws {
    try register.voidPapers(number: "第1号", document: "certificate", reason: "契約解除", by: "sato", at: 3)
    #expect(try ask() == "voided certificate")
    #expect(try ask(content(price: 1)) == "voided certificate")
    #expect(try ask(content(), ["key-notice"]) == "unchanged key-notice")
    #expect(try register.validPaper(number: "第1号", document: "certificate") == nil)
    let identity = PaperIdentity(number: "第1号", change: 0, document: "certificate")
    #expect(
      fault { try register.enterIssues([NewIssue(record: content(), papers: [paper("第1号")])], run: "R1", at: 4) }
        == .voided(identity))
    #expect(
      fault { try register.voidPapers(number: "第1号", document: "certificate", reason: "再度", by: nil, at: 4) }
        == .notIssued(number: "第1号", change: nil, document: "certificate"))
    #expect(try register.verifyChain().faults.isEmpty)
  }

  @Test func `a void wants a reason and a valid paper`() throws {
    #expect(fault { try register.voidPapers(number: "第1号", reason: "", by: "sato", at: 3) } == .noReason)
    #expect(
      fault { try register.voidPapers(number: "第2号", change: 1, reason: "契約解除", by: "sato", at: 3) }
        == .notIssued(number: "第2号", change: 1, document: nil))
    let rows = try register.voidPapers(number: "第1号", reason: "契約解除", by: "sato", at: 3)
    #expect(rows.map(\.identity.document) == ["certificate", "key-notice"])
    #expect(rows.allSatisfy { $0.reason == "契約解除" && $0.by == "sato" && $0.action == .void })
  }

  @Test func `a paper that came in between is not issued twice`() throws {
    let identity = PaperIdentity(number: "第1号", change: 0, document: "certificate")
    #expect(
      fault {
        try register.enterIssues([NewIssue(record: content(price: 1), papers: [paper("第1号")])], run: "R1", at: 2)
      }
        == .overtaken(identity))
    #expect(
      fault {
        try register.enterIssues(
          [NewIssue(record: content(price: 1), papers: [paper("第1号", supersedes: 7)])], run: "R1", at: 2)
      }
        == .overtaken(identity))
    #expect(try register.rowCount() == 2)
  }

  @Test func `a reissue is a row of its own and ends nothing`() throws {
    let original = try #require(try register.validPaper(number: "第1号", document: "certificate"))
    let copy = try #require(original.paper)
    for count in 1...2 {
      let row = try register.enterReissue(original, as: copy, mark: "再発行 \(count)", reason: "紛失", by: "sato", at: 5)
      #expect(row.action == .reissue && row.target == original.sequence && row.mark == "再発行 \(count)")
      #expect(try register.markedCopyCount(of: original.identity) == count)
    }
    #expect(try register.validPaper(number: "第1号", document: "certificate") == original)
    #expect(fault { try register.enterReissue(original, as: copy, mark: nil, reason: "", by: nil, at: 5) } == .noReason)
    try register.voidPapers(number: "第1号", reason: "契約解除", by: "sato", at: 6)
    #expect(
      fault { try register.enterReissue(original, as: copy, mark: nil, reason: "紛失", by: nil, at: 7) }
        == .voided(original.identity))
    #expect(try register.verifyChain().faults.isEmpty)
  }

  @Test func `the highest change count with a valid paper is the newest`() throws {
    try register.enterIssues([NewIssue(record: content(), papers: [paper("第1号", change: 2)])], run: "R1", at: 2)
    try register.enterIssues([NewIssue(record: content(), papers: [paper("第1号", change: 10)])], run: "R1", at: 2)
    #expect(try register.validPaper(number: "第1号", document: "certificate")?.identity.change == 10)
    try register.voidPapers(number: "第1号", change: 10, reason: "誤り", by: nil, at: 3)
    #expect(try register.validPaper(number: "第1号", document: "certificate")?.identity.change == 2)
    #expect(try register.validPaper(number: "第1号", document: "certificate", change: 0)?.identity.change == 0)
  }
}

@Suite struct RecordDifferenceTests {
  static let cases: [(before: String, after: String, expected: [String])] = [
    (#"{"a":"x","b":1}"#, #"{"a":"x","b":1}"#, []),
    (#"{"a":"x"}"#, #"{"a":"y"}"#, ["a: x → y"]),
    (#"{"a":"x"}"#, #"{}"#, ["a: x → -"]),
    (#"{}"#, #"{"a":false}"#, ["a: - → false"]),
    // Another normalization is the same text; a compatibility ideograph is another one.
    (#"{"a":"が"}"#, #"{"a":"か\u3099"}"#, []),
    (#"{"a":"神谷"}"#, #"{"a":"\uFA19谷"}"#, ["a: 神谷 → \u{FA19}谷"]),
    (#"{"amendment.kinds":["増額"]}"#, #"{"amendment.kinds":["増額","減額"]}"#, ["amendment.kinds[2]: - → 減額"]),
    (
      #"{"contractor.members":[{"name":"甲建設"},{"name":"乙組"}]}"#,
      #"{"contractor.members":[{"name":"甲建設"},{"name":"丙組"}]}"#,
      ["contractor.members[2].name: 乙組 → 丙組"]
    ),
  ]

  @Test(arguments: cases) func `differences name the field and both values`(
    _ row: (before: String, after: String, expected: [String])
  )
    throws
  {
    let found = try RecordDifference.between(row.before, row.after).map {
      "\($0.path): \($0.before ?? "-") → \($0.after ?? "-")"
    }
    #expect(found.map { Array($0.unicodeScalars) } == row.expected.map { Array($0.unicodeScalars) })
  }
}
