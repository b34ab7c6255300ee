/// What the step `width` may change. It is for fields that say so: names and works are printed as they were sent.
package enum WidthStep: String, Sendable, CaseIterable {
  /// Half-width kana become full-width ones, marks joined: ｶﾞ → ガ. What is not kana stays, ㈱ and ASCII too.
  case kana
  /// Full-width digits become ASCII ones: ４番 → 4番.
  case digits

  package func converted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch self {
      case .digits:
        let isDigit = ("\u{FF10}"..."\u{FF19}").contains(scalar)
        result.append(isDigit ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar)
      case .kana: Self.appendKana(scalar, to: &result)
      }
    }
    return String(result)
  }

  /// U+FF61 to U+FF9D in their order (JIS X 0201).
  private static let fullWidth = Array(
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)
  private static let voiced = pairs("カキクケコサシスセソタチツテトハヒフヘホウ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ")
  private static let halfVoiced = pairs("ハヒフヘホ", "パピプペポ")

  private static func pairs(_ plain: String, _ marked: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, marked.unicodeScalars))
  }

  private static func appendKana(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
    switch scalar {
    case "\u{FF61}"..."\u{FF9D}": result.append(fullWidth[Int(scalar.value) - 0xFF61])
    case "\u{FF9E}", "\u{FF9F}":
      let table = scalar == "\u{FF9E}" ? voiced : halfVoiced
      if let last = result.last, let joined = table[last] {
        result.removeLast()
        result.append(joined)
      } else {
        result.append(scalar == "\u{FF9E}" ? "\u{309B}" : "\u{309C}")
      }
    default: result.append(scalar)
    }
  }
}
