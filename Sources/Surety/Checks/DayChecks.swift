import Diagnostics
import Fields
import Rules

/// Why a record is judged. Some checks ask whether papers may be issued *now*; of a paper that was issued they ask
/// nothing.
package enum Occasion: Sendable, Hashable {
  /// Papers are issued on the day of issue, or it is asked whether they could be.
  case issue
  /// A copy (写) or a preview is made: what would refuse an issue only warns.
  case copy
  /// A paper that was issued is made again, for its stored day of issue.
  case reissue
}

/// Checks of a record's days against the day of issue and against each other, all by one table (`DayRule`). A year that
/// is off by ten, or written in the wrong era, makes a certificate that is in good order and wrong.
extension CheckTable {
  /// 日付: days that cannot be what was meant: the rows that hold everywhere, then those of issuer.json's `checks`.
  static let dayChecks: [Check] = [
    Check(codes: DayRule.allCodes) { context in
      let rows = context.dayRules
      return rows.compactMap { context.finding($0, among: rows) }
    }
  ]
}

extension DayRule {
  /// The rows that hold everywhere: what a period is.
  static let ofEveryHouse = [
    DayRule("work.to", .earliest, "work.from"), DayRule("guarantee.to", .earliest, "guarantee.from"),
    DayRule("work.contractedOn", .earliest, "work.originallyContractedOn"),
  ]

  /// The code of the diagnostic: `record.payment.paidOn.late`. Codes are stable: rows that are older than the table keep
  /// their own.
  var code: String {
    let other =
      switch reference {
      case .field(let path): path
      case .issue: Self.issueDay
      case .day: ""
      }
    switch (field, side, other) {
    case ("work.to", .earliest, "work.from"): return "record.work.period"
    case ("guarantee.to", .earliest, "guarantee.from"): return "record.guarantee.period"
    case ("work.contractedOn", .earliest, "work.originallyContractedOn"): return "record.work.contractedOn"
    case ("concludedOn", .latest, Self.issueDay): return "record.concludedOn.future"
    case ("concludedOn", .latest, "work.to"): return "record.concludedOn.afterWork"
    case ("guarantee.until", .earliest, Self.issueDay), ("guarantee.to", .earliest, Self.issueDay):
      return "record.guarantee.expired"
    case ("work.to", .latest, "work.from"): return "record.work.long"
    default: return Self.code(field, side)
    }
  }

  private static func code(_ field: String, _ side: Side) -> String {
    "record.\(field).\(side == .latest ? "late" : "early")"
  }

  /// Every code that a row can have.
  static let allCodes: [String] = {
    let days = Catalogue.fields.filter { $0.type == .date }.map(\.path) + [issueDay]
    return [
      "record.work.period", "record.guarantee.period", "record.work.contractedOn", "record.concludedOn.future",
      "record.concludedOn.afterWork", "record.guarantee.expired", "record.work.long",
    ] + days.flatMap { [code($0, .earliest), code($0, .latest)] }
  }()
}

extension CheckContext {
  /// The rows that apply to the record on this occasion.
  fileprivate var dayRules: [DayRule] {
    let own = occasion == .reissue ? [] : rules.issuer.checks?.days ?? []
    return DayRule.ofEveryHouse + own.filter(applies)
  }

  private func applies(_ rule: DayRule) -> Bool {
    guard kind.map(rule.kinds.contains) ?? true, !rule.isForOriginals || changeCount == 0,
      !rule.exceptsEnded || !isEndedByAmendment
    else { return false }
    // A row with a day of its own says itself from when on it holds.
    if case .day = rule.reference { return true }
    // What is issued today is judged by the rules of today: a year that is wrong in the record must not choose others.
    return rule.provenance.map { $0.effectiveFrom <= issuedOn } ?? true
  }

  /// Whether the amendment brings the end of the guarantee forward. Its certificate is issued after the new end.
  private var isEndedByAmendment: Bool {
    changeCount > 0
      && [("amendment.before.until", "guarantee.until"), ("amendment.before.to", "guarantee.to")].contains {
        before, after in
        row.date(before).flatMap { old in row.date(after).map { $0 < old } } ?? false
      }
  }

  fileprivate func finding(_ rule: DayRule, among rows: [DayRule]) -> Diagnostic? {
    guard let day = dayOf(rule.field), let other = self.day(of: rule.reference), let bound = rule.bound(by: other),
      rule.isBroken(by: day, bound: bound)
    else { return nil }
    let isOwn = rule.provenance != nil
    let severity = occasion == .copy && isOwn ? min(rule.severity, .warning) : rule.severity
    return Diagnostic(
      severity, rule.code, at: row.location(of: rule.field == DayRule.issueDay ? "concludedOn" : rule.field),
      sentence(rule, day, other, bound), advice: advice(rule, day, among: rows))
  }

  /// → 工期至令和17年6月17日が、工期自令和7年6月17日からの10年（令和17年6月16日まで）より後です。
  private func sentence(_ rule: DayRule, _ day: CalendarDate, _ other: CalendarDate, _ bound: CalendarDate)
    -> LocalizedText
  {
    let field = name(of: rule.field)
    let name =
      switch rule.reference {
      case .field(let path): name(of: path)
      case .issue: name(of: DayRule.issueDay)
      case .day: LocalizedText("", "")
      }
    let isLate = rule.side == .latest
    let limit =
      if rule.years > 0 {
        LocalizedText(
          "\(name.japanese)\(Self.day(other))\(isLate ? "から" : "まで")の\(rule.years)年（\(Self.day(bound))\(isLate ? "まで" : "から")）",
          "the \(rule.years) years \(isLate ? "from" : "up to") \(name.english) \(other.iso), "
            + "\(isLate ? "which end" : "which begin") on \(bound.iso)")
      } else if rule.days > 0 {
        LocalizedText(
          "\(name.japanese)\(Self.day(other))の\(rule.days)日\(isLate ? "後" : "前")（\(Self.day(bound))）",
          "\(rule.days) days \(isLate ? "after" : "before") \(name.english) \(other.iso), \(bound.iso)")
      } else {
        LocalizedText(
          "\(name.japanese)\(Self.day(other))", name.english.isEmpty ? other.iso : "\(name.english) \(other.iso)")
      }
    return LocalizedText(
      "\(field.japanese)\(Self.day(day))が、\(limit.japanese)より\(isLate ? "後" : "前")です。",
      "\(field.english) \(day.iso) is \(isLate ? "after" : "before") \(limit.english).")
  }

  /// The day that was probably meant, when the field's other rows leave one; else what the row advises.
  private func advice(_ rule: DayRule, _ day: CalendarDate, among rows: [DayRule]) -> LocalizedText {
    // When the other day is wrong itself, this one is probably not.
    if case .field(let other) = rule.reference, isBroken(other, among: rows) { return Self.checkBoth }
    if rule.field != DayRule.issueDay, let likely = likelyDay(rule.field, day, among: rows) {
      return LikelyDate.advice(likely)
    }
    if let advice = rule.advice { return advice }
    return rule.reference == .issue
      ? LocalizedText("日付と、--issued-onの発行日を確かめてください。", "Check the day, and the day of issue (--issued-on).")
      : Self.checkBoth
  }

  private static let checkBoth = LocalizedText("二つの日付を確かめてください。", "Check both days.")

  /// Whether a day of the record is outside of a bound that is set by another day.
  private func isBroken(_ field: String, among rows: [DayRule]) -> Bool {
    guard let day = dayOf(field) else { return false }
    return rows.contains { rule in
      rule.field == field && rule.severity == .error
        && (self.day(of: rule.reference).flatMap(rule.bound).map { rule.isBroken(by: day, bound: $0) } ?? false)
    }
  }

  private func likelyDay(_ field: String, _ day: CalendarDate, among rows: [DayRule]) -> CalendarDate? {
    var (earliest, latest): (CalendarDate?, CalendarDate?)
    for rule in rows where rule.field == field {
      guard let bound = self.day(of: rule.reference).flatMap(rule.bound) else { continue }
      if rule.side == .earliest {
        earliest = max(earliest ?? bound, bound)
      } else {
        latest = min(latest ?? bound, bound)
      }
    }
    // Where the rows set one bound only, ten years are the most that days of one contract are apart.
    guard let first = earliest ?? latest?.addingYears(-10), let last = latest ?? earliest?.addingYears(10),
      first <= last
    else { return nil }
    return LikelyDate.of(day, from: first, to: last, near: otherDays(than: field))
  }

  /// The days to which a day that was meant is probably near: those of the record, and the day of issue.
  private func otherDays(than field: String) -> [CalendarDate] {
    let paths = Catalogue.fields.filter { $0.type == .date && $0.path != field }.map(\.path)
    return paths.compactMap(row.date) + [issuedOn]
  }

  private func dayOf(_ field: String) -> CalendarDate? { field == DayRule.issueDay ? issuedOn : row.date(field) }

  private func day(of reference: DayRule.Reference) -> CalendarDate? {
    switch reference {
    case .field(let path): row.date(path)
    case .issue: issuedOn
    case .day(let day): day
    }
  }

  private func name(of field: String) -> LocalizedText {
    field == DayRule.issueDay
      ? LocalizedText("発行日", "the day of issue,") : LocalizedText(heading(field), heading(field))
  }
}

/// The day that was probably meant when a year is off by ten or written in the wrong era.
///
/// ```
/// LikelyDate.of(2035-06-20, from: 2025-06-16, to: 2026-01-30, near: [2025-07-01])   // 2025-06-20: 令和17年 for 7年
/// LikelyDate.of(1995-06-20, from: 2025-06-16, to: 2026-01-30, near: [2025-07-01])   // 2025-06-20: 平成7年 for 令和7年
/// LikelyDate.of(1925-04-01, from: 1950-02-21, to: 2026-01-30, near: [2025-07-01])   // 2025-04-01, not 1955 or 1988
/// ```
enum LikelyDate {
  /// A slip of the ten, and the years by which the same year of two eras differ: 平成 and 令和, 昭和 and 平成, 昭和 and 令和, 19xx
  /// and 20xx.
  private static let slips = [10, 30, 63, 93, 100]

  /// The day to which such a slip leads. Where several are in the range, it is the one nearest to most of the other
  /// days: the sum of the distances is least, so that a further wrong day among them does not decide.
  ///
  /// - Parameter others: other days of the same matter.
  /// - Returns: nil when no slip leads into the range.
  static func of(
    _ date: CalendarDate, from first: CalendarDate, to last: CalendarDate, near others: [CalendarDate]
  ) -> CalendarDate? {
    let candidates = slips.flatMap { [$0, -$0] }.compactMap {
      CalendarDate(year: date.year + $0, month: date.month, day: date.day)
    }
    func distance(_ candidate: CalendarDate) -> Int64 {
      others.reduce(0) { $0 + abs($1.dayNumber - candidate.dayNumber) }
    }
    return candidates.filter { $0 >= first && $0 <= last }.min { distance($0) < distance($1) }
  }

  static func advice(_ date: CalendarDate) -> LocalizedText {
    LocalizedText(
      "\(CheckContext.day(date))の誤りではありませんか。年と元号を確かめてください。",
      "Is \(date.iso) meant? Check the year and the era.")
  }
}

extension CalendarDate {
  /// The same day in another year; on 29 February, where that year has none, the 28th.
  fileprivate func addingYears(_ count: Int) -> CalendarDate {
    CalendarDate(year: year + count, month: month, day: day) ?? CalendarDate(year: year + count, month: month, day: 28)
      ?? self
  }
}
