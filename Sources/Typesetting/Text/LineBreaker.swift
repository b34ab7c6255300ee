/// Where lines may end.
package struct LineBreaker: Sendable {
  package let level: LineBreakLevel

  package init(level: LineBreakLevel = .strict) {
    self.level = level
  }

  /// What a boundary between two units allows.
  enum Boundary: UInt8, Sendable, Hashable {
    case prohibited
    case allowed
    /// The line ends here: the unit before is `\n`.
    case mandatory
  }

  /// The boundary after each unit; after the last it is `prohibited`, for nothing follows.
  func boundaries(_ units: [TextUnit]) -> [Boundary] {
    units.indices.map { index in
      if units[index].scalar == "\n" { return .mandatory }
      return index + 1 < units.count && mayEnd(after: index, in: units) ? .allowed : .prohibited
    }
  }

  private func mayEnd(after index: Int, in units: [TextUnit]) -> Bool {
    let before = units[index]
    let after = units[index + 1]
    if after.scalar == "\n" || Numerals.staysTogether(index, in: units) { return false }
    let isLatinBefore = before.characterClass == .western || before.characterClass == .groupedNumeral
    let isLatinAfter = after.characterClass == .western || after.characterClass == .groupedNumeral
    if isLatinBefore, isLatinAfter { return LatinBreaks.mayPart(index, in: units) }
    if isLatinAfter, LatinBreaks.closing.contains(after.scalar) { return false }
    if isLatinBefore, LatinBreaks.opening.contains(before.scalar) { return false }
    return PairRule.of(before.characterClass, after.characterClass).separation.allows(before, after, level: level)
  }

  /// Offsets in Unicode scalars at which a line may end, ascending; `\n` ends one anyway and is not listed.
  package func opportunities(_ text: String) -> [Int] {
    var units = TextUnit.units(of: text, inline: 0, from: 0)
    Numerals.resolveClasses(&units)
    var offsets: [Int] = []
    var offset = 0
    for (unit, boundary) in zip(units, boundaries(units)) {
      offset += unit.isCompound ? unit.scalars(in: text).count : 1
      if boundary == .allowed { offsets.append(offset) }
    }
    return offsets
  }
}
