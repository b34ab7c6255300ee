package import Diagnostics

/// Reads the text of a cell.
///
/// Names must be printed as they were sent, so the text is kept scalar by scalar: 髙 is not made 高, and か + U+3099 is
/// not made が. Only white space at the ends is removed, and any line break becomes one LF. Characters that cannot be
/// seen, or that change the direction of what can be seen, are refused.
///
/// ```
/// try TextReader.read("　臼杵市 ", lines: false)        // text 臼杵市, trimmed
/// try TextReader.read("第1\r\n第2", lines: true)        // text 第1\n第2
/// try TextReader.read("臼\u{200B}杵市", lines: false)    // throws record.text.invisible
/// ```
package enum TextReader {
  package struct Result {
    package var text: String
    /// Whether white space was removed from the ends.
    package var trimmed: Bool
  }

  /// - Parameter lines: whether the field may have line breaks.
  package static func read(_ text: String, lines: Bool) throws(ReadingFault) -> Result {
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

  /// Whether the text has only kana, kanji, full-width and ASCII characters and no white space at its ends. Most texts
  /// are so, and need no further look.
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

  /// Whether the character fills a place without ink though it counts as a letter, mark or symbol: the Hangul fillers, the
  /// blank Braille pattern, the null note head. Variation selectors are no fillers: real names have them.
  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\u{2800}" || scalar == "\u{1D159}" { return true }
    return scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
      && ![.format, .control, .unassigned].contains(scalar.properties.generalCategory)
  }

  /// Why a character is refused: control characters, invisible characters and those that turn the direction of writing
  /// could make a name look like another one.
  private static func fault(for scalar: Unicode.Scalar, in text: String) -> ReadingFault? {
    var point: String { Echo.codePoint(scalar) }
    if isFiller(scalar) {
      return ReadingFault(
        "record.text.invisible",
        LocalizedText(
          "\(Echo.quoted(text))に、何も印字されない文字 \(point) があります。",
          "\(Echo.quoted(text)) has \(point), a character that prints nothing."),
        advice: LocalizedText("その文字を取り除き、値があれば書いてください。", "Remove it, and write the value if there is one."))
    }
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
          "\(Echo.quoted(text))に目に見えない文字 \(point) があります。",
          "\(Echo.quoted(text)) has the invisible character \(point)."),
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

/// Why a text cannot be read as a value of its field's type.
package struct ReadingFault: Error, Sendable, Hashable {
  /// Stable and dotted: `record.yen.fraction`.
  package let code: String
  package let summary: LocalizedText
  package let advice: LocalizedText?

  package init(_ code: String, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    self.code = code
    self.summary = summary
    self.advice = advice
  }
}
