package import Diagnostics

/// How a stretch of text is set.
package struct TextStyle: Sendable, Hashable {
  /// Role in fonts.json: `mincho`, `gothic`, `gothic-bold`.
  package var role: String
  package var size: Length
  package var colour: Colour
  /// Space after each character but the last, in em.
  package var letterSpace: Double
  /// What a comma or full stop gives back after a digit, in em: 0.17 in text, 0 in addresses and contract numbers.
  package var digitTightening: Double

  package init(role: String, size: Length, colour: Colour = .black, letterSpace: Double = 0, digitTightening: Double = 0.17) {
    self.role = role
    self.size = size
    self.colour = colour
    self.letterSpace = letterSpace
    self.digitTightening = digitTightening
  }
}

/// Text in one style.
package struct Inline: Sendable, Hashable {
  package var text: String
  package var style: TextStyle
  /// Reading set above the text, or nil.
  package var ruby: String?
  /// The catalogue path whose value this is, for refusals; nil for the form's own words.
  package var field: String?

  package init(_ text: String, style: TextStyle, ruby: String? = nil, field: String? = nil) {
    self.text = text
    self.style = style
    self.ruby = ruby
    self.field = field
  }
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

/// One set line: runs with origins relative to the measure's start and the line's baseline.
///
/// A vertical line's runs are relative to its middle axis (x) and its start (y): placed like a horizontal one, with the axis for x and
/// the top of the measure for the baseline.
package struct SetLine: Sendable, Hashable {
  /// In reading order, a reading (ruby) right after what it reads.
  package var runs: [GlyphRun]
  /// Which runs are readings, and of what; in order.
  package var readings: [Reading]
  /// Advance of the line's content, without space at its ends.
  package var width: Length
  /// Size of the line's largest type, for centring.
  package var size: Length

  /// Ruby: indices of `runs`.
  package struct Reading: Sendable, Hashable {
    package var base: Range<Int>
    package var text: Range<Int>

    package init(base: Range<Int>, text: Range<Int>) {
      self.base = base
      self.text = text
    }
  }

  package init(runs: [GlyphRun], width: Length, size: Length, readings: [Reading] = []) {
    self.runs = runs
    self.readings = readings
    self.width = width
    self.size = size
  }
}

/// A paragraph as set, and how far it had to give way.
package struct SetParagraph: Sendable, Hashable {
  package var lines: [SetLine]
  /// Horizontal scale that was needed: 1 when none.
  package var condensed: Double
  /// Scale of the size that was needed: 1 when none.
  package var shrunk: Double

  package init(lines: [SetLine], condensed: Double = 1, shrunk: Double = 1) {
    self.lines = lines
    self.condensed = condensed
    self.shrunk = shrunk
  }
}

/// Why a text could not be set.
package enum SettingFault: Error, Sendable, Hashable {
  /// No font of the chain has the character (or the variation sequence): `sequence` is base and selector.
  case missingGlyph(sequence: String, field: String?, box: String)
  /// The text does not fit its box at the floor of its fit policy.
  case overflow(box: String, field: String?, needed: Length, available: Length)
  /// A font of the chain differs from its digest; found at its first use, so it may come in the middle of a run.
  case badFont(Diagnostic)
}
