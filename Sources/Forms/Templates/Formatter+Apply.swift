import Fields

extension Formatter {
  /// 様, 殿 and 御中 are never doubled.
  private static let honorifics = ["様", "殿", "御中"]

  /// The text of a value, or nil when the formatter does not take it.
  ///
  /// - Parameter lookup: finds the value of another path, for `titled` and for the key's grouping.
  func apply(to value: Value, argument: String?, lookup: (FieldPath) -> Value?) -> String? {
    switch (self, value) {
    case (.wareki, .date(let date)): return date.wareki
    case (.grouped, .yen(let amount)), (.grouped, .integer(let amount)): return Self.grouped(amount)
    case (.signed, .yen(let amount)), (.signed, .integer(let amount)):
      return amount < 0 ? "△" + Self.grouped(amount.magnitude) : Self.grouped(amount)
    case (.percent, .ratio(let ratio)): return Self.percent(ratio)
    case (.honoured, .text(let name)):
      return Self.honorifics.contains { name.hasSuffix($0) } ? name : "\(name)　\(argument ?? "様")"
    case (.titled, .text(let name)):
      guard let argument, case .text(let title)? = lookup(FieldPath(argument)) else { return name }
      return "\(title)　\(name)"
    case (.oneline, .text(let text)): return text.split(whereSeparator: \.isNewline).joined(separator: "　")
    case (.solid, .text(let text)): return String(text.filter { $0 != "　" })
    case (.dash, .text(let text)): return text
    case (.key, .secret(let secret)):
      guard case .integer(let group)? = lookup(FieldPath("issuer.keyGroup")) else { return nil }
      return secret.open { Self.parted(Array($0), by: Int(group)) }
    default: return nil
    }
  }

  /// 1,234,567.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// Cut, not rounded, to one decimal (record.md, Money).
  private static func percent(_ ratio: Ratio) -> String {
    let (high, low) = ratio.numerator.multipliedFullWidth(by: 1000)
    let (tenths, _) = ratio.denominator.dividingFullWidth((high, low))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func parted(_ characters: [Character], by count: Int) -> String {
    guard count > 0 else { return String(characters) }
    return stride(from: 0, to: characters.count, by: count)
      .map { String(characters[$0..<min($0 + count, characters.count)]) }
      .joined(separator: " ")
  }
}
