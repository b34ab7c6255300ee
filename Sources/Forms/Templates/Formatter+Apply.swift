import Fields

extension Formatter {
  private static let keyGroup = FieldPath("issuer.keyGroup")

  /// 様, 殿 and 御中 are never doubled.
  private static let honorifics = ["様", "殿", "御中"]

  /// The text of a value, or nil when the formatter does not take it.
  ///
  /// - Parameters:
  ///   - path: the argument as a path, for `titled`.
  ///   - lookup: finds the value of another path, for `titled` and for the key's grouping.
  func apply(to value: Value, argument: String?, path: FieldPath?, lookup: (FieldPath) -> Value?) -> String? {
    switch (self, value) {
    case (.wareki, .date(let date)): return date.wareki
    case (.grouped, .yen(let amount)), (.grouped, .integer(let amount)): return Self.grouped(amount)
    case (.signed, .yen(let amount)), (.signed, .integer(let amount)):
      return amount < 0 ? "△" + Self.grouped(amount.magnitude) : Self.grouped(amount)
    case (.percent, .ratio(let ratio)): return Self.percent(ratio)
    case (.honoured, .text(let name)):
      return Self.honorifics.contains { name.hasSuffix($0) } ? name : "\(name)　\(argument ?? "様")"
    case (.titled, .text(let name)):
      guard let path, case .text(let title)? = lookup(path) else { return name }
      return "\(title)　\(name)"
    case (.oneline, .text(let text)):
      // By scalars first: a search by Character costs many times as much, and most texts have one line.
      if !text.unicodeScalars.contains(where: Self.endsLine) { return text }
      return text.split(whereSeparator: \.isNewline).joined(separator: "　")
    case (.solid, .text(let text)): return String(text.filter { $0 != "　" })
    case (.dash, .text(let text)): return text
    case (.key, .secret(let secret)):
      guard case .integer(let group)? = lookup(Self.keyGroup) else { return nil }
      return secret.open { Self.parted(Array($0), by: Int(group)) }
    default: return nil
    }
  }

  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// 1,234,567.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude).utf8
    var result: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    var left = digits.count
    for digit in digits {
      result.append(digit)
      left -= 1
      if left > 0, left.isMultiple(of: 3) { result.append(UInt8(ascii: ",")) }
    }
    return String(decoding: result, as: UTF8.self)
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
