import DrawnDocument
import Layout
import Typesetting

/// What pages need to be drawn: the pieces that stand on them, and the structure that the pieces belong to.
struct PagePlan {
  /// In the order of the pages. A mark of a document names a piece by its place among those of the document.
  private(set) var sources: [PlacedSource] = []
  private var document = DrawnDocument()
  /// How many pieces the documents before have.
  private var before = 0

  /// What a piece is drawn from, where an outline drawing stands, and the page that it is on.
  struct PlacedSource {
    let source: PieceSource
    let origin: Point
    let page: (number: Int, width: Double, height: Double)
  }

  /// Plans a document and returns it without its pieces.
  mutating func addDocument(_ order: PagesToDraw) throws(DrawingFault) -> DrawnDocument {
    guard !order.pages.isEmpty else { throw .page(.noPage) }
    document = DrawnDocument(outline: order.outline)
    before = sources.count
    let leaves = order.outline.flatMap(\.leaves)
    let parts = leaves.count > 1 ? Set(leaves.map { $0.page - 1 }) : []
    var part: Int?
    for (index, page) in order.pages.enumerated() {
      document.pages.append(.init(width: page.width.points, height: page.height.points))
      if parts.contains(index) { part = document.addElement("Part", nil, in: nil) }
      addArtifacts(page.underlay, of: page)
      for element in page.content { try addElement(element, in: part, of: page) }
    }
    return document
  }

  private mutating func addPiece(
    _ source: PieceSource, at origin: Point = Point(.zero, .zero), of owner: DrawnDocument.Owner
  ) {
    let page = document.pages.count - 1
    document.pages[page].marks.append(.init(owner: owner, piece: sources.count - before))
    sources.append(
      PlacedSource(
        source: source, origin: origin, page: (page + 1, document.pages[page].width, document.pages[page].height)))
  }

  /// Adds an element of the structure with all that is in it.
  ///
  /// - Parameter parent: index of the element that holds it.
  private mutating func addElement(_ element: Element, in parent: Int?, of page: Page) throws(DrawingFault) {
    switch element {
    case .group(let tag, let children):
      let index = document.addElement(tag.name, tag.attributes(), in: parent)
      for child in children { try addElement(child, in: index, of: page) }
    case .leaf(let tag, let runs):
      if case .figure = tag { throw .page(.textInFigure) }
      addText(runs, of: .element(document.addElement(tag.name, tag.attributes(), in: parent)))
    case .figure(let tag, let shapes):
      for shape in shapes { if case .text = shape { throw .page(.textInFigure) } }
      let box = shapes.boundingBox(height: page.height)
      addShapes(shapes[...], of: .element(document.addElement(tag.name, tag.attributes(box: box), in: parent)))
    }
  }

  private mutating func addText(_ runs: [GlyphRun], of owner: DrawnDocument.Owner) {
    if runs.contains(where: { !$0.glyphs.isEmpty }) { addPiece(.text(runs), of: owner) }
  }

  /// Adds what is no content of the document (artifacts, ISO 32000-1 14.8.2.2). A text is a header or footer by its
  /// position; the shapes between two texts are one layout artifact.
  private mutating func addArtifacts(_ artifacts: [Artifact], of page: Page) {
    var rest = artifacts[...]
    while let first = rest.first {
      if case .text(let runs) = first {
        rest.removeFirst()
        guard let line = runs.first else { continue }
        addText(runs, of: .artifact(line.origin.y > page.height / 2 ? .footer : .header))
      } else {
        let shapes = rest.prefix { artifact in if case .text = artifact { false } else { true } }
        rest = rest[shapes.endIndex...]
        addShapes(shapes, of: .artifact(.layout))
      }
    }
  }

  /// Adds shapes in their order. An outline drawing is a piece of its own, because it may stand in different places of
  /// different papers.
  private mutating func addShapes(_ shapes: ArraySlice<Artifact>, of owner: DrawnDocument.Owner) {
    var others: [Artifact] = []
    for shape in shapes {
      guard case .outlines(let drawing, let origin) = shape else {
        others.append(shape)
        continue
      }
      if !others.isEmpty { addPiece(.shapes(others), of: owner) }
      others.removeAll()
      addPiece(.drawing(drawing), at: origin, of: owner)
    }
    if !others.isEmpty { addPiece(.shapes(others), of: owner) }
  }
}
