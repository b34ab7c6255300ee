import CCairo
package import Layout
import Typesetting

extension PageDrawer {
  /// One page as a PNG of `dpi` dots per inch on white. Rules stand on whole pixels here; in the PDF nothing moves.
  package func png(_ page: Page, dpi: Int) throws(DrawingFault) -> [UInt8] {
    notes = StructureNotes()
    let scale = Double(dpi) / 72
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32((page.width.points * scale).rounded()), Int32((page.height.points * scale).rounded()))
    guard let canvas = Canvas(surface: surface, pixelsPerPoint: scale, isTagged: false) else {
      throw .cairo("cairo_create")
    }
    cairo_set_source_rgb(canvas.context, 1, 1, 1)
    cairo_paint(canvas.context)
    try draw(page, on: canvas)
    try canvas.check()
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(canvas.surface, ByteSink.write, sink.closure)
    guard status == CAIRO_STATUS_SUCCESS else { throw .cairo(String(cString: cairo_status_to_string(status))) }
    return sink.bytes
  }
}
