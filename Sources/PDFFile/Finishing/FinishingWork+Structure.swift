/// The structure tree: ISO 32000-1 14.7.
extension FinishingWork {
  /// Gives TH its scope, cells their spans and figures their alternative text; takes NonStruct elements out of the tree.
  mutating func finishStructure() throws(PDFFault) {
    let root = try reader.target(try catalogDictionary().required("StructTreeRoot"))
    var walk = StructureWalk(attributes: finish.structure)
    _ = try finishKids(of: root, &walk, depth: 0)
    guard walk.isComplete else {
      throw PDFFault(.mismatch("fewer TH, TD, Figure or NonStruct elements than were drawn"), at: root.value.offset)
    }
    try finishParentTree(root, dropped: walk.dropped)
  }

  func catalogDictionary() throws(PDFFault) -> PDFDictionary {
    try reader.target(try reader.trailer.required("Root")).dictionary()
  }

  /// Goes through the kids of an element (or the root) and rewrites its K without those that are dropped. Returns K, or nil when it may
  /// stay as it is.
  private mutating func finishKids(of object: PDFObject, _ walk: inout StructureWalk, depth: Int) throws(PDFFault) -> [UInt8]? {
    guard depth < PDFScanner.depthLimit else { throw PDFFault(.unexpected("structure tree too deep"), at: object.value.offset) }
    guard let kids = try object.dictionary()["K"] else { return nil }
    var kept = ByteWriter()
    var hasDropped = false
    for kid in kids.isArray ? try kids.array() : [kids] {
      if kid.isReference, try finishElement(try reader.target(kid), &walk, depth: depth + 1) == .dropped {
        hasDropped = true
      } else {
        kept.write(" ")
        kept.write(kid.text)
      }
    }
    return hasDropped ? [UInt8(ascii: "[")] + kept.bytes + [UInt8(ascii: "]")] : nil
  }

  private enum Outcome {
    case kept
    case dropped
  }

  private mutating func finishElement(_ object: PDFObject, _ walk: inout StructureWalk, depth: Int) throws(PDFFault) -> Outcome {
    let dictionary = try object.dictionary()
    guard walk.seen.insert(object.number).inserted, dictionary["A"] == nil, dictionary["Alt"] == nil else {
      throw PDFFault(.unexpected("structure element used twice or with attributes"), at: object.value.offset)
    }
    let type = try dictionary.required("S")
    var added = ByteWriter(capacity: 0)
    if type.isName("NonStruct") {
      try dropArtifact(object, try walk.nextArtifact(at: object.value.offset))
      walk.dropped.insert(object.number)
      return .dropped
    } else if type.isName("TH") {
      added.writeAttributes(try walk.nextHeaderCell(at: object.value.offset))
    } else if type.isName("TD") {
      added.writeAttributes(span: try walk.nextDataCellSpan(at: object.value.offset))
    } else if type.isName("Figure") {
      let figure = try walk.nextFigure(at: object.value.offset)
      added.writeAttributes(figure)
      if !figure.drawings.isEmpty { try mark(object, MarkedContent(artifact: nil, drawings: figure.drawings)) }
    }
    let kids = try finishKids(of: object, &walk, depth: depth)
    if kids != nil || !added.bytes.isEmpty {
      var body = ByteWriter(capacity: object.value.range.count + added.bytes.count)
      body.write("<<")
      body.write(dictionary.entries(without: kids == nil ? [] : ["K"]))
      if let kids {
        body.write("/K")
        body.write(kids)
      }
      body.write(added.bytes)
      body.write(">>")
      objects.replace(object.number, .value(body.bytes))
    }
    return .kept
  }

  /// Remembers where the artifact's content is and drops its element.
  private mutating func dropArtifact(_ object: PDFObject, _ artifact: StructureAttributes.Artifact) throws(PDFFault) {
    try mark(object, MarkedContent(artifact: artifact.kind, drawings: artifact.drawings))
    objects.drop(object.number)
  }

  /// Remembers what becomes of an element's marked content; its drawings stand in the first stretch of it.
  private mutating func mark(_ object: PDFObject, _ content: MarkedContent) throws(PDFFault) {
    let dictionary = try object.dictionary()
    // An element in which nothing was drawn has no content and nothing to turn.
    guard let kids = dictionary["K"] else {
      guard content.drawings.isEmpty else { throw PDFFault(.mismatch("drawing for an element without content"), at: object.value.offset) }
      return
    }
    let page = try dictionary.required("Pg").reference().number
    var content = content
    for kid in kids.isArray ? try kids.array() : [kids] {
      marked[page, default: [:]][try kid.integer()] = content
      content.drawings = []
    }
  }

  /// Marked-content ids that are artifacts now have no parent any more: null.
  private mutating func finishParentTree(_ root: PDFObject, dropped: Set<Int>) throws(PDFFault) {
    guard !dropped.isEmpty else { return }
    let tree = try reader.target(try root.dictionary().required("ParentTree"))
    let numbers = try tree.dictionary().required("Nums").array()
    guard numbers.count % 2 == 0 else { throw .expected("/Nums with pairs", at: tree.value.offset) }
    for index in stride(from: 1, to: numbers.count, by: 2) {
      let list = try reader.target(numbers[index])
      var body = ByteWriter(capacity: list.value.range.count)
      body.write("[")
      for parent in try list.value.array() {
        if parent.isNull {
          body.write(" null")
          continue
        }
        let number = try parent.reference().number
        body.write(" ")
        if dropped.contains(number) {
          body.write("null")
        } else {
          body.write(reference: number)
        }
      }
      body.write("]")
      objects.replace(list.number, .value(body.bytes))
    }
  }
}

/// Hands out the attributes in the order of the tree.
private struct StructureWalk {
  let attributes: StructureAttributes
  var seen: Set<Int> = []
  var dropped: Set<Int> = []
  private var headerCells = 0
  private var dataCells = 0
  private var figures = 0
  private var artifacts = 0

  init(attributes: StructureAttributes) {
    self.attributes = attributes
  }

  var isComplete: Bool {
    headerCells == attributes.headerCells.count && dataCells == attributes.dataCellSpans.count && figures == attributes.figures.count
      && artifacts == attributes.artifacts.count
  }

  mutating func nextHeaderCell(at offset: Int) throws(PDFFault) -> StructureAttributes.HeaderCell {
    try Self.next(attributes.headerCells, &headerCells, "TH", at: offset)
  }

  mutating func nextDataCellSpan(at offset: Int) throws(PDFFault) -> Int {
    try Self.next(attributes.dataCellSpans, &dataCells, "TD", at: offset)
  }

  mutating func nextFigure(at offset: Int) throws(PDFFault) -> StructureAttributes.Figure {
    try Self.next(attributes.figures, &figures, "Figure", at: offset)
  }

  mutating func nextArtifact(at offset: Int) throws(PDFFault) -> StructureAttributes.Artifact {
    try Self.next(attributes.artifacts, &artifacts, "NonStruct", at: offset)
  }

  private static func next<Attribute>(
    _ list: [Attribute], _ index: inout Int, _ element: String, at offset: Int
  ) throws(PDFFault) -> Attribute {
    guard index < list.count else { throw PDFFault(.mismatch("more \(element) elements than were drawn"), at: offset) }
    index += 1
    return list[index - 1]
  }
}

extension ByteWriter {
  fileprivate mutating func writeAttributes(_ cell: StructureAttributes.HeaderCell) {
    write("/A<</O/Table/Scope/")
    write(text: cell.scope.rawValue)
    if cell.span > 1 {
      write("/ColSpan ")
      write(cell.span)
    }
    write(">>")
  }

  fileprivate mutating func writeAttributes(span: Int) {
    guard span > 1 else { return }
    write("/A<</O/Table/ColSpan ")
    write(span)
    write(">>")
  }

  fileprivate mutating func writeAttributes(_ figure: StructureAttributes.Figure) {
    write("/Alt")
    write(textString: figure.alternative)
    write("/A<</O/Layout/Placement/Block/BBox[")
    for (index, number) in figure.box.enumerated() {
      if index > 0 { write(" ") }
      write(real: number)
    }
    write("]>>")
  }
}
