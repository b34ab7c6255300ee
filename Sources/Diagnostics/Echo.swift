/// Quotes input in a message so that a record can neither control a terminal nor disguise itself.
///
/// Two things are done to the text:
///
/// - After 40 Unicode scalars, or before the quotation would have more than 200 bytes of UTF-8, it is cut, and `…` is
///   put in place of the rest. It is never cut inside a scalar or inside its `U+XXXX`. A base and its marks may be
///   parted: a reader takes them for one character, but a character may have any number of marks, and a limit in
///   characters would be none.
/// - Control characters, format characters (direction, zero width), private-use and unassigned code points, and line
///   and paragraph separators are written as `U+XXXX`. Each counts as one scalar and as the bytes that are written.
///
/// `Echo.quoted("a\u{1B}[31m")` → `「aU+001B[31m」`. What a name of a file could do is kept out where the line is written
/// (`line`), so that no message can forget it. Only messages (`Diagnostic.summary`, `advice`) and terminal lines
/// are treated like this. In `Diagnostic.json` a location's file, heading and field are written whole and escaped as
/// JSON requires.
package enum Echo {
  /// The most scalars of the text that a quotation shows. They are enough to recognise a heading or the start of a
  /// value, and keep a message on a few lines.
  package static let scalarLimit = 40
  /// The most bytes of UTF-8 that a quotation has, without brackets and `…`. Text of 40 visible scalars has 160 at
  /// most; the limit is reached by what is written as `U+XXXX`.
  package static let byteLimit = 200

  /// The text in Japanese brackets, `「text」`, cut and made harmless.
  package static func quoted(_ text: some StringProtocol) -> String {
    "「\(plain(text))」"
  }

  /// The text cut and made harmless, without brackets.
  package static func plain(_ text: some StringProtocol) -> String {
    var result = ""
    var shown = 0
    var bytes = 0
    for scalar in text.unicodeScalars {
      let written = isVisible(scalar) ? String(scalar) : codePoint(scalar)
      bytes += written.utf8.count
      if shown == scalarLimit || bytes > byteLimit { return result + "…" }
      result += written
      shown += 1
    }
    return result
  }

  /// The whole text made harmless, for a line of its own on a terminal or in a log: what a name of a file could forge a
  /// line with, or hide, is written as `U+XXXX`. `Echo.line("a\nb")` → `aU+000Ab`
  package static func line(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isVisible) { return text }
    return text.unicodeScalars.reduce(into: "") { $0 += isVisible($1) ? String($1) : codePoint($1) }
  }

  /// The code point with at least four digits: 髙 → `U+9AD9`.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The code points of a text, `U+845B U+E0100`, cut like a quotation.
  package static func codePoints(_ text: some StringProtocol) -> String {
    var result = ""
    var shown = 0
    for scalar in text.unicodeScalars {
      let next = (shown > 0 ? " " : "") + codePoint(scalar)
      if shown == scalarLimit || result.utf8.count + next.utf8.count > byteLimit { return result + " …" }
      result += next
      shown += 1
    }
    return result
  }

  /// A character and its code points: `白 U+767D`.
  package static func withCodePoints(_ text: some StringProtocol) -> String { "\(plain(text)) \(codePoints(text))" }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
