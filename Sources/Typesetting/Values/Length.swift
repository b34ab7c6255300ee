/// A distance on paper. It is stored in points (1/72 inch), the unit of PDF; forms write it in mm, pt or em.
///
/// ```
/// Length.mm(25.4).points       → 72
/// Length.pt(36).millimetres    → 12.7
/// ```
///
/// The operators are inlinable because layout, in a module of its own, adds lengths for every line and every run.
package struct Length: Sendable, Hashable, Comparable {
  package var points: Double

  @inlinable
  package init(points: Double) {
    self.points = points
  }

  @inlinable package static var zero: Length { Length(points: 0) }

  package static func mm(_ value: Double) -> Length { Length(points: value * 72 / 25.4) }
  @inlinable package static func pt(_ value: Double) -> Length { Length(points: value) }

  package var millimetres: Double { points * 25.4 / 72 }

  @inlinable package static func < (a: Length, b: Length) -> Bool { a.points < b.points }
  @inlinable package static func + (a: Length, b: Length) -> Length { Length(points: a.points + b.points) }
  @inlinable package static func - (a: Length, b: Length) -> Length { Length(points: a.points - b.points) }
  @inlinable package static prefix func - (a: Length) -> Length { Length(points: -a.points) }
  @inlinable package static func * (a: Length, b: Double) -> Length { Length(points: a.points * b) }
  @inlinable package static func / (a: Length, b: Double) -> Length { Length(points: a.points / b) }
  @inlinable package static func += (a: inout Length, b: Length) { a = a + b }
  @inlinable package static func -= (a: inout Length, b: Length) { a = a - b }
}

/// A position on a page, from its top left corner; y grows downwards.
package struct Point: Sendable, Hashable {
  package var x: Length
  package var y: Length

  @inlinable
  package init(_ x: Length, _ y: Length) {
    self.x = x
    self.y = y
  }
}

/// A device RGB colour, components 0…255.
package struct Colour: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  package static let black = Colour(0, 0, 0)
}

/// The em box of a Japanese font around its baseline, in em: 0.88 above and 0.12 below.
package enum EmBox {
  @inlinable package static var ascent: Double { 0.88 }
  @inlinable package static var descent: Double { 0.12 }
  /// Height of the middle above the baseline. A line is centred in a box with its baseline this far below the middle.
  @inlinable package static var middle: Double { 0.38 }
}
