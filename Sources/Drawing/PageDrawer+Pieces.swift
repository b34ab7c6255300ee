import CCairo
import DrawnDocument
import Layout
import PDFSyntax
import Typesetting

// Pieces on a PDF surface. Cairo is told of each piece as a colour (`InkTable`), so that what it writes can be divided
// among them again, in whatever operations it writes it.

extension PageDrawer {
  /// The pieces that pages need, kept from before or drawn now.
  func pieces(of sources: [PagePlan.PlacedSource]) throws(DrawingFault) -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(sources.count)
    var new: [NewPiece] = []
    var indices: [PieceSource: Int] = [:]
    // Places of `pieces` that wait for a new one.
    var waiting: [(place: Int, new: Int)] = []
    for placed in sources {
      if let kept = kept(placed.source) {
        let piece = kept.placed(at: placed.origin)
        try checkBounds(piece.box, of: placed)
        pieces.append(piece.piece)
        continue
      }
      let index = indices[placed.source] ?? new.count
      if index == new.count {
        var piece = NewPiece(source: placed.source)
        piece.box = try box(of: placed.source, numbers: &piece.numbers)
        indices[placed.source] = index
        new.append(piece)
      }
      try checkBounds(new[index].box.moved(to: placed.origin), of: placed)
      waiting.append((pieces.count, index))
      pieces.append(Piece())
    }
    if new.isEmpty { return pieces }
    let drawn = try zip(new, draw(new)).map { new, piece throws(DrawingFault) in
      try keep(KeptPiece(piece: piece, box: new.box), of: new.source)
    }
    for (place, index) in waiting { pieces[place] = drawn[index].placed(at: sources[place].origin).piece }
    return pieces
  }

  /// A piece that has to be drawn, with the numbers of its glyphs.
  private struct NewPiece {
    let source: PieceSource
    var numbers: [Int] = []
    var box = InkBox.empty
  }

  /// A piece as it was drawn, before it has its place.
  private enum DrawnPiece {
    case placed(KeptPiece)
    case drawing(KeptDrawing)

    func placed(at origin: Point) -> KeptPiece {
      switch self {
      case .placed(let piece): piece
      case .drawing(let drawing): drawing.placed(at: origin)
      }
    }
  }

  /// The piece as it was drawn before; nil when it was not.
  private func kept(_ source: PieceSource) -> DrawnPiece? {
    guard case .drawing(let drawing) = source else { return keptPieces[source].map { .placed($0) } }
    return keptDrawings[drawing].map { .drawing($0) }
  }

  private func keep(_ piece: KeptPiece, of source: PieceSource) throws(DrawingFault) -> DrawnPiece {
    guard case .drawing(let drawing) = source else {
      keptPieces.keep(piece, of: source)
      return .placed(piece)
    }
    do {
      let kept = try KeptDrawing(piece, of: drawing)
      keptDrawings[drawing] = kept
      return .drawing(kept)
    } catch {
      throw .drawnFile(error)
    }
  }

  /// Hundredths of a point are below what a printer shows.
  private static let tolerance = 0.01

  private func checkBounds(_ box: InkBox, of placed: PagePlan.PlacedSource) throws(DrawingFault) {
    let (page, edge) = (placed.page, Self.tolerance)
    guard
      box.isEmpty
        || box.left >= -edge && box.top >= -edge && box.right <= page.width + edge
          && box.bottom <= page.height + edge
    else {
      throw .beyondPage(page.number, placed.source.readText)
    }
  }

  /// Side of the surface in points: the largest page of a PDF reader (ISO 32000-1 annex C). Every page has room on it.
  private static let side = 14_400.0
  /// Where outline drawings have their origin on it, because they reach beyond theirs on all sides.
  static let drawingOrigin = Point(.pt(side / 2), .pt(side / 2))

  /// Draws pieces onto one page of Cairo's and takes them from what it wrote.
  private func draw(_ pieces: [NewPiece]) throws(DrawingFault) -> [Piece] {
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.closure, Self.side, Self.side)
    guard let canvas = Canvas(surface: surface, sink: sink) else { throw .cairo("cairo_create") }
    cairo_pdf_surface_restrict_to_version(canvas.surface, CAIRO_PDF_VERSION_1_4)
    canvas.inks = InkTable()
    for (index, piece) in pieces.enumerated() {
      canvas.inks?.piece = index
      switch piece.source {
      case .text(let runs):
        var numbers = piece.numbers[...]
        for run in runs {
          try showGlyphs(of: run, numbers: numbers.prefix(run.glyphs.count), on: canvas)
          numbers = numbers.dropFirst(run.glyphs.count)
        }
      case .shapes(let shapes): try drawShapes(shapes, on: canvas)
      case .drawing(let drawing): try paintOutlines(drawing, at: Self.drawingOrigin, on: canvas)
      }
    }
    cairo_surface_finish(canvas.surface)
    try canvas.checkStatus()
    let origins = pieces.map { $0.source.isDrawing ? Self.drawingOrigin : Point(.zero, .zero) }
    do {
      return try PieceReader.pieces(
        of: alterDrawnFile(sink.bytes), origins: origins, inks: canvas.inks?.entries ?? [], fontCache.table)
    } catch {
      throw .drawnFile(error)
    }
  }
}

extension PieceSource {
  var isDrawing: Bool { if case .drawing = self { true } else { false } }

  /// What is read of it; empty for shapes.
  fileprivate var readText: String { if case .text(let runs) = self { runs.map(\.text).joined() } else { "" } }
}

/// An outline drawing as a form XObject (ISO 32000-1 8.10). A seal and a mark have two thirds of all the numbers of a page
/// and are the same on thousands of papers: they are compressed once, and a page only places them.
struct KeptDrawing: Sendable {
  private let object: DrawnObject
  private let box: InkBox

  /// The slowest and smallest: a drawing is compressed once and stands in thousands of files.
  private static let level: Int32 = 12

  /// - Parameter kept: drawn with its origin at zero.
  init(_ kept: KeptPiece, of drawing: OutlineDrawing) throws(PDFFault) {
    box = kept.box
    var margin = 0.0
    // A mitred corner reaches beyond the path: at the mitre limit of 10, at most ten times half the weight.
    if case .stroked(let weight) = drawing.paint { margin = weight.points * 5 }
    var entries = ByteWriter()
    entries.write("/Type/XObject/Subtype/Form/Resources<<>>/BBox[")
    let sides = [box.left - margin, box.top - margin, box.right + margin, box.bottom + margin]
    for (index, side) in sides.enumerated() {
      if index > 0 { entries.write(" ") }
      entries.writeReal(box.isEmpty ? 0 : side)
    }
    entries.write("]")
    object = DrawnObject(
      entries: entries.bytes, packed: try Deflate.compress(kept.piece.content, level: Self.level))
  }

  /// The drawing at its place on a page.
  func placed(at origin: Point) -> KeptPiece {
    var content = ByteWriter()
    content.write("q 1 0 0 1 ")
    content.writeReal(origin.x.points)
    content.write(" ")
    content.writeReal(origin.y.points)
    content.write(" cm/X")
    let place = content.bytes.count
    content.write("0000 Do Q\n")
    return KeptPiece(
      piece: Piece(content: content.bytes, objects: [.init(offset: place, object: object)]),
      box: box.moved(to: origin))
  }
}
