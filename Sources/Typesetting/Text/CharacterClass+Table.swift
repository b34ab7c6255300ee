extension CharacterClass {
  /// The class of a character by itself; the context may change it (`Numerals`).
  ///
  /// Characters that JLREQ lists once but Unicode has twice are parted by width: `(` U+0028 is drawn half-width and belongs to Latin text,
  /// `（` U+FF08 is cl-01.
  package init(of scalar: Unicode.Scalar) {
    let value = scalar.value
    self = value < 0x10000 ? Self.basicPlane[Int(value)] : Self.lookUp(value)
  }

  /// Class by code point for the Basic Multilingual Plane, spread out from `ranges` once.
  private static let basicPlane: [CharacterClass] = {
    var table = [CharacterClass](repeating: .western, count: 0x10000)
    for range in ranges where range.first < 0x10000 {
      for value in range.first...min(range.last, 0xFFFF) { table[Int(value)] = range.characterClass }
    }
    return table
  }()

  private static func lookUp(_ value: UInt32) -> CharacterClass {
    var low = 0
    var high = ranges.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return ranges[low].characterClass
  }

  /// A stretch of code points of one class.
  struct Stretch: Sendable {
    let first: UInt32
    let last: UInt32
    let characterClass: CharacterClass
  }

  /// The whole code space without a gap: what JLREQ Appendix A lists, and for the rest the class of what it is set like.
  static let ranges: [Stretch] = {
    var stretches: [Stretch] = []
    var next: UInt32 = 0
    for (last, characterClass) in boundaries {
      stretches.append(Stretch(first: next, last: last, characterClass: characterClass))
      next = last + 1
    }
    return stretches
  }()
}
