import CCairo
import Layout
import Typesetting

extension Canvas {
  /// Sets weight and dash. Ends are butt and corners mitred, as Cairo has them by default.
  func setPen(weight: Length, dash: [Length] = []) {
    let width = snappedWeight(weight.points)
    cairo_set_line_width(context, width)
    cairo_set_dash(context, dash.map(\.points), Int32(dash.count), 0)
  }

  /// Draws strokes, those of the same weight, colour and dash as one path: that costs a tenth of a path for each.
  func drawStrokes(_ strokes: [Stroke]) {
    var rest = strokes
    while let first = rest.first {
      func isAlike(_ other: Stroke) -> Bool {
        other.weight == first.weight && other.colour == first.colour && other.dash == first.dash
      }
      for stroke in rest where isAlike(stroke) { addToPath(stroke) }
      setColour(first.colour)
      setPen(weight: first.weight, dash: first.dash)
      cairo_stroke(context)
      rest.removeAll(where: isAlike)
    }
  }

  private func addToPath(_ stroke: Stroke) {
    var (x1, y1, x2, y2) = (stroke.from.x.points, stroke.from.y.points, stroke.to.x.points, stroke.to.y.points)
    if y1 == y2 {
      y1 = snappedCentre(y1, weight: stroke.weight.points)
      y2 = y1
    }
    if x1 == x2 {
      x1 = snappedCentre(x1, weight: stroke.weight.points)
      x2 = x1
    }
    cairo_move_to(context, x1, y1)
    cairo_line_to(context, x2, y2)
  }

  func fillRectangle(_ rectangle: Rectangle, _ colour: Colour) {
    let (x, y) = (snapped(rectangle.x.points), snapped(rectangle.y.points))
    let (right, bottom) = (
      snapped((rectangle.x + rectangle.width).points), snapped((rectangle.y + rectangle.height).points)
    )
    cairo_rectangle(context, x, y, right - x, bottom - y)
    setColour(colour)
    cairo_fill(context)
  }

  func drawBorder(_ rectangle: Rectangle, weight: Length, radius: Length, _ colour: Colour) {
    let left = snappedCentre(rectangle.x.points, weight: weight.points)
    let top = snappedCentre(rectangle.y.points, weight: weight.points)
    let right = snappedCentre((rectangle.x + rectangle.width).points, weight: weight.points)
    let bottom = snappedCentre((rectangle.y + rectangle.height).points, weight: weight.points)
    let r = min(radius.points, (right - left) / 2, (bottom - top) / 2)
    if r > 0 {
      cairo_new_sub_path(context)
      cairo_arc(context, right - r, top + r, r, -.pi / 2, 0)
      cairo_arc(context, right - r, bottom - r, r, 0, .pi / 2)
      cairo_arc(context, left + r, bottom - r, r, .pi / 2, .pi)
      cairo_arc(context, left + r, top + r, r, .pi, .pi * 1.5)
      cairo_close_path(context)
    } else {
      cairo_rectangle(context, left, top, right - left, bottom - top)
    }
    setColour(colour)
    setPen(weight: weight)
    cairo_stroke(context)
  }

  /// On a raster the nearest edge of a pixel; otherwise the coordinate itself.
  private func snapped(_ coordinate: Double) -> Double {
    guard let pixelsPerPoint else { return coordinate }
    return (coordinate * pixelsPerPoint).rounded() / pixelsPerPoint
  }

  /// On a raster a whole number of pixels, at least one.
  private func snappedWeight(_ weight: Double) -> Double {
    guard let pixelsPerPoint else { return weight }
    return max(1, (weight * pixelsPerPoint).rounded()) / pixelsPerPoint
  }

  /// On a raster the centre line of a stroke whose edges are edges of pixels.
  private func snappedCentre(_ coordinate: Double, weight: Double) -> Double {
    guard pixelsPerPoint != nil else { return coordinate }
    let half = snappedWeight(weight) / 2
    return snapped(coordinate - half) + half
  }
}

extension Canvas {
  /// Draws the modules of a QR code as a one-bit mask, which costs a thirtieth of as many rectangles and is sharp at
  /// every size.
  func drawModules(_ modules: [Bool], side: Int, in rectangle: Rectangle, _ colour: Colour) throws(DrawingFault) {
    guard side > 0, modules.count == side * side else { throw .page(.modules) }
    let image = cairo_image_surface_create(CAIRO_FORMAT_A1, Int32(side), Int32(side))
    defer { cairo_surface_destroy(image) }
    guard let pixels = cairo_image_surface_get_data(image) else { throw .cairo("cairo_image_surface_create") }
    let stride = Int(cairo_image_surface_get_stride(image))
    cairo_surface_flush(image)
    for (index, isDark) in modules.enumerated() where isDark {
      let (row, column) = (index / side, index % side)
      // CAIRO_FORMAT_A1 has 32 pixels in a word, in the byte order of the machine.
      let bit: UInt8 = UInt32(1).littleEndian == 1 ? 1 << UInt8(column & 7) : 0x80 >> UInt8(column & 7)
      pixels[row * stride + column >> 3] |= bit
    }
    cairo_surface_mark_dirty(image)
    guard let pattern = Self.pattern(of: image, width: side, height: side, in: rectangle)
    else {
      throw .cairo("cairo_pattern_create_for_surface")
    }
    defer { cairo_pattern_destroy(pattern) }
    setColour(colour)
    cairo_mask(context, pattern)
  }

  /// Draws a picture. It has no alpha channel in the file when all its pixels are opaque.
  func drawImage(_ image: PixelImage, in rectangle: Rectangle) throws(DrawingFault) {
    guard image.width > 0, image.height > 0, image.pixels.count == image.width * image.height * 4 else {
      throw .page(.pixels)
    }
    let isOpaque = stride(from: 3, to: image.pixels.count, by: 4).allSatisfy { image.pixels[$0] == 255 }
    let surface = cairo_image_surface_create(
      isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height))
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { throw .cairo("cairo_image_surface_create") }
    let rowBytes = Int(cairo_image_surface_get_stride(surface))
    cairo_surface_flush(surface)
    for y in 0..<image.height {
      let row = UnsafeMutableRawPointer(data + y * rowBytes)
      for x in 0..<image.width {
        row.storeBytes(
          of: Self.premultiplied(image.pixels, at: (y * image.width + x) * 4), toByteOffset: x * 4, as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(surface)
    guard
      let pattern = Self.pattern(
        of: surface, width: image.width, height: image.height, in: rectangle)
    else { throw .cairo("cairo_pattern_create_for_surface") }
    defer { cairo_pattern_destroy(pattern) }
    if inks != nil { paintAnchor() }
    cairo_set_source(context, pattern)
    cairo_rectangle(
      context, rectangle.x.points, rectangle.y.points, rectangle.width.points, rectangle.height.points)
    cairo_fill(context)
  }

  /// Paints a square that no page reaches in the colour of the piece: a picture has no colour of its own to say which
  /// piece it belongs to, so it belongs to the piece of what comes before it.
  private func paintAnchor() {
    setColour(.black)
    cairo_rectangle(context, Self.anchor, Self.anchor, 1, 1)
    cairo_fill(context)
  }

  /// Where that square is, in points from the left and from the top.
  static let anchor = 14_390.0

  /// RGBA bytes as Cairo's ARGB word, colours multiplied by alpha.
  private static func premultiplied(_ pixels: [UInt8], at start: Int) -> UInt32 {
    let alpha = UInt32(pixels[start + 3])
    func scaled(_ part: UInt8) -> UInt32 { (UInt32(part) * alpha + 127) / 255 }
    return alpha << 24 | scaled(pixels[start]) << 16 | scaled(pixels[start + 1]) << 8 | scaled(pixels[start + 2])
  }

  /// The surface as a source that fills the rectangle.
  private static func pattern(
    of surface: OpaquePointer?, width: Int, height: Int, in rectangle: Rectangle
  ) -> OpaquePointer? {
    guard let pattern = cairo_pattern_create_for_surface(surface) else { return nil }
    let (x, y) = (Double(width) / rectangle.width.points, Double(height) / rectangle.height.points)
    var matrix = cairo_matrix_t(
      xx: x, yx: 0, xy: 0, yy: y, x0: -rectangle.x.points * x, y0: -rectangle.y.points * y)
    cairo_pattern_set_matrix(pattern, &matrix)
    // Pixels stay as they are: nothing is interpolated between them.
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
    return pattern
  }
}
