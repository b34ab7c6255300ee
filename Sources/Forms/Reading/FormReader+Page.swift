import Diagnostics
import Layout
import StrictXML
import Typesetting

// What a form is made with (styles and measures), its page, and the sections in which everything stands: marks, titles
// and the flow.

extension FormReader {
  /// `<styles>`: colours and styles. With `like` a style takes what it does not say from another one above it.
  ///
  /// - Parameter isOwn: whether the form itself defines them and therefore has to use them; the house's serve all
  ///   forms.
  func readStyles(_ section: XMLElement, isOwn: Bool) {
    for element in section.elements {
      guard let name = element.attribute("name")?.value, !name.isEmpty else {
        reportMissingAttribute("name", of: element)
        continue
      }
      switch element.name {
      case "colour": readColour(element, name)
      case "style":
        readStyle(element, name)
        if isOwn { unusedStyles[name] = element.location } else { houseStyles[name] = element.location }
      default: reportUnknownElement(element, allowed: ["colour", "style"])
      }
    }
  }

  private func readColour(_ element: XMLElement, _ name: String) {
    checkAttributes(of: element, allowed: ["name", "rgb"])
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
    checkAttributes(
      of: element,
      allowed: [
        "name", "like", "role", "size", "colour", "space", "tighten", "pitch", "align", "one-line", "lines", "condense",
        "shrink", "wrap",
      ])
    var style = Style.standard
    if element.attribute("like") != nil { style = self.style(element, "like") }
    if let role = element.attribute("role")?.value { style.text.role = role }
    if let size = length(element, "size") { style.text.size = size }
    if let colour = colour(element, "colour") { style.text.colour = colour }
    if let space = number(element, "space") { style.text.letterSpace = space }
    if let tighten = number(element, "tighten") { style.text.digitTightening = tighten }
    if let pitch = length(element, "pitch") { style.pitch = pitch }
    if let alignment = alignment(element) { style.alignment = alignment }
    style.fit = fit(element, style.fit)
    if let wrap = keyword(element, "wrap", ["prose": Wrap.prose, "phrases": .phrases]) { style.fit.wrap = wrap }
    styles[name] = style
  }

  /// How the lines of a text are aligned, from `align`.
  func alignment(_ element: XMLElement) -> Alignment? {
    keyword(
      element, "align",
      ["start": Alignment.start, "centre": .centre, "end": .end, "justified": .justified, "spread": .spread])
  }

  /// How far a text may give way to fit: what the element says, and for the rest what is inherited.
  func fit(_ element: XMLElement, _ inherited: FitPolicy) -> FitPolicy {
    var fit = inherited
    if let floor = number(element, "one-line") { fit.oneLineFloor = floor }
    if let lines = integer(element, "lines") { fit.lines = lines == 0 ? nil : lines }
    if let floor = number(element, "condense") { fit.condenseFloor = floor }
    if let floor = length(element, "shrink") { fit.shrinkFloor = floor }
    return fit
  }

  /// `<measures>`: lengths that give way in steps when a page is too full, as
  /// `<measure name="row" steps="7mm 6.5mm"/>`.
  ///
  /// - Parameter isOwn: whether the form itself defines them and therefore has to use them.
  func readMeasures(_ section: XMLElement, isOwn: Bool) {
    for element in section.elements {
      guard element.name == "measure" else {
        reportUnknownElement(element, allowed: ["measure"])
        continue
      }
      checkAttributes(of: element, allowed: ["name", "steps"])
      let texts = (element.attribute("steps")?.value ?? "").split(separator: " ").map(String.init)
      let lengths = texts.compactMap(Self.length)
      guard let first = lengths.first, lengths.count == texts.count, let name = element.attribute("name")?.value else {
        report(
          "form.measure", element.location(of: "steps"), "寸法は steps=\"7mm 6.5mm\" のように書きます。",
          "A measure is written like steps=\"7mm 6.5mm\".")
        continue
      }
      measures[name] = SteppedLength(first, Array(lengths.dropFirst()))
      if isOwn { unusedMeasures[name] = element.location }
    }
  }
}

extension FormReader {
  /// The size of a form's page and where its flow stands. The defaults are those of the house's papers.
  struct PageGeometry {
    var width = Length.mm(210)
    var height = Length.mm(297)
    /// Where the flow begins on later pages.
    var laterTop = Length.mm(48)
    /// Where the flow ends on every page.
    var floor = Length.mm(265)
    var grid: BaselineGrid?
  }

  /// Width and height of the papers that a form can name: A sizes of ISO 216, B sizes of JIS P 0138.
  private static let pageSizes: KeyValuePairs<String, (width: Length, height: Length)> = [
    "A3": (.mm(297), .mm(420)), "A4": (.mm(210), .mm(297)), "A5": (.mm(148), .mm(210)),
    "B4": (.mm(257), .mm(364)), "B5": (.mm(182), .mm(257)),
    "A3-landscape": (.mm(420), .mm(297)), "A4-landscape": (.mm(297), .mm(210)), "A5-landscape": (.mm(210), .mm(148)),
    "B4-landscape": (.mm(364), .mm(257)), "B5-landscape": (.mm(257), .mm(182)),
  ]

  /// `<page>`, which also sets the edges of running text.
  func readPage(_ root: XMLElement) -> PageGeometry {
    var page = PageGeometry()
    guard let element = root.elements.first(where: { $0.name == "page" }) else { return page }
    checkAttributes(of: element, allowed: ["paper", "text-from", "text-to", "later-top", "floor", "grid", "grid-from"])
    if let paper = keyword(element, "paper", Self.pageSizes) { (page.width, page.height) = paper }
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

  /// `<marks>`: words in `<mark>`, and in `<behind words="1" …/>` where they stand behind the body when there are so
  /// many of them.
  func readMarks(_ root: XMLElement, _ context: ReadingContext) -> MarksTemplate? {
    guard let element = root.elements.first(where: { $0.name == "marks" }) else { return nil }
    checkAttributes(
      of: element,
      allowed: ["style", "right", "y", "height", "weight", "behind-role", "behind-colour", "behind-weight"])
    let behind = readBranches(element.elements.filter(Self.isBehind), context) { child, _ in
      [Branch.item(readBehind(child))]
    }
    let words: [Branch<MarksTemplate.Word>] = readBranches(element.elements.filter { !Self.isBehind($0) }, context) {
      child, context in
      guard child.name == "mark" else {
        reportUnknownElement(child, allowed: ["mark", "behind"])
        return []
      }
      checkAttributes(of: child, allowed: ["behind"])
      let boxed = plainText(child, context)
      let behind = child.attribute("behind") == nil ? nil : template(child, "behind", context)
      return [.item(MarksTemplate.Word(boxed: boxed, behind: behind ?? boxed))]
    }
    let style = Marks(
      words: [], style: self.style(element).text, right: length(element, "right") ?? .mm(190),
      y: length(element, "y") ?? .mm(20),
      height: length(element, "height") ?? .mm(7), weight: length(element, "weight") ?? Self.ruleWeight, diagonals: [],
      diagonalRole: element.attribute("behind-role")?.value ?? "gothic",
      diagonalColour: colour(element, "behind-colour") ?? .black,
      diagonalWeight: length(element, "behind-weight") ?? Self.ruleWeight)
    return MarksTemplate(words: words, behind: behind, style: style)
  }

  /// `<title>` elements with conditions: what the document is called when they hold. Those of a message are `<subject>`.
  func readTitles(
    _ root: XMLElement, _ context: ReadingContext, named name: String = "title"
  ) -> [Branch<Template>] {
    readBranches(root.elements.filter { $0.name == name }, context) { element, context in
      checkAttributes(of: element, allowed: [])
      return [.item(plainText(element, context))]
    }
  }

  /// The text of an element, whose child elements are left out.
  private func plainText(_ element: XMLElement, _ context: ReadingContext) -> Template {
    let text = element.children.map { child in if case .text(let text, _) = child { text } else { "" } }.joined()
    return template(text, context: context) { _ in element.location }
  }

  /// Whether an element is a `<behind>`, or conditions around nothing else.
  private static func isBehind(_ element: XMLElement) -> Bool {
    element.name == "behind" || !element.elements.isEmpty && element.elements.allSatisfy(isBehind)
  }

  private func readBehind(_ element: XMLElement) -> MarksTemplate.Behind {
    checkAttributes(of: element, allowed: ["words", "x", "y", "size", "space"])
    let centre = Point(requiredLength(element, "x"), requiredLength(element, "y"))
    return MarksTemplate.Behind(
      words: max(1, integer(element, "words") ?? 1),
      diagonal: Marks.Diagonal(
        centre: centre, size: required(length(element, "size"), element, "size", default: .pt(150)),
        letterSpace: number(element, "space") ?? 0))
  }

  /// `<flow>`: blocks that follow each other down the page and over to the next.
  func readFlow(_ root: XMLElement, _ context: ReadingContext) -> [Branch<BlockTemplate>] {
    root.elements.filter { $0.name == "flow" }.flatMap { flow in
      readBranches(flow.elements, context) { element, context in
        guard element.name == "block" else {
          reportUnknownElement(element, allowed: ["block"])
          return []
        }
        return [.item(readBlock(element, context))]
      }
    }
  }

  /// `<block>`: boxes and at most one table.
  private func readBlock(_ element: XMLElement, _ context: ReadingContext) -> BlockTemplate {
    checkAttributes(of: element, allowed: ["y", "gap", "height", "keep", "on"])
    let standsOnGrid = keyword(element, "on", ["grid": true]) ?? false
    if standsOnGrid, !hasGrid {
      report(
        "form.grid", element.location(of: "on"), "on=\"grid\" には page の grid が要ります。",
        "on=\"grid\" needs the page's grid.",
        advice: LocalizedText("page に grid=\"6mm\" のように書いてください。", "Write grid=\"6mm\" or the like on page."))
    }
    let start: Block.Start =
      if let y = steppedLength(element, "y") {
        .at(y, gap: steppedLength(element, "gap") ?? SteppedLength(.zero))
      } else {
        .after(steppedLength(element, "gap") ?? SteppedLength(.zero))
      }
    return BlockTemplate(
      start: start, boxes: readBranches(element.elements.filter { !Self.isTable($0) }, context, item: readBox),
      tables: readBranches(element.elements.filter(Self.isTable), context) { child, context in
        [.item(readTable(child, context))]
      },
      height: length(element, "height"), keepsWithPrevious: keyword(element, "keep", ["previous": true]) ?? false,
      standsOnGrid: standsOnGrid)
  }

  /// Whether an element is a table, or a condition around one.
  private static func isTable(_ element: XMLElement) -> Bool {
    element.name == "table" || element.name == "when" && element.elements.contains(where: isTable)
  }
}
