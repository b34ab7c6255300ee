import Diagnostics
import Typesetting

extension FormReader {
  /// A form's paper and where its flow may stand.
  struct PageGeometry {
    var width = Length.mm(210)
    var height = Length.mm(297)
    var laterTop = Length.mm(48)
    var floor = Length.mm(265)
  }

  func readPage(_ root: XMLElement) -> PageGeometry {
    var page = PageGeometry()
    guard let element = root.elements.first(where: { $0.name == "page" }) else { return page }
    check(element, attributes: ["paper", "text-from", "text-to", "later-top", "floor"])
    if word(element, "paper", ["A4": false, "A4-landscape": true]) == true { swap(&page.width, &page.height) }
    if let from = length(element, "text-from") { textFrom = from }
    if let to = length(element, "text-to") { textTo = to }
    if let top = length(element, "later-top") { page.laterTop = top }
    if let floor = length(element, "floor") { page.floor = floor }
    return page
  }

  /// `<marks>` with its `<mark>` words and the places of the words behind the body, `<behind words="1" …/>`.
  func readMarks(_ root: XMLElement, _ context: ReadingContext) -> MarksTemplate? {
    guard let element = root.elements.first(where: { $0.name == "marks" }) else { return nil }
    check(element, attributes: ["style", "right", "y", "height", "weight", "behind-role", "behind-colour", "behind-weight"])
    var diagonals: [[Marks.Diagonal]] = []
    for behind in element.elements where behind.name == "behind" {
      check(behind, attributes: ["words", "x", "y", "size", "space"])
      let words = max(1, integer(behind, "words") ?? 1)
      while diagonals.count < words { diagonals.append([]) }
      diagonals[words - 1].append(
        Marks.Diagonal(
          centre: Point(
            required(length(behind, "x"), behind, "x", default: .zero), required(length(behind, "y"), behind, "y", default: .zero)),
          size: required(length(behind, "size"), behind, "size", default: .pt(150)), letterSpace: number(behind, "space") ?? 0))
    }
    let words: [Branch<Template>] = branches(element.elements.filter { $0.name != "behind" }, context) { child, context in
      guard child.name == "mark" else {
        unknown(child, among: ["mark", "behind"])
        return []
      }
      check(child, attributes: [])
      return text(child, context, style: style(element)).stretches.map { .item($0.template) }
    }
    let places = Marks(
      words: [], style: style(element).text, right: length(element, "right") ?? .mm(190), y: length(element, "y") ?? .mm(20),
      height: length(element, "height") ?? .mm(7), weight: length(element, "weight") ?? .mm(0.35), diagonals: diagonals,
      diagonalRole: element.attribute("behind-role")?.value ?? "gothic", diagonalColour: colour(element, "behind-colour") ?? .black,
      diagonalWeight: length(element, "behind-weight") ?? .mm(0.35))
    return MarksTemplate(words: words, style: places)
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
    check(element, attributes: ["y", "gap", "height", "keep"])
    let start: Block.Start =
      if let y = elastic(element, "y") { .at(y) } else { .after(elastic(element, "gap") ?? Elastic(.zero)) }
    let isTable = { (child: XMLElement) in child.name == "table" }
    return BlockTemplate(
      start: start, boxes: branches(element.elements.filter { !isTable($0) }, context, item: readBox),
      tables: branches(element.elements.filter(isTable), context) { child, context in [.item(readTable(child, context))] },
      height: length(element, "height") ?? .zero, keepsWithPrevious: word(element, "keep", ["previous": true]) ?? false)
  }
}
