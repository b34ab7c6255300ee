import Diagnostics
import Reporting

extension HelpTopic {
  /// A row a code, from the one table of what each means.
  static var exitCodesText: LocalizedText {
    LocalizedText(
      rows(.japanese) + "\n\n計画の分割（batch --plan）では、SIGTERMも75です。配列ジョブは75をやり直し、65は終わりとして扱ってください。",
      rows(.english)
        + "\n\nIn a shard of a plan (batch --plan) SIGTERM is 75 too. Let the scheduler try 75 again, and take 65 for an end."
    )
  }

  private static func rows(_ language: Language) -> String {
    ExitStatus.allCases.map { status in
      let number = String(status.rawValue)
      return "  \(number)" + String(repeating: " ", count: 5 - number.utf8.count) + status.meaning.text(in: language)
        + "\n       → \(status.advice.text(in: language))"
    }.joined(separator: "\n")
  }
}
