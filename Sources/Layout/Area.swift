import Typesetting

/// What is drawn without being a text, as a fault names it.
package enum ShapeKind: Sendable, Hashable {
  case rule, tint, frame, code, seal, image, cell, mark
}

/// A part of the page by its edges, measured from the page's top left corner.
struct Area: Hashable {
  var left: Length
  var top: Length
  var right: Length
  var bottom: Length

  init(left: Length, top: Length, right: Length, bottom: Length) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  init(_ rectangle: Rectangle) {
    self.init(
      left: rectangle.x, top: rectangle.y, right: rectangle.x + rectangle.width, bottom: rectangle.y + rectangle.height)
  }

  func union(_ other: Area) -> Area {
    Area(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// The area with all its edges moved outwards, or inwards by a negative length.
  func enlarged(by margin: Length) -> Area {
    Area(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  /// Whether two areas have more in common than a touch.
  func meets(_ other: Area) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
