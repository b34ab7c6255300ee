import Crypto
import Drawing
import Fields
import PDFFile
import Typesetting

extension Finish {
  /// What a drawn paper becomes as a file: titled as the form says, written by the issuer, dated with the day of issue. The engine's format number is named, its release is not: a release alone changes no paper.
  init(drawn: DrawnPDF, title: String, identifier: String?, author: String, issuedOn: CalendarDate) {
    self.init(
      title: title, author: author, issuedOn: PDFDate(year: issuedOn.year, month: issuedOn.month, day: issuedOn.day),
      identifier: identifier, program: "\(EngineVersion.name) (format \(EngineVersion.format))",
      structure: StructureAttributes(drawn.notes), digest: { Array(SHA256.hash(data: $0)) })
  }
}

extension StructureAttributes {
  /// The drawer's notes in the finisher's words; neither module knows the other.
  init(_ notes: StructureNotes) {
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
