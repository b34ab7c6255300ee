package import Diagnostics

/// An element of an XML file, with the location of its start tag.
///
/// ```
/// let root = try XMLReader.read(bytes, file: "notice.xml")     // <form id="notice"><page/></form>
/// root.name                        // "form"
/// root.attribute("id")?.value      // "notice"
/// root.elements[0].location        // notice.xml:1:19
/// ```
package struct XMLElement: Sendable {
  package var name: String
  package var attributes: [XMLAttribute]
  package var children: [XMLChild]
  package var location: SourceLocation
  /// The start tag as it is written, in which the location of an attribute is looked up.
  var tag: StartTag

  /// The child elements, without the texts between them.
  package var elements: [XMLElement] {
    children.compactMap { child in
      guard case .element(let element) = child else { return nil }
      return element
    }
  }

  package func attribute(_ name: String) -> XMLAttribute? {
    attributes.first { $0.name == name }
  }

  /// The location of an attribute, or of the element when it has none of that name.
  package func location(of attribute: String) -> SourceLocation {
    guard let line = location.line, let column = location.column, let offset = tag.offset(of: attribute) else {
      return location
    }
    var location = location
    location.line = line + offset.lines
    location.column = offset.lines == 0 ? column + offset.column - 1 : offset.column
    return location
  }
}

/// An attribute as written, character references resolved.
package struct XMLAttribute: Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What is between two tags.
package enum XMLChild: Sendable {
  case element(XMLElement)
  case text(String, SourceLocation)
}

/// The bytes of a start tag. They are looked into only when a diagnostic needs the location of an attribute, which
/// expat does not tell.
struct StartTag: Sendable {
  /// The bytes of a file, shared by all its elements.
  final class Source: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }
  }

  let source: Source
  /// From `<` to the byte after `>`.
  let range: Range<Int>

  /// How many lines below the beginning of the tag an attribute begins, and in which column, from 1: in the tag's first
  /// line counted from `<`. Nil when the tag has no such attribute.
  func offset(of attribute: String) -> (lines: Int, column: Int)? {
    guard range.upperBound <= source.bytes.count else { return nil }
    let bytes = source.bytes[range]
    var index = bytes.startIndex + 1
    // The element's name.
    while index < bytes.endIndex, !Self.isSpace(bytes[index]) { index += 1 }
    while index < bytes.endIndex {
      while index < bytes.endIndex, Self.isSpace(bytes[index]) { index += 1 }
      let start = index
      while index < bytes.endIndex, !Self.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "=") { index += 1 }
      if bytes[start..<index].elementsEqual(attribute.utf8) { return Self.offset(of: start, in: bytes) }
      // The value, between two quotation marks of the same kind.
      while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'") { index += 1 }
      guard index < bytes.endIndex else { return nil }
      let quote = bytes[index]
      index += 1
      while index < bytes.endIndex, bytes[index] != quote { index += 1 }
      index += 1
    }
    return nil
  }

  private static func offset(of position: Int, in bytes: ArraySlice<UInt8>) -> (lines: Int, column: Int) {
    let before = bytes[..<position]
    let lines = before.count { $0 == UInt8(ascii: "\n") }
    let line = before.lastIndex(of: UInt8(ascii: "\n")).map { before[($0 + 1)...] } ?? before
    // Columns count characters: all bytes but those that continue one in UTF-8.
    return (lines, line.count { $0 & 0xC0 != 0x80 } + 1)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}
