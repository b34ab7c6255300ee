import Diagnostics

/// An element of a form file, with the place of its start tag.
struct XMLElement: Sendable {
  var name: String
  var attributes: [XMLAttribute]
  var children: [XMLChild]
  var location: SourceLocation
  /// The start tag as the file has it, to find an attribute's place in.
  var tag: XMLTag

  /// The child elements, texts left out.
  var elements: [XMLElement] {
    children.compactMap { child in
      guard case .element(let element) = child else { return nil }
      return element
    }
  }

  func attribute(_ name: String) -> XMLAttribute? {
    attributes.first { $0.name == name }
  }
}

/// An attribute as written, entities resolved.
struct XMLAttribute: Sendable {
  var name: String
  var value: String
}

/// What stands between two tags.
enum XMLChild: Sendable {
  case element(XMLElement)
  case text(String, SourceLocation)
}
