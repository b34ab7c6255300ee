/// JSON text written by hand, key order as given, so that the same values are always the same bytes.
package enum JSONWriter {

  /// A string literal with everything escaped that RFC 8259 demands, and U+2028/2029 besides.
  package static func literal(_ string: String) -> String {
    if isPlain(string) { return "\"\(string)\"" }
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}": result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Whether no byte of the string can belong to something to escape. 0xE2 begins U+2028 and U+2029, and harmless signs besides.
  private static func isPlain(_ string: String) -> Bool {
    var string = string
    return string.withUTF8 { utf8 in
      utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F && $0 != 0xE2 }
    }
  }

  /// An object on one line from pairs of key and JSON text; pairs whose text is nil are left out.
  package static func object(_ members: [(key: String, json: String?)]) -> String {
    "{" + members.compactMap { member in member.json.map { "\(literal(member.key)):\($0)" } }.joined(separator: ",")
      + "}"
  }

  /// An array on one line from JSON texts.
  package static func array(_ elements: some Sequence<String>) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Diagnostic {
  /// One JSON object, both languages in it.
  package var json: String {
    JSONWriter.object([
      ("severity", JSONWriter.literal(severity.rawValue)),
      ("code", JSONWriter.literal(code)),
      ("file", location.map { JSONWriter.literal($0.file) }),
      ("record", location?.record.map(String.init)),
      ("line", location?.line.map(String.init)),
      ("column", location?.column.map(String.init)),
      ("byte", location?.byte.map(String.init)),
      ("heading", location?.heading.map(JSONWriter.literal)),
      ("field", location?.field.map(JSONWriter.literal)),
      ("ja", JSONWriter.literal(summary.japanese)),
      ("en", JSONWriter.literal(summary.english)),
      ("adviceJa", advice.map { JSONWriter.literal($0.japanese) }),
      ("adviceEn", advice.map { JSONWriter.literal($0.english) }),
    ])
  }
}
