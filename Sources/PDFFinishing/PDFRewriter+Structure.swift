import DrawnDocument
import PDFSyntax

/// The structure tree (ISO 32000-1 14.7). Cairo's own tree only says where shapes are tagged; it is read for that and
/// removed, and the tree of the `DocumentStructure` is written in its place once the pages have given every text and
/// shape its marked-content id.
extension PDFRewriter {
  /// Removes Cairo's own tree and notes in `drawnTags` where its tags are. All of them are kids of one Document, and
  /// none has kids but its marked content.
  mutating func removeDrawnStructure() throws(PDFFault) {
    guard structure.isConsistent else {
      throw PDFFault(.mismatch("owner that is no element, or before the one that it is in"), at: 0)
    }
    let root = try reader.target(try reader.catalog().dictionary().required("StructTreeRoot"))
    structureRoot = root.number
    let top = try root.dictionary().required("K").elements()
    guard top.count == 1 else { throw .expected("one document in the structure", at: root.value.offset) }
    let document = try reader.target(top[0])
    let kids = try document.dictionary()["K"]?.elements() ?? []
    guard kids.count == structure.shapes.count else {
      throw PDFFault(.mismatch("\(kids.count) tags, not \(structure.shapes.count)"), at: document.value.offset)
    }
    for (index, kid) in kids.enumerated() { try removeTag(try reader.target(kid), shapes: index) }
    objects.freeObject(document.number)
    let tree = try reader.target(try root.dictionary().required("ParentTree"))
    for parents in try tree.dictionary().required("Nums").array() where parents.isReference {
      objects.freeObject(try parents.reference().number)
    }
    objects.freeObject(tree.number)
    // The elements are written last, but what refers to them has to know their numbers.
    elementNumbers = structure.elements.map { _ in objects.addObject(.value([])) }
    elementContents = Array(repeating: MarkedContents(), count: elementNumbers.count)
  }

  private mutating func removeTag(_ object: PDFObject, shapes: Int) throws(PDFFault) {
    objects.freeObject(object.number)
    let dictionary = try object.dictionary()
    // A tag in which nothing was drawn has no content.
    guard let kids = dictionary["K"] else {
      guard structure.shapes[shapes].drawings.isEmpty else {
        throw PDFFault(.mismatch("drawing in a tag without content"), at: object.value.offset)
      }
      return
    }
    let page = try dictionary.required("Pg").reference().number
    for kid in try kids.elements() {
      guard drawnTags[page, default: [:]].updateValue(shapes, forKey: try kid.integer()) == nil else {
        throw PDFFault(.unexpected("marked content of two tags"), at: kid.offset)
      }
    }
  }

  /// Writes the tree of what was drawn: a Document with the elements, and the parent tree, which leads from marked
  /// contents back to them.
  mutating func writeStructure() throws(PDFFault) {
    let kids = KidLists(of: structure.elements.map(\.parent))
    let top = kids[nil]
    var document = ByteWriter(capacity: 64 + 8 * top.count)
    document.write("<</Type/StructElem/S/Document/P ")
    document.writeReference(structureRoot)
    document.writeKids(top, MarkedContents(), elementNumbers)
    document.write(">>")
    let documentNumber = objects.addObject(.compact(document.bytes))
    for (index, element) in structure.elements.enumerated() {
      var body = ByteWriter(capacity: 96 + 8 * kids[index].count)
      body.write("<</Type/StructElem/S/")
      body.writeText(element.name)
      body.write("/P ")
      body.writeReference(element.parent.map { elementNumbers[$0] } ?? documentNumber)
      if elementContents[index].page > 0 {
        body.write("/Pg ")
        body.writeReference(elementContents[index].page)
      }
      body.writeKids(kids[index], elementContents[index], elementNumbers)
      if let attributes = element.attributes { body.writeAttributes(attributes) }
      body.write(">>")
      objects.replaceObject(elementNumbers[index], .compact(body.bytes))
    }
    var tree = ByteWriter(capacity: 64 + parentTree.reduce(0) { $0 + 8 * $1.count })
    tree.write("<</Nums[")
    for (page, parents) in parentTree.enumerated() {
      tree.write(page)
      tree.write("[")
      for (index, element) in parents.enumerated() {
        if index > 0 { tree.write(" ") }
        tree.writeReference(elementNumbers[element])
      }
      tree.write("]")
    }
    tree.write("]>>")
    var root = ByteWriter(capacity: 64)
    root.write("<</Type/StructTreeRoot/K ")
    root.writeReference(documentNumber)
    root.write("/ParentTree ")
    root.writeReference(objects.addObject(.compact(tree.bytes)))
    root.write(">>")
    objects.replaceObject(structureRoot, .compact(root.bytes))
  }
}

extension ByteWriter {
  /// Writes /K: marked contents and elements, as an array unless it is a single marked content.
  ///
  /// - Parameters:
  ///   - kids: indices of elements.
  ///   - numbers: the object number of each element.
  fileprivate mutating func writeKids(_ kids: ArraySlice<Int>, _ content: MarkedContents, _ numbers: [Int]) {
    let count = kids.count + content.count
    if count == 0 { return }
    write(count == 1 && kids.isEmpty ? "/K " : "/K[")
    if let first = content.first { write(first) }
    for identifier in content.others {
      write(" ")
      write(identifier)
    }
    for (position, kid) in kids.enumerated() {
      if position > 0 || content.count > 0 { write(" ") }
      writeReference(numbers[kid])
    }
    if count > 1 || !kids.isEmpty { write("]") }
  }

  fileprivate mutating func writeAttributes(_ attributes: DocumentStructure.Attributes) {
    switch attributes {
    case .headerCell(let scope, let span):
      write("/A<</O/Table/Scope/")
      write(scope == .row ? "Row" : "Column")
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
      writeTextString(alternative)
      write("/A<</O/Layout/Placement/Block/BBox[")
      for (index, number) in box.enumerated() {
        if index > 0 { write(" ") }
        writeReal(number)
      }
      write("]>>")
    }
  }
}

/// The marked contents of an element: ids of one page (ISO 32000-1 14.7.4.2).
struct MarkedContents {
  /// Object number of the page; 0 for an element that has only elements in it.
  var page = 0
  private(set) var first: Int?
  /// The ids after the first one. Most elements have none, and so need no allocation.
  private(set) var others: [Int] = []

  var count: Int { first == nil ? 0 : 1 + others.count }

  mutating func append(_ identifier: Int) {
    if first == nil { first = identifier } else { others.append(identifier) }
  }
}

/// The kids of each element, in order. One list has them all, those of an element next to each other.
struct KidLists {
  private var list: [Int]
  /// Where in the list the kids of each begin: first those of the document, then of each element, and at last the end
  /// of the list.
  private var starts: [Int]

  /// - Parameter parents: the parent of each element by its index; nil for the document.
  init(of parents: [Int?]) {
    starts = Array(repeating: 0, count: parents.count + 2)
    for parent in parents { starts[(parent ?? -1) + 2] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    list = Array(repeating: 0, count: parents.count)
    var next = starts
    for (element, parent) in parents.enumerated() {
      list[next[(parent ?? -1) + 1]] = element
      next[(parent ?? -1) + 1] += 1
    }
  }

  /// The kids of an element by its index; nil is the document.
  subscript(element: Int?) -> ArraySlice<Int> {
    let index = (element ?? -1) + 1
    return list[starts[index]..<starts[index + 1]]
  }
}
