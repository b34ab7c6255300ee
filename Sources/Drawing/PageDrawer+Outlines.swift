import CCairo
import CDeflate
import DrawnDocument
import Layout
import Typesetting

// Drawings made of glyph outlines: seals, and words behind the body. For a PDF such a drawing is prepared once
// (`PreparedDrawing`), kept, and placed by PDFFinishing; where that is not possible, and for pixels, Cairo paints it.

extension PageDrawer {
  /// Paints an outline drawing with Cairo.
  func paintOutlines(_ drawing: OutlineDrawing, at origin: Point, on canvas: Canvas) throws(DrawingFault) {
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

  /// The drawing as a compressed content stream, kept from before or made now. Nil for a drawing without any path.
  private func prepareDrawing(_ drawing: OutlineDrawing, on canvas: Canvas) throws(DrawingFault) -> PreparedDrawing? {
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

  /// Drawings kept at most. A house has one seal and a few marks of one or two words, so that this is never reached in
  /// practice.
  static let preparedLimit = 64

  /// Takes the outline drawings from the beginning of `shapes`, prepared for PDFFinishing to place. It can place
  /// drawings only at the beginning of marked content, and Cairo writes marked content only for something that it draws
  /// itself: without other shapes nothing is taken.
  func takePreparedDrawings(from shapes: inout ArraySlice<Artifact>, on canvas: Canvas) throws(DrawingFault)
    -> [PlacedDrawing]
  {
    guard canvas.isTagged, shapes.contains(where: { if case .outlines = $0 { false } else { true } }) else { return [] }
    var placed: [PlacedDrawing] = []
    while case .outlines(let drawing, let origin)? = shapes.first {
      guard let prepared = try prepareDrawing(drawing, on: canvas) else { break }
      placed.append(PlacedDrawing(index(of: prepared), x: origin.x.points, y: origin.y.points))
      shapes.removeFirst()
    }
    return placed
  }

  private func index(of drawing: PreparedDrawing) -> Int {
    // Equal drawings come from the same cache and share their bytes, so that comparing them is quick.
    if let index = structure.drawings.firstIndex(of: drawing) { return index }
    structure.drawings.append(drawing)
    return structure.drawings.count - 1
  }

  /// Makes the outlines of glyphs the current path.
  private func addPaths(_ outlines: [GlyphOutline], on canvas: Canvas) throws(DrawingFault) {
    cairo_new_path(canvas.context)
    for outline in outlines {
      let face = try fontCache.original(outline.face)
      // In Cairo's em square y goes down, in an outline's it goes up.
      var matrix = cairo_matrix_t(xx: outline.a, yx: outline.b, xy: -outline.c, yy: -outline.d, x0: 0, y0: 0)
      cairo_set_font_face(canvas.context, face.pointer)
      cairo_set_font_matrix(canvas.context, &matrix)
      var glyph = cairo_glyph_t(index: UInt(outline.glyph), x: outline.e, y: outline.f)
      cairo_glyph_path(canvas.context, &glyph, 1)
    }
  }
}

/// A Cairo path as the operators of a content stream (ISO 32000-1 8.5), with its colour, and its bounding box.
struct PathContent {
  private(set) var bytes: [UInt8] = []
  private var box = (left: Double.infinity, top: Double.infinity, right: -Double.infinity, bottom: -Double.infinity)

  init(_ path: UnsafePointer<cairo_path_t>, _ paint: OutlineDrawing.Paint, _ colour: Colour) {
    bytes.reserveCapacity(1 << 13)
    var margin = 0.0
    for component in [colour.red, colour.green, colour.blue] { appendNumber(Double(component) / 255) }
    switch paint {
    case .filled: appendOperator("rg\n")
    case .stroked(let weight):
      // A mitred corner reaches beyond the path: at the mitre limit of 10, at most ten times half the weight.
      margin = weight.points * 5
      appendOperator("RG ")
      appendNumber(weight.points)
      appendOperator("w 0 J 0 j 10 M []0 d\n")
    }
    appendPath(path)
    appendOperator(paint == .filled ? "f\n" : "S\n")
    if margin > 0 { box = (box.left - margin, box.top - margin, box.right + margin, box.bottom + margin) }
  }

  /// The compressed drawing; nil when nothing is in it.
  var prepared: PreparedDrawing? {
    guard box.left < box.right, box.top < box.bottom else { return nil }
    let room = cdeflate_bound(bytes.count)
    let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count = bytes.withUnsafeBytes {
        cdeflate_compress($0.baseAddress, $0.count, output.baseAddress, room, Self.level)
      }
    }
    return packed.isEmpty ? nil : PreparedDrawing(box: [box.left, box.top, box.right, box.bottom], packed: packed)
  }

  /// The slowest and smallest: a drawing is compressed once and stands in thousands of files.
  private static let level: Int32 = 12

  private mutating func appendPath(_ path: UnsafePointer<cairo_path_t>) {
    var index = 0
    while index < Int(path.pointee.num_data) {
      let element = path.pointee.data + index
      switch element.pointee.header.type {
      case CAIRO_PATH_MOVE_TO: appendSegment(element, points: 1, "m\n")
      case CAIRO_PATH_LINE_TO: appendSegment(element, points: 1, "l\n")
      case CAIRO_PATH_CURVE_TO: appendSegment(element, points: 3, "c\n")
      default: appendOperator("h\n")
      }
      index += Int(element.pointee.header.length)
    }
  }

  private mutating func appendSegment(
    _ element: UnsafeMutablePointer<cairo_path_data_t>, points: Int, _ operation: StaticString
  ) {
    for index in 1...points {
      let point = element[index].point
      box = (min(box.left, point.x), min(box.top, point.y), max(box.right, point.x), max(box.bottom, point.y))
      appendNumber(point.x)
      appendNumber(point.y)
    }
    appendOperator(operation)
  }

  private mutating func appendOperator(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number with up to three decimals, and a space. A thousandth of a point is finer than Cairo's own grid of
  /// 1/256.
  private mutating func appendNumber(_ number: Double) {
    let thousandths = Int((number * 1000).rounded())
    if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    bytes.append(contentsOf: String(whole).utf8)
    if rest > 0 {
      var decimals = Array(String(rest + 1000).utf8.dropFirst())
      while decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: decimals)
    }
    bytes.append(UInt8(ascii: " "))
  }
}
