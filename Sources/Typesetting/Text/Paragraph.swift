/// Where a line stands in its measure.
package enum Alignment: Sendable, Hashable {
  /// Flush at the start, ragged at the end.
  case start
  case centre
  case end
  /// Both edges flush, the last line natural.
  case justified
  /// 均等割付: first character at the start, last at the end, equal gaps; one line only.
  case spread
}

/// How a text may give way to fit its box, in this order: condense a little to stay on one line, wrap, condense, shrink, refuse.
package struct FitPolicy: Sendable, Hashable {
  /// How narrow a text may be set to stay on one line before it wraps; nil: it wraps first. For names, of which a lone 様 or 御中 on a
  /// second line would be worse than a slight 長体.
  package var oneLineFloor: Double?
  /// Lines at most; nil: as many as the text needs.
  package var lines: Int?
  /// The narrowest 長体, 1 or less, reached in steps of 0.05.
  package var condenseFloor: Double
  /// The smallest type size; nil: no shrinking.
  package var shrinkFloor: Length?

  package init(oneLineFloor: Double? = nil, lines: Int? = nil, condenseFloor: Double = 1, shrinkFloor: Length? = nil) {
    self.oneLineFloor = oneLineFloor
    self.lines = lines
    self.condenseFloor = condenseFloor
    self.shrinkFloor = shrinkFloor
  }
}

/// A text to be set in a measure. `\n` in an inline ends a line.
package struct Paragraph: Sendable, Hashable {
  package var inlines: [Inline]
  package var alignment: Alignment
  /// First-line indent in em of the first inline.
  package var indent: Double
  package var fit: FitPolicy
  /// The box's name in refusals and in the fit report.
  package var name: String
  /// ぶら下げ: whether a full stop or comma may hang out at the end of a justified line.
  package var hangsPunctuation: Bool
  /// How strictly lines may begin and end; nil: as the setter does by default.
  package var level: LineBreakLevel?
  package var direction: WritingDirection

  package init(
    _ inlines: [Inline], alignment: Alignment = .start, indent: Double = 0, fit: FitPolicy = FitPolicy(), name: String = "",
    hangsPunctuation: Bool = false, level: LineBreakLevel? = nil, direction: WritingDirection = .horizontal
  ) {
    self.inlines = inlines
    self.alignment = alignment
    self.indent = indent
    self.fit = fit
    self.name = name
    self.hangsPunctuation = hangsPunctuation
    self.level = level
    self.direction = direction
  }
}
