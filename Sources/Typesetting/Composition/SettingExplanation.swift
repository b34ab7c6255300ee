/// Why a paragraph was set as it was: how it was fitted to its box, and for each line why it ends where it does.
///
/// ```
/// let explanation = try setter.explain(paragraph, measure: .mm(145))
/// explanation.lines[0].taken?.rule       // .pair
/// explanation.lines[0].nextBest?.demerits
/// ```
package struct SettingExplanation: Sendable, Hashable {
  /// A step of fitting: the scales, the lines allowed (nil: any number), what came of it.
  package struct Step: Sendable, Hashable {
    package var condensed: Double
    package var shrunk: Double
    package var allowedLines: Int?
    package var lines: Int
    /// The longest line without any adjustment, in the measure of the box.
    package var widest: Length
    package var fits: Bool
  }

  /// A line, in the measure of the box: condensed and shrunk as the paragraph was.
  package struct Line: Sendable, Hashable {
    package var text: String
    /// Width before spaces are changed, and by how much they may shrink, or grow before they are seen to.
    package var natural: Length
    package var shrink: Length
    package var stretch: Length
    /// The places between the characters of the line, and those after its end up to the first that is too far.
    package var places: [BreakPlace]
    /// The place at which the line ends; nil for the last line of the paragraph.
    package var taken: BreakPlace?
    /// What the whole paragraph costs as it was set; of a value that is wrapped by phrases, what the part of it between
    /// two line breaks costs. Nil where lines are filled one after the other, or there is one line alone.
    package var demerits: Double?
    /// The other end of this line with which all of that would cost least, and that cost.
    package var nextBest: Alternative?
  }

  package struct Alternative: Sendable, Hashable {
    package var place: BreakPlace
    package var demerits: Double
  }

  package var measure: Length
  package var steps: [Step]
  /// Empty when no step fits.
  package var lines: [Line]
  /// The width that the text would have needed, when no step fits.
  package var needed: Length?
}

extension HarfBuzzTextSetter {
  /// Sets a paragraph and says why it came out as it did. It takes many times as long as setting.
  package func explain(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SettingExplanation {
    var units: [TextUnit] = []
    paragraph.appendUnits(to: &units)
    let measured = try measureParagraph(paragraph, units)
    let fitting = fitting(of: paragraph, measured)
    var places = breaker(of: paragraph).places(measured.units, text: measured.text)
    if fitting.wrapsByPhrases {
      for index in places.indices where places[index].mayBreak { places[index].phrase = fitting.phraseBreaks[index] }
    }
    return ExplainedFitting(
      fitting: fitting, places: places, units: measured.units, text: measured.text, measure: measure.points
    ).explanation
  }
}

/// Follows the fitting of a paragraph step by step, as `Fitting` does it.
private struct ExplainedFitting {
  let fitting: Fitting
  /// The place after each unit but the last.
  let places: [BreakPlace]
  let units: [TextUnit]
  let text: [UInt8]
  let measure: Double

  var explanation: SettingExplanation {
    var explanation = SettingExplanation(measure: Length(points: measure), steps: [], lines: [])
    for (condensed, shrunk, allowed) in fitting.steps {
      let scale = condensed * shrunk
      let fitted = fitting.fitLines(condensed, shrunk, limit: allowed, measure)
      let lines = fitted?.lines ?? fitting.breakLines(measure / scale, tight: true)
      explanation.steps.append(
        SettingExplanation.Step(
          condensed: condensed, shrunk: shrunk, allowedLines: allowed, lines: lines.count,
          widest: Length(points: (lines.map(\.natural).max() ?? 0) * scale), fits: fitted != nil))
      if let fitted {
        explanation.lines = explainLines(fitted.lines, scale: scale)
        return explanation
      }
    }
    if let (condensed, shrunk, _) = fitting.steps.last {
      let scale = condensed * shrunk
      explanation.needed = Length(points: fitting.neededWidth(measure / scale) * scale)
    }
    return explanation
  }

  private func explainLines(_ lines: [Composition.Line], scale: Double) -> [SettingExplanation.Line] {
    let room = measure / scale
    if fitting.wrapsByPhrases { return explainPhrases(lines, scale: scale) }
    let costs =
      fitting.paragraph.alignment == .justified
      ? TotalFit(composition: fitting.composition, measure: room, em: fitting.em) : nil
    let penalty = costs?.choice().lonePenalty ?? 0
    let toEnd = costs?.costsToEnd(lonePenalty: penalty) ?? []
    var before = 0.0
    return lines.map { line in
      var explained = describe(line, scale: scale)
      guard let costs else { return explained }
      explained.demerits = before + costs.cost(line, penalty) + toEnd[line.items.upperBound]
      explained.nextBest = costs.ends(from: line.items.lowerBound).filter { $0 != line.items.upperBound }.map { end in
        (end, before + costs.cost(fitting.composition.line(line.items.lowerBound..<end), penalty) + toEnd[end])
      }.min { $0.1 < $1.1 }.flatMap { end, cost in
        end < units.count && cost < .infinity
          ? SettingExplanation.Alternative(place: places[end - 1], demerits: cost) : nil
      }
      before += costs.cost(line, penalty)
      return explained
    }
  }

  private func explainPhrases(_ lines: [Composition.Line], scale: Double) -> [SettingExplanation.Line] {
    let fit = PhraseFit(
      composition: fitting.composition, breaks: fitting.phraseBreaks, measure: measure / scale)
    return zip(lines, fit.weights(of: lines)).map { line, weight in
      var explained = describe(line, scale: scale)
      explained.demerits = weight?.cost
      explained.nextBest = weight?.nextBest.flatMap { end, cost in
        end < units.count ? SettingExplanation.Alternative(place: places[end - 1], demerits: cost) : nil
      }
      return explained
    }
  }

  private func describe(_ line: Composition.Line, scale: Double) -> SettingExplanation.Line {
    var described = SettingExplanation.Line(
      text: String(decoding: text[bytes(of: line.items)], as: UTF8.self),
      natural: Length(points: line.natural * scale), shrink: Length(points: line.shrink * scale),
      stretch: Length(points: line.stretch * scale), places: shownPlaces(of: line, room: measure / scale))
    if line.items.upperBound < units.count { described.taken = places[line.items.upperBound - 1] }
    return described
  }

  private func bytes(of items: Range<Int>) -> Range<Int> {
    guard let last = items.last else { return 0..<0 }
    return units[items.lowerBound].bytes.lowerBound..<units[last].bytes.upperBound
  }

  /// The places inside a line, at its end, and behind it as far as a longer line would come into the measure.
  private func shownPlaces(of line: Composition.Line, room: Double) -> [BreakPlace] {
    var end = line.items.upperBound
    while end < places.count, units[end - 1].isLineEnd == false,
      fitting.composition.line(line.items.lowerBound..<end + 1).natural <= room
    { end += 1 }
    return Array(places[min(line.items.lowerBound, places.count)..<min(end, places.count)])
  }
}

extension TotalFit {
  /// The cost of a line, also of one that is too long for the measure.
  func cost(_ line: Composition.Line, _ lonePenalty: Double) -> Double {
    isTooLong(line) ? Self.overfull : demerits(line, lonePenalty)
  }

  /// The places at which a line that begins at an item may end, up to the first that is too far.
  func ends(from start: Int) -> [Int] {
    var ends: [Int] = []
    for end in start..<composition.count {
      let boundary = composition.boundary(after: end)
      if boundary == .prohibited, end + 1 < composition.count { continue }
      ends.append(end + 1)
      if boundary == .mandatory || isTooLong(composition.line(start..<end + 1)) { break }
    }
    return ends
  }

  /// For each item the cost of the cheapest lines from there to the end of the paragraph.
  func costsToEnd(lonePenalty: Double) -> [Double] {
    var costs = [Double](repeating: .infinity, count: composition.count + 1)
    costs[composition.count] = 0
    for start in (0..<composition.count).reversed() {
      costs[start] =
        ends(from: start).map { cost(composition.line(start..<$0), lonePenalty) + costs[$0] }.min() ?? .infinity
    }
    return costs
  }
}
