/// Pages, their content and their fonts.
extension FinishingWork {
  mutating func finishPages() throws(PDFFault) {
    var pages: [PDFObject] = []
    try reader.collectPages(try reader.target(try catalogDictionary().required("Pages")), into: &pages)
    for page in pages {
      let dictionary = try page.dictionary()
      guard dictionary["Tabs"] == nil else { throw PDFFault(.unexpected("page with /Tabs"), at: page.value.offset) }
      let content = try reader.target(try dictionary.required("Contents"))
      if let kinds = artifacts.removeValue(forKey: page.number) {
        let drawn = try objects.drawn(content.number)
        let entries = try drawn.dictionary().entries(without: ["Length", "Filter"])
        objects.replace(content.number, .stream(entries: entries, data: try turned(try reader.expanded(drawn), kinds)))
      }
      // Tab order follows the structure: ISO 14289-1 7.18.3.
      objects.replace(page.number, .value(Array("<<".utf8) + dictionary.entries() + Array("/Tabs/S>>".utf8)))
    }
    guard artifacts.isEmpty else { throw PDFFault(.mismatch("artifact on a page that does not exist"), at: 0) }
  }

  /// Content in which the marked content of NonStruct elements is artifacts.
  private func turned(_ content: [UInt8], _ kinds: [Int: StructureAttributes.ArtifactKind]) throws(PDFFault) -> [UInt8] {
    var output = ByteWriter(capacity: content.count + 32 * kinds.count)
    var copied = 0
    var left = kinds
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      guard scanner.isOperator(name, "BDC"), try scanner.operand(0).isName("NonStruct") else { continue }
      let identifier = try scanner.operand(1).dictionary().required("MCID").integer()
      guard let kind = left.removeValue(forKey: identifier) else {
        throw PDFFault(.mismatch("marked content \(identifier) is no NonStruct element"), at: name.lowerBound)
      }
      output.write(content[copied..<(try scanner.operand(0).offset)])
      output.write("/Artifact <<")
      output.write(text: kind.rawValue)
      output.write(">>")
      copied = try scanner.operand(1).range.upperBound
    }
    guard left.isEmpty else { throw PDFFault(.mismatch("NonStruct element without marked content"), at: 0) }
    output.write(content[copied...])
    return output.bytes
  }

  /// Glyph ids of an embedded TrueType font are its CIDs; ISO 19005-2 6.2.11.3.2 wants that said.
  mutating func finishFonts() throws(PDFFault) {
    for fate in objects.fates {
      guard case .kept(let object) = fate, object.value.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let type = dictionary["Type"], type.isName("Font"), let kind = dictionary["Subtype"], kind.isName("CIDFontType2"),
        dictionary["CIDToGIDMap"] == nil
      else { continue }
      objects.replace(object.number, .value(Array("<<".utf8) + dictionary.entries() + Array("/CIDToGIDMap/Identity>>".utf8)))
    }
  }
}

extension PDFReader {
  /// The pages of a page tree, in order.
  func collectPages(_ node: PDFObject, into pages: inout [PDFObject], depth: Int = 0) throws(PDFFault) {
    guard depth < PDFScanner.depthLimit else { throw .expected("page tree of at most 64 levels", at: node.value.offset) }
    let dictionary = try node.dictionary()
    let type = try dictionary.required("Type")
    if type.isName("Page") {
      guard pages.count < references.entries.count else { throw .expected("each page once", at: node.value.offset) }
      pages.append(node)
    } else if type.isName("Pages") {
      for kid in try resolved(try dictionary.required("Kids")).array() {
        try collectPages(try target(kid), into: &pages, depth: depth + 1)
      }
    } else {
      throw .expected("/Type /Page or /Pages", at: node.value.offset)
    }
  }
}
