import Diagnostics
import Fields

extension HelpTopic {
  /// Made from the catalogue of fields, so that it is always right.
  static var recordText: LocalizedText {
    LocalizedText(
      """
      CSVの見出しと、JSONでの名前です。●は必須、○は任意、–は書いてはいけない項目で、左から前払金保証、中間前払金保証、契約保証です。

      \(rows)

      金額は円の整数（1,234も１２３４もよい）、日付は2025-04-01、令和7年4月1日、R7.4.1、20250401のいずれでも読みます。構成員の見出しは構成員1商号、構成員2商号のように番号を付けます（\(Catalogue.memberLimit)まで）。

      詳しくは: shosho schema（JSON Schema）、shosho explain FILE --contract NUMBER。
      """,
      """
      Headings of a CSV, and names in JSON. ● is required, ○ optional, – refused, for advance-payment, interim and performance guarantees in this order.

      \(rows)

      Amounts are whole yen (1,234 and １２３４ do), dates 2025-04-01, 令和7年4月1日, R7.4.1 or 20250401. A member's headings carry its number: 構成員1商号, 構成員2商号 (up to \(Catalogue.memberLimit)).

      More: shosho schema (JSON Schema), shosho explain FILE --contract NUMBER.
      """)
  }

  private static var rows: String {
    Catalogue.fields.map { field in
      let marks = [field.advance, field.interim, field.performance].map(mark).joined()
      let heading = (field.isMemberField ? "構成員n" : "") + field.heading
      return "  \(marks)  \(heading)" + String(repeating: " ", count: max(1, 28 - HelpPage.columns(heading)))
        + field.path
    }.joined(separator: "\n")
  }

  private static func mark(_ requirement: Requirement) -> String {
    switch requirement {
    case .required: "●"
    case .optional: "○"
    case .refused: "–"
    }
  }
}
