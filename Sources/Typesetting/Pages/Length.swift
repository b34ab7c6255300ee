/// A distance on paper. Stored in points (1/72 inch), the unit of PDF; written in forms as mm, pt or em.
package struct Length: Sendable, Hashable, Comparable {
  package var points: Double

  package init(points: Double) {
    self.points = points
  }

  package static let zero = Length(points: 0)

  package static func mm(_ value: Double) -> Length { Length(points: value * 72 / 25.4) }
  package static func pt(_ value: Double) -> Length { Length(points: value) }

  /// The distance in millimetres.
  package var millimetres: Double { points * 25.4 / 72 }

  package static func < (a: Length, b: Length) -> Bool { a.points < b.points }
  package static func + (a: Length, b: Length) -> Length { Length(points: a.points + b.points) }
  package static func - (a: Length, b: Length) -> Length { Length(points: a.points - b.points) }
  package static prefix func - (a: Length) -> Length { Length(points: -a.points) }
  package static func * (a: Length, b: Double) -> Length { Length(points: a.points * b) }
  package static func / (a: Length, b: Double) -> Length { Length(points: a.points / b) }
  package static func += (a: inout Length, b: Length) { a = a + b }
  package static func -= (a: inout Length, b: Length) { a = a - b }
}

/// A place on a page, from its top left corner; y grows downwards.
package struct Point: Sendable, Hashable {
  package var x: Length
  package var y: Length

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
