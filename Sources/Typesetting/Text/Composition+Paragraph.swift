extension Composition {
  /// Measures a shaped paragraph.
  ///
  /// - Parameter advances: advance of each unit in em; what is joined with the unit before by its font is nil.
  /// - Parameter rubies: readings, ascending; each is told how far it may reach over its neighbours.
  init(
    _ units: [TextUnit], advances: [Double?], _ paragraph: Paragraph, boundaries: [LineBreaker.Boundary], rubies: inout [Ruby]
  ) {
    var items: [Item] = []
    items.reserveCapacity(units.count)
    for index in units.indices {
      let unit = units[index]
      let style = paragraph.inlines[unit.inline].style
      let size = style.size.points
      let (body, shift) = SpacingTable.body(CharacterClass(of: unit.scalar), advance: advances[index] ?? 0)
      var item = Item(
        body: body * size, shift: shift * size, gap: Gap(), endSpace: 0, hang: 0, boundary: boundaries[index],
        isSpace: unit.characterClass == .westernSpace || unit.characterClass == .ideographicSpace, isLineEnd: unit.scalar == "\n")
      switch unit.characterClass {
      case .closingBracket, .warichuClosing: item.endSpace = size - item.body
      case .fullStop, .comma:
        item.endSpace = size - item.body
        if paragraph.hangsPunctuation { item.hang = item.body }
      default: break
      }
      if index + 1 < units.count, !item.isLineEnd, units[index + 1].scalar != "\n" {
        let next = units[index + 1]
        if advances[index + 1] == nil {
          item.boundary = .prohibited
        } else {
          let nextSize = paragraph.inlines[next.inline].style.size.points
          item.gap = Self.gap(unit, next, size, nextSize, mayEnd: item.boundary == .allowed)
          item.gap.natural += (style.letterSpace - Self.tightening(index, in: units, style)) * size
        }
      }
      items.append(item)
    }
    for index in rubies.indices { Self.makeRoom(for: &rubies[index], units, in: &items) }
    self.init(items: items, indent: paragraph.indent * (paragraph.inlines.first?.style.size.points ?? 0))
  }

  /// Keeps a reading's base together and widens it for a longer reading.
  private static func makeRoom(for ruby: inout Ruby, _ units: [TextUnit], in items: inout [Item]) {
    let inner = ruby.base.dropLast()
    for index in inner {
      items[index].boundary = .prohibited
      items[index].gap.stretchStage = 0
      items[index].gap.stretch = 0
    }
    let last = ruby.base.upperBound - 1
    let width = ruby.base.reduce(0) { $0 + items[$1].body } + inner.reduce(0) { $0 + items[$1].gap.natural }
    let before = ruby.base.lowerBound > 0 ? units[ruby.base.lowerBound - 1].characterClass : nil
    let after = last + 1 < units.count ? units[last + 1].characterClass : nil
    let lacking = ruby.fit(baseWidth: width, before: before, after: after)
    guard lacking > 0 else { return }
    let share = lacking / Double(ruby.base.count)
    items[ruby.base.lowerBound].shift += share / 2
    items[ruby.base.lowerBound].body += share / 2
    items[last].body += share / 2
    for index in inner { items[index].gap.natural += share }
  }

  /// The gap that the tables give a pair, in points.
  private static func gap(_ before: TextUnit, _ after: TextUnit, _ size: Double, _ nextSize: Double, mayEnd: Bool) -> Gap {
    if before.characterClass == .westernSpace {
      // Stage 1 of Appendix D and E: a word space is a third of an em, at least a quarter, at most a half. The fonts' own is a half.
      return Gap(natural: 0, shrink: size / 4, shrinkStage: 1, stretch: 0, stretchStage: 1)
    }
    var gap = Gap()
    let first = before.characterClass
    let second = after.characterClass
    var beforePart = 0.0
    var afterPart = 0.0
    switch SpacingTable.grid[first, second] {
    case "H": beforePart = size / 2
    case "h": afterPart = nextSize / 2
    case "Q": beforePart = size / 4
    case "q": afterPart = nextSize / 4
    case "M": (beforePart, afterPart) = (size / 4, nextSize / 4)
    case "T": (beforePart, afterPart) = (size / 2, nextSize / 4)
    default: break
    }
    // Only letters and digits of Latin words keep their distance; Latin brackets and marks have blank of their own.
    if first == .western, !isWordCharacter(before.scalar) { beforePart = 0 }
    if second == .western, !isWordCharacter(after.scalar), first != .fullStop, first != .comma, first != .closingBracket { afterPart = 0 }
    gap.natural = beforePart + afterPart
    switch ReductionTable.grid[first, second] {
    case "4":
      gap.shrinkStage = 4
      gap.shrink = first == .fullStop ? afterPart : gap.natural
    case "5":
      gap.shrinkStage = 5
      gap.shrink = gap.natural
    case "6" where gap.natural > 0:
      gap.shrinkStage = 6
      gap.shrink = gap.natural / 2
    default: break
    }
    switch ExpansionTable.grid[first, second] {
    case "2" where gap.natural > 0:
      gap.stretchStage = 2
      gap.stretch = gap.natural
    case "2", "3":
      guard mayEnd else { break }
      gap.stretchStage = 3
      gap.stretch = size / 4
    default: break
    }
    return gap
  }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    Numerals.isLetter(scalar) || Numerals.isDigit(scalar)
  }

  /// What a half-width comma or full stop after a digit gives back: its half em would tear the number open.
  private static func tightening(_ index: Int, in units: [TextUnit], _ style: TextStyle) -> Double {
    guard index > 0, units[index].scalar == "," || units[index].scalar == "." else { return 0 }
    return ("0"..."9").contains(units[index - 1].scalar) ? style.digitTightening : 0
  }
}
