/// Reads the text of a file back through its own character maps, so that what was written can be compared with what was meant.
package enum TextReader {
  /// The text of each page as UTF-8: everything that is shown, in the order of the content, through ToUnicode and ActualText, without
  /// artifacts. Nothing is put between pieces of text: no spaces, no line ends.
  ///
  /// - Throws: when the file cannot be read, or shows a glyph for which it has no text.
  package static func pages(of file: [UInt8]) throws(PDFFault) -> [[UInt8]] {
    let reader = try PDFReader(file)
    try reader.refuseEncryption()
    let catalog = try reader.target(try reader.trailer.required("Root")).dictionary()
    var pages: [PDFObject] = []
    try reader.collectPages(try reader.target(try catalog.required("Pages")), into: &pages)
    var fonts: [Int: CharacterMap] = [:]
    var texts: [[UInt8]] = []
    texts.reserveCapacity(pages.count)
    for page in pages {
      let dictionary = try page.dictionary()
      let resources = try reader.resolved(try dictionary.required("Resources")).dictionary()
      var text = PageText(
        reader: reader,
        fonts: try resources["Font"].map { value throws(PDFFault) in try reader.resolved(value).dictionary() })
      try text.read(try reader.expanded(try reader.target(try dictionary.required("Contents"))), maps: &fonts)
      texts.append(text.utf8)
    }
    return texts
  }
}
