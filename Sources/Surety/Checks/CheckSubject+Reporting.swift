import Diagnostics
import Fields

extension CheckSubject {
  func error(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .error(code, at: row.location(of: path), summary, advice: advice)
  }

  func warning(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .warning(code, at: row.location(of: path), summary, advice: advice)
  }

  /// Heading and path of a field, for sentences.
  func heading(_ path: String) -> String { Catalogue.field(at: path)?.heading ?? path }

  /// `19,300,000円`
  static func yen(_ amount: Int64) -> String { "\(Grouping.grouped(amount))円" }

  /// 令和7年4月1日
  static func day(_ date: CalendarDate) -> String { date.wareki ?? date.iso }
}
