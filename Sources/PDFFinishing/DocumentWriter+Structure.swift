import DrawnDocument
import PDFSyntax

/// The structure tree (ISO 32000-1 14.7), once the pages have given every mark its marked-content id.
extension DocumentWriter {
  /// Writes the tree of what was drawn: a Document with the elements, and the parent tree, which leads from marked
  /// contents back to them.
  mutating func writeStructure() {
    let kids = KidLists(of: document.elements.map(\.parent))
    let top = kids[nil]
    var whole = ByteWriter(capacity: 64 + 8 * top.count)
    whole.write("<</Type/StructElem/S/Document/P ")
    whole.writeReference(structureRoot)
    whole.writeKids(top, MarkedContents(), elementNumbers)
    whole.write(">>")
    let wholeNumber = objects.addObject(.value(whole.bytes))
    for (index, element) in document.elements.enumerated() {
      var body = ByteWriter(capacity: 96 + 8 * kids[index].count)
      body.write("<</Type/StructElem/S/")
      body.writeText(element.name)
      body.write("/P ")
      body.writeReference(element.parent.map { elementNumbers[$0] } ?? wholeNumber)
      if elementContents[index].page > 0 {
        body.write("/Pg ")
        body.writeReference(elementContents[index].page)
      }
      body.writeKids(kids[index], elementContents[index], elementNumbers)
      if let attributes = element.attributes { body.writeAttributes(attributes) }
      body.write(">>")
      objects.setObject(elementNumbers[index], .value(body.bytes))
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
    root.writeReference(wholeNumber)
    root.write("/ParentTree ")
    root.writeReference(objects.addObject(.value(tree.bytes)))
    root.write(">>")
    objects.setObject(structureRoot, .value(root.bytes))
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

  fileprivate mutating func writeAttributes(_ attributes: DrawnDocument.Attributes) {
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
  private(set) var page = 0
  private(set) var first: Int?
  /// The ids after the first one. Most elements have none, and so need no allocation.
  private(set) var others: [Int] = []

  var count: Int { first == nil ? 0 : 1 + others.count }

  mutating func append(_ identifier: Int, on page: Int) {
    self.page = page
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
