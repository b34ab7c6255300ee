package import Typesetting

/// 見本, 写, 再発行: words boxed at the top right, and light and diagonal behind the body.
package struct Marks: Sendable {
  /// A word of a mark: 再発行 behind the body, 再発行　第1回　令和7年7月1日 in the box.
  package struct Word: Sendable, Hashable {
    package var boxed: String
    package var behind: String

    package init(boxed: String, behind: String) {
      self.boxed = boxed
      self.behind = behind
    }
  }

  /// Where a word stands behind the body.
  package struct Diagonal: Sendable, Hashable {
    package var centre: Point
    package var size: Length
    /// Space between characters in em.
    package var letterSpace: Double

    package init(centre: Point, size: Length, letterSpace: Double) {
      self.centre = centre
      self.size = size
      self.letterSpace = letterSpace
    }
  }

  /// The words, from the right.
  package var words: [Word]
  /// Style of the boxed words.
  package var style: TextStyle
  package var right: Length
  package var y: Length
  package var height: Length
  /// Weight of the boxes' borders.
  package var weight: Length
  /// Where the words stand behind the body, in their order; further words are only boxed.
  package var diagonals: [Diagonal]
  package var diagonalRole: String
  package var diagonalColour: Colour
  package var diagonalWeight: Length

  package init(
    words: [Word], style: TextStyle, right: Length, y: Length, height: Length, weight: Length, diagonals: [Diagonal],
    diagonalRole: String, diagonalColour: Colour, diagonalWeight: Length
  ) {
    self.words = words
    self.style = style
    self.right = right
    self.y = y
    self.height = height
    self.weight = weight
    self.diagonals = diagonals
    self.diagonalRole = diagonalRole
    self.diagonalColour = diagonalColour
    self.diagonalWeight = diagonalWeight
  }
}
