/// A TrueType outline without components (OpenType 1.9, glyf), and its parts: only a part of it is embedded, its program is not.
struct SimpleOutline {
  /// Header and last points of the contours.
  let contours: UnsafeRawBufferPointer
  /// Flags and coordinates, without what fills the place up behind them.
  let points: UnsafeRawBufferPointer

  /// Nil for an outline of components, and for one that ends before its last point.
  init?(_ outline: UnsafeRawBufferPointer) {
    guard outline.count >= 12 else { return nil }
    let count = TrueTypeFile.short(outline, 0)
    let program = 10 + 2 * count
    guard count > 0, count < 0x8000, program + 2 <= outline.count else { return nil }
    let flags = program + 2 + TrueTypeFile.short(outline, program)
    var place = flags
    var left = TrueTypeFile.short(outline, program - 2) + 1
    var coordinates = 0
    while left > 0 {
      guard place < outline.count else { return nil }
      let flag = outline[place]
      place += 1
      var repeated = 1
      if flag & Self.isRepeated != 0 {
        guard place < outline.count else { return nil }
        repeated += Int(outline[place])
        place += 1
      }
      coordinates += repeated * (Self.size(flag, short: 0x02, same: 0x10) + Self.size(flag, short: 0x04, same: 0x20))
      left -= repeated
    }
    guard left == 0, place + coordinates <= outline.count else { return nil }
    contours = UnsafeRawBufferPointer(rebasing: outline[..<program])
    points = UnsafeRawBufferPointer(rebasing: outline[flags..<place + coordinates])
  }

  /// The outline with no program in it.
  var withoutProgram: [UInt8] { Array(contours) + [0, 0] + points }

  private static let isRepeated: UInt8 = 0x08

  /// Bytes of one coordinate.
  private static func size(_ flag: UInt8, short: UInt8, same: UInt8) -> Int {
    flag & short != 0 ? 1 : flag & same != 0 ? 0 : 2
  }
}
