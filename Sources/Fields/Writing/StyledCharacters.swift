/// Letters and digits of Unicode that are a style of plain ones, as the compatibility mappings of NFKC have them:
/// mathematical, encircled, squared, raised and lowered ones.
///
/// ```
/// StyledCharacters.plain("𝟟")   // 7
/// StyledCharacters.plain("𝐊")   // K
/// StyledCharacters.plain("Ⓚ")   // K
/// StyledCharacters.plain("京")   // 京
/// ```
package enum StyledCharacters {
  /// The plain character of ASCII; the character itself when it is no style of one.
  ///
  /// The standard library has no NFKC. But it has each character's value as a digit, and its name, and a styled letter's
  /// name ends with the letter: MATHEMATICAL BOLD CAPITAL K.
  package static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard blocks.contains(where: { $0.contains(scalar) }) else { return scalar }
    let properties = scalar.properties
    if let value = properties.numericValue, properties.numericType == .decimal || properties.numericType == .digit {
      return Unicode.Scalar(0x30 + UInt32(value)) ?? scalar
    }
    guard let words = properties.name?.split(separator: " "), words.count > 1, let letter = words.last,
      letter.count == 1,
      let plain = letter.unicodeScalars.first, ["CAPITAL", "SMALL", "LETTER"].contains(words[words.count - 2])
    else { return scalar }
    return words.contains("SMALL") ? Unicode.Scalar(plain.value | 0x20) ?? plain : plain
  }

  /// The blocks of such characters. Hiragana, whose names end with letters too, are not among them.
  private static let blocks: [ClosedRange<Unicode.Scalar>] = [
    "\u{AA}"..."\u{BA}",  // ª ² ³ ¹ º
    "\u{1D2C}"..."\u{1D6A}",  // phonetic letters, raised and lowered
    "\u{2070}"..."\u{209F}",  // raised and lowered digits
    "\u{2100}"..."\u{214F}",  // letterlike symbols
    "\u{2460}"..."\u{24FF}", "\u{2776}"..."\u{2793}",  // encircled and bracketed ones
    "\u{1D400}"..."\u{1D7FF}",  // mathematical ones
    "\u{1F100}"..."\u{1F1FF}",  // encircled and squared ones
    "\u{1FBF0}"..."\u{1FBF9}",  // segmented digits
  ]
}
