/// Whether two texts are the same but for the way in which programs write characters.
///
/// A file that goes through another program may come back with が as か and a combining mark (NFD), or with ～ for 〜, because
/// CP932 and Unicode are converted by two tables. Neither is another record. A compatibility ideograph, though
/// canonically equivalent to the unified one, is another form of a name: 神 U+FA19 for 神 U+795E is a correction.
///
/// ```
/// TextEquivalence.areSame("がけ崩れ〜防止", "か\u{3099}け崩れ～防止")     // true
/// TextEquivalence.areSame("\u{FA19}谷", "神谷")                        // false
/// ```
package enum TextEquivalence {
  package static func areSame(_ a: String, _ b: String) -> Bool {
    // Here Swift's `==` is what is wanted: it compares by canonical equivalence.
    a.utf8.elementsEqual(b.utf8) || folded(a) == folded(b)
  }

  /// The text with one form of each pair of `pairs`, and with compatibility ideographs kept apart from unified ones.
  private static func folded(_ text: String) -> String {
    String(
      scalars: text.unicodeScalars.lazy.map { scalar in
        switch scalar.value {
        case 0xF900...0xFAFF: Unicode.Scalar(0xF0000 + scalar.value - 0xF900) ?? scalar
        case 0x2F800...0x2FA1F: Unicode.Scalar(0xF1000 + scalar.value - 0x2F800) ?? scalar
        default: pairs[scalar] ?? scalar
        }
      })
  }

  /// The characters of CP932 that Microsoft's table and the JIS ones convert to different code points (sources X1 and X2
  /// of domain.md): 〜 − ‖ — ¢ £ ¬, from one to the other.
  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{301C}": "\u{FF5E}", "\u{2212}": "\u{FF0D}", "\u{2016}": "\u{2225}", "\u{2014}": "\u{2015}",
    "\u{A2}": "\u{FFE0}",
    "\u{A3}": "\u{FFE1}", "\u{AC}": "\u{FFE2}",
  ]
}
