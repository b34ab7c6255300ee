import CCairo

/// The outline of a glyph as FreeType reads it, in font units and without hints. From it come what is embedded of a
/// glyph whose outline cannot be copied from its file, and its box. FreeType resolves subroutines and components, so
/// that what is written depends on the font alone.
struct LoadedOutline {
  private var contours: [[Point]] = []
  private let width: Int

  private struct Point {
    var x: Int
    var y: Int
    /// FreeType's: 1 on the curve, 0 a control point of a conic curve, 2 of a cubic one.
    var kind: UInt8
  }

  init?(_ face: FT_Face, _ glyph: UInt32) {
    guard FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)) == 0,
      let slot = face.pointee.glyph
    else { return nil }
    let outline = slot.pointee.outline
    width = Int(slot.pointee.metrics.horiAdvance)
    var first = 0
    for contour in 0..<Int(outline.n_contours) {
      let last = Int(outline.contours[contour])
      guard first <= last, last < Int(outline.n_points) else { return nil }
      contours.append(
        (first...last).map { index in
          let point = outline.points[index]
          return Point(x: Int(point.x), y: Int(point.y), kind: UInt8(bitPattern: Int8(outline.tags[index])) & 3)
        })
      first = last + 1
    }
  }

  func box(unitsPerEm: Int) -> InkBox {
    var box = InkBox.empty
    for point in contours.joined() {
      box.addPoint(Double(point.x) / Double(unitsPerEm), -Double(point.y) / Double(unitsPerEm))
    }
    return box
  }

  /// As a Type 2 charstring (Adobe Technical Note 5177) with the glyph's width. Nil when a contour does not begin on its
  /// curve or has conic curves, which such fonts do not have.
  var charstring: [UInt8]? {
    var result = Charstring()
    result.appendNumber(width)
    var (x, y) = (0, 0)
    func appendMove(to point: Point) {
      result.appendNumber(point.x - x)
      result.appendNumber(point.y - y)
      (x, y) = (point.x, point.y)
    }
    for contour in contours {
      guard let start = contour.first, start.kind == 1 else { return nil }
      appendMove(to: start)
      result.append(.rmoveto)
      var index = 1
      while index < contour.count {
        if contour[index].kind == 1 {
          appendMove(to: contour[index])
          result.append(.rlineto)
          index += 1
        } else {
          guard index + 1 < contour.count, contour[index].kind == 2, contour[index + 1].kind == 2 else { return nil }
          appendMove(to: contour[index])
          appendMove(to: contour[index + 1])
          // The last curve of a contour ends where it began.
          appendMove(to: index + 2 < contour.count ? contour[index + 2] : start)
          result.append(.rrcurveto)
          index += 3
        }
      }
    }
    result.append(.endchar)
    return result.bytes
  }

  /// As a TrueType outline (OpenType 1.9, glyf) without a program, every coordinate in two bytes. Nil for cubic curves.
  var trueType: [UInt8]? {
    let points = contours.joined()
    guard !points.isEmpty else { return [] }
    guard points.allSatisfy({ $0.kind != 2 }) else { return nil }
    var bytes: [UInt8] = []
    func appendShort(_ value: Int) {
      bytes += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    appendShort(contours.count)
    for value in [xs.min(), ys.min(), xs.max(), ys.max()] { appendShort(value ?? 0) }
    var last = -1
    for contour in contours {
      last += contour.count
      appendShort(last)
    }
    appendShort(0)
    bytes += points.map { $0.kind & 1 }
    for values in [xs, ys] {
      var before = 0
      for value in values {
        appendShort(value - before)
        before = value
      }
    }
    return bytes
  }
}

/// Writes a Type 2 charstring.
private struct Charstring {
  private(set) var bytes: [UInt8] = []

  enum Operator: UInt8 {
    case rlineto = 5
    case rrcurveto = 8
    case endchar = 14
    case rmoveto = 21
  }

  mutating func append(_ operation: Operator) { bytes.append(operation.rawValue) }

  /// - Parameter value: of 16 bits, as all coordinates of a font.
  mutating func appendNumber(_ value: Int) {
    switch value {
    case -107...107: bytes.append(UInt8(value + 139))
    case 108...1131: bytes += [UInt8((value - 108) >> 8 + 247), UInt8((value - 108) & 255)]
    case -1131 ... -108: bytes += [UInt8((-value - 108) >> 8 + 251), UInt8((-value - 108) & 255)]
    default: bytes += [28, UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
  }
}
