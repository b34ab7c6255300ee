import CCairo
import Layout
import Typesetting

extension PageDrawer {
  /// Paints an outline drawing here and now, with Cairo.
  func paint(_ drawing: OutlineDrawing, at origin: Point, on canvas: Canvas) throws(DrawingFault) {
    cairo_save(canvas.context)
    cairo_translate(canvas.context, origin.x.points, origin.y.points)
    try addPaths(drawing.outlines, on: canvas)
    canvas.setColour(drawing.colour)
    switch drawing.paint {
    case .filled: cairo_fill(canvas.context)
    case .stroked(let weight):
      canvas.setPen(weight: weight)
      cairo_stroke(canvas.context)
    }
    cairo_restore(canvas.context)
  }

  /// The drawing printed and packed: from what was kept, or made now. Nil for a drawing without any path.
  func prepared(_ drawing: OutlineDrawing, on canvas: Canvas) throws(DrawingFault) -> PreparedDrawing? {
    if let known = preparedDrawings[drawing] { return known }
    cairo_save(canvas.context)
    defer { cairo_restore(canvas.context) }
    cairo_identity_matrix(canvas.context)
    try addPaths(drawing.outlines, on: canvas)
    let path = cairo_copy_path(canvas.context)
    defer { cairo_path_destroy(path) }
    cairo_new_path(canvas.context)
    guard let path, path.pointee.status == CAIRO_STATUS_SUCCESS,
      let prepared = PathContent(path, drawing.paint, drawing.colour).prepared
    else { return nil }
    preparedDrawings[drawing] = prepared
    return prepared
  }

  /// Drawings kept at most: a house has a seal, and a few marks of one or two words.
  static let preparedLimit = 64

  /// Takes from `shapes` the drawings that stand before everything else, as drawings for `PDFFile` to place: only what comes first in its
  /// marked content can be placed without Cairo, and something must follow that Cairo draws, or there would be no marked content.
  func takePrepared(from shapes: inout ArraySlice<Artifact>, on canvas: Canvas) throws(DrawingFault) -> [PlacedDrawing]
  {
    guard canvas.isTagged, shapes.contains(where: { if case .outlines = $0 { false } else { true } }) else { return [] }
    var placed: [PlacedDrawing] = []
    while case .outlines(let drawing, let origin)? = shapes.first {
      guard let prepared = try prepared(drawing, on: canvas) else { break }
      placed.append(PlacedDrawing(drawing: index(of: prepared), x: origin.x.points, y: origin.y.points))
      shapes.removeFirst()
    }
    return placed
  }

  private func index(of drawing: PreparedDrawing) -> Int {
    // Both come from the same cache, so that comparing them is comparing two pointers.
    if let index = notes.drawings.firstIndex(of: drawing) { return index }
    notes.drawings.append(drawing)
    return notes.drawings.count - 1
  }

  /// The outlines of glyphs in the current path.
  private func addPaths(_ outlines: [GlyphOutline], on canvas: Canvas) throws(DrawingFault) {
    cairo_new_path(canvas.context)
    for outline in outlines {
      let face = try rack.outlines(outline.face)
      // Cairo's em square has y down, an outline's y up.
      var matrix = cairo_matrix_t(xx: outline.a, yx: outline.b, xy: -outline.c, yy: -outline.d, x0: 0, y0: 0)
      cairo_set_font_face(canvas.context, face.pointer)
      cairo_set_font_matrix(canvas.context, &matrix)
      var glyph = cairo_glyph_t(index: UInt(outline.glyph), x: outline.e, y: outline.f)
      cairo_glyph_path(canvas.context, &glyph, 1)
    }
  }
}
