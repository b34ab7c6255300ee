/// What drawing hands to finishing: pages as Cairo drew them, piece by piece, and the structure of what they show.
///
/// Drawing and PDFFinishing both import this module, and neither knows the other. It knows neither Cairo nor the syntax
/// of PDF files.
///
/// ```
/// // A page that shows a paragraph and then a foot.
/// let document = DrawnDocument(
///   pages: [.init(width: 595, height: 842, marks: [
///     .init(owner: .element(0), piece: 0), .init(owner: .artifact(.footer), piece: 1)])],
///   elements: [.init(name: "P")], pieces: [paragraph, foot], glyphs: glyphs, faces: faces)
/// let file = try PDFFinisher.finish(document, metadata, packer: packer)
/// ```
package struct DrawnDocument: Sendable {
  package var pages: [Page]
  /// The structure (ISO 32000-1 14.7): every element comes before those inside it.
  package var elements: [Element]
  package var outline: [OutlineEntry]
  /// What the marks of the pages show, by the index that `Mark` has.
  package var pieces: [Piece]
  /// What the pieces mean by the number of a glyph. Numbers are a worker's own and reach no file.
  package var glyphs: [DrawnGlyph]
  /// The font files of the glyphs' faces, by the face's index.
  package var faces: [Int: FaceFile]

  package init(
    pages: [Page] = [], elements: [Element] = [], outline: [OutlineEntry] = [], pieces: [Piece] = [],
    glyphs: [DrawnGlyph] = [], faces: [Int: FaceFile] = [:]
  ) {
    (self.pages, self.elements, self.outline) = (pages, elements, outline)
    (self.pieces, self.glyphs, self.faces) = (pieces, glyphs, faces)
  }

  package struct Page: Sendable, Hashable {
    /// In points.
    package var width: Double
    package var height: Double
    /// In drawing order, which is also the reading order of its elements.
    package var marks: [Mark]

    package init(width: Double, height: Double, marks: [Mark] = []) {
      (self.width, self.height, self.marks) = (width, height, marks)
    }
  }

  /// A piece of a page and whose it is. Neighbours with the same owner are one marked content in the file.
  package struct Mark: Sendable, Hashable {
    package var owner: Owner
    /// Index among the document's pieces.
    package var piece: Int

    package init(owner: Owner, piece: Int) { (self.owner, self.piece) = (owner, piece) }
  }

  package enum Owner: Sendable, Hashable {
    /// Index of an element.
    case element(Int)
    /// Something that is shown but is no content of the document.
    case artifact(ArtifactKind)
  }

  /// The kinds of artifacts in ISO 32000-1 table 330 that the papers have.
  package enum ArtifactKind: Sendable, Hashable {
    /// Rules, tints, marks.
    case layout
    /// Text above the middle of the page, such as a repeated heading.
    case header
    /// Text below the middle of the page.
    case footer
  }

  package struct Element: Sendable, Hashable {
    /// The structure type of ISO 32000-1 14.8.4, such as `P`.
    package var name: String
    package var attributes: Attributes?
    /// Index of the element that it is in; nil for the document itself.
    package var parent: Int?

    package init(name: String, attributes: Attributes? = nil, parent: Int? = nil) {
      (self.name, self.attributes, self.parent) = (name, attributes, parent)
    }
  }

  package enum Attributes: Sendable, Hashable {
    case headerCell(Scope, span: Int)
    case dataCell(span: Int)
    /// Its alternative text and its bounding box: left, bottom, right, top in points from the page's lower left corner.
    case figure(alternative: String, box: [Double])
  }

  /// The cells that a header cell is the header of.
  package enum Scope: Sendable, Hashable {
    case row
    case column
  }
}

extension DrawnDocument {
  /// Adds an element and returns its index.
  package mutating func addElement(_ name: String, _ attributes: Attributes?, in parent: Int?) -> Int {
    elements.append(Element(name: name, attributes: attributes, parent: parent))
    return elements.count - 1
  }

  /// Whether everything that is referred to exists, and each element comes before those inside it.
  package var isConsistent: Bool {
    func isThere(_ mark: Mark) -> Bool {
      guard pieces.indices.contains(mark.piece) else { return false }
      return if case .element(let index) = mark.owner { elements.indices.contains(index) } else { true }
    }
    return elements.enumerated().allSatisfy { index, element in element.parent.map { 0..<index ~= $0 } ?? true }
      && pages.allSatisfy { $0.marks.allSatisfy(isThere) } && outline.allSatisfy { $0.leads(to: pages.count) }
      && pieces.allSatisfy { $0.glyphs.allSatisfy { glyphs.indices.contains($0.number) } }
  }
}

/// An entry of the outline (the bookmarks) of a PDF: a paper, or a record with its papers as children.
package struct OutlineEntry: Sendable, Hashable {
  package var title: String
  /// The page to which it leads, counted from 1.
  package var page: Int
  /// The entries that are shown below it when it is opened.
  package var children: [OutlineEntry]

  package init(title: String, page: Int, children: [OutlineEntry] = []) {
    (self.title, self.page, self.children) = (title, page, children)
  }

  /// The entries without children: itself, or the leaves of its children.
  package var leaves: [OutlineEntry] { children.isEmpty ? [self] : children.flatMap(\.leaves) }

  fileprivate func leads(to pages: Int) -> Bool {
    1...max(1, pages) ~= page && children.allSatisfy { $0.leads(to: pages) }
  }
}
