/// Fits a text to its box by its `FitPolicy`, in steps: slightly condensed on one line where the policy asks for it,
/// more lines, condensed (長体), a smaller size, and at last a refusal.
///
/// At each step the lines are chosen by first fit (`FirstFit`) or, for justified text, by total fit (`TotalFit`). The
/// number of steps depends on the policy alone: twenty widths for one line, twenty for more, and one for each quarter
/// point of size.
struct Fitting {
  let composition: Composition
  let paragraph: Paragraph
  /// Those of `PhraseBreaks`, for a paragraph that is wrapped by phrases.
  var phraseBreaks: [PhraseBreak] = []

  struct Fitted {
    var lines: [Composition.Line]
    var condensed: Double
    var shrunk: Double
  }

  func fit(measure: Double) throws(SettingFaults) -> Fitted {
    // Nearly every text fits without change; the list of further steps is made only when one does not.
    let widest = paragraph.fit.condenseFrom
    if let fitted = fitLines(widest, 1, limit: paragraph.fit.oneLineFloor == nil ? paragraph.fit.lines : 1, measure) {
      return fitted
    }
    let steps = self.steps
    for (condensed, shrunk, limit) in steps.dropFirst() {
      if let fitted = fitLines(condensed, shrunk, limit: limit, measure) { return fitted }
    }
    let (condensed, shrunk, _) = steps.last ?? (widest, 1, nil)
    let scale = condensed * shrunk
    throw SettingFaults([
      .overflow(
        box: paragraph.name, field: paragraph.longestField,
        needed: Length(points: neededWidth(measure / scale) * scale), available: Length(points: measure))
    ])
  }

  func fitLines(_ condensed: Double, _ shrunk: Double, limit: Int?, _ measure: Double) -> Fitted? {
    // Condensing and shrinking scale every width alike, so the measure is scaled instead.
    let room = measure / (condensed * shrunk)
    // Justified lines are chosen with all that their spaces can give, so there is nothing tighter to try.
    for tight in paragraph.alignment == .justified || paragraph.alignment == .spread ? [false] : [false, true] {
      let lines = breakLines(room, tight: tight)
      if fits(lines, in: room, limit: limit) { return Fitted(lines: lines, condensed: condensed, shrunk: shrunk) }
    }
    return nil
  }

  func breakLines(_ measure: Double, tight: Bool) -> [Composition.Line] {
    switch paragraph.alignment {
    case .spread: return [composition.line(0..<composition.items.count)]
    case .justified: return TotalFit(composition: composition, measure: measure, em: em).lines()
    case .start, .centre, .end:
      if wrapsByPhrases {
        return PhraseFit(composition: composition, breaks: phraseBreaks, measure: measure).lines(tight: tight)
      }
      let lines = FirstFit.lines(composition, measure: measure, tight: tight)
      // A single character on the last line goes to the line before, if the spaces there can be reduced enough.
      if !tight, let last = lines.last, lines.count > 1, last.visible.count <= 1 {
        let tighter = FirstFit.lines(composition, measure: measure, tight: true)
        if tighter.count < lines.count { return tighter }
      }
      return lines
    }
  }

  /// Whether the lines end where phrases do (`PhraseFit`); justified lines do not.
  var wrapsByPhrases: Bool {
    switch paragraph.alignment {
    case .spread, .justified: false
    case .start, .centre, .end: paragraph.fit.wrap == .phrases
    }
  }

  var em: Double { paragraph.inlines.first?.style.size.points ?? 0 }

  private func fits(_ lines: [Composition.Line], in measure: Double, limit: Int?) -> Bool {
    let gives = paragraph.alignment != .spread
    return lines.count <= limit ?? .max
      && lines.allSatisfy { $0.natural - (gives ? $0.shrink + $0.hang : 0) <= measure + FirstFit.tolerance }
  }

  /// The width that the text would have needed: the least at which it stands in the lines allowed, to a fiftieth of a
  /// point. Where line breaks of the record make more lines than that, no width serves; then it is the lines' own.
  func neededWidth(_ measure: Double) -> Double {
    let lines = breakLines(measure, tight: true)
    let longest = lines.map { $0.natural - ($0.shrink + $0.hang) * (paragraph.alignment == .spread ? 0 : 1) }.max() ?? 0
    guard let allowed = paragraph.fit.lines, lines.count > allowed, allowed > 0 else { return max(longest, measure) }
    // All in one line, with the widest indents.
    var wide = composition.line(0..<composition.items.count).natural + (composition.hangingIndents.max() ?? 0)
    guard fitsSomehow(wide, limit: allowed) else { return measure * Double(lines.count) / Double(allowed) }
    var narrow = measure
    while wide - narrow > 0.02 {
      let middle = (narrow + wide) / 2
      if fitsSomehow(middle, limit: allowed) { wide = middle } else { narrow = middle }
    }
    return wide
  }

  private func fitsSomehow(_ measure: Double, limit: Int) -> Bool {
    [false, true].contains { fits(breakLines(measure, tight: $0), in: measure, limit: limit) }
  }

  /// The steps in the order in which they are tried: horizontal scale, scale of the size, and the most lines allowed.
  var steps: [(condensed: Double, shrunk: Double, lines: Int?)] {
    let limit = paragraph.fit.lines
    var steps = paragraph.fit.oneLineFloor.map { scales(downTo: $0).map { ($0, 1.0, Int?.some(1)) } } ?? []
    let ordinary = scales(downTo: paragraph.fit.condenseFloor)
    steps += ordinary.map { ($0, 1, limit) }
    let narrowest = ordinary.last ?? 1
    // The size shrinks by a quarter of a point at a time; a thousandth of a point allows for rounding.
    if let floor = paragraph.fit.shrinkFloor, let size = paragraph.inlines.first?.style.size {
      var next = size.points - 0.25
      while next > floor.points - 0.001 {
        steps.append((narrowest, next / size.points, limit))
        next -= 0.25
      }
    }
    return steps
  }

  /// The horizontal scales from the widest in steps of 0.05 down to a floor. Vertical lines are not condensed: they would need
  /// 平体, which legal papers do not use.
  private func scales(downTo floor: Double) -> [Double] {
    if paragraph.direction != .horizontal { return [1] }
    let widest = paragraph.fit.condenseFrom
    let narrower = stride(from: 95, through: 5, by: -5).map { Double($0) / 100 }.filter { $0 < widest - 0.001 }
    return [widest] + narrower.prefix { $0 > floor - 0.001 }
  }
}
