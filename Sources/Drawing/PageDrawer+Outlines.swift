import CCairo
import CDeflate
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

/// Path operators of a content stream (ISO 32000-1 8.5), printed from a Cairo path.
struct PathContent {
  private(set) var bytes: [UInt8] = []
  private var box = (left: Double.infinity, top: Double.infinity, right: -Double.infinity, bottom: -Double.infinity)

  init(_ path: UnsafePointer<cairo_path_t>, _ paint: OutlineDrawing.Paint, _ colour: Colour) {
    bytes.reserveCapacity(1 << 13)
    var margin = 0.0
    for component in [colour.red, colour.green, colour.blue] { write(Double(component) / 255) }
    switch paint {
    case .filled: write("rg\n")
    case .stroked(let weight):
      // A mitre reaches beyond the path, by the limit of 10 at most ten times half the weight.
      margin = weight.points * 5
      write("RG ")
      write(weight.points)
      write("w 0 J 0 j 10 M []0 d\n")
    }
    add(path)
    write(paint == .filled ? "f\n" : "S\n")
    if margin > 0 { box = (box.left - margin, box.top - margin, box.right + margin, box.bottom + margin) }
  }

  /// The drawing, or nil when nothing is in it or it cannot be packed.
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

  /// It is packed once and stands in thousands of files.
  private static let level: Int32 = 12

  private mutating func add(_ path: UnsafePointer<cairo_path_t>) {
    var index = 0
    while index < Int(path.pointee.num_data) {
      let element = path.pointee.data + index
      switch element.pointee.header.type {
      case CAIRO_PATH_MOVE_TO: add(element, points: 1, "m\n")
      case CAIRO_PATH_LINE_TO: add(element, points: 1, "l\n")
      case CAIRO_PATH_CURVE_TO: add(element, points: 3, "c\n")
      default: write("h\n")
      }
      index += Int(element.pointee.header.length)
    }
  }

  private mutating func add(_ element: UnsafeMutablePointer<cairo_path_data_t>, points: Int, _ operation: StaticString)
  {
    for index in 1...points {
      let point = element[index].point
      box = (min(box.left, point.x), min(box.top, point.y), max(box.right, point.x), max(box.bottom, point.y))
      write(point.x)
      write(point.y)
    }
    write(operation)
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A number with as many of three decimals as it needs, and a space. A thousandth of a point is finer than Cairo's own grid of 1/256.
  private mutating func write(_ number: Double) {
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
