import Diagnostics
package import PDFSyntax
import StrictXML

/// An XMP packet (ISO 16684-1): its properties with their values, and what its frame says.
///
/// The XML is read by `XMLReader`; of RDF, what XMP needs is understood.
///
/// ```
/// <rdf:Description pdfaid:part="2"><dc:title><rdf:Alt><rdf:li>証書</rdf:li></rdf:Alt></dc:title></rdf:Description>
/// packet["pdfaid:part"]   // "2"
/// packet["dc:title"]      // "証書"
/// ```
package struct XMPPacket {
  /// The properties of the document, in the order of the packet.
  package private(set) var properties: [XMPProperty] = []
  /// The attributes of the packet's frame: `<?xpacket begin="" id="…" bytes="100"?>`.
  package let frame: [String: String]

  /// A packet of a paper has 2.5 KB; a file of a few kilobytes can expand to 256 MiB of empty tags.
  static let sizeLimit = 1 << 20

  /// The first text of a property, named with the prefix that ISO 19005-2 or XMP gives its namespace.
  package subscript(name: String) -> String? { property(name)?.value.texts.first }

  package func property(_ name: String) -> XMPProperty? {
    let parts = name.split(separator: ":")
    guard parts.count == 2, let namespace = XMPSchemas.namespaces[String(parts[0])] else { return nil }
    return properties.first { $0.namespace == namespace && $0.name == parts[1] }
  }

  package init(_ bytes: [UInt8], _ budget: PDFBudget) throws(PDFFault) {
    guard bytes.count <= Self.sizeLimit else {
      throw .expected("XMP packet of at most \(Self.sizeLimit >> 20) MiB", at: 0)
    }
    // expat recognizes UTF-16 by its zeros, which no XML in UTF-8 has.
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw .expected("XMP in UTF-8", at: 0)
    }
    // Each tag and each attribute becomes a value of some 300 bytes.
    try budget.take(
      bytes.count { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "=") }, of: .markup, at: 0)
    frame = Self.frame(of: bytes)
    let root: XMLElement
    do {
      root = try XMLReader.read(bytes, file: "XMP")
    } catch {
      switch error.problem {
      case .doctype: throw .expected("XMP packet without declarations", at: 0)
      case .tooDeep: throw .expected("element in the XMP packet", at: 0)
      case .malformed(let reason): throw .expected("well-formed XMP packet (\(reason.english))", at: 0)
      case .noMemory: throw PDFFault(.stream("no memory"), at: 0)
      }
    }
    let scope = XMPScope().inside(root)
    let descriptions = scope.name(root.name) == XMPName(XMPScope.rdf, "RDF") ? root : Self.firstRDF(in: root, scope)
    guard let descriptions else { throw .expected("rdf:RDF in the XMP packet", at: 0) }
    let inner = scope.inside(descriptions)
    for description in descriptions.elements {
      let scope = inner.inside(description)
      guard scope.name(description.name) == XMPName(XMPScope.rdf, "Description") else {
        throw .expected("rdf:Description in rdf:RDF", at: 0)
      }
      properties += try scope.properties(of: description)
    }
  }

  private static func firstRDF(in root: XMLElement, _ scope: XMPScope) -> XMLElement? {
    root.elements.first { scope.inside($0).name($0.name) == XMPName(XMPScope.rdf, "RDF") }
  }

  /// The pseudo-attributes of the processing instruction at the packet's beginning.
  private static func frame(of bytes: [UInt8]) -> [String: String] {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
    guard let start = head.firstRange(of: "<?xpacket"), let end = head[start.upperBound...].firstRange(of: "?>") else {
      return [:]
    }
    var attributes: [String: String] = [:]
    for match in head[start.upperBound..<end.lowerBound].matches(of: /([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/) {
      attributes[String(match.1)] = String(match.2 ?? match.3 ?? "")
    }
    return attributes
  }
}

/// A property, or a field of a structure: its namespace, its name, its value.
package struct XMPProperty {
  package let namespace: String
  package let prefix: String
  package let name: String
  package let value: XMPValue
}

/// A value of XMP (ISO 16684-1 6.3).
package indirect enum XMPValue {
  package enum Container: String {
    case bag = "Bag"
    case sequence = "Seq"
    case alternatives = "Alt"
  }

  package struct Item {
    package let value: XMPValue
    /// `xml:lang`.
    package let language: String?
  }

  case text(String)
  case structure([XMPProperty])
  case array(Container, [Item])

  /// The texts in it, in their order.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .structure(let fields): fields.flatMap(\.value.texts)
    case .array(_, let items): items.flatMap(\.value.texts)
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var fields: [XMPProperty]? { if case .structure(let fields) = self { fields } else { nil } }

  package func items(_ container: Container) -> [Item]? {
    if case .array(container, let items) = self { items } else { nil }
  }
}

/// A name with its namespace.
package struct XMPName: Hashable {
  let namespace: String
  let name: String

  package init(_ namespace: String, _ name: String) {
    self.namespace = namespace
    self.name = name
  }
}
