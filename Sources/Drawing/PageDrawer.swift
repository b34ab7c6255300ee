import CCairo
import CDeflate
package import DrawnDocument
package import Layout
import Typesetting

/// Draws laid-out pages with Cairo, as a PDF or a PNG. Each worker has one: it owns a FreeType library, open faces and
/// scratch space.
///
///     let drawn = try PageDrawer(fonts: fonts).pdf(pages)
///
/// A page is drawn in two parts: what is no content (rules, tints, marks, page numbers), then the elements of its
/// structure in reading order. While it draws, the drawer notes in a `DocumentStructure` which element each text and
/// each shape belongs to. PDFFinishing completes the file with them: it writes the structure, metadata and fonts.
///
/// - `+Elements`: elements and shapes, and the structure of them
/// - `+Text`: glyph runs, and the text that Cairo is told for them
/// - `+Outlines`: large drawings of glyph outlines, such as seals, which are prepared once for all papers
/// - `Canvas`: rules, fills, borders and pictures on a Cairo surface
package final class PageDrawer {
  // Used for every run or glyph, and never while another access to it is under way. So Swift need not check that at run
  // time.
  @exclusivity(unchecked) var fontCache: FontCache
  @exclusivity(unchecked) var glyphs: [cairo_glyph_t] = []
  @exclusivity(unchecked) var structure = DocumentStructure()
  var shiftedText = ShiftedText()
  var preparedDrawings = BoundedCache<OutlineDrawing, PreparedDrawing>(limit: preparedLimit)

  package init(fonts: DrawingFonts) throws(DrawingFault) {
    guard let fontCache = FontCache(fonts: fonts) else { throw .cairo("FT_Init_FreeType") }
    self.fontCache = fontCache
  }

  /// Draws one page.
  ///
  /// - Parameter parent: index of the element that holds the elements of the page; nil for the document.
  func drawPage(_ page: Page, in parent: Int? = nil, on canvas: Canvas) throws(DrawingFault) {
    structure.texts.append([])
    try drawArtifacts(page.underlay, of: page, on: canvas)
    for element in page.content { try drawElement(element, in: parent, of: page, on: canvas) }
  }
}

extension PageDrawer {
  /// The pages as one PDF, as Cairo writes it: without metadata, and with its streams stored rather than compressed,
  /// because PDFFinishing goes over all of them and compresses each once.
  ///
  /// Common faces are embedded as placeholders (`PlaceholderFont`), whose glyph ids and subset tags depend on what this
  /// drawer drew before. PDFFinishing replaces both, so that a finished file depends on its pages only. The one date
  /// that Cairo insists on writing is fixed.
  ///
  /// - Parameter outline: entries in the order of the pages, the first one at the first page. If there are several
  ///   leaves, each begins a Part of the document.
  package func pdf(_ pages: [Page], outline: [OutlineEntry] = []) throws(DrawingFault) -> DrawnPDF {
    guard let first = pages.first else { throw .page("no page") }
    fontCache.beginDocument(pages: pages.count)
    while true {
      let drawn = try drawPDF(pages, first, outline)
      if try !fontCache.replaceFullFaces() { return drawn }
    }
  }

  private func drawPDF(_ pages: [Page], _ first: Page, _ outline: [OutlineEntry]) throws(DrawingFault) -> DrawnPDF {
    structure = DocumentStructure()
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, sink.closure, first.width.points, first.height.points)
    guard let canvas = Canvas(surface: surface, sink: sink, isTagged: true) else { throw .cairo("cairo_create") }
    cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    for entry in outline { Self.addOutlineEntry(entry, below: Int32(CAIRO_PDF_OUTLINE_ROOT), on: canvas) }

    cdeflate_set_level(0)
    defer { cdeflate_set_level(1) }
    let leaves = outline.flatMap(\.leaves)
    let parts = leaves.count > 1 ? Set(leaves.map { $0.page - 1 }) : []
    var part: Int?
    for (index, page) in pages.enumerated() {
      // Setting the size makes Cairo forget what it has recorded of the page, tags included. So it comes before any
      // tag.
      cairo_pdf_surface_set_size(canvas.surface, page.width.points, page.height.points)
      if index == 0 { try beginDocument(first, on: canvas) }
      if parts.contains(index) { part = structure.addElement("Part", nil, in: nil) }
      try drawPage(page, in: part, on: canvas)
      if index == pages.count - 1 { cairo_tag_end(canvas.context, Canvas.document) }
      cairo_show_page(canvas.context)
    }
    cairo_surface_finish(canvas.surface)
    try canvas.checkStatus()
    return DrawnPDF(bytes: sink.bytes, structure: structure)
  }

  /// Begins the tag of the document. If the first page has no shapes and thus no tag inside, Cairo would make the
  /// page's text the content of the document's tag, because it looks at each page by itself. An empty tag inside
  /// prevents that.
  private func beginDocument(_ first: Page, on canvas: Canvas) throws(DrawingFault) {
    cairo_tag_begin(canvas.context, Canvas.document, nil)
    let hasShapes = first.underlay.contains { artifact in if case .text = artifact { false } else { true } }
    if hasShapes { return }
    structure.shapes.append(.init(owner: .artifact(.layout)))
    try canvas.drawTagged {}
  }

  /// An entry with children starts closed, so that hundreds of records are seen at a glance.
  private static func addOutlineEntry(_ entry: OutlineEntry, below parent: Int32, on canvas: Canvas) {
    let flags = entry.children.isEmpty ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(rawValue: 0)
    let number = cairo_pdf_surface_add_outline(
      canvas.surface, parent, entry.title, "page=\(entry.page) pos=[0 0]", flags)
    for child in entry.children { addOutlineEntry(child, below: number, on: canvas) }
  }
}

/// An entry of the outline (the bookmarks) of a PDF: a paper, or a record with its papers as children.
package struct OutlineEntry: Sendable, Hashable {
  package var title: String
  /// The page to which it leads, counted from 1.
  package var page: Int
  /// The entries that are shown below it when it is opened.
  package var children: [OutlineEntry]

  package init(title: String, page: Int, children: [OutlineEntry] = []) {
    self.title = title
    self.page = page
    self.children = children
  }

  /// The entries without children: itself, or the leaves of its children.
  fileprivate var leaves: [OutlineEntry] { children.isEmpty ? [self] : children.flatMap(\.leaves) }
}

extension PageDrawer {
  /// One page as a PNG on white.
  ///
  /// - Parameter dpi: pixels per inch. Rules are moved to whole pixels, so that they are sharp; in the PDF nothing is
  ///   moved.
  package func png(_ page: Page, dpi: Int) throws(DrawingFault) -> [UInt8] {
    structure = DocumentStructure()
    let scale = Double(dpi) / 72
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32((page.width.points * scale).rounded()), Int32((page.height.points * scale).rounded()))
    guard let canvas = Canvas(surface: surface, pixelsPerPoint: scale, isTagged: false) else {
      throw .cairo("cairo_create")
    }
    cairo_set_source_rgb(canvas.context, 1, 1, 1)
    cairo_paint(canvas.context)
    try drawPage(page, on: canvas)
    try canvas.checkStatus()
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(canvas.surface, ByteSink.write, sink.closure)
    guard status == CAIRO_STATUS_SUCCESS else { throw .cairo(String(cString: cairo_status_to_string(status))) }
    return sink.bytes
  }
}
