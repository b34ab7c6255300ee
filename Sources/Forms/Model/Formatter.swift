import Fields

/// How a value becomes text: the name behind the bar in `{{ premium.amount | grouped }}`.
///
/// A formatter takes values of certain shapes only (`takes`), which is checked when the form is read: a record can
/// never meet a formatter that has no text for it. Each case shows what it prints.
enum Formatter: String, Sendable, Hashable, CaseIterable {
  /// 令和7年4月1日.
  case wareki
  /// 1,234,567.
  case grouped
  /// △3,230 for a negative amount; otherwise as `grouped`.
  case signed
  /// 3,230 for an amount of either sign, where a word beside it says which way the money goes (返還額).
  case unsigned
  /// 39.9: a ratio as a percentage, cut to one decimal.
  case percent
  /// 臼杵市長　様: a full-width space and the argument (様 without one) after the name, unless the name already ends with an
  /// honorific.
  case honoured
  /// 代表取締役　髙﨑　朔太郎: the value at the argument's path before the name, when there is one.
  case titled
  /// A text of several lines on one line, with a full-width space for each line break.
  case oneline
  /// 業務部電子保証課: a text without its full-width spaces, for a name inside a sentence.
  case solid
  /// － for an absent value; a value that is there stays as it is.
  case dash
  /// The authentication key (認証キー) in groups parted by spaces. Nothing else in the program opens the secret.
  case key

  /// Whether it has a text for values of a shape.
  func takes(_ shape: ValueShape) -> Bool {
    switch self {
    case .wareki: shape == .date
    case .grouped, .signed, .unsigned: shape == .yen || shape == .integer
    case .percent: shape == .ratio
    case .honoured, .titled, .oneline, .solid: shape == .text
    case .dash: shape == .text
    case .key: shape == .secret
    }
  }

  /// Whether it prints something for an absent value.
  var fillsAbsence: Bool { self == .dash }
}

extension Formatter {
  private static let keyGroup = FieldPath("issuer.keyGroup")

  /// A name that ends with one of these gets no second one.
  private static let honorifics = ["様", "殿", "御中"]

  /// The text of a value, or nil when the formatter does not take its shape.
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
    case (.unsigned, .yen(let amount)), (.unsigned, .integer(let amount)): return Self.grouped(amount.magnitude)
    case (.percent, .ratio(let ratio)): return Self.percent(ratio)
    case (.honoured, .text(let name)):
      return Self.honorifics.contains { name.hasSuffix($0) } ? name : "\(name)　\(argument ?? "様")"
    case (.titled, .text(let name)):
      guard let path, case .text(let title)? = lookup(path) else { return name }
      return "\(title)　\(name)"
    case (.oneline, .text(let text)):
      // Most texts have one line, and looking at scalars costs far less than splitting by Character.
      if !text.unicodeScalars.contains(where: Self.isLineBreak) { return text }
      return text.split(whereSeparator: \.isNewline).joined(separator: "　")
    case (.solid, .text(let text)): return String(text.filter { $0 != "　" })
    case (.dash, .text(let text)): return text
    case (.key, .secret(let secret)):
      guard case .integer(let group)? = lookup(Self.keyGroup) else { return nil }
      return secret.open { Self.groups(of: Array($0), by: Int(group)) }
    default: return nil
    }
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// 1234567 → 1,234,567
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

  /// Cut, not rounded, to one decimal (Documentation/forms.md). The product is taken in 128 bits, where it cannot
  /// overflow.
  private static func percent(_ ratio: Ratio) -> String {
    let (high, low) = ratio.numerator.multipliedFullWidth(by: 1000)
    let (tenths, _) = ratio.denominator.dividingFullWidth((high, low))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func groups(of characters: [Character], by count: Int) -> String {
    guard count > 0 else { return String(characters) }
    return stride(from: 0, to: characters.count, by: count)
      .map { String(characters[$0..<min($0 + count, characters.count)]) }
      .joined(separator: " ")
  }
}

/// What kind of value stands at a path, as the catalogue promises.
enum ValueShape: String, Sendable, Hashable {
  case text, date, yen, integer, ratio, flag, list, secret
}

extension FieldType {
  /// The shape that a field's value has in the tree.
  var shape: ValueShape {
    switch self {
    case .text, .kind, .number, .choice: .text
    case .choices: .list
    case .date: .date
    case .yen: .yen
    case .integer: .integer
    case .yesNo: .flag
    case .secret: .secret
    }
  }
}

extension DerivedField.Shape {
  /// The shape of a value that the rules or the computation give.
  var shape: ValueShape {
    switch self {
    case .text: .text
    case .date: .date
    case .yen: .yen
    case .integer: .integer
    case .ratio: .ratio
    case .flag: .flag
    case .list: .list
    }
  }
}
