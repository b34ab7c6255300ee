import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("Days are held against the day of issue and against each other")
struct DayChecksTests {
  /// Cells of a record, the code that answers, its severity, and the day that the advice names.
  struct Case: Sendable, CustomTestStringConvertible {
    let changes: [String: String?]
    let number: String
    let code: String?
    let severity: Severity
    let likely: String?

    init(
      _ changes: [String: String?], like number: String = "44-07-0012345-00", _ code: String?,
      _ severity: Severity = .error, likely: String? = nil
    ) {
      (self.changes, self.number, self.code, self.severity, self.likely) = (changes, number, code, severity, likely)
    }

    var testDescription: String { "\(changes) \(code ?? "-")" }
  }

  /// 44-07-0012345-00 is a 前払金保証 of 2025-06-20 for a contract of 2025-06-16, works from 2025-06-17 to 2026-02-27. The
  /// day of issue is 2026-01-30.
  static let cases = [
    Case([:], nil),
    Case(["concludedOn": "令和17年6月20日"], "record.concludedOn.future", likely: "2025-06-20"),
    Case(["concludedOn": "2026-01-31"], "record.concludedOn.future"),
    Case(["concludedOn": "2026-01-30"], "record.concludedOn.late", .warning),
    Case(["concludedOn": "2025-07-01"], nil), Case(["concludedOn": "2025-07-02"], "record.concludedOn.late", .warning),
    Case(
      ["concludedOn": "2026-01-20", "work.to": "2026-01-19", "guarantee.until": "2026-01-19"],
      "record.concludedOn.afterWork"),
    Case(["concludedOn": "平成7年6月20日"], "record.concludedOn.early", .warning, likely: "2025-06-20"),
    Case(["work.to": "2026-01-29", "guarantee.until": "2026-01-29"], "record.guarantee.expired"),
    Case(["work.to": "2026-01-30", "guarantee.until": "2026-01-30"], nil),
    Case(["work.to": "令和18年2月27日", "guarantee.until": "令和18年2月27日"], "record.work.long", likely: "2026-02-27"),
    Case(["work.to": "2035-06-16", "guarantee.until": "2035-06-16"], nil),
    Case(["work.to": "2035-06-17", "guarantee.until": "2035-06-17"], "record.work.long"),
    Case(["work.from": "2028-02-29", "work.to": "2038-02-28", "guarantee.until": "2038-02-28"], nil),
    Case(["work.from": "2028-02-29", "work.to": "2038-03-01", "guarantee.until": "2038-03-01"], "record.work.long"),
    Case(["work.contractedOn": "令和17年6月16日"], "record.work.contractedOn.late", likely: "2025-06-16"),
    Case(["work.contractedOn": "平成7年6月16日"], "record.work.contractedOn.early", .warning, likely: "2025-06-16"),
    Case(["work.contractedOn": "2026-01-31"], "record.work.contractedOn.late"),
    Case(
      ["work.contractedOn": "令和17年6月16日"], like: "44-07-0012344-00", "record.work.contractedOn.late",
      likely: "2025-06-16"),
    Case(["work.announcedOn": "令和17年5月1日"], "record.work.announcedOn.late", likely: "2025-05-01"),
    Case(["work.announcedOn": "2025-06-16"], nil),
    Case(["work.announcedOn": "2025-06-17"], "record.work.announcedOn.late"),
    Case(["work.announcedOn": "平成7年5月1日"], "record.work.announcedOn.early", .warning, likely: "2025-05-01"),
    Case(["work.clausesEdition": "令和17年4月1日"], "record.work.clausesEdition.late", likely: "2025-04-01"),
    // Of 1955, 1988, 2018 and 2025, all in the range, 2025 is near to the other days, though one of them is wrong too.
    Case(["work.clausesEdition": "1925-04-01"], "record.work.clausesEdition.early", likely: "2025-04-01"),
    Case(
      ["work.clausesEdition": "1925-04-01", "work.announcedOn": "1955-05-01"], "record.work.clausesEdition.early",
      likely: "2025-04-01"),
    Case(["work.clausesEdition": "昭和7年4月1日"], "record.work.clausesEdition.early", likely: "2025-04-01"),
    Case(["work.originallyContractedOn": "1995-06-16"], "record.work.originallyContractedOn.early", .warning),
    Case(
      ["work.from": "令和17年6月17日", "work.to": "2036-02-27", "guarantee.until": "2036-02-27"], "record.work.from.late",
      .warning),
    Case(["work.from": "2015-06-17"], "record.work.long"),
    Case(["payment.paidOn": "令和17年6月19日"], "record.payment.paidOn.late", likely: "2025-06-19"),
    Case(["payment.paidOn": "2026-01-31"], "record.payment.paidOn.late"), Case(["payment.paidOn": "2026-01-30"], nil),
    Case(["payment.paidOn": "2015-06-19"], "record.payment.paidOn.early", .warning, likely: "2025-06-19"),
    Case(["payment.dueOn": "令和17年6月19日"], "record.payment.dueOn.late", .warning, likely: "2025-06-19"),
    Case(["payment.dueOn": "1995-06-19"], "record.payment.dueOn.early", .warning, likely: "2025-06-19"),
    Case(
      ["refund.dueOn": "令和17年10月31日"], like: "44-07-0012345-01", "record.refund.dueOn.late", .warning,
      likely: "2025-10-31"),
    Case(["amendment.on": "令和17年10月8日"], like: "44-07-0012345-01", "record.amendment.on.late"),
    Case(
      ["amendment.before.workTo": "2036-01-30"], like: "44-07-0012388-01", "record.amendment.before.workTo.late",
      .warning, likely: "2026-01-30"),
    Case(["work.to": "平成8年2月27日", "guarantee.until": "平成8年2月27日"], "record.work.period", likely: "2026-02-27"),
    // A 契約保証 ends with its 保証期間.
    Case(
      ["work.to": "2026-01-29", "guarantee.to": "2026-01-29"], like: "44-07-0012344-00", "record.guarantee.expired"),
    // A 中間前払金 comes when half of the period has passed.
    Case([:], like: "44-07-0015502-00", nil),
  ]

  @Test(arguments: cases) func judged(_ example: Case) throws {
    let found = try Samples.assess(Samples.record(example.changes, like: example.number)).diagnostics
    let days = found.filter { diagnostic in
      DayRule.allCodes.contains(diagnostic.code)
    }
    guard let code = example.code else {
      #expect(days.isEmpty, "\(days.map(\.code))")
      return
    }
    let answer = try #require(days.filter { $0.code == code }.max { $0.severity < $1.severity }, "\(days.map(\.code))")
    #expect(answer.severity == example.severity)
    let advice = try #require(answer.advice)
    if let likely = example.likely {
      let wareki = try #require(CalendarDate(iso: likely)?.wareki)
      #expect(advice.english.contains(likely) && advice.japanese.contains(wareki))
    }
    #expect(answer.summary.japanese.hasSuffix("。") && answer.summary.english.hasSuffix("."))
  }

  static let endings: [([String: String?], Bool)] = [
    ([:], true), (["amendment.before.until": "2026-02-27"], true), (["amendment.before.until": "2026-01-30"], true),
    (["amendment.before.until": "2026-03-31"], false),
  ]

  @Test("only a change that brings the end forward is issued after it", arguments: endings)
  func changes(_ cells: [String: String?], isRefused: Bool) throws {
    let record = try Samples.record(cells, like: "44-07-0012345-01")
    let rules = try Samples.rulebook.get()
    let day = try #require(CalendarDate(iso: "2026-06-01"))
    let found = rules.assess(record, papers: .withoutKey, issuedOn: day).diagnostics
    #expect(found.contains { $0.code == "record.guarantee.expired" && $0.severity == .error } == isRefused)
  }

  @Test("a copy only warns, and a paper that was issued is not judged by its days")
  func occasions() throws {
    let record = try Samples.record(["work.to": "2026-01-29", "guarantee.until": "2026-01-29"])
    let rules = try Samples.rulebook.get()
    func severities(_ occasion: Occasion) -> [Severity] {
      rules.assess(record, papers: .withoutKey, issuedOn: Samples.today, for: occasion).diagnostics
        .filter { $0.code == "record.guarantee.expired" }.map(\.severity)
    }
    #expect(severities(.issue) == [.error] && severities(.copy) == [.warning] && severities(.reissue) == [])
  }

  @Test("no paper is dated before electronic certificates began")
  func tooEarly() throws {
    let record = try Samples.record([:])
    let rules = try Samples.rulebook.get()
    for (day, isEarly) in [("2022-05-08", true), ("2022-05-09", false)] {
      let found = rules.assess(record, papers: .withoutKey, issuedOn: try #require(CalendarDate(iso: day))).diagnostics
      #expect(found.contains { $0.code == "record.issuedOn.early" && $0.severity == .error } == isEarly, "\(day)")
    }
  }

  @Test("rules are data: another figure, another severity, none")
  func data() throws {
    let record = try Samples.record(["concludedOn": "2025-07-02"])
    func answer(_ old: String, _ new: String) throws -> [Severity] {
      try Samples.rulebook(replacing: [old: new], in: "Rules/issuer.json")
        .assess(record, papers: .withoutKey, issuedOn: Samples.today).diagnostics
        .filter { $0.code == "record.concludedOn.late" }.map(\.severity)
    }
    let rule = #""days": 15, "kinds": ["前払金保証", "契約保証"], "originals": true, "severity": "warning""#
    #expect(try answer(rule, rule) == [.warning])
    #expect(try answer(rule, rule.replacing("15", with: "16")) == [])
    #expect(try answer(rule, rule.replacing("warning", with: "error")) == [.error])
    #expect(try answer(rule, rule.replacing(#"["前払金保証", "契約保証"]"#, with: #"["契約保証"]"#)) == [])
    #expect(
      try answer(rule, rule.replacing("15", with: "15").replacing(#", "originals": true"#, with: "")) == [.warning])
  }
  @Test("what a row advises is in both languages, and a row without one of them is no rule")
  func advice() throws {
    let record = try Samples.record(["concludedOn": "2025-07-02"])
    let found = try Samples.assess(record).diagnostics.first { $0.code == "record.concludedOn.late" }
    let advice = try #require(found?.advice)
    #expect(advice.japanese.hasPrefix("ふつうは半月まで") && advice.english.hasPrefix("It is half a month"))
    let row = #", "en": "It is half a month at most as a rule. Check both days.""#
    #expect(throws: (any Error).self) {
      try Samples.rulebook(replacing: [row: ""], in: "Rules/issuer.json")
    }
  }
}
