import DrawnDocument
import PDFSyntax

/// Pages: the marks in their content, the drawings on them, their tab order.
extension PDFRewriter {
  mutating func rewritePages() throws(PDFFault) {
    let pages = try reader.pages()
    guard pages.count == structure.texts.count else {
      throw PDFFault(.mismatch("\(pages.count) pages, not \(structure.texts.count)"), at: 0)
    }
    for (index, page) in pages.enumerated() {
      let dictionary = try page.dictionary()
      guard dictionary["Tabs"] == nil else { throw PDFFault(.unexpected("page with /Tabs"), at: page.value.offset) }
      let content = try reader.target(try dictionary.required("Contents"))
      let tags = drawnTags.removeValue(forKey: page.number) ?? [:]
      let drawn = try objects.drawnObject(content.number)
      let entries = try drawn.dictionary().entries(without: ["Length", "Filter"])
      try addDrawings(of: tags.values, to: try dictionary.required("Resources"))
      var marking = try ContentMarking(
        try reader.expanded(drawn), page: index, tags: tags, structure: structure)
      objects.replaceObject(content.number, .stream(entries: entries, data: try marking.markContent()))
      try recordMarkedContents(of: marking.owners, on: page)
      // Tab order follows the structure: ISO 14289-1 7.18.3.
      var body = ByteWriter(capacity: page.value.range.count + 32)
      body.write("<<")
      body.write(dictionary.entries(without: ["StructParents"]))
      body.write("/StructParents ")
      body.write(index)
      body.write("/Tabs/S>>")
      objects.replaceObject(page.number, .value(body.bytes))
    }
    guard drawnTags.isEmpty else { throw PDFFault(.mismatch("tag on a page that does not exist"), at: 0) }
  }

  /// - Parameter owners: the element of each marked content of the page, by its id.
  private mutating func recordMarkedContents(of owners: [Int], on page: PDFObject) throws(PDFFault) {
    parentTree.append(owners)
    for (identifier, element) in owners.enumerated() {
      guard elementContents[element].page == 0 || elementContents[element].page == page.number else {
        throw PDFFault(.mismatch("element on two pages"), at: page.value.offset)
      }
      elementContents[element].page = page.number
      elementContents[element].append(identifier)
    }
  }

  /// Names the drawings of a page in its resources: `/Drawing0` and so on, by their index.
  private mutating func addDrawings(of tags: some Sequence<Int>, to resources: PDFValue) throws(PDFFault) {
    let used = Set(tags.flatMap { structure.shapes[$0].drawings.map(\.drawing) }).sorted()
    if used.isEmpty { return }
    let object = try reader.target(resources)
    let dictionary = try objects.drawnObject(object.number).dictionary()
    var body = ByteWriter(capacity: dictionary.range.count + 64 * used.count)
    body.write("<<")
    body.write(dictionary.entries(without: ["XObject"]))
    body.write("/XObject<<")
    if let others = dictionary["XObject"] { body.write(try others.dictionary().entries()) }
    for index in used {
      body.write("/Drawing")
      body.write(index)
      body.write(" ")
      body.writeReference(try numberOfDrawing(index))
    }
    body.write(">>>>")
    objects.replaceObject(object.number, .value(body.bytes))
  }

  /// The object number of a drawing, which is one object of the file however often it is painted.
  private mutating func numberOfDrawing(_ index: Int) throws(PDFFault) -> Int {
    if let number = drawingNumbers[index] { return number }
    guard structure.drawings.indices.contains(index) else {
      throw PDFFault(.mismatch("drawing \(index) is not there"), at: 0)
    }
    let drawing = structure.drawings[index]
    let number = objects.addObject(.plainStream(entries: drawing.objectEntries, data: drawing.packed))
    drawingNumbers[index] = number
    return number
  }
}

extension PreparedDrawing {
  /// The entries of the form XObject's dictionary, without brackets and Length.
  fileprivate var objectEntries: [UInt8] {
    var entries = ByteWriter()
    entries.write("/Type/XObject/Subtype/Form/Resources<<>>/BBox[")
    for (index, number) in box.enumerated() {
      if index > 0 { entries.write(" ") }
      entries.writeReal(number)
    }
    entries.write("]/Filter/FlateDecode")
    return entries.bytes
  }
}
