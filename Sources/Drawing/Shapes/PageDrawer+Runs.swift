import CCairo
import Typesetting

extension PageDrawer {
  /// Shows a run with the text that it stands for.
  func draw(_ run: GlyphRun, on canvas: Canvas) throws(DrawingFault) {
    guard !run.glyphs.isEmpty else { return }
    guard run.isWhole else { throw .page("clusters of a run") }
    canvas.setColour(run.colour)
    let house = try house(of: run.face, on: canvas)
    guard let house, house.standsIn else {
      if let house { return showText(run, run.whole(isOfHouse: true), house, on: canvas) }
      return try showParts(run, run.parts(in: nil), on: canvas)
    }
    if show(run, run.whole(isOfHouse: true), house, on: canvas) { return }
    let parts = run.parts(in: house)
    // Then the document will be drawn again.
    if house.isFull { return }
    try showParts(run, parts, on: canvas)
  }

  private func showParts(_ run: GlyphRun, _ parts: [GlyphRun.Part], on canvas: Canvas) throws(DrawingFault) {
    for part in parts {
      if part.isOfHouse {
        guard show(run, part, try rack.face(run.face), on: canvas) else { throw .page("glyphs of a run") }
      } else {
        let face = try rack.face(GlyphSet(face: run.face, glyphs: run.glyphs[part.glyphs].map(\.glyph)))
        showText(run, part, face, on: canvas)
      }
    }
  }

  /// The face that has more than a few glyphs: pixels are made of the outlines themselves.
  private func house(of face: FaceID, on canvas: Canvas) throws(DrawingFault) -> CairoFace? {
    guard canvas.isTagged else { return try rack.outlines(face) }
    return rack.isWhole(face) ? try rack.face(face) : nil
  }

  /// Glyphs of a face that stands in for another: Cairo need not know what they say. False when the face has not all of them.
  private func show(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) -> Bool {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    let isShown = run.number(part, in: face) { glyph, number in
      glyphs.append(cairo_glyph_t(index: UInt(number), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    guard isShown else { return false }
    set(face, of: run, on: canvas)
    cairo_show_glyphs(canvas.context, glyphs, Int32(glyphs.count))
    return true
  }

  private func showText(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    for glyph in run.glyphs[part.glyphs] {
      glyphs.append(cairo_glyph_t(index: UInt(glyph.glyph), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    set(face, of: run, on: canvas)
    var text = run.text
    text.withUTF8 { utf8 in shown.set(UnsafeBufferPointer(rebasing: utf8[part.bytes]), run.clusters[part.clusters]) }
    shown.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          canvas.context, characters.baseAddress, Int32(characters.count), glyphs, Int32(glyphs.count), shown.clusters,
          Int32(shown.clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
      }
    }
  }

  private func set(_ face: CairoFace, of run: GlyphRun, on canvas: Canvas) {
    var matrix = run.fontMatrix
    cairo_set_font_face(canvas.context, face.pointer)
    cairo_set_font_matrix(canvas.context, &matrix)
  }
}

extension GlyphRun {
  /// The em square in points: condensed along the line, then turned clockwise.
  var fontMatrix: cairo_matrix_t {
    let (along, across) = (size.points * condensed, size.points)
    switch turns & 3 {
    case 1: return cairo_matrix_t(xx: 0, yx: along, xy: -across, yy: 0, x0: 0, y0: 0)
    case 2: return cairo_matrix_t(xx: -along, yx: 0, xy: 0, yy: -across, x0: 0, y0: 0)
    case 3: return cairo_matrix_t(xx: 0, yx: -along, xy: across, yy: 0, x0: 0, y0: 0)
    default: return cairo_matrix_t(xx: along, yx: 0, xy: 0, yy: across, x0: 0, y0: 0)
    }
  }
}
