import PDFSyntax
import StrictXML

/// The namespaces that are declared where an element stands, and what RDF says there.
struct XMPScope {
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let xml = "http://www.w3.org/XML/1998/namespace"
  /// What the elements around declare, one list for each that declares something, the innermost last. There are at most
  /// as many as levels; one list of all would be copied for each element that declares one more.
  private var declarations: [[String: String]] = [["xml": XMPScope.xml]]

  /// The scope within the start tag of an element.
  func inside(_ element: XMLElement) -> XMPScope {
    var own: [String: String] = [:]
    for attribute in element.attributes {
      if attribute.name == "xmlns" { own[""] = attribute.value }
      if attribute.name.hasPrefix("xmlns:") { own[String(attribute.name.dropFirst(6))] = attribute.value }
    }
    if own.isEmpty { return self }
    var scope = self
    scope.declarations.append(own)
    return scope
  }

  func name(_ qualified: String) -> XMPName {
    let (prefix, name) = Self.parts(qualified)
    return XMPName(declarations.last { $0[prefix] != nil }?[prefix] ?? "", name)
  }

  private static func parts(_ qualified: String) -> (prefix: String, name: String) {
    guard let colon = qualified.firstIndex(of: ":") else { return ("", qualified) }
    return (String(qualified[..<colon]), String(qualified[qualified.index(after: colon)...]))
  }

  private static func isDeclaration(_ attribute: XMLAttribute) -> Bool {
    attribute.name == "xmlns" || attribute.name.hasPrefix("xmlns:")
  }

  /// The properties of a description, or the fields of a structure: attributes and elements.
  func properties(of element: XMLElement) throws(PDFFault) -> [XMPProperty] {
    var properties: [XMPProperty] = []
    for attribute in element.attributes where !Self.isDeclaration(attribute) {
      let name = name(attribute.name)
      if name.namespace == Self.rdf || name.namespace == Self.xml { continue }
      properties.append(
        XMPProperty(
          namespace: name.namespace, prefix: Self.parts(attribute.name).prefix, name: name.name,
          value: .text(attribute.value)))
    }
    for child in element.elements {
      let scope = inside(child)
      let name = scope.name(child.name)
      properties.append(
        XMPProperty(
          namespace: name.namespace, prefix: Self.parts(child.name).prefix, name: name.name,
          value: try scope.value(of: child)))
    }
    return properties
  }

  /// The value of a property's element, or of an item.
  private func value(of element: XMLElement) throws(PDFFault) -> XMPValue {
    if let kind = element.attributes.first(where: { name($0.name) == XMPName(Self.rdf, "parseType") }) {
      guard kind.value == "Resource" else { throw .expected("rdf:parseType=\"Resource\" in the XMP packet", at: 0) }
      return Self.unqualified(try properties(of: element))
    }
    let children = element.elements
    if let child = children.first {
      let scope = inside(child)
      let name = scope.name(child.name)
      guard children.count == 1, name.namespace == Self.rdf else { throw .expected("RDF of XMP", at: 0) }
      if let container = XMPValue.Container(rawValue: name.name) {
        return .array(container, try scope.items(of: child))
      }
      guard name.name == "Description" else { throw .expected("RDF of XMP", at: 0) }
      return Self.unqualified(try scope.properties(of: child))
    }
    if let resource = element.attributes.first(where: { name($0.name) == XMPName(Self.rdf, "resource") }) {
      return .text(resource.value)
    }
    let fields = try properties(of: element)
    if !fields.isEmpty { return Self.unqualified(fields) }
    return .text(
      element.children.compactMap { if case .text(let text, _) = $0 { text } else { nil } }.joined())
  }

  private func items(of container: XMLElement) throws(PDFFault) -> [XMPValue.Item] {
    var items: [XMPValue.Item] = []
    for child in container.elements {
      let scope = inside(child)
      guard scope.name(child.name) == XMPName(Self.rdf, "li") else {
        throw .expected("rdf:li in the XMP packet", at: 0)
      }
      let language = child.attributes.first { scope.name($0.name) == XMPName(Self.xml, "lang") }?.value
      items.append(XMPValue.Item(value: try scope.value(of: child), language: language))
    }
    return items
  }

  /// A value with qualifiers is written as a structure whose `rdf:value` is the value itself.
  private static func unqualified(_ fields: [XMPProperty]) -> XMPValue {
    fields.first { $0.namespace == rdf && $0.name == "value" }?.value ?? .structure(fields)
  }
}
