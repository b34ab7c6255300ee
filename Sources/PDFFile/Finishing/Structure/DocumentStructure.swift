/// The structure of a drawn file (ISO 32000-1 14.7), and where in its pages the content of each element is.
///
/// What does not fit the file, a glyph or a tag too many or too few, is refused.
package struct DocumentStructure: Sendable, Hashable {
  /// Each before those in it.
  package var elements: [Element]
  /// Of each page what its text belongs to, in the order in which it is shown.
  package var texts: [[Text]]
  /// What each tag of the drawn file is, in the order of the file.
  package var shapes: [Shapes]
  /// What shapes place.
  package var drawings: [PreparedDrawing]

  package init(elements: [Element] = [], texts: [[Text]] = [], shapes: [Shapes] = [], drawings: [PreparedDrawing] = [])
  {
    self.elements = elements
    self.texts = texts
    self.shapes = shapes
    self.drawings = drawings
  }

  /// Whether all that is referred to is there.
  var isWhole: Bool {
    func isThere(_ owner: Owner) -> Bool {
      if case .element(let index) = owner { elements.indices.contains(index) } else { true }
    }
    return elements.enumerated().allSatisfy { index, element in element.parent.map { 0..<index ~= $0 } ?? true }
      && texts.allSatisfy { $0.allSatisfy { $0.glyphs > 0 && isThere($0.owner) } }
      && shapes.allSatisfy { isThere($0.owner) }
  }

  package struct Element: Sendable, Hashable {
    /// As ISO 32000-1 14.8.4 calls it: letters and digits.
    package var name: String
    package var attributes: Attributes?
    /// Index of the element in which it is; nil in the document itself.
    package var parent: Int?

    package init(name: String, attributes: Attributes? = nil, parent: Int? = nil) {
      self.name = name
      self.attributes = attributes
      self.parent = parent
    }
  }

  package enum Attributes: Sendable, Hashable {
    /// A TH: ISO 32000-1 table 349.
    case headerCell(Scope, span: Int)
    /// A TD.
    case dataCell(span: Int)
    /// Its alternative text and its bounding box: left, bottom, right, top.
    case figure(alternative: String, box: [Double])
  }

  package enum Scope: String, Sendable, Hashable {
    case row = "Row"
    case column = "Column"
  }

  package enum Owner: Sendable, Hashable {
    /// Index of an element.
    case element(Int)
    case artifact(ArtifactKind)
  }

  /// Glyphs that belong together.
  package struct Text: Sendable, Hashable {
    package var glyphs: Int
    package var owner: Owner

    package init(glyphs: Int, owner: Owner) {
      self.glyphs = glyphs
      self.owner = owner
    }
  }

  /// The content of a tag.
  package struct Shapes: Sendable, Hashable {
    package var owner: Owner
    /// What is painted before that content.
    package var drawings: [PlacedDrawing]

    package init(owner: Owner, drawings: [PlacedDrawing] = []) {
      self.owner = owner
      self.drawings = drawings
    }
  }

  /// Property list of an artifact: ISO 32000-1 table 330; heads and feet are pagination artifacts by ISO 14289-1 7.8.
  package enum ArtifactKind: String, Sendable, Hashable {
    case layout = "/Type/Layout"
    case header = "/Type/Pagination/Subtype/Header"
    case footer = "/Type/Pagination/Subtype/Footer"
  }
}
