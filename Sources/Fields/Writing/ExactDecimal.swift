/// An exact decimal number: the rates, products and sums of a premium. Money is never computed in floating point.
///
/// ```
/// let rate = ExactDecimal("0.30")!.hundredth               // 0.30 % as a factor: 0.003
/// let product = ExactDecimal(1_234_567) * rate             // 3703.701
/// product.text(decimals: 2)                                // "3,703.701"; decimals are added, never cut
/// (product + ExactDecimal(9000)).text(decimals: 0)         // "12,703.701"
/// ```
package struct ExactDecimal: Sendable, Hashable {
  /// The value times 10 to the power of `scale`: 0.3 has units 3 and scale 1. An Int128 holds the greatest amount of
  /// yen (`AmountReader.limit`) times rate, time factor and discounts.
  package let units: Int128
  /// How many decimals the value has.
  package let scale: Int

  /// Trailing zeros are dropped, so that 0.30 and 0.3 are equal.
  package init(units: Int128, scale: Int) {
    var (units, scale) = (units, scale)
    while scale > 0, units.isMultiple(of: 10) { (units, scale) = (units / 10, scale - 1) }
    self.units = units
    self.scale = scale
  }

  package init(_ whole: Int64) {
    self.init(units: Int128(whole), scale: 0)
  }

  /// Reads `65` or `0.065`: ASCII digits, at most 9 of them on each side of the point. Nil for anything else, such as
  /// `.5` or `-1`.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...9).contains($0.utf8.count) }) else { return nil }
    guard let units = ASCIIDigits.number(Array(parts.joined().unicodeScalars)) else { return nil }
    self.init(units: Int128(units), scale: parts.count == 2 ? parts[1].utf8.count : 0)
  }

  package static let zero = ExactDecimal(0)

  package static func + (a: Self, b: Self) -> Self {
    let scale = max(a.scale, b.scale)
    return Self(units: a.units(at: scale) + b.units(at: scale), scale: scale)
  }

  package static func - (a: Self, b: Self) -> Self {
    a + Self(units: -b.units, scale: b.scale)
  }

  package static func * (a: Self, b: Self) -> Self {
    Self(units: a.units * b.units, scale: a.scale + b.scale)
  }

  /// A hundredth of the value, which makes a factor of a percentage.
  package var hundredth: Self { Self(units: units, scale: scale + 2) }

  /// The value with grouped digits and at least so many decimals: `9,000.00`, `-5,200`.
  package func text(decimals: Int) -> String {
    let count = max(scale, decimals)
    let digits = String(units(at: count).magnitude)
    let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
    let whole = DigitGrouping.grouped(digits: String(padded.dropLast(count)))
    return (units < 0 ? "-" : "") + whole + (count > 0 ? "." + padded.suffix(count) : "")
  }

  /// The units of the same value at a greater scale.
  private func units(at scale: Int) -> Int128 {
    (self.scale..<max(self.scale, scale)).reduce(units) { value, _ in value * 10 }
  }
}

/// Digits in groups of three, parted by commas: `19,300,000`.
package enum DigitGrouping {
  package static func grouped(_ number: some BinaryInteger) -> String {
    (number < 0 ? "-" : "") + grouped(digits: String(number.magnitude))
  }

  /// A run of ASCII digits with commas put in.
  package static func grouped(digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
