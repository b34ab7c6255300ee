/// One set line: runs with origins relative to the measure's start and the line's baseline.
///
/// A vertical line's runs are relative to its middle axis (x) and its start (y): placed like a horizontal one, with the axis for x and
/// the top of the measure for the baseline.
package struct SetLine: Sendable, Hashable {
  /// In reading order, a reading (ruby) right after what it reads.
  package var runs: [GlyphRun]
  /// Which runs are readings, and of what; in order.
  package var readings: [Reading]
  /// リーダー: dots that lead from one text of the line to the next. Not read.
  package var leaders: [GlyphRun]
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

  package init(runs: [GlyphRun], width: Length, size: Length, readings: [Reading] = [], leaders: [GlyphRun] = []) {
    self.runs = runs
    self.leaders = leaders
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
  /// Variation sequences that were drawn as their bases, because no font has them and the form allows it.
  package var baseForms: [BaseForm]

  package init(lines: [SetLine], condensed: Double = 1, shrunk: Double = 1, baseForms: [BaseForm] = []) {
    self.lines = lines
    self.condensed = condensed
    self.shrunk = shrunk
    self.baseForms = baseForms
  }
}

/// A variation sequence drawn as its base.
package struct BaseForm: Sendable, Hashable {
  /// Base and selector.
  package var sequence: String
  package var field: String?
  package var box: String

  package init(sequence: String, field: String?, box: String) {
    self.sequence = sequence
    self.field = field
    self.box = box
  }
}
