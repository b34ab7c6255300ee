package import Typesetting

/// A text at a fixed place: baselines, not boxes of ink, say where it stands.
package struct TextBox: Sendable {
  /// What the text is to a reader.
  package enum Role: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    /// Not read aloud: the foot.
    case artifact
  }

  /// The same words in another style, for when they do not fit in the first.
  package struct Setting: Sendable {
    package var paragraph: Paragraph
    package var pitch: Length

    package init(_ paragraph: Paragraph, pitch: Length) {
      self.paragraph = paragraph
      self.pitch = pitch
    }
  }

  package var paragraph: Paragraph
  /// Set in its place when `paragraph` does not fit.
  package var otherwise: Setting?
  /// Left and right edge of the measure on the page.
  package var from: Length
  package var to: Length
  /// Baseline of a single line, from the page's (or the block's) top; its middle when the box is centred.
  package var baseline: SteppedLength
  /// Whether `baseline` is the middle of a line, by the centring rule of rows.
  package var isCentred: Bool
  /// How much of the height of further lines goes upwards: 0 keeps the first line in its place, 1 the last, 0.5 the middle of all.
  package var upward: Double
  /// Measure of vertical lines, downwards from `baseline`; the first one stands at the right edge. Of no use to horizontal ones.
  package var height = Length.zero
  /// Distance of baselines, or of the axes of vertical lines.
  package var pitch: Length
  package var role: Role

  package init(
    _ paragraph: Paragraph, from: Length, to: Length, baseline: SteppedLength, isCentred: Bool = false,
    upward: Double? = nil, pitch: Length,
    role: Role = .paragraph
  ) {
    self.paragraph = paragraph
    self.from = from
    self.to = to
    self.baseline = baseline
    self.isCentred = isCentred
    self.upward = upward ?? (isCentred ? 0.5 : 0)
    self.pitch = pitch
    self.role = role
  }
}
