import Synchronization

/// A text to be set in a measure: stretches of text with their styles, and how the lines are aligned, broken and
/// fitted.
///
/// `\n` in an inline ends a line.
///
/// ```
/// let style = TextStyle(role: "mincho", size: .pt(10))
/// Paragraph([Inline("株式会社かささぎ組", style: style)], fit: FitPolicy(lines: 1, condenseFloor: 0.8), name: "受注者")
/// ```
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
  /// How strictly lines may begin and end; nil: the setter's own level.
  package var level: LineBreakLevel? { didSet { identity = nil } }
  package var direction: WritingDirection { didSet { identity = nil } }
  /// A number for a paragraph of the form's own text; nil when the paragraph may hold a value of a record.
  ///
  /// Paragraphs with the same identity are equal, so a setter can keep the lines of one without comparing its text. A
  /// change to the paragraph takes the identity away.
  package private(set) var identity: Int?

  package init(
    _ inlines: [Inline], alignment: Alignment = .start, indent: Double = 0, fit: FitPolicy = FitPolicy(),
    name: String = "", hangsPunctuation: Bool = false, level: LineBreakLevel? = nil,
    direction: WritingDirection = .horizontal
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

  /// The same paragraph with an identity. Only for text of a form, which is the same in the paper of every record.
  package func identified() -> Paragraph {
    var paragraph = self
    paragraph.identity = Self.identities.add(1, ordering: .relaxed).newValue
    return paragraph
  }

  private static let identities = Atomic<Int>(0)

  /// The field of the longest value in the paragraph: the one that a person would shorten. Nil for the form's own text.
  package var longestField: String? {
    guard inlines.count > 1 else { return inlines.first?.field }
    return inlines.filter { $0.field != nil }.max { $0.text.utf8.count < $1.text.utf8.count }?.field
  }
}

/// Text in one style.
package struct Inline: Sendable, Hashable {
  package var text: String
  package var style: TextStyle
  /// The reading set above the text (ruby), or nil.
  package var ruby: String?
  /// The catalogue path whose value this is, for refusals; nil for the form's own text.
  package var field: String?
  /// Whether a variation sequence that no font has may be drawn as its base character, and reported, instead of being
  /// refused.
  package var allowsBaseForm: Bool
  /// リーダー: the text is a pattern that fills the room left in the line, and is not read.
  package var isLeader: Bool

  package init(
    _ text: String, style: TextStyle, ruby: String? = nil, field: String? = nil, allowsBaseForm: Bool = false,
    isLeader: Bool = false
  ) {
    self.text = text
    self.style = style
    self.ruby = ruby
    self.field = field
    self.allowsBaseForm = allowsBaseForm
    self.isLeader = isLeader
  }
}

/// How a stretch of text is set.
package struct TextStyle: Sendable, Hashable {
  /// Role in fonts.json: `mincho`, `gothic`, `gothic-bold`.
  package var role: String
  package var size: Length
  package var colour: Colour
  /// Space after each character but the last, in em.
  package var letterSpace: Double
  /// By how much the space after a comma or full stop that follows a digit is reduced, in em: 0.17 in text, 0 in
  /// addresses and contract numbers.
  package var digitTightening: Double

  package init(
    role: String, size: Length, colour: Colour = .black, letterSpace: Double = 0, digitTightening: Double = 0.17
  ) {
    self.role = role
    self.size = size
    self.colour = colour
    self.letterSpace = letterSpace
    self.digitTightening = digitTightening
  }
}

/// How a text may be fitted to its box. In this order: condense a little to stay on one line, wrap, condense, shrink,
/// refuse.
package struct FitPolicy: Sendable, Hashable {
  /// The narrowest horizontal scale at which a text stays on one line before it wraps; nil: it wraps first. For names,
  /// where 様 or 御中 alone on a second line would be worse than slightly condensed type.
  package var oneLineFloor: Double?
  /// The most lines allowed; nil: as many as the text needs.
  package var lines: Int?
  /// The narrowest horizontal scale (長体), 1 or less, reached in steps of 0.05.
  package var condenseFloor: Double
  /// The smallest type size; nil: no shrinking.
  package var shrinkFloor: Length?
  /// How the ends of lines are chosen when the text needs more than one.
  package var wrap = Wrap.prose
  /// The widest horizontal scale. Less than 1 where a text is to be as narrow as its neighbours.
  package var condenseFrom = 1.0

  package init(oneLineFloor: Double? = nil, lines: Int? = nil, condenseFloor: Double = 1, shrinkFloor: Length? = nil) {
    self.oneLineFloor = oneLineFloor
    self.lines = lines
    self.condenseFloor = condenseFloor
    self.shrinkFloor = shrinkFloor
  }
}

/// How the ends of ragged lines are chosen.
package enum Wrap: String, Sendable, Hashable, CaseIterable {
  /// Each line takes as much as it holds.
  case prose
  /// 値の組み方: lines end where phrases do and are balanced (`PhraseBreaks`), and the lines of an item hang below its
  /// numeral. For names, works, addresses and remarks.
  case phrases
}

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

/// 組方向.
package enum WritingDirection: Sendable, Hashable {
  case horizontal
  /// Lines run down, the next one to the left.
  case vertical
}

/// How strictly lines may not begin or end (禁則の強さ), after the levels of CSS `line-break` as JLREQ 3.1.7 explains them.
package enum LineBreakLevel: String, Sendable, Hashable, CaseIterable {
  /// All of JLREQ's line-start and line-end prohibition, for small kana, the long sound mark and ellipses too. The
  /// default.
  case strict
  /// As `strict`, but small kana, the long sound mark and hyphens may begin a line.
  case normal
  /// As `normal`, but iteration marks, centred punctuation, ellipses and abbreviations may begin a line too, and
  /// ellipses may be divided.
  case loose
  /// 法令: only closing brackets, full stops and commas may not begin a line, only opening brackets may not end one.
  case statute
}
