package import Diagnostics
package import Fields
import StrictJSON

/// `checks` of Rules/issuer.json: by which rules of its own the house judges what stands in a record, and how severely.
///
/// A rules file without `checks` judges nothing by them: papers that were issued under such a file can be made again.
///
/// It is a class so that the rules, which are copied for every value that is read, hold one reference more and not ten.
package final class RecordCheckRules: Sendable {
  package let text: [TextRule]
  package let forms: [FormRule]
  /// Which amounts are so small that they were probably written in units of 1,000 yen; nil when none are.
  package let smallAmounts: SmallAmountRule?
  /// How large one amount of a record is at least beside another one.
  package let ratios: [AmountRatioRule]
  /// That the price is under the orderer's threshold for advances, though the record asks for none; nil when that is not
  /// judged.
  package let threshold: ThresholdRule?
  /// By effective day, the earliest first; empty when 消費税額 is not judged.
  package let taxRates: [TaxRate]
  /// How severe it is that 消費税額 is at none of the rates.
  package let taxSeverity: Severity
  package let days: [DayRule]
  /// What the texts of a record are searched for, prepared for the search.
  package let sieve: TextSieve

  init(
    text: [TextRule], forms: [FormRule], smallAmounts: SmallAmountRule?, ratios: [AmountRatioRule],
    threshold: ThresholdRule?, taxRates: [TaxRate], taxSeverity: Severity, days: [DayRule]
  ) {
    (self.ratios, self.threshold) = (ratios, threshold)
    self.text = text
    self.forms = forms
    self.smallAmounts = smallAmounts
    self.taxRates = taxRates
    self.taxSeverity = taxSeverity
    self.days = days
    sieve = TextSieve(text)
  }

  /// The form by which a field is written; nil for a free text.
  package func form(of path: String) -> WrittenForm? { forms.first { $0.fields.contains(path) }?.form }

  package var provenances: [Provenance] {
    text.map(\.provenance) + forms.map(\.provenance) + [smallAmounts?.provenance].compactMap(\.self)
      + ratios.map(\.provenance) + [threshold?.provenance].compactMap(\.self) + taxRates.map(\.provenance)
      + days.compactMap(\.provenance)
  }
}

/// One thing for which texts are searched, in which fields, and how severe it is to find it.
package struct TextRule: Sendable, Hashable {
  /// Raw values are the words of issuer.json.
  package enum Search: String, Sendable, Hashable, CaseIterable {
    /// A character or a run of characters of the list, anywhere in the text: 〓.
    case anywhere
    /// The text is nothing but words of the list: `NULL`.
    case whole
    /// A word of the text, between spaces, is of the list: `NULL　太郎`.
    case word
    /// A word of the list stands in a text of Japanese, glued to it or not, or is repeated: `株式会社NULL`, `nullnull`. Letters
    /// beside it make another word of it: `Nullarbor建設`.
    case embedded
    /// What a spreadsheet makes of a number with signs in it: `7月18日`, `Apr-07`, `1.2E+05`, `45000.0`.
    case spreadsheet
    /// The text is a number or a day and nothing else: `12345`, `2025/6/20`.
    case figures
    /// The text begins as a formula of a spreadsheet does: `=CMD()`, `+A1`, `@SUM`.
    case formula
    /// Text that was decoded by a wrong encoding: `譬ｪ蠑丈ｼ夂､ｾ`.
    case mojibake
    /// Characters written in the notation of another format: `&#39640;`.
    case escape
    /// Characters written by their names in HTML: `&amp;`.
    case entity
    /// Radicals in place of kanji: U+2F85 for 臼.
    case radical
  }

  package let provenance: Provenance
  package let search: Search
  /// What is searched for; empty for searches that need no list.
  package let list: [String]
  /// Paths of the catalogue.
  package let fields: Set<String>
  package let severity: Severity
}

/// That fields are written in a form, and how severe it is when they are not.
package struct FormRule: Sendable, Hashable {
  package let provenance: Provenance
  package let form: WrittenForm
  package let fields: Set<String>
  package let severity: Severity
}

/// 千円: amounts below these were probably written in units of 1,000 yen.
package struct SmallAmountRule: Sendable {
  package let provenance: Provenance
  /// For each field that is judged, the amount below which it is probably wrong; in the order of the catalogue.
  package let floors: [(path: String, yen: Int64)]
  /// The severity when one amount of a record is below its floor.
  package let single: Severity
  /// The severity when several are.
  package let several: Severity
}

/// An amount that is too small a part of another one of its record: one of the two was probably written in units of
/// 1,000 yen.
package struct AmountRatioRule: Sendable, Hashable {
  package let provenance: Provenance
  /// Paths of amounts.
  package let part: String
  package let whole: String
  package let atLeast: Ratio
  /// As the rules file writes it: `1/200`.
  package let written: String
  package let kinds: Set<GuaranteeKind>
  package let severity: Severity
}

/// How severe it is that a price is under the orderer's threshold for advances where the record asks for no advance.
package struct ThresholdRule: Sendable, Hashable {
  package let provenance: Provenance
  package let severity: Severity
}

/// A rate of the consumption tax from a day on.
package struct TaxRate: Sendable, Hashable {
  package let provenance: Provenance
  /// 10 means 10/110 of a price with its tax.
  package let percent: Int64
}

extension RulesReader {
  /// Reads `checks` of issuer.json; nil with diagnostics when anything in it is wrong.
  mutating func readRecordChecks(_ node: JSONNode) -> RecordCheckRules? {
    guard checkMembers(node, ["text", "forms", "smallAmounts", "ratios", "threshold", "tax", "days"]) else {
      return nil
    }
    let text = node["text"] == nil ? [] : readArray(node, "text").compactMap { readTextRule($0) }
    let forms = node["forms"] == nil ? [] : readArray(node, "forms").compactMap { readFormRule($0) }
    let small = node["smallAmounts"].flatMap { readSmallAmounts($0) }
    let ratios = node["ratios"] == nil ? [] : readArray(node, "ratios").compactMap { readAmountRatio($0) }
    let threshold = node["threshold"].flatMap { readThreshold($0) }
    var rates: [TaxRate] = []
    var taxSeverity = Severity.warning
    if let tax = node["tax"], checkMembers(tax, ["severity", "rates", "note"]) {
      taxSeverity = readSeverity(tax) ?? .warning
      rates = readArray(tax, "rates").compactMap { readTaxRate($0) }
    }
    let days = node["days"] == nil ? [] : readDayRules(node)
    guard diagnostics.isEmpty else { return nil }
    return RecordCheckRules(
      text: text, forms: forms, smallAmounts: small, ratios: ratios, threshold: threshold,
      taxRates: rates.sorted { $0.provenance.effectiveFrom < $1.provenance.effectiveFrom }, taxSeverity: taxSeverity,
      days: days)
  }

  private mutating func readTextRule(_ node: JSONNode) -> TextRule? {
    guard checkMembers(node, Self.provenanceKeys + ["search", "list", "fields", "except", "severity"]) else {
      return nil
    }
    let provenance = readProvenance(node)
    let search = readChoice(node, "search", TextRule.Search.self)
    let severity = readSeverity(node)
    let needsList = [.anywhere, .whole, .word, .embedded].contains(search)
    let list = needsList ? readArray(node, "list").compactMap { readListEntry($0) } : []
    if let unused = node["list"], search != nil, !needsList {
      reportWrongValue(unused, LocalizedText("この検査に list はありません。", "This search has no list."))
    }
    let named = node["fields"] == nil ? RecordCheckRules.textFields : readFields(node, "fields")
    let excepted = node["except"] == nil ? [] : readFields(node, "except")
    guard let provenance, let search, let severity else { return nil }
    return TextRule(
      provenance: provenance, search: search, list: list, fields: Set(named).subtracting(excepted), severity: severity)
  }

  private mutating func readFormRule(_ node: JSONNode) -> FormRule? {
    guard checkMembers(node, Self.provenanceKeys + ["form", "fields", "severity"]) else { return nil }
    let provenance = readProvenance(node)
    let form = readChoice(node, "form", WrittenForm.self)
    let severity = readSeverity(node)
    let fields = readFields(node, "fields")
    guard let provenance, let form, let severity else { return nil }
    return FormRule(provenance: provenance, form: form, fields: Set(fields), severity: severity)
  }

  private mutating func readSmallAmounts(_ node: JSONNode) -> SmallAmountRule? {
    guard checkMembers(node, Self.provenanceKeys + ["below", "severity", "several"]) else { return nil }
    let provenance = readProvenance(node)
    let single = readSeverity(node)
    let several = readSeverity(node, "several")
    let paths = Catalogue.fields.filter { $0.type == .yen }.map(\.path)
    let below = readObject(node, "below", paths)
    let floors = below.map { below in
      paths.compactMap { path in
        readOptionalInteger(below, path, in: 1...Int(AmountReader.limit)).map { (path: path, yen: Int64($0)) }
      }
    }
    guard let provenance, let single, let several, let floors else { return nil }
    return SmallAmountRule(provenance: provenance, floors: floors, single: single, several: several)
  }

  private mutating func readAmountRatio(_ node: JSONNode) -> AmountRatioRule? {
    guard checkMembers(node, Self.provenanceKeys + ["part", "of", "atLeast", "kinds", "severity"]) else { return nil }
    let provenance = readProvenance(node)
    let severity = readSeverity(node)
    let part = readAmountPath(node, "part")
    let whole = readAmountPath(node, "of")
    let written = readText(node, "atLeast")
    let atLeast = written.flatMap(readFraction)
    if let value = node["atLeast"], written != nil, atLeast == nil {
      reportWrongValue(value, LocalizedText("\"1/200\" の形の分数でなければなりません。", "A fraction like \"1/200\" is wanted here."))
    }
    let kinds = node["kinds"] == nil ? nil : readArray(node, "kinds").compactMap { readKind($0) }
    guard let provenance, let severity, let part, let whole, let written, let atLeast else { return nil }
    return AmountRatioRule(
      provenance: provenance, part: part, whole: whole, atLeast: atLeast, written: written,
      kinds: Set(kinds ?? GuaranteeKind.allCases), severity: severity)
  }

  private mutating func readThreshold(_ node: JSONNode) -> ThresholdRule? {
    guard checkMembers(node, Self.provenanceKeys + ["severity"]) else { return nil }
    let provenance = readProvenance(node)
    let severity = readSeverity(node)
    guard let provenance, let severity else { return nil }
    return ThresholdRule(provenance: provenance, severity: severity)
  }

  private func readFraction(_ text: String) -> Ratio? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1], numerator > 0, denominator > 0,
      max(numerator, denominator) <= 10_000
    else { return nil }
    return Ratio(numerator, denominator)
  }

  private mutating func readAmountPath(_ node: JSONNode, _ key: String) -> String? {
    guard let text = readText(node, key) else { return nil }
    if Catalogue.field(at: text)?.type == .yen { return text }
    let nearest = Nearest.name(to: text, among: Catalogue.fields.filter { $0.type == .yen }.map(\.path))
    reportWrongValue(
      node[key] ?? node,
      LocalizedText(
        "金額の項目のパスでなければなりません\(nearest.map { "（\($0) ？）" } ?? "")。",
        "The path of an amount is wanted here\(nearest.map { " (\($0)?)" } ?? "")."))
    return nil
  }

  private mutating func readTaxRate(_ node: JSONNode) -> TaxRate? {
    guard checkMembers(node, Self.provenanceKeys + ["percent"]) else { return nil }
    let provenance = readProvenance(node)
    let percent = readInteger(node, "percent", in: 1...100)
    guard let provenance, let percent else { return nil }
    return TaxRate(provenance: provenance, percent: Int64(percent))
  }

  /// A text of a list, which is not empty.
  mutating func readListEntry(_ node: JSONNode) -> String? {
    if let text = node.string, !text.isEmpty { return text }
    reportWrongValue(node, LocalizedText("空でない文字列でなければなりません。", "A text that is not empty is wanted here."))
    return nil
  }

  /// Paths of text fields.
  private mutating func readFields(_ node: JSONNode, _ key: String) -> [String] {
    readArray(node, key).compactMap { element -> String? in
      if let path = element.string, RecordCheckRules.textFields.contains(path) { return path }
      let nearest = element.string.flatMap { Nearest.name(to: $0, among: RecordCheckRules.textFields) }
      reportWrongValue(
        element,
        LocalizedText(
          "文字列の項目のパスでなければなりません\(nearest.map { "（\($0) ？）" } ?? "")。",
          "The path of a text field is wanted here\(nearest.map { " (\($0)?)" } ?? "")."))
      return nil
    }
  }
}

extension RecordCheckRules {
  /// The fields of free text, in the order of the catalogue.
  package static let freeTextFields = Catalogue.fields.filter { field in
    if case .text = field.type { true } else { false }
  }

  /// Their paths.
  package static let textFields = freeTextFields.map(\.path)
}
