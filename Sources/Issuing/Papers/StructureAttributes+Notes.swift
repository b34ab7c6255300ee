package import Drawing
package import PDFFile
import Typesetting

extension StructureAttributes {
  /// The drawer's notes in the finisher's words; neither module knows the other.
  package init(_ notes: StructureNotes) {
    self.init(
      headerCells: notes.headerCells.map { HeaderCell(scope: $0.scope == .row ? .row : .column, span: $0.span) },
      dataCellSpans: notes.dataCellSpans,
      figures: notes.figures.map {
        Figure(alternative: $0.alternative, box: $0.box, drawings: $0.drawings.map(PDFFile.PlacedDrawing.init))
      },
      artifacts: notes.artifacts.map { Artifact(ArtifactKind($0.kind), drawings: $0.drawings.map(PDFFile.PlacedDrawing.init)) },
      drawings: notes.drawings.map { PDFFile.PreparedDrawing(box: $0.box, packed: $0.packed) })
  }
}

extension StructureAttributes.ArtifactKind {
  fileprivate init(_ kind: StructureNotes.ArtifactKind) {
    switch kind {
    case .layout: self = .layout
    case .header: self = .header
    case .footer: self = .footer
    }
  }
}

extension PDFFile.PlacedDrawing {
  fileprivate init(_ placed: Drawing.PlacedDrawing) {
    self.init(placed.drawing, x: placed.x, y: placed.y)
  }
}
