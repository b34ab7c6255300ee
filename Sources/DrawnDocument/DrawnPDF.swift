/// What drawing hands to the finisher: a PDF as Cairo writes it, and the structure of its pages, which Cairo was not
/// told and which cannot be read from the file.
///
/// Drawing and PDFFinishing both import this module, and neither knows the other. It knows neither Cairo nor the syntax
/// of PDF.
///
/// ```
/// let drawn = try drawer.pdf(pages)
/// let file = try PDFFinisher.finish(drawn, metadata, packer: packer)
/// ```
package struct DrawnPDF: Sendable {
  package var bytes: [UInt8]
  package var structure: DocumentStructure

  package init(bytes: [UInt8], structure: DocumentStructure) {
    self.bytes = bytes
    self.structure = structure
  }
}

/// The structure of a drawn file (ISO 32000-1 14.7), and where in its pages the content of each element is.
///
/// Texts are found by how many glyphs they show, because Cairo writes glyphs in the order in which they are shown, and
/// a tag costs it more time than a line of text. Shapes are found by the tags around them, because nothing else shows
/// where they end. A structure that does not fit the file, by as little as one glyph or tag, is refused by the
/// finisher.
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
  /// The drawings that shapes place, each once, by the index that `PlacedDrawing` has.
  package var drawings: [PreparedDrawing]

  package init(elements: [Element] = [], texts: [[Text]] = [], shapes: [Shapes] = [], drawings: [PreparedDrawing] = [])
  {
    self.elements = elements
    self.texts = texts
    self.shapes = shapes
    self.drawings = drawings
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
    /// Drawings that are painted before everything that Cairo drew in the tag.
    package var drawings: [PlacedDrawing]

    package init(owner: Owner, drawings: [PlacedDrawing] = []) {
      self.owner = owner
      self.drawings = drawings
    }
  }
}

extension DocumentStructure {
  /// Adds an element and returns its index.
  package mutating func addElement(_ name: String, _ attributes: Attributes?, in parent: Int?) -> Int {
    elements.append(Element(name: name, attributes: attributes, parent: parent))
    return elements.count - 1
  }

  /// Adds a text to the last page of `texts`, unless it shows no glyphs.
  package mutating func addText(glyphs: Int, of owner: Owner) {
    if glyphs > 0 { texts[texts.count - 1].append(Text(glyphs: glyphs, owner: owner)) }
  }

  /// Whether all elements that are referred to exist, each before those inside it, and no text is empty.
  package var isConsistent: Bool {
    func isThere(_ owner: Owner) -> Bool {
      if case .element(let index) = owner { elements.indices.contains(index) } else { true }
    }
    return elements.enumerated().allSatisfy { index, element in element.parent.map { 0..<index ~= $0 } ?? true }
      && texts.allSatisfy { $0.allSatisfy { $0.glyphs > 0 && isThere($0.owner) } }
      && shapes.allSatisfy { isThere($0.owner) }
  }
}

/// An outline drawing, such as a seal, as the compressed content of a form XObject (ISO 32000-1 8.10). It is made once
/// for all papers on which it stands.
///
/// Cairo 1.16 would print its coordinates again for every paper, and a seal and a mark have two thirds of all the
/// numbers of a page.
package struct PreparedDrawing: Sendable, Hashable {
  /// Left, top, right and bottom of what it paints, in points from its origin, y downwards.
  package let box: [Double]
  /// Its content stream, compressed with FlateDecode. It uses no resources.
  package let packed: [UInt8]

  package init(box: [Double], packed: [UInt8]) {
    self.box = box
    self.packed = packed
  }
}

/// A prepared drawing at its place on a page.
package struct PlacedDrawing: Sendable, Hashable {
  /// Index among `DocumentStructure.drawings`.
  package let drawing: Int
  /// Its origin in points from the page's top left corner, y downwards: the coordinates that Cairo sets up for the
  /// page.
  package let x: Double
  package let y: Double

  package init(_ drawing: Int, x: Double, y: Double) {
    self.drawing = drawing
    self.x = x
    self.y = y
  }
}
