import Diagnostics
import StrictXML
import Typesetting

extension FormReader {
  /// Attributes that every element may have: conditions.
  private static let conditions = ["when", "unless", "is"]

  /// Reports attributes that the element does not have.
  func check(_ element: XMLElement, attributes: [String]) {
    let known = attributes + Self.conditions
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
  func unknown(_ element: XMLElement, among known: [String]) {
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

  /// A length that may give way: the name of a measure, or a length.
  func elastic(_ element: XMLElement, _ name: String) -> SteppedLength? {
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

  func required<Value>(_ value: Value?, _ element: XMLElement, _ name: String, default fallback: Value) -> Value {
    if let value { return value }
    if element.attribute(name) == nil {
      report(
        "form.attribute.missing", element.location, "要素 \(element.name) に属性 \(name) が必要です。",
        "Element \(element.name) needs attribute \(name).")
    }
    return fallback
  }

  /// A decimal number such as `0.17`.
  func number(_ element: XMLElement, _ name: String) -> Double? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let value = Self.decimal(text) { return value }
    report(
      "form.number", element.location(of: name), "属性 \(name) の数 \(Echo.quoted(text)) が読めません。",
      "Attribute \(name) has no number: \(Echo.quoted(text)).")
    return nil
  }

  func integer(_ element: XMLElement, _ name: String) -> Int? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let value = Int(text), value >= 0 { return value }
    report(
      "form.number", element.location(of: name), "属性 \(name) の数 \(Echo.quoted(text)) が読めません。",
      "Attribute \(name) has no number: \(Echo.quoted(text)).")
    return nil
  }

  /// A colour by its name in the styles.
  func colour(_ element: XMLElement, _ name: String) -> Colour? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let colour = colours[text] { return colour }
    report(
      "form.colour.unknown", element.location(of: name), "色 \(Echo.quoted(text)) は定義されていません。",
      "Colour \(Echo.quoted(text)) is not defined.",
      advice: Nearest.name(to: text, among: colours.keys.sorted()).map(Self.didYouMean))
    return nil
  }

  /// The style that an element names.
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
    return Style(text: TextStyle(role: "mincho", size: .pt(10.5)), pitch: .mm(6), alignment: .start, fit: FitPolicy())
  }

  /// One of some words.
  func word<Value>(_ element: XMLElement, _ name: String, _ words: KeyValuePairs<String, Value>) -> Value? {
    guard let text = element.attribute(name)?.value else { return nil }
    if let found = words.first(where: { $0.key == text }) { return found.value }
    let known = words.map(\.key).joined(separator: "・")
    report(
      "form.word", element.location(of: name), "属性 \(name) の値 \(Echo.quoted(text)) は使えません（\(known)）。",
      "Attribute \(name) cannot be \(Echo.quoted(text)) (\(known)).",
      advice: Nearest.name(to: text, among: words.map(\.key)).map(Self.didYouMean))
    return nil
  }

  static func length(_ text: String) -> Length? {
    guard let value = decimal(text.dropLast(2)) else { return nil }
    if text.hasSuffix("mm") { return .mm(value) }
    if text.hasSuffix("pt") { return .pt(value) }
    return nil
  }

  /// A plain decimal: no exponent, no hexadecimal, no infinity.
  static func decimal(_ text: some StringProtocol) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) }) else { return nil }
    return Double(text)
  }
}
