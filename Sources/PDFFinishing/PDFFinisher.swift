package import DrawnDocument
package import PDFSyntax

/// Makes an archival, accessible file of a drawn one: PDF/A-2a (PDF/A-3a with an attachment) and PDF/UA-1.
///
/// It works on what Cairo 1.16 writes, and on what later versions write when they are held to PDF 1.4: classic
/// cross-references, one content stream a page, structure elements as objects of their own. Anything else is refused,
/// and nothing is written.
///
/// ```
/// let metadata = PDFMetadata(title: "保証証書", author: …, issuedOn: …, program: …)
/// let file = try PDFFinisher.finish(drawn, metadata, packer: packer)
/// ```
package enum PDFFinisher {
  /// The finished file, which depends on nothing but the drawn one, the metadata, and the fonts that the packer knows.
  ///
  /// - Parameter packer: knows the fonts that placeholders take the place of. One that has packed the fonts of other
  ///   papers need not pack the same outlines again.
  package static func finish(_ drawn: DrawnPDF, _ metadata: PDFMetadata, packer: OutlinePacker = OutlinePacker())
    throws(PDFFault) -> [UInt8]
  {
    let reader = try PDFReader(drawn.bytes)
    try reader.refuseEncryption()
    guard !reader.hasReferenceStream, reader.trailer["Prev"] == nil else {
      throw PDFFault(.unexpected("cross-reference stream or update"), at: reader.trailer.range.lowerBound)
    }
    var rewriter = PDFRewriter(
      reader: reader, structure: drawn.structure, metadata: metadata, objects: try ObjectTable(reader))
    try rewriter.removeDrawnStructure()
    try rewriter.rewritePages()
    try rewriter.writeStructure()
    try rewriter.rewriteFonts()
    try rewriter.rewriteOutline()
    try rewriter.rewriteCatalog()
    var writer = FileWriter(rewriter, packer)
    return try writer.writeFile()
  }
}

/// A file between drawn and finished: its objects, some of them rewritten already, and what later steps need to know of
/// earlier ones. The steps are in extensions, each with the part of the file that it rewrites.
struct PDFRewriter {
  let reader: PDFReader
  let structure: DocumentStructure
  let metadata: PDFMetadata
  var objects: ObjectTable

  /// The tags of the drawn file, by object number of their page and marked-content id: indices of
  /// `DocumentStructure.shapes`.
  var drawnTags: [Int: [Int: Int]] = [:]
  /// Object number of the structure tree's root, and of each element by its index.
  var structureRoot = 0
  var elementNumbers: [Int] = []
  /// The marked contents of each element, by its index.
  var elementContents: [MarkedContents] = []
  /// The parent tree: for each page, the element of each marked content by its id.
  var parentTree: [[Int]] = []

  /// Fonts that stand in for others, by the object number of their file.
  var placeholders: [Int: PlaceholderFile] = [:]
  /// Object numbers of the drawings that are in the file already, by their index.
  var drawingNumbers: [Int: Int] = [:]

  var catalogNumber = 0
  var informationNumber = 0
  /// Object number of the metadata stream, which is written last because the file's identity stands in it.
  var metadataNumber = 0
}

/// The objects of a file that is being finished, by number, and what each is to be written as.
struct ObjectTable {
  enum ObjectState {
    /// Written as it was drawn; a stream that is stored uncompressed is compressed.
    case kept(PDFObject)
    /// Written anew, and not a stream.
    case value([UInt8])
    /// The same, already without white space that separates nothing.
    case compact([UInt8])
    /// A stream: the entries of its dictionary without brackets, Length and Filter, and its data, which are compressed
    /// when written.
    case stream(entries: [UInt8], data: [UInt8])
    /// A stream whose data are written as they are; if they are compressed, its entries say so.
    case plainStream(entries: [UInt8], data: [UInt8])
    case free
  }

  private(set) var states: [ObjectState] = [.free]
  /// Numbers of freed objects, for new ones.
  private var vacantNumbers: [Int] = []

  /// All objects of a drawn file, but those that only hold a stream's length: lengths are written into the streams'
  /// dictionaries.
  init(_ reader: PDFReader) throws(PDFFault) {
    for number in 1..<max(1, reader.references.entries.count) {
      if let object = try reader.object(number) {
        states.append(.kept(object))
      } else {
        states.append(.free)
        vacantNumbers.append(number)
      }
    }
    for state in states {
      guard case .kept(let object) = state, object.isStream, let length = try object.dictionary()["Length"],
        length.isReference
      else {
        continue
      }
      freeObject(try length.reference().number)
    }
  }

  /// An object that was drawn and that no step has rewritten yet: each is rewritten once.
  func drawnObject(_ number: Int) throws(PDFFault) -> PDFObject {
    guard states.indices.contains(number), case .kept(let object) = states[number] else {
      throw PDFFault(.unexpected("second use of object \(number)"), at: 0)
    }
    return object
  }

  mutating func replaceObject(_ number: Int, _ state: ObjectState) { states[number] = state }

  mutating func freeObject(_ number: Int) {
    guard states.indices.contains(number) else { return }
    if case .free = states[number] { return }
    states[number] = .free
    vacantNumbers.append(number)
  }

  /// Adds an object and returns its number.
  mutating func addObject(_ state: ObjectState) -> Int {
    if let number = vacantNumbers.popLast() {
      states[number] = state
      return number
    }
    states.append(state)
    return states.count - 1
  }
}

extension PDFDictionary {
  /// The entries as they are written, without those keys and without the brackets: what another dictionary can begin
  /// with.
  func entries(without keys: [StaticString] = []) -> [UInt8] {
    var result = ByteWriter(capacity: range.count)
    for entry in entries where !keys.contains(where: { isKey(entry, $0) }) {
      result.write("/")
      result.write(bytes, entry.key)
      if CharacterClass.isRegular(bytes[entry.value.lowerBound]) { result.write(" ") }
      result.write(bytes, entry.value)
    }
    return result.bytes
  }
}
