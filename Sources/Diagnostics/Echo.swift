/// Quotes input in a message so that a record can neither control a terminal nor disguise itself.
///
/// Two things are done to the text:
///
/// - After 40 characters it is cut, and `…` is put in place of the rest. A character here is what Swift calls
///   `Character`, an extended grapheme cluster (Unicode Standard Annex #29): か with a combining voiced sound mark is
///   one, and so is CR LF. Because one such character may have any number of combining marks, 40 characters are no
///   limit in scalars or bytes, nor in columns of a terminal.
/// - Control characters, format characters (direction, zero width), private-use and unassigned code points, and line
///   and paragraph separators are written as `U+XXXX`. These are not counted again, so the result may be longer than 40
///   characters.
///
/// `Echo.quoted("a\u{1B}[31m")` → `「aU+001B[31m」`. Only messages (`Diagnostic.summary`, `advice`) and terminal lines
/// are treated like this. In `Diagnostic.json` a location's file, heading and field are written whole and escaped as
/// JSON requires.
package enum Echo {
  /// The longest quotation, in grapheme clusters. It is enough to recognise a heading or the start of a value, and
  /// keeps a message on a few lines.
  package static let limit = 40

  /// The text in Japanese brackets, `「text」`, cut and made harmless.
  package static func quoted(_ text: some StringProtocol) -> String {
    "「\(plain(text))」"
  }

  /// The text cut and made harmless, without brackets.
  package static func plain(_ text: some StringProtocol) -> String {
    var result = ""
    var count = 0
    for character in text {
      if count == limit {
        result += "…"
        break
      }
      for scalar in character.unicodeScalars {
        result += isVisible(scalar) ? String(scalar) : codePoint(scalar)
      }
      count += 1
    }
    return result
  }

  /// The code point with at least four digits: 髙 → `U+9AD9`.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
