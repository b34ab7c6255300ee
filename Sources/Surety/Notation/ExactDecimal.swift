/// A number with finitely many decimals, exact: rates, products and sums of a premium. Never floating point.
package struct ExactDecimal: Sendable, Hashable {
  /// The value times 10 to the `scale`. Int128 holds any yen amount times rate, factor and discount.
  package let units: Int128
  package let scale: Int

  /// `scale` is cut to what the value needs: 0.30 and 0.3 are the same number.
  init(units: Int128, scale: Int) {
    var (units, scale) = (units, scale)
    while scale > 0, units.isMultiple(of: 10) { (units, scale) = (units / 10, scale - 1) }
    self.units = units
    self.scale = scale
  }

  package init(_ whole: Int64) {
    self.init(units: Int128(whole), scale: 0)
  }

  /// From `0.065`: ASCII digits, at most one point with digits on both sides, at most 9 decimals and 9 digits before them.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...9).contains($0.utf8.count) }) else { return nil }
    guard let units = Folding.number(Array(parts.joined().unicodeScalars)) else { return nil }
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

  /// The percentage as a factor: 0.30 becomes 0.0030.
  package var hundredth: Self { Self(units: units, scale: scale + 2) }

  /// Grouped digits with at least `decimals` decimals: `9,000.00`; `△` has no place here, a minus stands in front.
  package func text(decimals: Int) -> String {
    let locations = max(scale, decimals)
    let digits = String(units(at: locations).magnitude)
    let padded = String(repeating: "0", count: max(0, locations + 1 - digits.count)) + digits
    let whole = Grouping.grouped(digits: String(padded.dropLast(locations)))
    return (units < 0 ? "-" : "") + whole + (locations > 0 ? "." + padded.suffix(locations) : "")
  }

  private func units(at scale: Int) -> Int128 {
    (self.scale..<max(self.scale, scale)).reduce(units) { value, _ in value * 10 }
  }
}

/// Commas every three digits.
enum Grouping {
  static func grouped(_ number: some BinaryInteger) -> String {
    (number < 0 ? "-" : "") + grouped(digits: String(number.magnitude))
  }

  /// Commas put into a run of ASCII digits.
  static func grouped(digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
