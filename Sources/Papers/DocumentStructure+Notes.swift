package import Drawing
import Layout
package import PDFFinishing
import Typesetting

extension DocumentStructure {
  /// The drawer's notes in the finisher's words; neither module knows the other.
  package init(_ notes: StructureNotes) {
    self.init(
      elements: notes.elements.map {
        Element(name: $0.name, attributes: $0.attributes.map(Attributes.init), parent: $0.parent)
      },
      texts: notes.texts.map { $0.map { Text(glyphs: $0.glyphs, owner: Owner($0.owner)) } },
      shapes: notes.shapes.map {
        Shapes(owner: Owner($0.owner), drawings: $0.drawings.map(PDFFinishing.PlacedDrawing.init))
      },
      drawings: notes.drawings.map { PDFFinishing.PreparedDrawing(box: $0.box, packed: $0.packed) })
  }
}

extension DocumentStructure.Attributes {
  fileprivate init(_ attributes: StructureNotes.Attributes) {
    switch attributes {
    case .headerCell(let scope, let span): self = .headerCell(scope == .row ? .row : .column, span: span)
    case .dataCell(let span): self = .dataCell(span: span)
    case .figure(let alternative, let box): self = .figure(alternative: alternative, box: box)
    }
  }
}

extension DocumentStructure.Owner {
  fileprivate init(_ owner: StructureNotes.Owner) {
    switch owner {
    case .element(let index): self = .element(index)
    case .artifact(.layout): self = .artifact(.layout)
    case .artifact(.header): self = .artifact(.header)
    case .artifact(.footer): self = .artifact(.footer)
    }
  }
}

extension PDFFinishing.PlacedDrawing {
  fileprivate init(_ placed: Drawing.PlacedDrawing) {
    self.init(placed.drawing, x: placed.x, y: placed.y)
  }
}
