import CCairo
import Typesetting

/// A Cairo surface with its context. Errors are sticky in both: draw, then ask once.
final class Canvas {
  let surface: OpaquePointer
  let context: OpaquePointer
  /// Device pixels a point when rules are to stand on whole pixels; nil for PDF, where nothing may move.
  let pixelsPerPoint: Double?
  /// Whether structure tags mean anything here.
  let isTagged: Bool
  /// What the surface writes into, until it is gone: an unfinished one writes when it is destroyed.
  private let sink: ByteSink?

  init?(surface: OpaquePointer?, sink: ByteSink? = nil, pixelsPerPoint: Double? = nil, isTagged: Bool) {
    guard let surface else { return nil }
    guard let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      return nil
    }
    self.surface = surface
    self.context = context
    self.pixelsPerPoint = pixelsPerPoint
    self.isTagged = isTagged
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
  func check() throws(DrawingFault) {
    for status in [cairo_status(context), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw .cairo(String(cString: cairo_status_to_string(status)))
    }
  }

  /// Draws shapes of one owner inside a tag. What the tag is stands in the notes.
  func tagged(_ draw: () throws(DrawingFault) -> Void) throws(DrawingFault) {
    if isTagged { cairo_tag_begin(context, Self.shapes, nil) }
    try draw()
    if isTagged { cairo_tag_end(context, Self.shapes) }
  }

  /// The tag in which all others are: Cairo gives marked content to tags in a document only, and only to those with no other in it.
  static let document = "Document"
  /// Cairo goes through its list of names four times for each tag; this one is near its beginning.
  private static let shapes = "Sect"
}

extension Canvas {
  func setColour(_ colour: Colour) {
    cairo_set_source_rgb(context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
  }
}

/// Collects what Cairo writes, in some two thousand pieces a paper.
final class ByteSink {
  /// Owned by the sink.
  private let buffer: UnsafeMutablePointer<Buffer>

  private struct Buffer {
    var start: UnsafeMutablePointer<UInt8>
    var count = 0
    var room: Int
  }

  init(capacity: Int = 1 << 17) {
    buffer = .allocate(capacity: 1)
    buffer.initialize(to: Buffer(start: .allocate(capacity: capacity), room: capacity))
  }

  deinit {
    buffer.pointee.start.deallocate()
    buffer.deallocate()
  }

  /// What was written so far.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: buffer.pointee.start, count: buffer.pointee.count)) }

  /// For Cairo's `closure` argument; the sink must outlive the surface.
  var closure: UnsafeMutableRawPointer { UnsafeMutableRawPointer(buffer) }

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let buffer = closure.assumingMemoryBound(to: Buffer.self)
    let (count, room) = (buffer.pointee.count, buffer.pointee.room)
    let needed = count + Int(length)
    if needed > room { grow(buffer, to: max(needed, 2 * room)) }
    (buffer.pointee.start + count).update(from: data, count: Int(length))
    buffer.pointee.count = needed
    return CAIRO_STATUS_SUCCESS
  }

  private static func grow(_ buffer: UnsafeMutablePointer<Buffer>, to room: Int) {
    let start = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    start.update(from: buffer.pointee.start, count: buffer.pointee.count)
    buffer.pointee.start.deallocate()
    (buffer.pointee.start, buffer.pointee.room) = (start, room)
  }
}
