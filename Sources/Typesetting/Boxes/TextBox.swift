/// A text at a fixed place: baselines, not boxes of ink, say where it stands.
package struct TextBox: Sendable {
  /// What the text is to a reader.
  package enum Role: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    /// Not read aloud: the foot.
    case artifact
  }

  package var paragraph: Paragraph
  /// Left and right edge of the measure on the page.
  package var from: Length
  package var to: Length
  /// First baseline, from the page's (or the block's) top; the middle of all lines when the box is centred.
  package var baseline: Elastic
  /// Whether the lines stand around `baseline` as their middle, by the centring rule of rows.
  package var isCentred: Bool
  /// Measure of vertical lines, downwards from `baseline`; the first one stands at the right edge. Of no use to horizontal ones.
  package var height = Length.zero
  /// Distance of baselines, or of the axes of vertical lines.
  package var pitch: Length
  package var role: Role

  package init(
    _ paragraph: Paragraph, from: Length, to: Length, baseline: Elastic, isCentred: Bool = false, pitch: Length, role: Role = .paragraph
  ) {
    self.paragraph = paragraph
    self.from = from
    self.to = to
    self.baseline = baseline
    self.isCentred = isCentred
    self.pitch = pitch
    self.role = role
  }
}
