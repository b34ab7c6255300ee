/// An XMP packet as far as the requirements ask: the values of its properties by qualified name.
///
/// Not an XML parser: it follows start tags, end tags and text, refuses what does not balance, and knows no DOCTYPE.
struct XMPPacket {
  /// `dc:title` → its texts; list items and language alternatives count for the property that they stand in.
  private(set) var values: [String: [String]] = [:]
  /// Prefix → namespace, as declared last.
  private(set) var namespaces: [String: String] = [:]

  subscript(name: String) -> String? { values[name]?.first }

  init(_ bytes: [UInt8]) throws(PDFFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .expected("XMP in UTF-8", at: 0) }
    var rest = Substring(text)
    var open: [String] = []
    while let mark = rest.firstIndex(of: "<") {
      note(rest[..<mark], in: open)
      guard let end = rest[mark...].firstIndex(of: ">") else { throw .expected("> in the XMP packet", at: 0) }
      let tag = rest[rest.index(after: mark)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") { continue }
      guard !tag.hasPrefix("!") else { throw .expected("XMP packet without declarations", at: 0) }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else {
          throw .expected("closed elements in the XMP packet", at: 0)
        }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      let parts = (isEmpty ? tag.dropLast() : tag).split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard let name = parts.first, open.count < 64 else { throw .expected("element in the XMP packet", at: 0) }
      if parts.count == 2 { noteAttributes(parts[1], of: name) }
      if !isEmpty { open.append(String(name)) }
    }
    guard open.isEmpty else { throw .expected("closed elements in the XMP packet", at: 0) }
  }

  /// Text belongs to the innermost element that is no part of RDF's own frame.
  private mutating func note(_ text: Substring, in open: [String]) {
    guard let property = open.last(where: { !$0.hasPrefix("rdf:") && !$0.hasPrefix("x:") }) else { return }
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    values[property, default: []].append(Self.unescaped(text))
  }

  private mutating func noteAttributes(_ text: Substring, of element: Substring) {
    var rest = text
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].trimmingPrefix(while: \.isWhitespace)
      let after = rest[rest.index(after: equals)...]
      guard let quote = after.first, quote == "\"" || quote == "'", let end = after.dropFirst().firstIndex(of: quote)
      else { return }
      let value = Self.unescaped(after[after.index(after: after.startIndex)..<end])
      if name.hasPrefix("xmlns:") {
        namespaces[String(name.dropFirst(6))] = value
      } else if element == "rdf:Description", !name.hasPrefix("rdf:") {
        values[String(name), default: []].append(value)
      }
      rest = after[after.index(after: end)...]
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...]
      let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")]
      if let entity = entities.first(where: { rest.hasPrefix($0.0) }) {
        result += entity.1
        rest = rest.dropFirst(entity.0.count)
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
