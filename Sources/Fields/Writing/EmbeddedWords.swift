/// Words of machines that stand in a text of Japanese: `株式会社NULL`, `大分県undefined1番`, `nullnull`.
///
/// In a text of Latin letters alone such a word may be a name, as in Null Christopher; in a Japanese one it is none.
package enum EmbeddedWords {
  /// The first of the words in the text that no letter of ASCII touches; repetitions of a word count as one. Nil as well
  /// when the text has something beside it, and none of that is Japanese.
  ///
  /// - Parameter words: in lower case, half-width.
  package static func find(_ words: Set<[Unicode.Scalar]>, in scalars: [Unicode.Scalar]) -> String? {
    let folded = scalars.map(fold)
    let isJapanese = scalars.contains(where: isJapanese)
    for start in folded.indices where start == 0 || !folded[start - 1].isLatinLetter {
      for word in words where folded[start...].starts(with: word) {
        var end = start + word.count
        while folded[end...].starts(with: word) { end += word.count }
        if end < folded.count, folded[end].isLatinLetter { continue }
        let isRepeated = end - start == folded.count && end - start > word.count
        if isJapanese || isRepeated { return String(scalars: scalars[start..<end]) }
      }
    }
    return nil
  }

  /// The characters that `fold` makes one: n, N, ｎ and Ｎ.
  package static func writings(of letter: Unicode.Scalar) -> [Unicode.Scalar] {
    guard letter.isLatinLetter else { return [letter] }
    let small = letter.value | 0x20
    return [small, small ^ 0x20, small + 0xFEE0, (small ^ 0x20) + 0xFEE0].compactMap(Unicode.Scalar.init)
  }

  private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let folded = WidthFolding.folded(scalar)
    return folded.isLatinLetter ? Unicode.Scalar(folded.value | 0x20) ?? folded : folded
  }

  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || ("\u{3041}"..."\u{30FF}").contains(scalar)
      || ("\u{FF66}"..."\u{FF9F}").contains(scalar)
  }
}
