import Diagnostics
import Fields
import Reporting

/// The subjects of `help topics`. The manual pages of section 7 are made from the same texts.
enum HelpTopic: String, CaseIterable {
  case encodings
  case record
  case forms
  case exitCodes = "exit-codes"
  case night

  static let listName = "topics"

  /// The heading of its text, which the list of subjects shows too.
  var title: LocalizedText {
    switch self {
    case .encodings: LocalizedText("入力の文字コードと形式", "encodings and formats of inputs")
    case .record: LocalizedText("記録の項目", "the fields of a record")
    case .forms: LocalizedText("様式と書類", "forms and papers")
    case .exitCodes: LocalizedText("終了コードと、その翌朝にすること", "exit codes, and what to do on each")
    case .night: LocalizedText("夜間の発行", "the nightly run")
    }
  }

  /// Paragraphs with empty lines between them. An indented line is a row of a list or a command line.
  var body: LocalizedText {
    switch self {
    case .encodings: Self.encodingsText
    case .record: Self.recordText
    case .forms: Self.formsText
    case .exitCodes: Self.exitCodesText
    case .night: Self.nightText
    }
  }

  /// The text of a subject, or the list of them; nil for another name.
  static func text(named name: String, in language: Language) -> String? {
    if name == listName {
      let rows = allCases.map { topic in
        "  \(topic.rawValue)" + String(repeating: " ", count: 14 - topic.rawValue.count)
          + topic.title.text(in: language) + "\n"
      }
      return LocalizedText("話題", "Subjects").text(in: language) + ":\n" + rows.joined()
    }
    guard let topic = HelpTopic(rawValue: name) else { return nil }
    return topic.title.text(in: language) + "\n\n" + HelpPage.wrapParagraphs(topic.body.text(in: language))
  }
}

extension HelpTopic {
  /// A row for each field of the catalogue.
  private static var recordText: LocalizedText {
    LocalizedText(
      """
      CSVの見出しと、JSONでの名前です。●は必須、○は任意、–は書いてはいけない項目で、左から前払金保証、中間前払金保証、契約保証です。

      \(fieldRows)

      金額は円の整数（1,234も１２３４もよい）、日付は2025-04-01、令和7年4月1日、R7.4.1、20250401のいずれでも読みます。構成員の見出しは構成員1商号、\
      構成員2商号のように番号を付けます（\(Catalogue.memberLimit)まで）。

      詳しくは: shosho schema（JSON Schema）、shosho explain FILE --contract NUMBER。
      """,
      """
      Headings of a CSV, and names in JSON. ● is required, ○ optional, – refused, for advance-payment, interim and \
      performance guarantees in this order.

      \(fieldRows)

      Amounts are whole yen (1,234 and １２３４ do), dates 2025-04-01, 令和7年4月1日, R7.4.1 or 20250401. A member's headings \
      carry its number: 構成員1商号, 構成員2商号 (up to \(Catalogue.memberLimit)).

      More: shosho schema (JSON Schema), shosho explain FILE --contract NUMBER.
      """)
  }

  private static var fieldRows: String {
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

  /// A row for each exit code, made from the table in Reporting.
  private static var exitCodesText: LocalizedText {
    LocalizedText(
      exitCodeRows(.japanese) + "\n\n計画の分割（batch --plan）では、SIGTERMも75です。配列ジョブは75をやり直し、65は終わりとして扱ってください。",
      exitCodeRows(.english)
        + "\n\nIn a shard of a plan (batch --plan) SIGTERM is 75 too. "
        + "Let the scheduler try 75 again, and take 65 for an end."
    )
  }

  private static func exitCodeRows(_ language: Language) -> String {
    ExitStatus.allCases.map { status in
      let number = String(status.rawValue)
      return "  \(number)" + String(repeating: " ", count: 5 - number.utf8.count) + status.meaning.text(in: language)
        + "\n       → \(status.advice.text(in: language))"
    }.joined(separator: "\n")
  }
}
