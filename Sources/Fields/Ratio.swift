/// An exact fraction in lowest terms with a positive denominator. Money is never floating point.
package struct Ratio: Sendable, Hashable, Comparable {
  package let numerator: Int64
  package let denominator: Int64

  /// Nil for a zero denominator or when the terms leave Int64.
  package init?(_ numerator: Int64, _ denominator: Int64) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int64(divisor)
    self.denominator = sign * denominator / Int64(divisor)
  }

  package init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// Compared by cross multiplication at full width, so that nothing overflows.
  package static func < (a: Ratio, b: Ratio) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
