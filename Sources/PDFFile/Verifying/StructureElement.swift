/// An element of the structure tree, as the requirements look at it.
struct StructureElement {
  let number: Int
  /// Its standard type, role map followed.
  let type: String
  let depth: Int
  /// Index of the parent in the list of all elements; nil under the root.
  let parent: Int?
  let dictionary: PDFDictionary
  /// Page object and marked-content id of the content directly in it.
  private(set) var content: [Content] = []

  struct Content: Hashable {
    let page: Int
    let identifier: Int
  }

  /// All elements under the root, in reading order.
  static func all(of catalog: PDFDictionary, in reader: PDFReader) throws(PDFFault) -> [StructureElement] {
    guard let reference = catalog["StructTreeRoot"] else { return [] }
    let root = try reader.target(reference).dictionary()
    let roles = try root["RoleMap"].map { value throws(PDFFault) in try reader.resolved(value).dictionary() }
    var elements: [StructureElement] = []
    var seen: Set<Int> = []
    if let kids = root["K"] { try collect(kids, nil, 0, nil, roles, reader, &elements, &seen) }
    return elements
  }

  private static func collect(
    _ kids: PDFValue, _ parent: Int?, _ depth: Int, _ page: Int?, _ roles: PDFDictionary?, _ reader: PDFReader,
    _ elements: inout [StructureElement], _ seen: inout Set<Int>
  ) throws(PDFFault) {
    guard depth < PDFScanner.depthLimit else { throw .expected("structure tree of at most 64 levels", at: kids.offset) }
    for kid in kids.isArray ? try kids.array() : [kids] {
      if kid.isReference {
        let object = try reader.target(kid)
        guard object.value.isDictionary else {
          try collect(object.value, parent, depth + 1, page, roles, reader, &elements, &seen)
          continue
        }
        let dictionary = try object.dictionary()
        guard dictionary["S"] != nil else { continue }
        guard seen.insert(object.number).inserted else {
          throw .expected("each structure element once", at: object.value.offset)
        }
        let own = try dictionary["Pg"]?.reference().number ?? page
        elements.append(
          StructureElement(
            number: object.number, type: try standardType(try dictionary.required("S").name(), roles), depth: depth,
            parent: parent,
            dictionary: dictionary))
        if let kids = dictionary["K"] {
          try collect(kids, elements.count - 1, depth + 1, own, roles, reader, &elements, &seen)
        }
      } else if let parent {
        if kid.isDictionary {
          let dictionary = try kid.dictionary()
          guard let identifier = dictionary["MCID"] else { continue }
          if let page = try dictionary["Pg"]?.reference().number ?? page {
            elements[parent].content.append(Content(page: page, identifier: try identifier.integer()))
          }
        } else if let page {
          elements[parent].content.append(Content(page: page, identifier: try kid.integer()))
        }
      }
    }
  }

  private static func standardType(_ name: String, _ roles: PDFDictionary?) throws(PDFFault) -> String {
    var name = name
    for _ in 0..<8 {
      guard let roles, let role = roles.entry(named: Array(name.utf8)[...]) else { return name }
      name = try role.name()
    }
    return name
  }

  /// The value of an attribute of the element, whoever owns it.
  func attribute(_ key: StaticString, in reader: PDFReader) throws(PDFFault) -> PDFValue? {
    guard let attributes = try dictionary["A"].map({ value throws(PDFFault) in try reader.resolved(value) }) else {
      return nil
    }
    for part in attributes.isArray ? try attributes.array() : [attributes] {
      let part = try reader.resolved(part)
      if part.isDictionary, let value = try part.dictionary()[key] { return value }
    }
    return nil
  }
}
