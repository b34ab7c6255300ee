import Fields

/// How a value becomes text. A formatter takes values of stated shapes only; that is checked when the form is read.
enum Formatter: String, Sendable, Hashable, CaseIterable {
  /// 令和7年4月1日.
  case wareki
  /// 1,234,567.
  case grouped
  /// △3,230 for less than nothing, otherwise as `grouped`.
  case signed
  /// 39.9, a fraction as a percentage cut to one decimal.
  case percent
  /// 臼杵市長　様: the argument (様 when there is none) after a full space, unless the name already ends with an honorific.
  case honoured
  /// 代表取締役　髙﨑　朔太郎: the value at the argument's path before the name, when there is one.
  case titled
  /// A text of several lines on one, a full space for each line break.
  case oneline
  /// A text without its full spaces: 業務部電子保証課 where the office stands in running words.
  case solid
  /// － for a blank.
  case dash
  /// The authentication key in groups parted by spaces; the only thing that opens it.
  case key

  /// The shapes of values that it takes.
  func takes(_ shape: ValueShape) -> Bool {
    switch self {
    case .wareki: shape == .date
    case .grouped, .signed: shape == .yen || shape == .integer
    case .percent: shape == .ratio
    case .honoured, .titled, .oneline, .solid: shape == .text
    case .dash: shape == .text
    case .key: shape == .secret
    }
  }

  /// Whether the formatter says something for an absent value.
  var fillsAbsence: Bool { self == .dash }
}

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

/// The shape of the value at a path, as the catalogue promises it.
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
