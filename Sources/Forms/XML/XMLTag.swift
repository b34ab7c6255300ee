import Diagnostics

/// A start tag's bytes in its file: asked only when a fault wants the place of an attribute.
struct XMLTag: Sendable {
  /// A form file's bytes, shared by its elements.
  final class Source: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }
  }

  let source: Source
  /// From `<` to the byte after `>`.
  let range: Range<Int>

  /// How many lines below the tag's beginning an attribute stands, and its column, from 1: in the tag's first line counted from `<`.
  /// Nil when the tag has no such attribute.
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
      // The value, in the quotes that begin it.
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
    // Columns count characters: the bytes that begin one.
    return (lines, line.count { $0 & 0xC0 != 0x80 } + 1)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}

extension XMLElement {
  /// Where an attribute stands, or the element when it has none of that name.
  func location(of attribute: String) -> SourceLocation {
    guard let line = location.line, let column = location.column, let offset = tag.offset(of: attribute) else {
      return location
    }
    var location = location
    location.line = line + offset.lines
    location.column = offset.lines == 0 ? column + offset.column - 1 : offset.column
    return location
  }
}
