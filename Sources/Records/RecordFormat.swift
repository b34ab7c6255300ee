/// The shape of an input file.
package enum RecordFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a heading row.
  case csv
  /// One array of objects, or an object that holds one.
  case json
  /// JSON Lines: one object a line.
  case jsonLines = "jsonl"

  /// By the end of a file's name; nil when it says nothing.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".csv") {
      self = .csv
    } else if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
    } else {
      return nil
    }
  }

  /// By the first bytes, byte order mark removed: `[` is a JSON array; `{` is JSON Lines when that object ends on its own line and holds
  /// no array directly, otherwise one JSON object; anything else is CSV.
  init(head: ArraySlice<UInt8>) {
    guard let first = head.firstIndex(where: { !$0.isSpace }) else {
      self = .csv
      return
    }
    switch head[first] {
    case UInt8(ascii: "["): self = .json
    case UInt8(ascii: "{"): self = Self.isLine(head[first...]) ? .jsonLines : .json
    default: self = .csv
    }
  }

  private static func isLine(_ head: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in head {
      if byte == 0x0A { return false }
      if isInString {
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "["):
        if depth == 1 { return false }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }
}
