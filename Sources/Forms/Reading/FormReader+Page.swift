import Diagnostics
import StrictXML
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
