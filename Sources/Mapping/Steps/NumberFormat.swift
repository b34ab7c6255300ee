import Fields

/// How another system writes whole numbers, as the step `number` of a mapping states it. What is read is written again
/// as plain digits; nothing is rounded: a number that is no whole one is refused.
///
/// ```swift
/// NumberFormat(hasPoint: true).digits(of: "48345000.0")            // 48345000
/// NumberFormat(scale: 1_000).digits(of: "0000048345")              // 48345000
/// NumberFormat(isZoned: true).digits(of: "00001930000{")           // 19300000
/// ```
package struct NumberFormat: Sendable, Hashable {
  /// The value is written with a decimal point, as `48345000.0` or `48345000.0000`.
  package var hasPoint = false
  /// The value may have an exponent, as `4.8345E+07`.
  package var hasExponent = false
  /// The value may have a sign in front or behind: `+48345000`, `48345000-`.
  package var hasSign = false
  /// How many of the last digits are decimals that are written without a point.
  package var impliedDecimals = 0
  /// The last digit carries the sign, as COBOL's zoned decimals do when they are made text: `{` is +0, `A` to `I` +1 to
  /// +9, `}` −0, `J` to `R` −1 to −9.
  package var isZoned = false
  /// What a unit is worth: 1,000 for a column in 千円.
  package var scale = 1

  package init(
    hasPoint: Bool = false, hasExponent: Bool = false, hasSign: Bool = false, impliedDecimals: Int = 0,
    isZoned: Bool = false, scale: Int = 1
  ) {
    self.hasPoint = hasPoint
    self.hasExponent = hasExponent
    self.hasSign = hasSign
    self.impliedDecimals = impliedDecimals
    self.isZoned = isZoned
    self.scale = scale
  }

  /// More digits than any amount has; with them no computation overflows `Int128`.
  private static let digitLimit = 18
  private static let valueLimit: Int128 = 1_000_000_000_000_000_000

  /// The whole number as plain digits, with `-` in front of a negative one; nil when the text is not in this format or
  /// is no whole number.
  package func digits(of text: String) -> String? {
    var scalars = Array(WidthFolding.folded(text).trimmed())[...]
    if scalars.first == "\u{A5}" { scalars.removeFirst() }
    var isNegative: Bool?
    if hasSign { isNegative = Self.takeSign(&scalars) }
    if isZoned, let last = scalars.last, ASCIIDigits.value(of: last) == nil {
      // A sign of its own beside that in the last digit is one too many.
      guard isNegative == nil, let (digit, sign) = Self.zonedDigit(last) else { return nil }
      scalars[scalars.endIndex - 1] = digit
      isNegative = sign
    }
    guard var number = Self.decimal(scalars, hasPoint: hasPoint || hasExponent, hasExponent: hasExponent) else {
      return nil
    }
    number.decimals += impliedDecimals
    guard let whole = Self.wholeNumber(number, times: scale) else { return nil }
    return (isNegative == true && whole != 0 ? "-" : "") + String(whole)
  }

  /// Takes a sign at either end: true for a minus, nil when there is none.
  private static func takeSign(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Bool? {
    let minus: [Unicode.Scalar] = ["-", "△", "▲"]
    if let first = scalars.first, minus.contains(first) || first == "+" {
      scalars.removeFirst()
      return first != "+"
    }
    if let last = scalars.last, minus.contains(last) || last == "+" {
      scalars.removeLast()
      return last != "+"
    }
    return nil
  }

  private static func zonedDigit(_ scalar: Unicode.Scalar) -> (digit: Unicode.Scalar, isNegative: Bool)? {
    let (positive, negative) = (Array("{ABCDEFGHI".unicodeScalars), Array("}JKLMNOPQR".unicodeScalars))
    func digit(_ index: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x30 + index)) }
    if let index = positive.firstIndex(of: scalar) { return (digit(index), false) }
    return negative.firstIndex(of: scalar).map { (digit($0), true) }
  }

  /// The digits of a number and how many of them are decimals, which is negative for an exponent's zeros.
  private static func decimal(_ scalars: ArraySlice<Unicode.Scalar>, hasPoint: Bool, hasExponent: Bool)
    -> (digits: [Unicode.Scalar], decimals: Int)?
  {
    let parts = scalars.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
    guard parts.count == 1 || hasExponent, let mantissa = parts.first else { return nil }
    let sides = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 1 || hasPoint, let whole = sides.first.flatMap(ungrouped), !whole.isEmpty else { return nil }
    let digits = whole + (sides.count == 2 ? Array(sides[1]) : [])
    guard digits.count <= digitLimit, digits.allSatisfy({ ASCIIDigits.value(of: $0) != nil }) else { return nil }
    var decimals = sides.count == 2 ? sides[1].count : 0
    if parts.count == 2 {
      var exponent = parts[1]
      let isNegative = exponent.first == "-"
      if isNegative || exponent.first == "+" { exponent.removeFirst() }
      guard exponent.count <= 2, let value = ASCIIDigits.number(exponent) else { return nil }
      decimals -= (isNegative ? -1 : 1) * Int(value)
    }
    return (digits, decimals)
  }

  /// The digits without commas; nil unless these part groups of three, as in 48,345,000. What a comma means elsewhere
  /// cannot be known: a decimal point in half of the world, a slip of the hand, a digit that was lost.
  private static func ungrouped(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    let groups = scalars.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return Array(scalars) }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return Array(groups.joined())
  }

  /// The number times a scale; nil when decimals other than zero are left, or there are too many digits.
  private static func wholeNumber(_ number: (digits: [Unicode.Scalar], decimals: Int), times scale: Int) -> Int128? {
    guard let units = ASCIIDigits.number(number.digits) else { return nil }
    var value = Int128(units) * Int128(scale)
    if value == 0 { return 0 }
    guard abs(number.decimals) <= digitLimit else { return nil }
    for _ in 0..<max(0, number.decimals) {
      guard value.isMultiple(of: 10) else { return nil }
      value /= 10
    }
    for _ in 0..<max(0, -number.decimals) {
      guard value < valueLimit else { return nil }
      value *= 10
    }
    return value < valueLimit ? value : nil
  }
}
