import Diagnostics

/// The argument parser's own sentences, which it has in English only: how they begin, in Japanese.
enum ParserMessage {
  private static let beginnings: [(english: String, japanese: String)] = [
    ("Error: Missing expected argument ", "エラー: 要る引数がありません: "), ("Error: Missing one of: ", "エラー: どれかが要ります: "),
    ("Error: Missing value for ", "エラー: 値がありません: "), ("Error: Unknown option ", "エラー: そのようなオプションはありません: "),
    ("Error: Unexpected argument ", "エラー: 余分な引数です: "), ("Error: The value ", "エラー: 値 "), ("Error: ", "エラー: "),
    ("Usage: ", "使い方: "),
    ("Help:  ", "説明: "), ("  See ", "  "),
  ]

  /// A message of the parser in `language`; sentences of ours are in it already.
  static func translated(_ message: String, in language: Language) -> String {
    if language == .english { return message }
    return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let (english, japanese) = beginnings.first(where: { line.hasPrefix($0.english) }) else {
        return String(line)
      }
      return japanese + line.dropFirst(english.count).replacing(" for more information.", with: " で詳しい説明を示します。")
    }.joined(separator: "\n")
  }
}
