package import Typesetting

/// A rectangle by its top left corner and size.
package struct Rectangle: Sendable, Hashable {
  package var x: Length
  package var y: Length
  package var width: Length
  package var height: Length

  package init(x: Length, y: Length, width: Length, height: Length) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

extension Rectangle {
  /// The largest rectangle of these proportions inside this one, in its middle.
  package func fitting(width: Int, height: Int) -> Rectangle {
    guard width > 0, height > 0 else { return self }
    let scale = min(self.width.points / Double(width), self.height.points / Double(height))
    let size = (width: Length(points: scale * Double(width)), height: Length(points: scale * Double(height)))
    return Rectangle(
      x: x + (self.width - size.width) / 2, y: y + (self.height - size.height) / 2, width: size.width,
      height: size.height)
  }
}
