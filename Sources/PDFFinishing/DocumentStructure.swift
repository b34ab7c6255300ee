/// The structure of a drawn file (ISO 32000-1 14.7), and where in its pages the content of each element is: texts by
/// how many glyphs they show, shapes by the tags that the drawer has set around them. A structure that does not fit the
/// file, by as little as one glyph or tag, is refused.
///
/// ```
/// // A page that shows a paragraph of 12 glyphs and then a foot of 3.
/// DocumentStructure(
///   elements: [.init(name: "P")],
///   texts: [[.init(glyphs: 12, owner: .element(0)), .init(glyphs: 3, owner: .artifact(.footer))]])
/// ```
package struct DocumentStructure: Sendable, Hashable {
  /// Every element comes before those inside it.
  package var elements: [Element]
  /// The texts of each page, in the order in which they are shown.
  package var texts: [[Text]]
  /// The content of each tag of the drawn file, in the order of the file.
  package var shapes: [Shapes]
  /// The drawings that shapes place, by the index that `PlacedDrawing` has.
  package var drawings: [PreparedDrawing]

  package init(elements: [Element] = [], texts: [[Text]] = [], shapes: [Shapes] = [], drawings: [PreparedDrawing] = [])
  {
    self.elements = elements
    self.texts = texts
    self.shapes = shapes
    self.drawings = drawings
  }

  /// Whether all elements that are referred to exist, and no text is empty.
  var isWhole: Bool {
    func isThere(_ owner: Owner) -> Bool {
      if case .element(let index) = owner { elements.indices.contains(index) } else { true }
    }
    return elements.enumerated().allSatisfy { index, element in element.parent.map { 0..<index ~= $0 } ?? true }
      && texts.allSatisfy { $0.allSatisfy { $0.glyphs > 0 && isThere($0.owner) } }
      && shapes.allSatisfy { isThere($0.owner) }
  }

  package struct Element: Sendable, Hashable {
    /// The structure type of ISO 32000-1 14.8.4, such as `P`.
    package var name: String
    package var attributes: Attributes?
    /// Index of the element that it is in; nil for the document itself.
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

  /// A run of glyphs with one owner.
  package struct Text: Sendable, Hashable {
    package var glyphs: Int
    package var owner: Owner

    package init(glyphs: Int, owner: Owner) {
      self.glyphs = glyphs
      self.owner = owner
    }
  }

  /// The shapes in a tag, which have one owner.
  package struct Shapes: Sendable, Hashable {
    package var owner: Owner
    /// Drawings that are painted before the shapes.
    package var drawings: [PlacedDrawing]

    package init(owner: Owner, drawings: [PlacedDrawing] = []) {
      self.owner = owner
      self.drawings = drawings
    }
  }

  /// The property list of an artifact (ISO 32000-1 table 330). Running heads and feet are pagination artifacts (ISO
  /// 14289-1 7.8).
  package enum ArtifactKind: String, Sendable, Hashable {
    case layout = "/Type/Layout"
    case header = "/Type/Pagination/Subtype/Header"
    case footer = "/Type/Pagination/Subtype/Footer"
  }
}
