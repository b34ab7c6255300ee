import DrawnDocument
import PDFSyntax

/// Pages: the pieces in their marks, and what they need besides.
extension DocumentWriter {
  mutating func writePages() throws(PDFFault) {
    for (index, page) in document.pages.enumerated() {
      var content = PageContent()
      content.begin(height: page.height)
      let owners = try writeMarks(of: page, to: &content)
      recordMarkedContents(of: owners, on: pageNumbers[index])
      let stream = objects.addObject(.stream(entries: [], data: content.bytes.bytes))
      var body = ByteWriter()
      body.write("<</Type/Page/Parent ")
      body.writeReference(pageTree)
      body.write("/MediaBox[0 0 ")
      body.writeReal(page.width, decimals: 6)
      body.write(" ")
      body.writeReal(page.height, decimals: 6)
      body.write("]/Contents ")
      body.writeReference(stream)
      body.write("/Resources<<")
      writeResources(of: content, to: &body)
      body.write(">>/StructParents ")
      body.write(index)
      // Tab order follows the structure: ISO 14289-1 7.18.3.
      body.write("/Tabs/S>>")
      objects.setObject(pageNumbers[index], .value(body.bytes))
    }
    var tree = ByteWriter()
    tree.write("<</Type/Pages/Count ")
    tree.write(pageNumbers.count)
    tree.write("/Kids[")
    for (index, number) in pageNumbers.enumerated() {
      if index > 0 { tree.write(" ") }
      tree.writeReference(number)
    }
    tree.write("]>>")
    objects.setObject(pageTree, .value(tree.bytes))
  }

  /// Writes the pieces of a page, neighbours of one owner in one mark. Returns the element of each marked content by its
  /// id.
  private mutating func writeMarks(of page: DrawnDocument.Page, to content: inout PageContent) throws(PDFFault) -> [Int]
  {
    var owners: [Int] = []
    var current: DrawnDocument.Owner?
    for mark in page.marks where !document.pieces[mark.piece].content.isEmpty {
      if current != mark.owner {
        if current != nil { content.bytes.write("EMC\n") }
        current = mark.owner
        switch mark.owner {
        case .artifact(let kind):
          content.bytes.write("/Artifact<<")
          content.bytes.write(kind.properties)
          content.bytes.write(">>BDC\n")
        case .element(let index):
          content.bytes.write("/")
          content.bytes.writeText(document.elements[index].name)
          content.bytes.write("<</MCID ")
          content.bytes.write(owners.count)
          content.bytes.write(">>BDC\n")
          owners.append(index)
        }
      }
      try writePiece(document.pieces[mark.piece], to: &content)
    }
    if current != nil { content.bytes.write("EMC\n") }
    return owners
  }

  private mutating func writePiece(_ piece: Piece, to content: inout PageContent) throws(PDFFault) {
    let start = content.bytes.bytes.count
    content.bytes.write(piece.content)
    for place in piece.glyphs {
      let (font, code) =
        if let known = codes[place.number] { known } else {
          try codes.addGlyph(place.number, document.glyphs[place.number].face, &objects)
        }
      content.bytes.overwrite(at: start + place.offset, withHexadecimal: code)
      content.addFont(font)
    }
    for place in piece.objects {
      let index = indexOfObject(place.object)
      content.bytes.overwrite(at: start + place.offset, withHexadecimal: index)
      content.objects.insert(index)
    }
  }

  /// The index of a painted object, which is one object of the file however often it is painted.
  private mutating func indexOfObject(_ object: DrawnObject) -> Int {
    // Equal ones mostly come from the same cache and share their bytes, so that comparing them is quick.
    if let index = paintedObjects.firstIndex(where: { $0.object == object }) { return index }
    paintedObjects.append((object, addPaintedObject(object)))
    return paintedObjects.count - 1
  }

  private mutating func addPaintedObject(_ object: DrawnObject) -> Int {
    var entries = ByteWriter()
    entries.write(object.entries)
    if let mask = object.softMask.first {
      entries.write("/SMask ")
      entries.writeReference(addPaintedObject(mask))
    }
    return objects.addObject(.packedStream(entries: entries.bytes, data: object.packed))
  }

  /// Names the fonts of a page by their faces, and what it paints by its index.
  private func writeResources(of content: PageContent, to body: inout ByteWriter) {
    if !content.fonts.isEmpty { body.write("/Font<<") }
    for font in content.fonts.sorted() {
      body.write("/F")
      body.write(codes.fonts[font].face)
      body.write(" ")
      body.writeReference(codes.fonts[font].number)
    }
    if !content.fonts.isEmpty { body.write(">>") }
    if content.objects.isEmpty { return }
    body.write("/XObject<<")
    for index in content.objects.sorted() {
      body.write("/X")
      body.writeHex(UInt8(index >> 8 & 0xFF))
      body.writeHex(UInt8(index & 0xFF))
      body.write(" ")
      body.writeReference(paintedObjects[index].number)
    }
    body.write(">>")
  }

  /// - Parameter owners: the element of each marked content of the page, by its id.
  private mutating func recordMarkedContents(of owners: [Int], on page: Int) {
    parentTree.append(owners)
    for (identifier, element) in owners.enumerated() { elementContents[element].append(identifier, on: page) }
  }
}

/// The content of a page, and the fonts and objects that it names.
private struct PageContent {
  var bytes = ByteWriter(capacity: 1 << 15)
  private(set) var fonts: [Int] = []
  var objects: Set<Int> = []

  /// Pieces count y from the top, downwards.
  mutating func begin(height: Double) {
    bytes.write("1 0 0 -1 0 ")
    bytes.writeReal(height, decimals: 6)
    bytes.write(" cm\n")
  }

  mutating func addFont(_ font: Int) {
    if fonts.last != font, !fonts.contains(font) { fonts.append(font) }
  }
}

extension DrawnDocument.ArtifactKind {
  /// The property list of an artifact (ISO 32000-1 table 330), without brackets. Running heads and feet are pagination
  /// artifacts (ISO 14289-1 7.8).
  fileprivate var properties: StaticString {
    switch self {
    case .layout: "/Type/Layout"
    case .header: "/Type/Pagination/Subtype/Header"
    case .footer: "/Type/Pagination/Subtype/Footer"
    }
  }
}
