package import Typesetting

/// Evenly spaced lines on which baselines stand, the same on every page: lines on both sides of a sheet, or beside each other, meet.
package struct BaselineGrid: Sendable, Hashable {
  /// A line of the grid, from the page's top.
  package var origin: Length
  /// Distance of its lines; more than nothing.
  package var pitch: Length

  package init(origin: Length, pitch: Length) {
    self.origin = origin
    self.pitch = pitch
  }

  /// The first line at or below a height of the page.
  package func line(from y: Length) -> Length {
    // A thousandth of a point forgives the rounding of sums of millimetres.
    let lines = ((y.points - origin.points - 0.001) / pitch.points).rounded(.up)
    return origin + pitch * lines
  }
}
