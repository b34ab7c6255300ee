package import DrawnDocument
package import PDFSyntax

/// Makes an archival, accessible file of a drawn document: PDF/A-2a (PDF/A-3a with an attachment) and PDF/UA-1.
///
/// It strings the pieces of each page together, each in the mark of its owner, and writes everything else itself: fonts,
/// structure, outline, metadata. Nothing of it comes from the file that Cairo wrote.
///
/// ```
/// let metadata = PDFMetadata(title: "保証証書", author: …, issuedOn: …, program: …)
/// let file = try PDFFinisher.finish(document, metadata, packer: packer)
/// ```
package enum PDFFinisher {
  /// The finished file, which depends on nothing but what was drawn, the metadata and the fonts.
  ///
  /// - Parameter packer: one that has packed the fonts of other papers need not pack the same outlines again.
  /// - Throws: when the document names a piece, a glyph, an element or a page that is not there.
  package static func finish(
    _ document: DrawnDocument, _ metadata: PDFMetadata, packer: OutlinePacker = OutlinePacker()
  ) throws(PDFFault) -> [UInt8] {
    guard document.isConsistent, !document.pages.isEmpty else {
      throw PDFFault(.mismatch("piece, glyph, element or page that is not there"), at: 0)
    }
    var writer = DocumentWriter(document, metadata)
    try writer.writePages()
    writer.writeStructure()
    try writer.writeFonts(packer)
    writer.writeOutline()
    try writer.writeCatalog()
    var file = FileWriter(writer)
    return try file.writeFile()
  }
}

/// A document on its way to a file: its objects so far, and what later steps need to know of earlier ones. The steps are
/// in extensions, each with the part of the file that it writes.
struct DocumentWriter {
  let document: DrawnDocument
  let metadata: PDFMetadata
  var objects: ObjectTable
  var codes: CodeTable
  /// Object numbers of the pages, and of what their pieces paint.
  let pageNumbers: [Int]
  var paintedObjects: [(object: DrawnObject, number: Int)] = []
  let pageTree: Int
  let structureRoot: Int
  let elementNumbers: [Int]
  /// The marked contents of each element, by its index.
  var elementContents: [MarkedContents]
  /// The parent tree: for each page, the element of each marked content by its id.
  var parentTree: [[Int]] = []
  var outlineNumber: Int?
  let catalogNumber: Int
  let informationNumber: Int
  /// Object number of the metadata stream, which is written last because the file's identity stands in it.
  let metadataNumber: Int

  init(_ document: DrawnDocument, _ metadata: PDFMetadata) {
    (self.document, self.metadata) = (document, metadata)
    codes = CodeTable(glyphs: document.glyphs.count)
    // What refers to these objects has to know their numbers before they are written.
    var objects = ObjectTable()
    catalogNumber = objects.reserveNumber()
    informationNumber = objects.reserveNumber()
    metadataNumber = objects.reserveNumber()
    pageTree = objects.reserveNumber()
    structureRoot = objects.reserveNumber()
    pageNumbers = document.pages.map { _ in objects.reserveNumber() }
    elementNumbers = document.elements.map { _ in objects.reserveNumber() }
    self.objects = objects
    elementContents = Array(repeating: MarkedContents(), count: elementNumbers.count)
  }
}

/// The objects of a file by number, and what each is to be written as.
struct ObjectTable {
  enum ObjectState {
    case free
    /// Not a stream, and without white space that separates nothing.
    case value([UInt8])
    /// A stream: the entries of its dictionary without brackets, Length and Filter, and its data, which are compressed
    /// when written.
    case stream(entries: [UInt8], data: [UInt8])
    /// A stream whose data are compressed already.
    case packedStream(entries: [UInt8], data: [UInt8])
  }

  private(set) var states: [ObjectState] = [.free]

  /// A number for an object that is set later.
  mutating func reserveNumber() -> Int { addObject(.free) }

  mutating func setObject(_ number: Int, _ state: ObjectState) { states[number] = state }

  /// Adds an object and returns its number.
  mutating func addObject(_ state: ObjectState) -> Int {
    states.append(state)
    return states.count - 1
  }
}

/// The codes of a document: for each face, its glyphs in the order in which the document first shows them. Code 0 is
/// .notdef.
struct CodeTable {
  struct Font {
    let face: Int
    /// Of the object that the font is going to be.
    let number: Int
    /// The numbers of its glyphs, from code 1 on.
    var numbers: [Int] = []
  }

  private(set) var fonts: [Font] = []
  /// By the number of a glyph: the index of its font in the upper half, its code in the lower; 0 where it has none yet.
  private var codes: [UInt32]

  init(glyphs: Int) {
    codes = Array(repeating: 0, count: glyphs)
  }

  /// The index of the font and the code that a glyph has; nil when it was not shown yet.
  subscript(number: Int) -> (font: Int, code: Int)? {
    codes[number] == 0 ? nil : (Int(codes[number] >> 16), Int(codes[number] & 0xFFFF))
  }

  /// Gives a glyph its code.
  mutating func addGlyph(_ number: Int, _ face: Int, _ objects: inout ObjectTable) throws(PDFFault) -> (
    font: Int, code: Int
  ) {
    let font = fonts.firstIndex { $0.face == face } ?? fonts.count
    if font == fonts.count { fonts.append(Font(face: face, number: objects.reserveNumber())) }
    fonts[font].numbers.append(number)
    let code = fonts[font].numbers.count
    guard code <= 0xFFFF else { throw PDFFault(.unexpected("more than 65535 glyphs of a face"), at: 0) }
    codes[number] = UInt32(font) << 16 | UInt32(code)
    return (font, code)
  }
}
