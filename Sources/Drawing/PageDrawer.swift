import CCairo
package import DrawnDocument
package import Layout
import PDFSyntax
import Typesetting

/// Draws laid-out pages with Cairo, as a PDF or a PNG. Each worker has one: it owns a FreeType library, open faces and
/// the pieces that it drew lately.
///
///     let document = try PageDrawer(fonts: fonts).pdf(pages)
///
/// For a PDF a page is a sequence of pieces, each what one element or artifact shows. Cairo draws the pieces that the
/// worker does not have yet, one after the other onto one PDF surface, with a marker behind each (`+Pieces`). What Cairo
/// wrote is read and cut at the markers (`PieceReader`), and the pieces are kept. PDFFinishing strings the pieces of a
/// page together. So a label or a rule that stands on every paper is drawn once by a worker, no matter how Cairo writes a
/// page as a whole.
///
/// - `PagePlan`: a page as the pieces that it needs, and its structure
/// - `+Pieces`: pieces on a PDF surface
/// - `+Text`: glyph runs
/// - `+Shapes`: rules, tints and pictures in their order, and drawings of glyph outlines, such as seals
/// - `Canvas`: a Cairo surface
package final class PageDrawer {
  // Used for every run or glyph, and never while another access to them is under way. So Swift need not check that at
  // run time.
  @exclusivity(unchecked) var fontCache: FontCache
  @exclusivity(unchecked) var glyphs: [cairo_glyph_t] = []
  @exclusivity(unchecked) var keptPieces = PieceCache(limit: keptLimit)
  var keptDrawings = BoundedCache<OutlineDrawing, KeptDrawing>(limit: 64)
  /// For tests: changes what Cairo wrote before it is read, as another release might.
  var alterDrawnFile: ([UInt8]) -> [UInt8] = { $0 }

  /// Pieces of one generation of those kept. The forms of a record have some three hundred.
  static let keptLimit = 1024
  /// Glyphs that are remembered between documents at most. The papers of a house show some thousand; each takes a little
  /// of Cairo's time with every surface.
  static let glyphLimit = 16_384

  package init(fonts: DrawingFonts) throws(DrawingFault) {
    guard let fontCache = FontCache(fonts: fonts) else { throw .cairo("FT_Init_FreeType") }
    self.fontCache = fontCache
  }

  /// The pages of one document.
  ///
  /// - Parameter outline: entries in the order of the pages, the first one at the first page. If there are several
  ///   leaves, each begins a Part of the document.
  package func pdf(_ pages: [Page], outline: [OutlineEntry] = []) throws(DrawingFault) -> DrawnDocument {
    try pdfs([PagesToDraw(pages, outline: outline)])[0]
  }

  /// Several documents, whose new pieces Cairo draws in one go.
  package func pdfs(_ orders: [PagesToDraw]) throws(DrawingFault) -> [DrawnDocument] {
    if fontCache.table.glyphs.count > Self.glyphLimit { forgetGlyphs() }
    var plan = PagePlan()
    var documents: [(document: DrawnDocument, pieces: Range<Int>)] = []
    for order in orders {
      let first = plan.sources.count
      documents.append((try plan.addDocument(order), first..<plan.sources.count))
    }
    let pieces = try pieces(of: plan.sources)
    return documents.map { document, range in
      var document = document
      document.pieces = Array(pieces[range])
      (document.glyphs, document.faces) = (fontCache.table.glyphs, fontCache.files)
      return document
    }
  }

  /// Pieces name glyphs by their numbers, so that they are forgotten together.
  private func forgetGlyphs() {
    fontCache.removeGlyphs()
    keptPieces.removeAll()
  }
}

/// The pages of a document with its outline.
package struct PagesToDraw: Sendable {
  package var pages: [Page]
  package var outline: [OutlineEntry]

  package init(_ pages: [Page], outline: [OutlineEntry] = []) {
    (self.pages, self.outline) = (pages, outline)
  }
}

extension PageDrawer {
  /// One page as a PNG on white.
  ///
  /// - Parameter dpi: pixels per inch. Rules are moved to whole pixels, so that they are sharp; in the PDF nothing is
  ///   moved.
  package func png(_ page: Page, dpi: Int) throws(DrawingFault) -> [UInt8] {
    let scale = Double(dpi) / 72
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32((page.width.points * scale).rounded()), Int32((page.height.points * scale).rounded()))
    guard let canvas = Canvas(surface: surface, pixelsPerPoint: scale) else { throw .cairo("cairo_create") }
    cairo_set_source_rgb(canvas.context, 1, 1, 1)
    cairo_paint(canvas.context)
    var plan = PagePlan()
    _ = try plan.addDocument(PagesToDraw([page]))
    for placed in plan.sources {
      switch placed.source {
      case .text(let runs): for run in runs { try drawPixels(of: run, on: canvas) }
      case .shapes(let shapes): try drawShapes(shapes, on: canvas)
      case .drawing(let drawing): try paintOutlines(drawing, at: placed.origin, on: canvas)
      }
    }
    try canvas.checkStatus()
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(canvas.surface, ByteSink.write, sink.closure)
    guard status == CAIRO_STATUS_SUCCESS else { throw .cairo(String(cString: cairo_status_to_string(status))) }
    return sink.bytes
  }
}
