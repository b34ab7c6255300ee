import CCairo
import Typesetting

extension PageDrawer {
  /// Shapes in drawing order; strokes that follow each other are gathered, one stroke a weight, colour and dash.
  func draw(_ artifacts: [Artifact], on canvas: Canvas) throws(DrawingFault) {
    var strokes: [Stroke] = []
    for artifact in artifacts {
      if case .stroke(let stroke) = artifact {
        strokes.append(stroke)
        continue
      }
      canvas.draw(strokes)
      strokes.removeAll(keepingCapacity: true)
      switch artifact {
      case .fill(let rectangle, let colour): canvas.fill(rectangle, colour)
      case .border(let rectangle, let weight, let radius, let colour):
        canvas.border(rectangle, weight: weight, radius: radius, colour)
      case .stroke: break
      case .filledOutlines(let outlines, let colour):
        try addPaths(outlines, on: canvas)
        canvas.setColour(colour)
        cairo_fill(canvas.context)
      case .strokedOutlines(let outlines, let weight, let colour):
        try addPaths(outlines, on: canvas)
        canvas.setColour(colour)
        canvas.setPen(weight: weight)
        cairo_stroke(canvas.context)
      case .modules(let modules, let side, let rectangle, let colour):
        try canvas.mask(modules, side: side, in: rectangle, colour)
      case .image(let image, let rectangle): try canvas.paint(image, in: rectangle)
      case .text(let runs): for run in runs { try draw(run, on: canvas) }
      }
    }
    canvas.draw(strokes)
  }

  /// The outlines of glyphs in the current path.
  ///
  /// A seal's characters come from a face of 27 MB: one small font of all of them is cut out of it, not one for each.
  private func addPaths(_ outlines: [GlyphOutline], on canvas: Canvas) throws(DrawingFault) {
    cairo_new_path(canvas.context)
    let glyphs = Dictionary(grouping: outlines, by: \.face).mapValues { $0.map(\.glyph) }
    for outline in outlines {
      let face =
        rack.isWhole(outline.face)
        ? try rack.face(outline.face) : try rack.face(GlyphSet(face: outline.face, glyphs: glyphs[outline.face] ?? []))
      // Cairo's em square has y down, an outline's y up.
      var matrix = cairo_matrix_t(xx: outline.a, yx: outline.b, xy: -outline.c, yy: -outline.d, x0: 0, y0: 0)
      cairo_set_font_face(canvas.context, face.pointer)
      cairo_set_font_matrix(canvas.context, &matrix)
      var glyph = cairo_glyph_t(index: UInt(outline.glyph), x: outline.e, y: outline.f)
      cairo_glyph_path(canvas.context, &glyph, 1)
    }
  }
}
