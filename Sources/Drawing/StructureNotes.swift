package import Layout

/// The structure of a drawn file: its elements, and which content of the pages belongs to each. `PDFFile` writes the
/// structure tree from it.
///
/// Texts are counted by their glyphs, which Cairo writes in the order in which they are shown. They have no tags in the
/// file, because a tag costs Cairo more time than a line of text. Only shapes have tags, because nothing else shows
/// where they end.
package struct StructureNotes: Sendable, Hashable {
  /// Each element before those that it holds.
  package var elements: [Element] = []
  /// For each page, the texts in the order in which they are shown.
  package var texts: [[Text]] = []
  /// The shapes of each tag, in the order of the tags in the file.
  package var shapes: [Shapes] = []
  /// The outline drawings that the shapes place, each once.
  package var drawings: [PreparedDrawing] = []

  package struct Element: Sendable, Hashable {
    /// Its structure type in ISO 32000-1 14.8.4, such as `P`.
    package var name: String
    package var attributes: Attributes?
    /// Index of the element that holds it; nil for the document itself.
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
    /// Not content of the document.
    case artifact(ArtifactKind)
  }

  package struct Text: Sendable, Hashable {
    package var glyphs: Int
    package var owner: Owner
  }

  package struct Shapes: Sendable, Hashable {
    package var owner: Owner
    /// The outline drawings that `PDFFile` adds before everything that Cairo drew in the tag.
    package var drawings: [PlacedDrawing] = []
  }

  /// The kinds of ISO 32000-1 table 330 that the papers have.
  package enum ArtifactKind: Sendable, Hashable {
    /// Rules, tints, marks.
    case layout
    /// Text above the middle of the page, such as a repeated heading.
    case header
    /// Text below the middle of the page.
    case footer
  }

  mutating func addElement(_ name: String, _ attributes: Attributes?, in parent: Int?) -> Int {
    elements.append(Element(name: name, attributes: attributes, parent: parent))
    return elements.count - 1
  }

  /// Adds a text to the last page begun.
  mutating func addText(glyphs: Int, of owner: Owner) {
    if glyphs > 0 { texts[texts.count - 1].append(Text(glyphs: glyphs, owner: owner)) }
  }
}
