import CCairo
import Typesetting

/// A Cairo surface with its context. Cairo remembers the first error and ignores all calls after it, so that it is
/// enough to call `checkStatus` once after drawing.
final class Canvas {
  let surface: OpaquePointer
  let context: OpaquePointer
  /// Pixels per point on a raster, where rules are moved to whole pixels; nil for a PDF, where nothing is moved.
  let pixelsPerPoint: Double?
  /// For a PDF: the piece that is being drawn, which Cairo is told as a colour.
  var inks: InkTable?
  /// What the surface writes into. It must outlive the surface, because an unfinished one still writes when it is
  /// destroyed.
  private let sink: ByteSink?

  init?(surface: OpaquePointer?, sink: ByteSink? = nil, pixelsPerPoint: Double? = nil) {
    guard let surface else { return nil }
    guard let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      return nil
    }
    self.surface = surface
    self.context = context
    self.pixelsPerPoint = pixelsPerPoint
    self.sink = sink
    if let pixelsPerPoint { cairo_scale(context, pixelsPerPoint, pixelsPerPoint) }
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    if pixelsPerPoint != nil { cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY) }
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Throws what has gone wrong since the canvas was made.
  func checkStatus() throws(DrawingFault) {
    for status in [cairo_status(context), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw .cairo(String(cString: cairo_status_to_string(status)))
    }
  }

  func setColour(_ colour: Colour) {
    let shown = inks?.shownColour(for: colour) ?? colour
    cairo_set_source_rgb(context, Double(shown.red) / 255, Double(shown.green) / 255, Double(shown.blue) / 255)
  }
}

/// Collects the bytes that Cairo writes: some two thousand pieces for a paper.
final class ByteSink {
  /// Owned by the sink.
  private let buffer: UnsafeMutablePointer<Buffer>

  private struct Buffer {
    var start: UnsafeMutablePointer<UInt8>
    var count = 0
    var capacity: Int
  }

  init(capacity: Int = 1 << 17) {
    buffer = .allocate(capacity: 1)
    buffer.initialize(to: Buffer(start: .allocate(capacity: capacity), capacity: capacity))
  }

  deinit {
    buffer.pointee.start.deallocate()
    buffer.deallocate()
  }

  /// The bytes written so far.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: buffer.pointee.start, count: buffer.pointee.count)) }

  /// What Cairo hands to `write`. The sink must outlive the surface.
  var closure: UnsafeMutableRawPointer { UnsafeMutableRawPointer(buffer) }

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let buffer = closure.assumingMemoryBound(to: Buffer.self)
    let (count, capacity) = (buffer.pointee.count, buffer.pointee.capacity)
    let needed = count + Int(length)
    if needed > capacity { grow(buffer, to: max(needed, 2 * capacity)) }
    (buffer.pointee.start + count).update(from: data, count: Int(length))
    buffer.pointee.count = needed
    return CAIRO_STATUS_SUCCESS
  }

  private static func grow(_ buffer: UnsafeMutablePointer<Buffer>, to capacity: Int) {
    let start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    start.update(from: buffer.pointee.start, count: buffer.pointee.count)
    buffer.pointee.start.deallocate()
    (buffer.pointee.start, buffer.pointee.capacity) = (start, capacity)
  }
}
