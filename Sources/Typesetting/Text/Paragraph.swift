import Synchronization

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
  package var inlines: [Inline] { didSet { identity = nil } }
  package var alignment: Alignment { didSet { identity = nil } }
  /// First-line indent in em of the first inline.
  package var indent: Double { didSet { identity = nil } }
  package var fit: FitPolicy { didSet { identity = nil } }
  /// The box's name in refusals and in the fit report.
  package var name: String { didSet { identity = nil } }
  /// ぶら下げ: whether a full stop or comma may hang out at the end of a justified line.
  package var hangsPunctuation: Bool { didSet { identity = nil } }
  /// How strictly lines may begin and end; nil: as the setter does by default.
  package var level: LineBreakLevel? { didSet { identity = nil } }
  package var direction: WritingDirection { didSet { identity = nil } }
  /// Which of the forms' own paragraphs this is; nil when it may hold something of a record. Two with one identity are equal, so a setter
  /// need not look at them to know them again; whoever changes one makes another of it.
  package private(set) var identity: Int?

  package init(
    _ inlines: [Inline], alignment: Alignment = .start, indent: Double = 0, fit: FitPolicy = FitPolicy(),
    name: String = "",
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

  /// The same paragraph with an identity: for words of a form, which stand in every record's paper alike.
  package func identified() -> Paragraph {
    var paragraph = self
    paragraph.identity = Self.identities.add(1, ordering: .relaxed).newValue
    return paragraph
  }

  private static let identities = Atomic<Int>(0)
}
