/// The structure tree: ISO 32000-1 14.7.
extension PDFRewriter {
  /// Takes Cairo's own tree out of the file and remembers where its tags are. All of them are kids of one Document, and none has kids but
  /// its marked content.
  mutating func takeTags() throws(PDFFault) {
    guard finish.structure.isWhole else {
      throw PDFFault(.mismatch("owner that is no element, or before the one that it is in"), at: 0)
    }
    let root = try reader.target(try catalogDictionary().required("StructTreeRoot"))
    structureRoot = root.number
    let kid = try root.dictionary().required("K")
    let top = kid.isArray ? try kid.array() : [kid]
    guard top.count == 1 else { throw .expected("one document in the structure", at: root.value.offset) }
    let document = try reader.target(top[0])
    let kids =
      try document.dictionary()["K"].map { kids throws(PDFFault) in kids.isArray ? try kids.array() : [kids] } ?? []
    guard kids.count == finish.structure.shapes.count else {
      throw PDFFault(.mismatch("\(kids.count) tags, not \(finish.structure.shapes.count)"), at: document.value.offset)
    }
    for (index, kid) in kids.enumerated() { try takeTag(try reader.target(kid), shapes: index) }
    objects.drop(document.number)
    let tree = try reader.target(try root.dictionary().required("ParentTree"))
    for parents in try tree.dictionary().required("Nums").array() where parents.isReference {
      objects.drop(try parents.reference().number)
    }
    objects.drop(tree.number)
    // Elements are written last, but what refers to them must know their numbers.
    elements = finish.structure.elements.map { _ in objects.add(.value([])) }
    contents = Array(repeating: StructureContent(), count: elements.count)
  }

  private mutating func takeTag(_ object: PDFObject, shapes: Int) throws(PDFFault) {
    objects.drop(object.number)
    let dictionary = try object.dictionary()
    // A tag in which nothing was drawn has no content.
    guard let kids = dictionary["K"] else {
      guard finish.structure.shapes[shapes].drawings.isEmpty else {
        throw PDFFault(.mismatch("drawing in a tag without content"), at: object.value.offset)
      }
      return
    }
    let page = try dictionary.required("Pg").reference().number
    for kid in kids.isArray ? try kids.array() : [kids] {
      guard tagged[page, default: [:]].updateValue(shapes, forKey: try kid.integer()) == nil else {
        throw PDFFault(.unexpected("marked content of two tags"), at: kid.offset)
      }
    }
  }

  func catalogDictionary() throws(PDFFault) -> PDFDictionary {
    try reader.target(try reader.trailer.required("Root")).dictionary()
  }

  /// Writes the tree of what was drawn: a Document with the elements, and the way back from marked contents to them.
  mutating func writeStructure() throws(PDFFault) {
    let kids = StructureKids(of: finish.structure.elements.map(\.parent))
    let top = kids[nil]
    var document = ByteWriter(capacity: 64 + 8 * top.count)
    document.write("<</Type/StructElem/S/Document/P ")
    document.write(reference: structureRoot)
    document.writeKids(top, StructureContent(), elements)
    document.write(">>")
    let documentNumber = objects.add(.compact(document.bytes))
    for (index, element) in finish.structure.elements.enumerated() {
      var body = ByteWriter(capacity: 96 + 8 * kids[index].count)
      body.write("<</Type/StructElem/S/")
      body.write(text: element.name)
      body.write("/P ")
      body.write(reference: element.parent.map { elements[$0] } ?? documentNumber)
      if contents[index].page > 0 {
        body.write("/Pg ")
        body.write(reference: contents[index].page)
      }
      body.writeKids(kids[index], contents[index], elements)
      if let attributes = element.attributes { body.write(attributes) }
      body.write(">>")
      objects.replace(elements[index], .compact(body.bytes))
    }
    var tree = ByteWriter(capacity: 64 + parents.reduce(0) { $0 + 8 * $1.count })
    tree.write("<</Nums[")
    for (page, parents) in parents.enumerated() {
      tree.write(page)
      tree.write("[")
      for (index, element) in parents.enumerated() {
        if index > 0 { tree.write(" ") }
        tree.write(reference: elements[element])
      }
      tree.write("]")
    }
    tree.write("]>>")
    var root = ByteWriter(capacity: 64)
    root.write("<</Type/StructTreeRoot/K ")
    root.write(reference: documentNumber)
    root.write("/ParentTree ")
    root.write(reference: objects.add(.compact(tree.bytes)))
    root.write(">>")
    objects.replace(structureRoot, .compact(root.bytes))
  }
}

extension ByteWriter {
  /// K: marked contents and elements, an array when they are not one.
  ///
  /// - Parameters:
  ///   - kids: indices of elements.
  ///   - numbers: the object number of each element.
  fileprivate mutating func writeKids(_ kids: ArraySlice<Int>, _ content: StructureContent, _ numbers: [Int]) {
    let count = kids.count + content.count
    if count == 0 { return }
    write(count == 1 && kids.isEmpty ? "/K " : "/K[")
    if let first = content.first { write(first) }
    for identifier in content.others {
      write(" ")
      write(identifier)
    }
    for (place, kid) in kids.enumerated() {
      if place > 0 || content.count > 0 { write(" ") }
      write(reference: numbers[kid])
    }
    if count > 1 || !kids.isEmpty { write("]") }
  }

  fileprivate mutating func write(_ attributes: DocumentStructure.Attributes) {
    switch attributes {
    case .headerCell(let scope, let span):
      write("/A<</O/Table/Scope/")
      write(text: scope.rawValue)
      if span > 1 {
        write("/ColSpan ")
        write(span)
      }
      write(">>")
    case .dataCell(let span):
      if span > 1 {
        write("/A<</O/Table/ColSpan ")
        write(span)
        write(">>")
      }
    case .figure(let alternative, let box):
      write("/Alt")
      write(textString: alternative)
      write("/A<</O/Layout/Placement/Block/BBox[")
      for (index, number) in box.enumerated() {
        if index > 0 { write(" ") }
        write(real: number)
      }
      write("]>>")
    }
  }
}
