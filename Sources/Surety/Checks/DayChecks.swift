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

/// Checks of a record's days against the day of issue and against each other. A year that is off by ten, or written in
/// the wrong era, makes a certificate that is in good order and wrong.
extension CheckTable {
  /// 日付: days that cannot be what was meant, as issuer.json's `checks` name them.
  static let dayChecks: [Check] = DayRule.Kind.allCases.map { kind in
    Check(kind.code) { context in
      guard context.occasion != .reissue, let rule = context.rules.issuer.checks?.day(kind),
        // Of this rule the day is the bound itself.
        kind == .issuedEarly || context.isInForce(rule.provenance), let finding = context.finding(rule)
      else { return [] }
      let severity = context.occasion == .copy ? min(rule.severity, .warning) : rule.severity
      return [
        Diagnostic(
          severity, kind.code, at: context.row.location(of: finding.path), finding.summary, advice: finding.advice)
      ]
    }
  }
}

extension DayRule.Kind {
  /// Codes are stable, whatever issuer.json calls the rule.
  var code: String {
    switch self {
    case .concludedAfterIssue: "record.concludedOn.future"
    case .concludedAfterWork: "record.concludedOn.afterWork"
    case .concludedLate: "record.concludedOn.late"
    case .issuedAfterEnd: "record.guarantee.expired"
    case .longWork: "record.work.long"
    case .issuedEarly: "record.issuedOn.early"
    }
  }
}

private struct DayFinding {
  let path: String
  let summary: LocalizedText
  let advice: LocalizedText
}

extension CheckContext {
  fileprivate func finding(_ rule: DayRule) -> DayFinding? {
    switch rule.kind {
    case .concludedAfterIssue: concludedAfterIssue
    case .concludedAfterWork: concludedAfterWork
    case .concludedLate: concludedLate(Int64(rule.limit))
    case .issuedAfterEnd: issuedAfterEnd
    case .longWork: longWork(rule.limit)
    case .issuedEarly: issuedEarly(rule.provenance.effectiveFrom)
    }
  }

  private var concludedAfterIssue: DayFinding? {
    guard let concluded = row.date("concludedOn"), concluded > issuedOn else { return nil }
    return DayFinding(
      path: "concludedOn",
      summary: LocalizedText(
        "保証契約日\(Self.day(concluded))が発行日\(Self.day(issuedOn))より後です。",
        "The guarantee of \(concluded.iso) is concluded after the day of issue, \(issuedOn.iso)."),
      advice: advice(
        LikelyDate.of(concluded, from: row.date("work.contractedOn") ?? issuedOn.years(-2), to: issuedOn),
        else: LocalizedText("保証契約日と、--issued-onの発行日を確かめてください。", "Check the day, and the day of issue (--issued-on).")))
  }

  private var concludedAfterWork: DayFinding? {
    guard let concluded = row.date("concludedOn"), let end = row.date("work.to"), concluded > end else { return nil }
    let isEndWrong = row.date("work.from").map { end < $0 } ?? false
    return DayFinding(
      path: "concludedOn",
      summary: LocalizedText(
        "保証契約日\(Self.day(concluded))が工期の末日\(Self.day(end))より後です。",
        "The guarantee of \(concluded.iso) is concluded after the work's end, \(end.iso)."),
      advice: advice(
        isEndWrong ? nil : LikelyDate.of(concluded, from: row.date("work.contractedOn") ?? end.years(-5), to: end),
        else: LocalizedText("二つの日付を確かめてください。", "Check both days.")))
  }

  /// 前払金 is asked for when the contract is signed, 中間前払金 when half of the period has passed. A changed guarantee keeps
  /// the day on which it was concluded first.
  private func concludedLate(_ limit: Int64) -> DayFinding? {
    guard kind != .interim, changeCount == 0, let concluded = row.date("concludedOn"),
      let contracted = row.date("work.contractedOn"), concluded.dayNumber - contracted.dayNumber > limit
    else { return nil }
    return DayFinding(
      path: "concludedOn",
      summary: LocalizedText(
        "保証契約日\(Self.day(concluded))が請負契約日\(Self.day(contracted))から\(concluded.dayNumber - contracted.dayNumber)日後です。",
        "The guarantee of \(concluded.iso) follows the contract of \(contracted.iso) "
          + "by \(concluded.dayNumber - contracted.dayNumber) days."),
      advice: advice(
        LikelyDate.of(concluded, from: contracted, to: min(issuedOn, contracted.years(1))),
        else: LocalizedText("ふつうは半月までです。二つの日付を確かめてください。", "Half a month is usual. Check both days.")))
  }

  /// A change may end a guarantee, and then be issued after its end.
  private var issuedAfterEnd: DayFinding? {
    let path = kind == .performance ? "guarantee.to" : "guarantee.until"
    guard changeCount == 0, let end = row.date(path), end < issuedOn else { return nil }
    let begin = row.date("concludedOn") ?? end
    return DayFinding(
      path: path,
      summary: LocalizedText(
        "\(heading(path))\(Self.day(end))が発行日\(Self.day(issuedOn))より前です。",
        "\(heading(path)) \(end.iso) is before the day of issue, \(issuedOn.iso)."),
      advice: advice(
        LikelyDate.of(end, from: max(issuedOn, begin), to: begin.years(10)),
        else: LocalizedText("日付と、--issued-onの発行日を確かめてください。", "Check the day, and the day of issue (--issued-on).")))
  }

  private func longWork(_ years: Int) -> DayFinding? {
    guard let from = row.date("work.from"), let to = row.date("work.to"), to > from.years(years) else { return nil }
    let likelyEnd = LikelyDate.of(to, from: max(from, row.date("concludedOn") ?? from), to: from.years(years))
    return DayFinding(
      path: "work.to",
      summary: LocalizedText(
        "工期\(Self.day(from))から\(Self.day(to))までが\(years)年を超えています。",
        "The work from \(from.iso) to \(to.iso) takes more than \(years) years."),
      advice: advice(likelyEnd, else: LocalizedText("年と元号を確かめてください。", "Check years and eras.")))
  }

  private func issuedEarly(_ first: CalendarDate) -> DayFinding? {
    guard issuedOn < first else { return nil }
    return DayFinding(
      path: "concludedOn",
      summary: LocalizedText(
        "発行日\(Self.day(issuedOn))が、電子証書の取扱いの始まった\(Self.day(first))より前です。",
        "The day of issue, \(issuedOn.iso), is before electronic certificates began, on \(first.iso)."),
      advice: LocalizedText("--issued-onの年を確かめてください。", "Check the year of --issued-on."))
  }

  private func advice(_ likely: CalendarDate?, else otherwise: LocalizedText) -> LocalizedText {
    likely.map(LikelyDate.advice) ?? otherwise
  }
}

/// The day that was probably meant when a year is off by ten or written in the wrong era.
///
/// ```
/// LikelyDate.of(2035-06-20, from: 2025-06-16, to: 2026-01-30)   // 2025-06-20: 令和17年 for 7年
/// LikelyDate.of(1995-06-20, from: 2025-06-16, to: 2026-01-30)   // 2025-06-20: 平成7年 for 令和7年
/// ```
enum LikelyDate {
  /// A slip of the ten, and the years by which the same year of two eras differ: 平成 and 令和, 昭和 and 平成, 昭和 and 令和, 19xx
  /// and 20xx.
  private static let slips = [10, 30, 63, 93, 100]

  /// Nil when no such slip leads into the range.
  static func of(_ date: CalendarDate, from first: CalendarDate, to last: CalendarDate) -> CalendarDate? {
    for slip in slips {
      for years in [slip, -slip] {
        if let other = CalendarDate(year: date.year + years, month: date.month, day: date.day), other >= first,
          other <= last
        {
          return other
        }
      }
    }
    return nil
  }

  static func advice(_ date: CalendarDate) -> LocalizedText {
    LocalizedText(
      "\(CheckContext.day(date))の誤りではありませんか。年と元号を確かめてください。",
      "Is \(date.iso) meant? Check the year and the era.")
  }
}

extension CalendarDate {
  /// The same day in another year; on 29 February, where that year has none, the 28th.
  fileprivate func years(_ count: Int) -> CalendarDate {
    CalendarDate(year: year + count, month: month, day: day) ?? CalendarDate(year: year + count, month: month, day: 28)
      ?? self
  }
}
