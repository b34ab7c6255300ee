/// Makes an archival, accessible file of a drawn one: PDF/A-2a (PDF/A-3a with an attachment) and PDF/UA-1.
///
/// It works on what Cairo 1.16 writes, and on what later versions write when they are held to PDF 1.4: classic cross-references, one
/// content stream a page, structure elements as objects of their own. Where a file is anything else, nothing is written.
package enum PDFFinisher {
  /// The finished file: a function of the drawn one, of `finish`, and of the fonts that the packer knows.
  ///
  /// - Parameter packer: knows the fonts that others stand in for. One that has packed other papers' fonts need not pack the same
  ///   outlines again.
  package static func finish(_ drawn: [UInt8], _ finish: PDFMetadata, packer: OutlinePacker = OutlinePacker())
    throws(PDFFault) -> [UInt8]
  {
    let reader = try PDFReader(drawn)
    try reader.refuseEncryption()
    guard !reader.hasReferenceStream, reader.trailer["Prev"] == nil else {
      throw PDFFault(.unexpected("cross-reference stream or update"), at: reader.trailer.range.lowerBound)
    }
    var work = PDFRewriter(reader: reader, finish: finish, objects: try ObjectTable(reader))
    try work.takeTags()
    try work.finishPages()
    try work.writeStructure()
    try work.finishFonts()
    try work.finishOutline()
    try work.finishCatalog()
    var writer = FileWriter(work, packer)
    return try writer.file()
  }
}

/// A file between drawn and finished.
struct PDFRewriter {
  let reader: PDFReader
  let finish: PDFMetadata
  var objects: ObjectTable
  /// By object number of the page and marked-content id: the shapes of the structure that are drawn there, by their index.
  var tagged: [Int: [Int: Int]] = [:]
  /// Object number of the structure's root, and of each of its elements.
  var structureRoot = 0
  var elements: [Int] = []
  /// Marked contents by element, and by page the element of each marked content.
  var contents: [StructureContent] = []
  var parents: [[Int]] = []
  /// Fonts that stand in for others, by the object number of their file.
  var standIns: [Int: StandInFile] = [:]
  /// Object numbers of the drawings that are in the file already, by their index.
  var drawings: [Int: Int] = [:]
  /// Object number of the catalog, of Info, and of the metadata stream, which is written last because it carries the file's identity.
  var catalog = 0
  var information = 0
  var metadata = 0
}
