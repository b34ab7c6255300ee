import Diagnostics
import Typesetting

extension FormReader {
  /// A form's paper and where its flow may stand.
  struct PageGeometry {
    var width = Length.mm(210)
    var height = Length.mm(297)
    var laterTop = Length.mm(48)
    var floor = Length.mm(265)
    var grid: BaselineGrid?
  }

  func readPage(_ root: XMLElement) -> PageGeometry {
    var page = PageGeometry()
    guard let element = root.elements.first(where: { $0.name == "page" }) else { return page }
    check(element, attributes: ["paper", "text-from", "text-to", "later-top", "floor", "grid", "grid-from"])
    if let paper = word(element, "paper", PageSize.sizes) { (page.width, page.height) = paper }
    if let from = length(element, "text-from") { textFrom = from }
    if let to = length(element, "text-to") { textTo = to }
    if let top = length(element, "later-top") { page.laterTop = top }
    if let floor = length(element, "floor") { page.floor = floor }
    if let pitch = length(element, "grid") {
      page.grid = BaselineGrid(origin: length(element, "grid-from") ?? .zero, pitch: pitch)
      if pitch <= .zero {
        report(
          "form.grid", element.location(of: "grid"), "基準線の間隔 grid は0より大きくなければなりません。",
          "The grid's pitch must be more than nothing.")
        page.grid = nil
      }
    }
    hasGrid = page.grid != nil
    return page
  }

  /// `<marks>` with its `<mark>` words and the places of the words behind the body, `<behind words="1" …/>`.
  func readMarks(_ root: XMLElement, _ context: ReadingContext) -> MarksTemplate? {
    guard let element = root.elements.first(where: { $0.name == "marks" }) else { return nil }
    check(
      element, attributes: ["style", "right", "y", "height", "weight", "behind-role", "behind-colour", "behind-weight"])
    let behind: [Branch<MarksTemplate.Behind>] = branches(element.elements.filter(Self.isBehind), context) { child, _ in
      [.item(readBehind(child))]
    }
    let words: [Branch<MarksTemplate.Word>] = branches(element.elements.filter { !Self.isBehind($0) }, context) {
      child, context in
      guard child.name == "mark" else {
        unknown(child, among: ["mark", "behind"])
        return []
      }
      check(child, attributes: ["behind"])
      let boxed = plainText(child, context)
      let behind = child.attribute("behind") == nil ? nil : template(child, "behind", context)
      return [.item(MarksTemplate.Word(boxed: boxed, behind: behind ?? boxed))]
    }
    let locations = Marks(
      words: [], style: style(element).text, right: length(element, "right") ?? .mm(190),
      y: length(element, "y") ?? .mm(20),
      height: length(element, "height") ?? .mm(7), weight: length(element, "weight") ?? .mm(0.35), diagonals: [],
      diagonalRole: element.attribute("behind-role")?.value ?? "gothic",
      diagonalColour: colour(element, "behind-colour") ?? .black,
      diagonalWeight: length(element, "behind-weight") ?? .mm(0.35))
    return MarksTemplate(words: words, behind: behind, style: locations)
  }

  /// `<title>` under a condition: what the document is called then.
  func readTitles(_ root: XMLElement, _ context: ReadingContext) -> [Branch<Template>] {
    branches(root.elements.filter { $0.name == "title" }, context) { element, context in
      check(element, attributes: [])
      return [.item(plainText(element, context))]
    }
  }

  /// An element's text without markup in it.
  private func plainText(_ element: XMLElement, _ context: ReadingContext) -> Template {
    let text = element.children.map { child in if case .text(let text, _) = child { text } else { "" } }.joined()
    return template(text, context: context) { _ in element.location }
  }

  private static func isBehind(_ element: XMLElement) -> Bool {
    element.name == "behind" || !element.elements.isEmpty && element.elements.allSatisfy(isBehind)
  }

  private func readBehind(_ element: XMLElement) -> MarksTemplate.Behind {
    check(element, attributes: ["words", "x", "y", "size", "space"])
    let centre = Point(
      required(length(element, "x"), element, "x", default: .zero),
      required(length(element, "y"), element, "y", default: .zero))
    return MarksTemplate.Behind(
      words: max(1, integer(element, "words") ?? 1),
      diagonal: Marks.Diagonal(
        centre: centre, size: required(length(element, "size"), element, "size", default: .pt(150)),
        letterSpace: number(element, "space") ?? 0))
  }

  /// `<flow>`: blocks one below the other.
  func readFlow(_ root: XMLElement, _ context: ReadingContext) -> [Branch<BlockTemplate>] {
    root.elements.filter { $0.name == "flow" }.flatMap { flow in
      branches(flow.elements, context) { element, context in
        guard element.name == "block" else {
          unknown(element, among: ["block"])
          return []
        }
        return [.item(readBlock(element, context))]
      }
    }
  }

  private func readBlock(_ element: XMLElement, _ context: ReadingContext) -> BlockTemplate {
    check(element, attributes: ["y", "gap", "height", "keep", "on"])
    let standsOnGrid = word(element, "on", ["grid": true]) ?? false
    if standsOnGrid, !hasGrid {
      report(
        "form.grid", element.location(of: "on"), "on=\"grid\" には page の grid が要ります。",
        "on=\"grid\" needs the page's grid.",
        advice: LocalizedText("page に grid=\"6mm\" のように書いてください。", "Write grid=\"6mm\" or the like on page."))
    }
    let start: Block.Start =
      if let y = elastic(element, "y") { .at(y) } else { .after(elastic(element, "gap") ?? SteppedLength(.zero)) }
    return BlockTemplate(
      start: start, boxes: branches(element.elements.filter { !Self.isTable($0) }, context, item: readBox),
      tables: branches(element.elements.filter(Self.isTable), context) { child, context in
        [.item(readTable(child, context))]
      },
      height: length(element, "height"), keepsWithPrevious: word(element, "keep", ["previous": true]) ?? false,
      standsOnGrid: standsOnGrid)
  }

  /// A table, or a condition around tables.
  private static func isTable(_ element: XMLElement) -> Bool {
    element.name == "table" || element.name == "when" && element.elements.contains(where: isTable)
  }
}

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

/// The papers that a form can name: ISO 216's A sizes and JIS P 0138's B sizes, upright and on their side.
enum PageSize {
  /// Width and height by name.
  static let sizes: KeyValuePairs<String, (width: Length, height: Length)> = [
    "A3": (.mm(297), .mm(420)), "A4": (.mm(210), .mm(297)), "A5": (.mm(148), .mm(210)),
    "B4": (.mm(257), .mm(364)), "B5": (.mm(182), .mm(257)),
    "A3-landscape": (.mm(420), .mm(297)), "A4-landscape": (.mm(297), .mm(210)), "A5-landscape": (.mm(210), .mm(148)),
    "B4-landscape": (.mm(364), .mm(257)), "B5-landscape": (.mm(257), .mm(182)),
  ]
}
