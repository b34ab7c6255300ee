package import Layout

/// The structure of a drawn file, and where in its pages the content of each element is.
///
/// Text is told by how many glyphs it shows: Cairo writes glyphs in the order in which they are shown, and a structure tag costs it
/// more than a line of text does. Only shapes have tags in the file, since nothing else says where they end.
package struct StructureNotes: Sendable, Hashable {
  /// Each before those in it.
  package var elements: [Element] = []
  /// Of each page what its text belongs to, in the order in which it is shown.
  package var texts: [[Text]] = []
  /// What each tag of the file is, in the order of the file.
  package var shapes: [Shapes] = []
  /// The drawings that shapes place, each once.
  package var drawings: [PreparedDrawing] = []

  package struct Element: Sendable, Hashable {
    /// As ISO 32000-1 14.8.4 calls it.
    package var name: String
    package var attributes: Attributes?
    /// Index of the element in which it is; nil in the document itself.
    package var parent: Int?
  }

  package enum Attributes: Sendable, Hashable {
    case headerCell(Tag.Scope, span: Int)
    case dataCell(span: Int)
    /// The box is left, bottom, right, top in PDF's own coordinates: points from the page's lower left corner.
    case figure(alternative: String, box: [Double])
  }

  package enum Owner: Sendable, Hashable {
    case element(Int)
    /// No content.
    case artifact(ArtifactKind)
  }

  package struct Text: Sendable, Hashable {
    package var glyphs: Int
    package var owner: Owner
  }

  package struct Shapes: Sendable, Hashable {
    package var owner: Owner
    /// What is drawn in it before all that Cairo drew, and is not in the file yet.
    package var drawings: [PlacedDrawing] = []
  }

  /// The kinds of ISO 32000-1 table 330 that the papers have.
  package enum ArtifactKind: Sendable, Hashable {
    /// Rules, tints, marks.
    case layout
    /// Text above the middle of the page: heads that are repeated.
    case header
    /// Text below it.
    case footer
  }

  mutating func add(_ name: String, _ attributes: Attributes?, in parent: Int?) -> Int {
    elements.append(Element(name: name, attributes: attributes, parent: parent))
    return elements.count - 1
  }

  /// Text on the page that was begun last.
  mutating func addText(glyphs: Int, of owner: Owner) {
    if glyphs > 0 { texts[texts.count - 1].append(Text(glyphs: glyphs, owner: owner)) }
  }
}
