import DrawnDocument
import Layout
import Typesetting

/// The least rectangle around what is painted: of a piece in points, of a glyph in em. `top` is less than `bottom`, as y
/// grows downwards. The width of pens is left out.
struct InkBox: Equatable, Sendable {
  private(set) var left = Double.infinity
  private(set) var top = Double.infinity
  private(set) var right = -Double.infinity
  private(set) var bottom = -Double.infinity

  static let empty = InkBox()

  /// - Parameter outline: of the glyph (OpenType 1.9, glyf); empty for a blank one.
  init(ofTrueType outline: UnsafeRawBufferPointer, unitsPerEm: Int) {
    self = .empty
    if outline.count < 10 { return }
    func number(_ offset: Int) -> Double {
      Double(Int16(truncatingIfNeeded: FaceFile.short(outline, offset))) / Double(unitsPerEm)
    }
    addPoint(number(2), -number(4))
    addPoint(number(6), -number(8))
  }

  private init() {}

  var isEmpty: Bool { left > right }

  mutating func addRectangle(_ rectangle: Rectangle) {
    addPoint(rectangle.x.points, rectangle.y.points)
    addPoint((rectangle.x + rectangle.width).points, (rectangle.y + rectangle.height).points)
  }

  func moved(to origin: Point) -> InkBox {
    var box = self
    box.left += origin.x.points
    box.right += origin.x.points
    box.top += origin.y.points
    box.bottom += origin.y.points
    return box
  }

  mutating func addPoint(_ x: Double, _ y: Double) {
    (left, right) = (min(left, x), max(right, x))
    (top, bottom) = (min(top, y), max(bottom, y))
  }
}
