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
