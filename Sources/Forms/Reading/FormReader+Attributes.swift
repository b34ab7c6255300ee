import Diagnostics
import Layout
import StrictXML
import Typesetting

// Attributes as values: lengths, numbers, colours, styles and keywords. Each function returns nil when the element has
// no such attribute, and also when the attribute has a fault, which is then reported. The names and the words that a
// form may write are those of Documentation/forms.md.

extension FormReader {
  /// Attributes that every element may have: a condition.
  private static let conditionAttributes = ["when", "unless", "is"]

  /// The weight of rules and borders that state none.
  static let ruleWeight = Length.mm(0.35)

  /// Reports each attribute that is not among those that the element may have.
  func checkAttributes(of element: XMLElement, allowed attributes: [String]) {
    let known = attributes + Self.conditionAttributes
    for attribute in element.attributes where !known.contains(attribute.name) {
      let nearest = Nearest.name(to: attribute.name, among: known)
      report(
        "form.attribute.unknown", element.location(of: attribute.name),
        "要素 \(element.name) に属性 \(Echo.quoted(attribute.name)) はありません。",
        "Element \(element.name) has no attribute \(Echo.quoted(attribute.name)).", advice: nearest.map(Self.didYouMean)
      )
    }
  }

  /// Reports an element that does not belong where it stands.
  func reportUnknownElement(_ element: XMLElement, allowed known: [String]) {
    report(
      "form.element.unknown", element.location, "ここに要素 \(Echo.quoted(element.name)) は置けません。",
      "Element \(Echo.quoted(element.name)) cannot stand here.",
      advice: Nearest.name(to: element.name, among: known).map(Self.didYouMean))
  }

  static func didYouMean(_ name: String) -> LocalizedText {
    LocalizedText("\(name) ではありませんか。", "Did you mean \(name)?")
  }

  /// A length such as `25mm` or `10.5pt`.
  func length(_ element: XMLElement, _ name: String) -> Length? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let length = Self.length(text) { return length }
    report(
      "form.length", element.location(of: name), "属性 \(name) の長さ \(Echo.quoted(text)) が読めません。",
      "Attribute \(name) has no length: \(Echo.quoted(text)).",
      advice: LocalizedText("25mm や 10.5pt のように書いてください。", "Write it like 25mm or 10.5pt."))
    return nil
  }

  /// Lengths parted by spaces; none when the attribute is absent.
  func lengths(_ element: XMLElement, _ name: String) -> [Length] {
    let texts = (element.attribute(name)?.value ?? "").split(separator: " ")
    let lengths = texts.compactMap { Self.length(String($0)) }
    if lengths.count < texts.count {
      report(
        "form.length", element.location(of: name), "属性 \(name) に読めない長さがあります。",
        "Attribute \(name) holds something that is no length.")
    }
    return lengths
  }

  /// A length that may give way in steps: the name of a measure, or a plain length.
  func steppedLength(_ element: XMLElement, _ name: String) -> SteppedLength? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let measure = measures[text] {
      unusedMeasures[text] = nil
      return measure
    }
    if let first = text.unicodeScalars.first, !"-.0123456789".unicodeScalars.contains(first) {
      report(
        "form.measure.unknown", element.location(of: name), "寸法 \(Echo.quoted(text)) は定義されていません。",
        "Measure \(Echo.quoted(text)) is not defined.",
        advice: Nearest.name(to: text, among: measures.keys.sorted()).map(Self.didYouMean))
      return nil
    }
    return length(element, name).map { SteppedLength($0) }
  }

  /// A value that must be there: reports a missing attribute. When the attribute is there and nil came of it, its fault
  /// is reported already.
  func required<Value>(_ value: Value?, _ element: XMLElement, _ name: String, default fallback: Value) -> Value {
    if let value { return value }
    if element.attribute(name) == nil { reportMissingAttribute(name, of: element) }
    return fallback
  }

  func reportMissingAttribute(_ name: String, of element: XMLElement) {
    report(
      "form.attribute.missing", element.location, "要素 \(element.name) に属性 \(name) が必要です。",
      "Element \(element.name) needs attribute \(name).")
  }

  func requiredLength(_ element: XMLElement, _ name: String) -> Length {
    required(length(element, name), element, name, default: .zero)
  }

  func requiredSteppedLength(_ element: XMLElement, _ name: String) -> SteppedLength {
    required(steppedLength(element, name), element, name, default: SteppedLength(.zero))
  }

  func requiredColour(_ element: XMLElement, _ name: String) -> Colour {
    required(colour(element, name), element, name, default: .black)
  }

  /// A decimal number such as `0.17`.
  func number(_ element: XMLElement, _ name: String) -> Double? {
    number(element, name) { Self.decimal($0) }
  }

  /// A whole number, not negative.
  func integer(_ element: XMLElement, _ name: String) -> Int? {
    number(element, name) { text in Int(text).flatMap { $0 >= 0 ? $0 : nil } }
  }

  private func number<Value>(_ element: XMLElement, _ name: String, _ parse: (String) -> Value?) -> Value? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let value = parse(text) { return value }
    report(
      "form.number", element.location(of: name), "属性 \(name) の数 \(Echo.quoted(text)) が読めません。",
      "Attribute \(name) has no number: \(Echo.quoted(text)).")
    return nil
  }

  /// A colour by the name that `<styles>` gives it.
  func colour(_ element: XMLElement, _ name: String) -> Colour? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let colour = colours[text] { return colour }
    report(
      "form.colour.unknown", element.location(of: name), "色 \(Echo.quoted(text)) は定義されていません。",
      "Colour \(Echo.quoted(text)) is not defined.",
      advice: Nearest.name(to: text, among: colours.keys.sorted()).map(Self.didYouMean))
    return nil
  }

  /// The style that an element names, or the standard one in place of one that is not defined.
  func style(_ element: XMLElement, _ name: String = "style", default fallback: String = "text") -> Style {
    let wanted = element.attribute(name)?.value ?? fallback
    if let style = styles[wanted] {
      unusedStyles[wanted] = nil
      usedStyles.insert(wanted)
      return style
    }
    report(
      "form.style.unknown", element.location(of: name), "書式 \(Echo.quoted(wanted)) は定義されていません。",
      "Style \(Echo.quoted(wanted)) is not defined.",
      advice: Nearest.name(to: wanted, among: styles.keys.sorted()).map(Self.didYouMean))
    return .standard
  }

  /// The value that one of some keywords stands for.
  func keyword<Value>(_ element: XMLElement, _ name: String, _ words: KeyValuePairs<String, Value>) -> Value? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let found = words.first(where: { $0.key == text }) { return found.value }
    let known = words.map(\.key).joined(separator: "・")
    report(
      "form.word", element.location(of: name), "属性 \(name) の値 \(Echo.quoted(text)) は使えません（\(known)）。",
      "Attribute \(name) cannot be \(Echo.quoted(text)) (\(known)).",
      advice: Nearest.name(to: text, among: words.map(\.key)).map(Self.didYouMean))
    return nil
  }

  /// What a cell or a column is for those who read the table by its structure.
  func cellRole(_ element: XMLElement) -> Table.Cell.Role? {
    keyword(element, "as", ["label": .rowHeader, "head": .columnHeader, "value": .data, "note": .note])
  }

  static func length(_ text: String) -> Length? {
    guard let value = decimal(text.dropLast(2)) else { return nil }
    if text.hasSuffix("mm") { return .mm(value) }
    if text.hasSuffix("pt") { return .pt(value) }
    return nil
  }

  /// A plain decimal number: no exponent, no hexadecimal digits, no infinity.
  static func decimal(_ text: some StringProtocol) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) }) else { return nil }
    return Double(text)
  }
}
