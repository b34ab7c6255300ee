package import Diagnostics

/// Which font draws a character: the work behind `inspect glyphs`.
package struct DrawnCharacter: Sendable, Hashable {
  /// The character with its selector or marks.
  package var text: String
  /// The face that draws it; nil when none of the chain does.
  package var face: FaceID?
}

extension HarfBuzzTextSetter {
  /// The face of each character of `text` by the role's chain.
  package func faces(of text: String, role: String) throws(Refusal) -> [DrawnCharacter] {
    var drawn: [DrawnCharacter] = []
    for unit in TextUnit.units(of: text, inline: 0, from: 0) {
      drawn.append(DrawnCharacter(text: String(unit.scalars(in: text)), face: try shaper.face(for: unit, in: text, role: role)))
    }
    return drawn
  }
}
