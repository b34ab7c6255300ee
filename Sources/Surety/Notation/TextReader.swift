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
enum TextReader {
  struct Result {
    var text: String
    /// Whether white space was removed from the ends.
    var trimmed: Bool
  }

  /// - Parameter lines: whether the field may have line breaks.
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

  /// Why a character is refused: control characters, invisible characters and those that turn the direction of writing
  /// could make a name look like another one.
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

/// Width folding: full-width and half-width forms of digits and signs made one, before a date, an amount or a count is
/// read. Never applied to text that is printed.
enum WidthFolding {
  /// Full-width ASCII becomes ASCII, the ideographic space a space, every dash and minus `-`, and both yen signs and
  /// the backslash become `¥` (the byte 5C is shown as ¥ in CP932 data). → `￥１，２３４－` becomes `¥1,234-`.
  static func folded(_ text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.map(folded)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FF0D}", "\u{30FC}", "\u{FF70}": "-"
    case "\u{FFE5}", "\\", "\u{FF3C}": "\u{A5}"
    case "\u{3000}", "\u{A0}": " "
    case "\u{FF0E}": "."
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }
}

/// Whole numbers written with the digits 0 to 9.
enum ASCIIDigits {
  /// The value of one digit.
  static func value(of scalar: Unicode.Scalar) -> Int64? {
    ("0"..."9").contains(scalar) ? Int64(scalar.value) - 0x30 : nil
  }

  /// The number that a run of digits writes; nil for anything else. At most 18 digits, so that no Int64 overflows.
  static func number(_ scalars: some Collection<Unicode.Scalar>) -> Int64? {
    guard (1...18).contains(scalars.count) else { return nil }
    var number: Int64 = 0
    for scalar in scalars {
      guard let digit = value(of: scalar) else { return nil }
      number = number * 10 + digit
    }
    return number
  }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension Collection<Unicode.Scalar> {
  /// The characters without white space at the ends.
  func trimmed() -> SubSequence {
    guard let first = firstIndex(where: { !$0.properties.isWhitespace }) else { return self[endIndex...] }
    var end = first
    var index = first
    while index != endIndex {
      let isSpace = self[index].properties.isWhitespace
      formIndex(after: &index)
      if !isSpace { end = index }
    }
    return self[first..<end]
  }
}

/// Why a text cannot be read as a value of its field's type.
package struct ReadingFault: Error, Sendable, Hashable {
  /// Stable and dotted: `record.yen.fraction`.
  package let code: String
  package let summary: LocalizedText
  package let advice: LocalizedText?

  init(_ code: String, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    self.code = code
    self.summary = summary
    self.advice = advice
  }
}

/// 敬称: honorifics at the end of a name. The forms print the fitting one themselves, so that the record's own would
/// stand there twice.
enum Honorific {
  private static let endings = ["様", "殿", "御中", "宛"]

  /// The name without its honorific and the space before it: `臼杵市長　様` → `臼杵市長`. A name that is nothing but an honorific
  /// is kept.
  static func stripped(_ name: String) -> String {
    for ending in endings where name.unicodeScalars.reversed().starts(with: ending.unicodeScalars.reversed()) {
      let rest = name.unicodeScalars.dropLast(ending.unicodeScalars.count)
      let bare = String(scalars: rest.trimmed())
      if !bare.isEmpty { return bare }
    }
    return name
  }
}
