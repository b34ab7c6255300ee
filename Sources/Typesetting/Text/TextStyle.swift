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

/// Text in one style.
package struct Inline: Sendable, Hashable {
  package var text: String
  package var style: TextStyle
  /// Reading set above the text, or nil.
  package var ruby: String?
  /// The catalogue path whose value this is, for refusals; nil for the form's own words.
  package var field: String?
  /// Whether a variation sequence that no font has may be drawn as its base, and reported, instead of being refused.
  package var allowsBaseForm: Bool
  /// リーダー: the text is a pattern that fills what the line has left, and is not read.
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
