/// Pages, their content and the drawings on them.
extension PDFRewriter {
  mutating func finishPages() throws(PDFFault) {
    var pages: [PDFObject] = []
    try reader.collectPages(try reader.target(try catalogDictionary().required("Pages")), into: &pages)
    guard pages.count == finish.structure.texts.count else {
      throw PDFFault(.mismatch("\(pages.count) pages, not \(finish.structure.texts.count)"), at: 0)
    }
    for (index, page) in pages.enumerated() {
      let dictionary = try page.dictionary()
      guard dictionary["Tabs"] == nil else { throw PDFFault(.unexpected("page with /Tabs"), at: page.value.offset) }
      let content = try reader.target(try dictionary.required("Contents"))
      let tags = tagged.removeValue(forKey: page.number) ?? [:]
      let drawn = try objects.drawn(content.number)
      let entries = try drawn.dictionary().entries(without: ["Length", "Filter"])
      try addDrawings(of: tags.values, to: try dictionary.required("Resources"))
      var marking = try ContentMarking(try reader.expanded(drawn), page: index, tags: tags, structure: finish.structure)
      objects.replace(content.number, .stream(entries: entries, data: try marking.marked()))
      try take(marking.owners, on: page)
      // Tab order follows the structure: ISO 14289-1 7.18.3.
      var body = ByteWriter(capacity: page.value.range.count + 32)
      body.write("<<")
      body.write(dictionary.entries(without: ["StructParents"]))
      body.write("/StructParents ")
      body.write(index)
      body.write("/Tabs/S>>")
      objects.replace(page.number, .value(body.bytes))
    }
    guard tagged.isEmpty else { throw PDFFault(.mismatch("tag on a page that does not exist"), at: 0) }
  }

  /// - Parameter owners: the element of each marked content of the page.
  private mutating func take(_ owners: [Int], on page: PDFObject) throws(PDFFault) {
    parents.append(owners)
    for (identifier, element) in owners.enumerated() {
      guard contents[element].page == 0 || contents[element].page == page.number else {
        throw PDFFault(.mismatch("element on two pages"), at: page.value.offset)
      }
      contents[element].page = page.number
      contents[element].add(identifier)
    }
  }

  /// Names the drawings of a page in its resources: `/Drawing0` and so on, by their index.
  private mutating func addDrawings(of tags: some Sequence<Int>, to resources: PDFValue) throws(PDFFault) {
    let used = Set(tags.flatMap { finish.structure.shapes[$0].drawings.map(\.drawing) }).sorted()
    if used.isEmpty { return }
    let object = try reader.target(resources)
    let dictionary = try objects.drawn(object.number).dictionary()
    var body = ByteWriter(capacity: dictionary.range.count + 64 * used.count)
    body.write("<<")
    body.write(dictionary.entries(without: ["XObject"]))
    body.write("/XObject<<")
    if let others = dictionary["XObject"] { body.write(try others.dictionary().entries()) }
    for index in used {
      body.write("/Drawing")
      body.write(index)
      body.write(" ")
      body.write(reference: try number(ofDrawing: index))
    }
    body.write(">>>>")
    objects.replace(object.number, .value(body.bytes))
  }

  /// The object of a drawing, one a file however often it is painted.
  private mutating func number(ofDrawing index: Int) throws(PDFFault) -> Int {
    if let number = drawings[index] { return number }
    guard finish.structure.drawings.indices.contains(index) else {
      throw PDFFault(.mismatch("drawing \(index) is not there"), at: 0)
    }
    let drawing = finish.structure.drawings[index]
    let number = objects.add(.plainStream(entries: drawing.entries, data: drawing.packed))
    drawings[index] = number
    return number
  }
}

extension PDFReader {
  /// The pages of a page tree, in order.
  func collectPages(_ node: PDFObject, into pages: inout [PDFObject], depth: Int = 0) throws(PDFFault) {
    guard depth < PDFScanner.depthLimit else {
      throw .expected("page tree of at most 64 levels", at: node.value.offset)
    }
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
