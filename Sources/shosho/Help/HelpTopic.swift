import Diagnostics

/// Subjects on which `help` tells more than a command's options do. The manual pages of section 7 are made of the same texts.
enum HelpTopic: String, CaseIterable {
  case encodings
  case record
  case forms
  case exitCodes = "exit-codes"
  case night

  static let listName = "topics"

  /// What the list says of it.
  var title: LocalizedText {
    switch self {
    case .encodings: LocalizedText("入力の文字コードと形式", "encodings and formats of inputs")
    case .record: LocalizedText("記録の項目", "the fields of a record")
    case .forms: LocalizedText("様式と書類", "forms and papers")
    case .exitCodes: LocalizedText("終了コードと、その翌朝にすること", "exit codes, and what to do on each")
    case .night: LocalizedText("夜間の発行", "the nightly run")
    }
  }

  /// Paragraphs, parted by empty lines; a line that is indented stands as it is.
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
    return topic.title.text(in: language) + "\n\n" + HelpPage.paragraphs(topic.body.text(in: language))
  }
}
