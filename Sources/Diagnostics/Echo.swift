/// Input quoted in a message, made harmless: at most 40 characters, and control, direction and invisible characters by code point, so
/// that a record can neither drive a terminal nor disguise itself.
package enum Echo {
  /// The longest quotation, in characters.
  package static let limit = 40

  /// `「text」`, cut and defused.
  package static func quoted(_ text: some StringProtocol) -> String {
    "「\(plain(text))」"
  }

  /// The text cut and defused, without brackets.
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

  /// `U+9AD9`, at least four digits.
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
