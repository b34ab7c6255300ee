/// Writes JSON text. The members of an object keep the order in which they are given, so that the same values always
/// make the same bytes (Foundation's encoder does not promise that).
///
/// ```swift
/// JSONWriter.object([("file", JSONWriter.literal("a.csv")), ("line", "3"), ("column", nil)])
/// // {"file":"a.csv","line":3}
/// ```
package enum JSONWriter {

  /// A string literal. Escaped are the characters that RFC 8259, section 7, requires, and also DEL and the line
  /// separators U+2028 and U+2029, on which some tools that read line by line break.
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

  /// Whether the string surely needs no escape, which nearly all strings do not. The byte 0xE2 begins U+2028 and
  /// U+2029, but many harmless characters too: a string with it is looked at scalar by scalar.
  private static func isPlain(_ string: String) -> Bool {
    var string = string
    return string.withUTF8 { utf8 in
      utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F && $0 != 0xE2 }
    }
  }

  /// An object on one line. Each member is a key and a JSON text; members whose text is nil are left out.
  package static func object(_ members: [(key: String, json: String?)]) -> String {
    "{" + members.compactMap { member in member.json.map { "\(literal(member.key)):\($0)" } }.joined(separator: ",")
      + "}"
  }

  /// An array on one line. The elements are JSON texts.
  package static func array(_ elements: some Sequence<String>) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Diagnostic {
  /// The diagnostic as one line of JSON with the sentences in both languages; what is not known is left out.
  ///
  /// `{"severity":"error","code":"record.yen.fraction","file":"c.csv","record":3,"line":4,…,"ja":"…","en":"…"}`
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
