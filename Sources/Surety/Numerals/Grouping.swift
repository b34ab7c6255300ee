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
