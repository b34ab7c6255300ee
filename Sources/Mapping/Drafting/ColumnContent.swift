import Fields

/// A column of a sample: its name or number and some of its values.
package struct SampleColumn: Sendable {
  package var reference: ColumnReference
  /// Values that are not empty, without white space at their ends.
  package var values: [String]

  package init(_ reference: ColumnReference, values: [String]) {
    self.reference = reference
    self.values = values
  }
}

/// What the values of a column look like.
enum ContentKind: Sendable, Hashable {
  case kind, number, key, date([DateFormat]), amount(NumberFormat), yesNo, orderer, company, address, person, work, text
  case empty
}

/// Looks at the values of a column.
struct ColumnContent: Sendable {
  let kind: ContentKind
  /// Words among the values that mean nothing.
  let nothing: [String]
  /// Different values, at most ten: a column of codes has few.
  let words: [String]

  /// Words that programs write where there is no value.
  static let nothingWords = [
    "NULL", "null", "nan", "NaN", "NaT", "None", "N/A", "#N/A", "00000000", "99999999", "－", "―", "-",
  ]

  init(_ values: [String]) {
    nothing = Self.nothingWords.filter(values.contains)
    let real = values.filter { !Self.nothingWords.contains($0) }
    var words: [String] = []
    for value in real where words.count < 10 && !words.contains(value) { words.append(value) }
    self.words = words
    if real.isEmpty {
      // Eight zeros or nines stand for a day that is not known.
      kind = values.contains { $0 == "00000000" || $0 == "99999999" } ? .date([]) : .empty
    } else {
      kind = Self.kind(of: real)
    }
  }

  private static func kind(of values: [String]) -> ContentKind {
    func all(_ test: (String) -> Bool) -> Bool { values.allSatisfy(test) }
    func hasAny(_ text: String, _ marks: [String]) -> Bool { marks.contains { text.contains($0) } }
    func ends(_ text: String, _ marks: [String]) -> Bool { marks.contains { text.hasSuffix($0) } }
    if all({ text in GuaranteeKind.allCases.contains { $0.rawValue == text } }) { return .kind }
    if let formats = dates(values) { return .date(formats) }
    if all({ ["有", "無", "はい", "いいえ", "true", "false", "Y", "N", "0", "1", "-1"].contains($0) }) { return .yesNo }
    if let format = amount(values) { return .amount(format) }
    if all(isContractNumber) { return .number }
    if all(isKey) { return .key }
    let companies = ["株式会社", "有限会社", "合資会社", "合同会社", "(株)", "（株）", "㈱", "㈲", "(有)", "(ｶ", "ｶ)", "企業体", "組合"]
    if all({ hasAny($0, companies) }) { return .company }
    if all({ hasAny($0, ["丁目", "番地", "番", "号"]) && hasAny($0, ["県", "府", "都", "道", "市", "郡", "区"]) }) {
      return .address
    }
    if all({ ends($0, ["工事", "業務", "委託", "修繕", "工"]) || hasAny($0, ["工事（", "工事("]) }) { return .work }
    let offices = ["市", "町", "村", "県", "府", "都", "道", "区", "局", "省", "事務所", "長", "公社", "組合", "庁"]
    if all({ $0.unicodeScalars.count <= 20 && ends($0, offices) }) { return .orderer }
    if all(isPerson) { return .person }
    return .text
  }

  /// The notations of days that the values need; empty when all are read without a mapping, nil when they are no days.
  private static func dates(_ values: [String]) -> [DateFormat]? {
    var needed: [DateFormat] = []
    for value in values {
      if DateFormat.yearMonthDay.date(of: value) != nil, value.hasPrefix("19") || value.hasPrefix("20") {
        if !needed.contains(.yearMonthDay) { needed.append(.yearMonthDay) }
      } else if DateFormat.timestamp.date(of: value) != nil {
        // A day alone needs no step.
        if value.contains(":"), !needed.contains(.timestamp) { needed.append(.timestamp) }
      } else if DateFormat.eraLetter.date(of: value) != nil {
        if !needed.contains(.eraLetter) { needed.append(.eraLetter) }
      } else if DateFormat.eraDigit.date(of: value) != nil {
        if !needed.contains(.eraDigit) { needed.append(.eraDigit) }
      } else if !isWrittenDate(value) {
        return nil
      }
    }
    return needed
  }

  /// 令和7年6月20日 and its like, which are read without a mapping.
  private static func isWrittenDate(_ text: String) -> Bool {
    text.contains("年") && text.contains("月") && text.hasSuffix("日")
      || "RHSrhs令平昭".contains(text.first ?? " ") && text.split(separator: ".").count == 3
  }

  private static func amount(_ values: [String]) -> NumberFormat? {
    let formats = [
      NumberFormat(), NumberFormat(hasPoint: true), NumberFormat(hasPoint: true, hasExponent: true),
      NumberFormat(hasSign: true), NumberFormat(isZoned: true),
    ]
    let format = formats.first { format in values.allSatisfy { format.digits(of: $0) != nil } }
    // Short numbers are codes and counts.
    guard let format, values.contains(where: { $0.unicodeScalars.count >= 4 }) else { return nil }
    return format
  }

  private static func isContractNumber(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count >= 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func isKey(_ text: String) -> Bool {
    let isAlphanumeric = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
    return (8...40).contains(text.utf8.count) && isAlphanumeric
      && text.utf8.contains { (0x30...0x39).contains($0) } && text.utf8.contains { $0 >= 0x41 }
  }

  /// Two names with a space between.
  private static func isPerson(_ text: String) -> Bool {
    let parts = text.unicodeScalars.split { $0.properties.isWhitespace }
    return parts.count == 2 && text.unicodeScalars.count <= 12
      && parts.allSatisfy { $0.allSatisfy { $0.value > 0x3000 } }
  }

  /// Whether a field may have such values.
  func fits(_ field: Field) -> Bool {
    switch (kind, field.type) {
    case (.empty, _): true
    case (.kind, .kind), (.number, .number), (.key, .secret), (.yesNo, .yesNo), (.date, .date), (.amount, .yen): true
    case (.orderer, .text): ["orderer.name", "orderer.addressee", "work.place", "remarks"].contains(field.path)
    case (.company, .text): field.path.hasPrefix("contractor.") && field.path.hasSuffix("name")
    case (.address, .text): field.path.hasSuffix("address") || field.path == "work.place" || field.path == "remarks"
    case (.person, .text): field.path.hasSuffix("representative")
    case (.work, .text): ["work.name", "remarks"].contains(field.path)
    case (.text, .text), (.text, .kind), (.text, .choice), (.text, .choices), (.text, .yesNo): true
    // Codes.
    case (.yesNo, .kind), (.yesNo, .choice), (.yesNo, .integer): true
    default: false
    }
  }
}
