import Diagnostics
import StrictXML
import Typesetting

extension FormReader {
  /// Colours and styles; a style takes what it does not say from the one that it is `like`.
  ///
  /// - Parameter own: whether the form defines them itself, and so has to use them; those of the house serve all forms.
  func readStyles(_ section: XMLElement, own: Bool) {
    for element in section.elements {
      guard let name = element.attribute("name")?.value, !name.isEmpty else {
        report(
          "form.attribute.missing", element.location, "要素 \(element.name) に属性 name が必要です。",
          "Element \(element.name) needs attribute name.")
        continue
      }
      switch element.name {
      case "colour": readColour(element, name)
      case "style":
        readStyle(element, name)
        if own { unusedStyles[name] = element.location } else { houseStyles[name] = element.location }
      default: unknown(element, among: ["colour", "style"])
      }
    }
  }

  private func readColour(_ element: XMLElement, _ name: String) {
    check(element, attributes: ["name", "rgb"])
    let parts = (element.attribute("rgb")?.value ?? "").split(separator: " ").compactMap { UInt8($0) }
    guard parts.count == 3 else {
      report(
        "form.colour", element.location(of: "rgb"), "色は rgb=\"18 44 82\" のように書きます。",
        "A colour is written like rgb=\"18 44 82\".")
      return
    }
    colours[name] = Colour(parts[0], parts[1], parts[2])
  }

  private func readStyle(_ element: XMLElement, _ name: String) {
    check(
      element,
      attributes: [
        "name", "like", "role", "size", "colour", "space", "tighten", "pitch", "align", "one-line", "lines", "condense",
        "shrink",
      ])
    var style = Style(
      text: TextStyle(role: "mincho", size: .pt(10.5)), pitch: .mm(6), alignment: .start, fit: FitPolicy())
    if element.attribute("like") != nil { style = self.style(element, "like") }
    if let role = element.attribute("role")?.value { style.text.role = role }
    if let size = length(element, "size") { style.text.size = size }
    if let colour = colour(element, "colour") { style.text.colour = colour }
    if let space = number(element, "space") { style.text.letterSpace = space }
    if let tighten = number(element, "tighten") { style.text.digitTightening = tighten }
    if let pitch = length(element, "pitch") { style.pitch = pitch }
    if let alignment = alignment(element) { style.alignment = alignment }
    style.fit = fit(element, style.fit)
    styles[name] = style
  }

  func alignment(_ element: XMLElement) -> Alignment? {
    word(
      element, "align",
      ["start": Alignment.start, "centre": .centre, "end": .end, "justified": .justified, "spread": .spread])
  }

  /// The fit policy with what the element says of it.
  func fit(_ element: XMLElement, _ inherited: FitPolicy) -> FitPolicy {
    var fit = inherited
    if let floor = number(element, "one-line") { fit.oneLineFloor = floor }
    if let lines = integer(element, "lines") { fit.lines = lines == 0 ? nil : lines }
    if let floor = number(element, "condense") { fit.condenseFloor = floor }
    if let floor = length(element, "shrink") { fit.shrinkFloor = floor }
    return fit
  }

  /// Measures that give way: `<measure name="row" steps="7mm 6.5mm"/>`.
  ///
  /// - Parameter own: whether the form defines them itself, and so has to use them.
  func readMeasures(_ section: XMLElement, own: Bool) {
    for element in section.elements {
      guard element.name == "measure" else {
        unknown(element, among: ["measure"])
        continue
      }
      check(element, attributes: ["name", "steps"])
      let texts = (element.attribute("steps")?.value ?? "").split(separator: " ").map(String.init)
      let lengths = texts.compactMap(Self.length)
      guard let first = lengths.first, lengths.count == texts.count, let name = element.attribute("name")?.value else {
        report(
          "form.measure", element.location(of: "steps"), "寸法は steps=\"7mm 6.5mm\" のように書きます。",
          "A measure is written like steps=\"7mm 6.5mm\".")
        continue
      }
      measures[name] = SteppedLength(first, Array(lengths.dropFirst()))
      if own { unusedMeasures[name] = element.location }
    }
  }
}
