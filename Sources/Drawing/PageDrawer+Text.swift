import CCairo
import DrawnDocument
import Layout
import Typesetting

// Glyph runs. In a PDF all of them are shown with one font, the placeholder, whose glyphs are the numbers of glyphs with
// their texts (`GlyphTable`). For pixels the faces themselves are used.

extension PageDrawer {
  /// Shows a run in a PDF.
  ///
  /// - Parameter numbers: of its glyphs.
  func showGlyphs(of run: GlyphRun, numbers: ArraySlice<Int>, on canvas: Canvas) throws(DrawingFault) {
    if run.glyphs.isEmpty { return }
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    for (glyph, number) in zip(run.glyphs, numbers) {
      glyphs.append(cairo_glyph_t(index: UInt(number), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    var matrix = run.fontMatrix
    canvas.setColour(run.colour)
    cairo_set_font_face(canvas.context, try fontCache.placeholderForCairo().pointer)
    cairo_set_font_matrix(canvas.context, &matrix)
    cairo_show_glyphs(canvas.context, glyphs, Int32(glyphs.count))
  }

  /// Draws a run in pixels.
  func drawPixels(of run: GlyphRun, on canvas: Canvas) throws(DrawingFault) {
    if run.glyphs.isEmpty { return }
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    for glyph in run.glyphs {
      glyphs.append(cairo_glyph_t(index: UInt(glyph.glyph), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    var matrix = run.fontMatrix
    canvas.setColour(run.colour)
    cairo_set_font_face(canvas.context, try fontCache.face(run.face).pointer)
    cairo_set_font_matrix(canvas.context, &matrix)
    cairo_show_glyphs(canvas.context, glyphs, Int32(glyphs.count))
  }

  /// Appends the number of each glyph of a run, for the text of its cluster, and adds the ink of the run to a box.
  func addNumbers(of run: GlyphRun, to numbers: inout [Int], _ box: inout InkBox) throws(DrawingFault) {
    guard run.clustersAddUp else { throw .page(.clusters) }
    let matrix = run.fontMatrix
    let text = Array(run.text.utf8)
    var (byte, index) = (0, 0)
    for cluster in run.clusters {
      let said = text[byte..<byte + cluster.bytes]
      byte += cluster.bytes
      for part in 0..<cluster.glyphs {
        let glyph = run.glyphs[index]
        index += 1
        let number = try fontCache.number(of: glyph.glyph, run.face, text: said, part: part, of: cluster.glyphs)
        numbers.append(number)
        let ink = fontCache.table.boxes[number]
        if ink.isEmpty { continue }
        let (x, y) = ((run.origin.x + glyph.x).points, (run.origin.y + glyph.y).points)
        for (across, along) in [(ink.left, ink.top), (ink.right, ink.bottom)] {
          box.addPoint(x + matrix.xx * across + matrix.xy * along, y + matrix.yx * across + matrix.yy * along)
        }
      }
    }
  }
}

extension GlyphRun {
  /// The font matrix, in points: condensed along the line (長体), then turned clockwise by quarters.
  var fontMatrix: cairo_matrix_t {
    let (along, across) = (size.points * condensed, size.points)
    switch turns & 3 {
    case 1: return cairo_matrix_t(xx: 0, yx: along, xy: -across, yy: 0, x0: 0, y0: 0)
    case 2: return cairo_matrix_t(xx: -along, yx: 0, xy: 0, yy: -across, x0: 0, y0: 0)
    case 3: return cairo_matrix_t(xx: 0, yx: -along, xy: across, yy: 0, x0: 0, y0: 0)
    default: return cairo_matrix_t(xx: along, yx: 0, xy: 0, yy: across, x0: 0, y0: 0)
    }
  }

  /// Whether the clusters together have all glyphs and all bytes of the text, and each at least one glyph.
  var clustersAddUp: Bool {
    var (glyphs, bytes) = (0, 0)
    for cluster in clusters {
      if cluster.glyphs <= 0 || cluster.bytes < 0 { return false }
      glyphs += cluster.glyphs
      bytes += cluster.bytes
    }
    return glyphs == self.glyphs.count && bytes == text.utf8.count
  }
}
