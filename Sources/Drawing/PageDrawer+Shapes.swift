import CCairo
import Layout
import Typesetting

// Shapes, and how far they reach.

extension PageDrawer {
  /// Draws shapes in their order. Strokes that follow each other are gathered into one path for each weight, colour and
  /// dash.
  func drawShapes(_ artifacts: [Artifact], on canvas: Canvas) throws(DrawingFault) {
    var strokes: [Stroke] = []
    for artifact in artifacts {
      if case .stroke(let stroke) = artifact {
        strokes.append(stroke)
        continue
      }
      canvas.drawStrokes(strokes)
      strokes.removeAll(keepingCapacity: true)
      switch artifact {
      case .fill(let rectangle, let colour): canvas.fillRectangle(rectangle, colour)
      case .border(let rectangle, let weight, let radius, let colour):
        canvas.drawBorder(rectangle, weight: weight, radius: radius, colour)
      case .stroke: break
      case .modules(let modules, let side, let rectangle, let colour):
        try canvas.drawModules(modules, side: side, in: rectangle, colour)
      case .image(let image, let rectangle): try canvas.drawImage(image, in: rectangle)
      case .outlines, .text: throw .page(.textAmongShapes)
      }
    }
    canvas.drawStrokes(strokes)
  }

  /// Paints glyph outlines as paths: seals, and words behind the body.
  func paintOutlines(_ drawing: OutlineDrawing, at origin: Point, on canvas: Canvas) throws(DrawingFault) {
    cairo_save(canvas.context)
    cairo_translate(canvas.context, origin.x.points, origin.y.points)
    cairo_new_path(canvas.context)
    for outline in drawing.outlines {
      let face = try fontCache.face(outline.face)
      // In Cairo's em square y goes down, in an outline's it goes up.
      var matrix = cairo_matrix_t(xx: outline.a, yx: outline.b, xy: -outline.c, yy: -outline.d, x0: 0, y0: 0)
      cairo_set_font_face(canvas.context, face.pointer)
      cairo_set_font_matrix(canvas.context, &matrix)
      var glyph = cairo_glyph_t(index: UInt(outline.glyph), x: outline.e, y: outline.f)
      cairo_glyph_path(canvas.context, &glyph, 1)
    }
    canvas.setColour(drawing.colour)
    switch drawing.paint {
    case .filled: cairo_fill(canvas.context)
    case .stroked(let weight):
      canvas.setPen(weight: weight)
      cairo_stroke(canvas.context)
    }
    cairo_restore(canvas.context)
  }

  /// How far a piece reaches on its page; an outline drawing, from its origin.
  ///
  /// - Parameter numbers: gets those of its glyphs.
  func box(of source: PieceSource, numbers: inout [Int]) throws(DrawingFault) -> InkBox {
    var box = InkBox.empty
    switch source {
    case .text(let runs): for run in runs { try addNumbers(of: run, to: &numbers, &box) }
    case .shapes(let shapes):
      for shape in shapes {
        switch shape {
        case .fill(let rectangle, _), .border(let rectangle, _, _, _), .modules(_, _, let rectangle, _),
          .image(_, let rectangle):
          box.addRectangle(rectangle)
        case .stroke(let stroke):
          for point in [stroke.from, stroke.to] { box.addPoint(point.x.points, point.y.points) }
        case .outlines, .text: break
        }
      }
    case .drawing(let drawing):
      for outline in drawing.outlines {
        let glyph = try fontCache.box(of: outline.glyph, outline.face)
        if glyph.isEmpty { continue }
        for (x, y) in [glyph.left, glyph.right].flatMap({ x in [(x, glyph.top), (x, glyph.bottom)] }) {
          box.addPoint(
            outline.a * x - outline.c * y + outline.e, outline.b * x - outline.d * y + outline.f)
        }
      }
    }
    return box
  }
}
