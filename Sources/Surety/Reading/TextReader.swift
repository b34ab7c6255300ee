import Diagnostics

/// Text kept scalar for scalar; only white space at its ends goes, with a note, and a line break becomes one LF.
enum TextReader {
  struct Result {
    var text: String
    var trimmed: Bool
  }

  static func read(_ text: String, lines: Bool) throws(ReadingFault) -> Result {
    if isPlain(text) { return Result(text: text, trimmed: false) }
    let scalars = Array(text.unicodeScalars)
    let kept = scalars.trimmed()
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in kept {
      defer { previous = scalar }
      if isLineBreak(scalar) {
        guard lines else {
          throw ReadingFault(
            "record.text.lineBreak",
            LocalizedText("\(Echo.quoted(text))に改行があります。", "\(Echo.quoted(text)) has a line break."),
            advice: LocalizedText("改行を取り除いてください。改行を使えるのは工事名と備考だけです。", "Remove it; line breaks are for 工事名 and 備考 only.")
          )
        }
        if !(scalar == "\n" && previous == "\r") { result.append("\n") }
        continue
      }
      if let fault = fault(for: scalar, in: text) { throw fault }
      result.append(scalar)
    }
    return Result(text: String(result), trimmed: kept.count < scalars.count)
  }

  /// Whether the text is kana, kanji, full-width and ASCII characters with no white space at its ends: nothing to do, the common case.
  private static func isPlain(_ text: String) -> Bool {
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{21}"..."\u{7E}", "\u{3001}"..."\u{3029}", "\u{3041}"..."\u{3096}", "\u{309B}"..."\u{30FF}",
        "\u{4E00}"..."\u{9FEF}",
        "\u{FF01}"..."\u{FF9F}":
        break
      case " ", "\u{3000}": if last == " " { return false }
      default: return false
      }
      last = scalar == "\u{3000}" ? " " : scalar
    }
    return last != " "
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Control characters, and characters that are not seen or that turn the direction of what is: a name must be what it looks like.
  private static func fault(for scalar: Unicode.Scalar, in text: String) -> ReadingFault? {
    var point: String { Echo.codePoint(scalar) }
    switch scalar.properties.generalCategory {
    case .control:
      return ReadingFault(
        "record.text.control",
        LocalizedText(
          "\(Echo.quoted(text))に制御文字 \(point) があります。", "\(Echo.quoted(text)) has the control character \(point)."),
        advice: LocalizedText("その文字を取り除いてください。", "Remove that character."))
    case .format:
      return ReadingFault(
        "record.text.invisible",
        LocalizedText(
          "\(Echo.quoted(text))に目に見えない文字 \(point) があります。", "\(Echo.quoted(text)) has the invisible character \(point)."),
        advice: LocalizedText("その文字を取り除いてください。", "Remove that character."))
    case .unassigned:
      return ReadingFault(
        "record.text.unassigned",
        LocalizedText(
          "\(Echo.quoted(text))に文字の割り当てのない符号 \(point) があります。",
          "\(Echo.quoted(text)) has \(point), to which no character is assigned."),
        advice: LocalizedText("元の文字を確かめてください。", "Check the original character."))
    default: return nil
    }
  }
}
