package import Diagnostics

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

/// Width and look of digits and signs made one before a date or an amount is read. Never applied to text that is printed.
enum Folding {
  /// Full-width ASCII to ASCII, the ideographic space to a space, every dash and minus to `-`, both yen signs and the CP932 backslash
  /// to `¥` (0x5C is ¥ in old data, domain.md E-1 X1).
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

  /// The value of an ASCII digit.
  static func digit(_ scalar: Unicode.Scalar) -> Int64? {
    ("0"..."9").contains(scalar) ? Int64(scalar.value) - 0x30 : nil
  }

  /// The value of a run of ASCII digits, at most 18 of them so that no Int64 overflows.
  static func number(_ scalars: some Collection<Unicode.Scalar>) -> Int64? {
    guard (1...18).contains(scalars.count) else { return nil }
    var value: Int64 = 0
    for scalar in scalars {
      guard let digit = digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

extension Collection<Unicode.Scalar> {
  /// The sequence without spaces, tabs and line breaks at its ends.
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

/// Why a text is not a value of its field's type.
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

/// 敬称: taken off names, because the forms set the one that fits.
enum Honorific {
  private static let endings = ["様", "殿", "御中", "宛"]

  /// The name without an honorific at its end and the space before it. A name that is nothing else stays.
  static func stripped(_ name: String) -> String {
    for ending in endings where name.unicodeScalars.reversed().starts(with: ending.unicodeScalars.reversed()) {
      let rest = name.unicodeScalars.dropLast(ending.unicodeScalars.count)
      let bare = Folding.string(rest.trimmed())
      if !bare.isEmpty { return bare }
    }
    return name
  }
}
