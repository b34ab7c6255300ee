import PDFSyntax
import StrictXML

/// An XMP packet (ISO 16684-1) as far as the requirements are about it: the values of its properties by their qualified
/// names, and its namespaces.
///
/// The XML is read by `XMLReader`. Of RDF only what XMP needs is understood: a property is an element, or an attribute
/// of `rdf:Description`; lists and alternatives of languages inside a property are values of that property.
///
/// ```
/// <rdf:Description pdfaid:part="2"><dc:title><rdf:Alt><rdf:li>証書</rdf:li></rdf:Alt></dc:title></rdf:Description>
/// packet["pdfaid:part"]   // "2"
/// packet["dc:title"]      // "証書"
/// ```
struct XMPPacket {
  private(set) var values: [String: [String]] = [:]
  /// The namespace of each prefix, as declared last.
  private(set) var namespaces: [String: String] = [:]

  /// A packet of a paper has 2.5 KB. The elements of one with more than this would take too much memory: a file of a
  /// few kilobytes can expand to 256 MiB of empty tags.
  static let sizeLimit = 1 << 20

  /// The first value of a property.
  subscript(name: String) -> String? { values[name]?.first }

  init(_ bytes: [UInt8]) throws(PDFFault) {
    guard bytes.count <= Self.sizeLimit else {
      throw .expected("XMP packet of at most \(Self.sizeLimit >> 20) MiB", at: 0)
    }
    // expat recognizes UTF-16 by its zeros, which no XML in UTF-8 has.
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw .expected("XMP in UTF-8", at: 0)
    }
    let root: XMLElement
    do {
      root = try XMLReader.read(bytes, file: "XMP")
    } catch {
      switch error.problem {
      case .doctype: throw .expected("XMP packet without declarations", at: 0)
      case .tooDeep: throw .expected("element in the XMP packet", at: 0)
      case .malformed(let reason): throw .expected("well-formed XMP packet (\(reason))", at: 0)
      case .noMemory: throw PDFFault(.stream("no memory"), at: 0)
      }
    }
    readElement(root, in: nil)
  }

  /// - Parameter property: the innermost element around this one that is not part of RDF's own frame.
  private mutating func readElement(_ element: XMLElement, in property: String?) {
    for attribute in element.attributes {
      if attribute.name.hasPrefix("xmlns:") {
        namespaces[String(attribute.name.dropFirst(6))] = attribute.value
      } else if element.name == "rdf:Description", !attribute.name.hasPrefix("rdf:") {
        values[attribute.name, default: []].append(attribute.value)
      }
    }
    let isFrame = element.name.hasPrefix("rdf:") || element.name.hasPrefix("x:")
    let property = isFrame ? property : element.name
    for child in element.children {
      switch child {
      case .element(let element): readElement(element, in: property)
      case .text(let text, _):
        guard let property, text.contains(where: { !$0.isWhitespace }) else { continue }
        values[property, default: []].append(text)
      }
    }
  }
}
