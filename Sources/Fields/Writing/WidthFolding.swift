/// Width folding: full-width and half-width forms of digits and signs made one, before a date, an amount or a count is
/// read. Never applied to text that is printed.
package enum WidthFolding {
  /// Full-width ASCII becomes ASCII, the ideographic space a space, every dash and minus `-`, and both yen signs and
  /// the backslash become `¥` (the byte 5C is shown as ¥ in CP932 data). → `￥１，２３４－` becomes `¥1,234-`.
  package static func folded(_ text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.map(folded)
  }

  package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
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
package enum ASCIIDigits {
  /// The value of one digit.
  package static func value(of scalar: Unicode.Scalar) -> Int64? {
    ("0"..."9").contains(scalar) ? Int64(scalar.value) - 0x30 : nil
  }

  /// The number that a run of digits writes; nil for anything else. At most 18 digits, so that no Int64 overflows.
  package static func number(_ scalars: some Collection<Unicode.Scalar>) -> Int64? {
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
  package init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension Collection<Unicode.Scalar> {
  /// The characters without white space at the ends.
  package func trimmed() -> SubSequence {
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
