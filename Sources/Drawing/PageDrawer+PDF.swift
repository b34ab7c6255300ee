import CCairo
import CDeflate
package import Layout
import Typesetting

extension PageDrawer {
  /// The pages as one tagged PDF, as Cairo writes it: no metadata of ours yet, and its streams stored rather than compressed, because
  /// `PDFFile` goes over all of them and packs each once.
  ///
  /// The one date that Cairo insists on writing is fixed. Faces of the house are embedded as their stand-ins: numbers of their glyphs,
  /// and the tags of their names, depend on what was drawn before. `PDFFile` writes what does not.
  ///
  /// - Parameter outline: in the order of the pages, the first entry at the first. Where its lowest entries are several, each begins a
  ///   Part of the document.
  package func pdf(_ pages: [Page], outline: [OutlineEntry] = []) throws(DrawingFault) -> DrawnPDF {
    guard let first = pages.first else { throw .page("no page") }
    rack.beginDocument(pages: pages.count)
    while true {
      let drawn = try pdf(pages, first, outline)
      if try !rack.renewed() { return drawn }
    }
  }

  private func pdf(_ pages: [Page], _ first: Page, _ outline: [OutlineEntry]) throws(DrawingFault) -> DrawnPDF {
    notes = StructureNotes()
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, sink.closure, first.width.points, first.height.points)
    guard let canvas = Canvas(surface: surface, sink: sink, isTagged: true) else { throw .cairo("cairo_create") }
    cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    for entry in outline { Self.add(entry, below: Int32(CAIRO_PDF_OUTLINE_ROOT), on: canvas) }

    cdeflate_set_level(0)
    defer { cdeflate_set_level(1) }
    let leaves = outline.flatMap(\.leaves)
    let parts = leaves.count > 1 ? Set(leaves.map { $0.page - 1 }) : []
    var part: Int?
    for (index, page) in pages.enumerated() {
      // Setting the size begins the page's recording anew: a tag that was begun before would be lost.
      cairo_pdf_surface_set_size(canvas.surface, page.width.points, page.height.points)
      if index == 0 { try beginDocument(first, on: canvas) }
      if parts.contains(index) { part = notes.add("Part", nil, in: nil) }
      try draw(page, in: part, on: canvas)
      if index == pages.count - 1 { cairo_tag_end(canvas.context, Canvas.document) }
      cairo_show_page(canvas.context)
    }
    cairo_surface_finish(canvas.surface)
    try canvas.check()
    return DrawnPDF(bytes: sink.bytes, notes: notes)
  }

  /// A document whose first page has no shapes would have that page's text for its own content, since Cairo asks page by page: it
  /// begins with a tag in which nothing is.
  private func beginDocument(_ first: Page, on canvas: Canvas) throws(DrawingFault) {
    cairo_tag_begin(canvas.context, Canvas.document, nil)
    let hasShapes = first.underlay.contains { artifact in if case .text = artifact { false } else { true } }
    if hasShapes { return }
    notes.shapes.append(.init(owner: .artifact(.layout)))
    try canvas.tagged {}
  }

  /// An entry with others below it is closed: an outline of hundreds of records is to be seen at once.
  private static func add(_ entry: OutlineEntry, below parent: Int32, on canvas: Canvas) {
    let flags = entry.children.isEmpty ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(rawValue: 0)
    let number = cairo_pdf_surface_add_outline(
      canvas.surface, parent, entry.title, "page=\(entry.page) pos=[0 0]", flags)
    for child in entry.children { add(child, below: number, on: canvas) }
  }
}
