/// A file and what the requirements ask of it, gathered once.
final class VerifiedFile {
  let reader: PDFReader
  let catalog: PDFDictionary
  /// Every object that the cross-references know.
  let objects: [PDFObject]
  let pages: [VerifiedPage]
  let metadata: XMPPacket?
  /// Elements of the structure tree in reading order.
  let elements: [StructureElement]

  var bytes: [UInt8] { reader.bytes }

  init(_ bytes: [UInt8]) throws(PDFFault) {
    reader = try PDFReader(bytes)
    try reader.refuseEncryption()
    catalog = try reader.target(try reader.trailer.required("Root")).dictionary()
    var objects: [PDFObject] = []
    for number in reader.references.entries.indices {
      if let object = try reader.object(number) { objects.append(object) }
    }
    self.objects = objects
    var nodes: [PDFObject] = []
    try reader.collectPages(try reader.target(try catalog.required("Pages")), into: &nodes)
    var pages: [VerifiedPage] = []
    for node in nodes { pages.append(try VerifiedPage(node, in: reader)) }
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
