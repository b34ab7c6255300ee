import PDFSyntax

/// A file with all that the requirements ask about, gathered once: its objects, its pages, its metadata and its
/// structure.
final class VerifiedFile {
  let reader: PDFReader
  let catalog: PDFDictionary
  /// Every object that the cross-references know.
  let objects: [PDFObject]
  let pages: [VerifiedPage]
  let metadata: XMPPacket?
  /// The elements of the structure tree in reading order.
  let elements: [StructureElement]

  var bytes: [UInt8] { reader.bytes }

  init(_ bytes: [UInt8]) throws(PDFFault) {
    reader = try PDFReader(bytes)
    try reader.refuseEncryption()
    catalog = try reader.catalog().dictionary()
    var objects: [PDFObject] = []
    for number in reader.references.entries.indices {
      if let object = try reader.object(number) { objects.append(object) }
    }
    self.objects = objects
    var pages: [VerifiedPage] = []
    for page in try reader.pages() { pages.append(try VerifiedPage(page, in: reader)) }
    self.pages = pages
    if let reference = catalog["Metadata"] {
      metadata = try XMPPacket(try reader.expanded(try reader.target(reference)))
    } else {
      metadata = nil
    }
    elements = try StructureElement.all(of: catalog, in: reader)
  }

  /// Findings about dictionaries: `finding` says what is wrong with one, or nil.
  func findings(_ finding: (PDFObject, PDFDictionary) throws(PDFFault) -> String?) throws(PDFFault) -> [String] {
    var findings: [String] = []
    for object in objects where object.value.isDictionary {
      if let text = try finding(object, try object.dictionary()) { findings.append("\(object.number) 0 obj: \(text)") }
    }
    return findings
  }

  /// Findings about the dictionaries of one /Type, or of one /Subtype where the type may be left out.
  func findings(
    type: StaticString, subtype: StaticString? = nil, _ finding: (PDFDictionary) throws(PDFFault) -> String?
  ) throws(PDFFault) -> [String] {
    try findings { (_, dictionary) throws(PDFFault) in
      if let subtype {
        guard dictionary["Subtype"]?.isName(subtype) == true, dictionary["Type"]?.isName(type) != false else {
          return nil
        }
      } else {
        guard dictionary["Type"]?.isName(type) == true else { return nil }
      }
      return try finding(dictionary)
    }
  }

  /// The document information dictionary, or nil.
  func information() throws(PDFFault) -> PDFDictionary? {
    try reader.trailer["Info"].map { value throws(PDFFault) in try reader.target(value).dictionary() }
  }

  /// A text string of Info.
  func information(_ key: StaticString) throws(PDFFault) -> String? {
    guard let value = try information()?[key] else { return nil }
    return PDFString.text(try value.string())
  }
}

/// An element of the structure tree, as far as the requirements are about it.
struct StructureElement {
  let number: Int
  /// Its standard type: what the role map says of the type in the file.
  let type: String
  /// Index of the parent in the list of all elements; nil directly under the root.
  let parent: Int?
  let dictionary: PDFDictionary
  /// The marked contents directly in it.
  private(set) var content: [Content] = []

  struct Content: Hashable {
    /// Object number of the page.
    let page: Int
    let identifier: Int
  }

  /// All elements under the root, in reading order.
  static func all(of catalog: PDFDictionary, in reader: PDFReader) throws(PDFFault) -> [StructureElement] {
    guard let reference = catalog["StructTreeRoot"] else { return [] }
    let root = try reader.target(reference).dictionary()
    let roles = try reader.dictionary("RoleMap", in: root)
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
    for kid in try kids.elements() {
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
            number: object.number, type: try standardType(try dictionary.required("S").name(), roles),
            parent: parent, dictionary: dictionary))
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
    // A role may be mapped to another one; more than eight steps are a circle.
    for _ in 0..<8 {
      guard let roles, let role = roles.entry(named: Array(name.utf8)[...]) else { return name }
      name = try role.name()
    }
    return name
  }

  /// The value of an attribute of the element, whichever owner (Layout, Table) defines it.
  func attribute(_ key: StaticString, in reader: PDFReader) throws(PDFFault) -> PDFValue? {
    for part in try reader.value(of: "A", in: dictionary)?.elements() ?? [] {
      let part = try reader.resolved(part)
      if part.isDictionary, let value = try part.dictionary()[key] { return value }
    }
    return nil
  }
}
