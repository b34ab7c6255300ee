/// Sets paragraphs into lines. Each worker has one of its own, because it owns HarfBuzz's fonts and buffer.
///
/// Layout depends on this protocol alone, so its tests use a setter without fonts.
package protocol TextSetter {
  /// The lines of `paragraph` in `measure`, or every reason why it cannot be set.
  func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph

  /// The glyph shapes of a text's characters in the fonts of a role.
  func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape]
}

/// A paragraph as set, and how far it had to give way to fit.
package struct SetParagraph: Sendable, Hashable {
  package var lines: [SetLine]
  /// The horizontal scale: 1 when the text was not condensed.
  package var condensed: Double
  /// The scale of the type size: 1 when the text was not shrunk.
  package var shrunk: Double
  /// Variation sequences that were drawn as their base characters, because no font has them and the form allows it.
  package var baseForms: [BaseForm]

  package init(lines: [SetLine], condensed: Double = 1, shrunk: Double = 1, baseForms: [BaseForm] = []) {
    self.lines = lines
    self.condensed = condensed
    self.shrunk = shrunk
    self.baseForms = baseForms
  }
}

/// One set line: runs with origins relative to the measure's start and the line's baseline.
///
/// A vertical line's runs are relative to its middle axis (x) and its start (y). It is placed like a horizontal one,
/// with the axis in the place of x and the top of the measure in the place of the baseline.
package struct SetLine: Sendable, Hashable {
  /// In reading order, a reading (ruby) directly after its base.
  package var runs: [GlyphRun]
  /// Which runs are readings, and of which base; in order.
  package var readings: [Reading]
  /// リーダー: dots that lead from one text of the line to the next. Not read.
  package var leaders: [GlyphRun]
  /// Advance of the line's content, without space at its ends.
  package var width: Length
  /// Size of the line's largest type, for centring.
  package var size: Length

  /// A reading (ruby): indices into `runs`.
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

/// A variation sequence drawn as its base character.
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

/// Why a text could not be set.
package enum SettingFault: Error, Sendable, Hashable {
  /// No font of the role has the character, or the variation sequence: `sequence` is then base and selector.
  case missingGlyph(sequence: String, field: String?, box: String)
  /// The text does not fit its box even at the floor of its fit policy.
  case overflow(box: String, field: String?, needed: Length, available: Length)
}

/// All faults of a paragraph at once.
package struct SettingFaults: Error, Sendable, Hashable {
  package var faults: [SettingFault]

  package init(_ faults: [SettingFault]) {
    self.faults = faults
  }
}
