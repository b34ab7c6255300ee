/// A strict parser of RFC 8259: no trailing commas, no comments, no duplicate keys, no lone surrogates, no byte order
/// mark.
///
/// It is a recursive-descent parser over bytes: one function for each rule of the grammar (value, object, array,
/// number, string), each of which starts with `position` at the first byte of its rule and leaves it behind the last.
/// Strings are checked as UTF-8 while they are read. The first fault ends the parsing.
///
/// ```swift
/// try JSONParser.parse(Array(#"{"price": 1200}"#.utf8))["price"]?.integer  // 1200
/// try JSONParser.parse(Array("[1,]".utf8))  // throws JSONFault(.unexpectedByte(0x5D), at: 3)
/// ```
package struct JSONParser {
  /// How deep objects and arrays may be nested. Deeper ones are refused, because each level takes space on the stack.
  /// Our own formats need fewer than ten levels.
  package static let depthLimit = 64

  private let bytes: [UInt8]
  /// Where `bytes` begins in its file; added to every position that is reported.
  private let offset: Int
  /// Index of the next byte to read.
  private var position = 0

  private init(_ bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Parses the one value in `bytes`; white space may stand around it.
  ///
  /// - Parameter offset: where `bytes` begins in its file, so that values and faults are located in the file.
  package static func parse(_ bytes: some Collection<UInt8>, offset: Int = 0) throws(JSONFault) -> JSONNode {
    var parser = JSONParser(Array(bytes), offset: offset)
    parser.skipWhiteSpace()
    let node = try parser.parseValue(depth: 0)
    parser.skipWhiteSpace()
    if parser.position < parser.bytes.count { throw parser.fault(.trailingBytes) }
    return node
  }

  private func fault(_ reason: JSONFault.Reason, at index: Int? = nil) -> JSONFault {
    JSONFault(reason, at: (index ?? position) + offset)
  }

  /// Offset of the next byte in the file.
  private var byteOffset: Int { position + offset }

  private func peek() throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw fault(.unexpectedEnd) }
    return bytes[position]
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    let found = try peek()
    guard found == byte else { throw fault(.unexpectedByte(found)) }
    position += 1
  }

  private mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func parseValue(depth: Int) throws(JSONFault) -> JSONNode {
    let start = byteOffset
    switch try peek() {
    case UInt8(ascii: "{") where depth == Self.depthLimit, UInt8(ascii: "[") where depth == Self.depthLimit:
      throw fault(.tooDeep(limit: Self.depthLimit))
    case UInt8(ascii: "{"): return JSONNode(.object(try parseObject(depth: depth)), byte: start)
    case UInt8(ascii: "["): return JSONNode(.array(try parseArray(depth: depth)), byte: start)
    case UInt8(ascii: "\""): return JSONNode(.string(try parseString()), byte: start)
    case UInt8(ascii: "t"): return JSONNode(try parseLiteral("true", .bool(true)), byte: start)
    case UInt8(ascii: "f"): return JSONNode(try parseLiteral("false", .bool(false)), byte: start)
    case UInt8(ascii: "n"): return JSONNode(try parseLiteral("null", .null), byte: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONNode(.number(try parseNumber()), byte: start)
    case let other: throw fault(.unexpectedByte(other))
    }
  }

  /// `true`, `false` or `null`.
  private mutating func parseLiteral(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let found = bytes[position...].prefix(word.utf8CodeUnitCount)
    guard word.withUTF8Buffer({ found.elementsEqual($0) }) else {
      let isCut = word.withUTF8Buffer { position + found.count == bytes.count && $0.starts(with: found) }
      throw fault(isCut ? .unexpectedEnd : .badLiteral, at: isCut ? bytes.count : position)
    }
    position += found.count
    return value
  }

  private mutating func parseObject(depth: Int) throws(JSONFault) -> [JSONMember] {
    position += 1
    var members: [JSONMember] = []
    skipWhiteSpace()
    if try peek() == UInt8(ascii: "}") {
      position += 1
      return []
    }
    var keys = SeenKeys()
    while true {
      skipWhiteSpace()
      let keyByte = byteOffset
      let found = try peek()
      guard found == UInt8(ascii: "\"") else { throw fault(.unexpectedByte(found)) }
      let key = try parseString()
      guard keys.insert(key, among: members) else { throw JSONFault(.duplicateKey(key), at: keyByte) }
      skipWhiteSpace()
      try expect(UInt8(ascii: ":"))
      skipWhiteSpace()
      members.append(JSONMember(key: key, keyByte: keyByte, node: try parseValue(depth: depth + 1)))
      skipWhiteSpace()
      let next = try peek()
      position += 1
      if next == UInt8(ascii: "}") { return members }
      if next != UInt8(ascii: ",") { throw fault(.unexpectedByte(next), at: position - 1) }
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONFault) -> [JSONNode] {
    position += 1
    var nodes: [JSONNode] = []
    skipWhiteSpace()
    if try peek() == UInt8(ascii: "]") {
      position += 1
      return []
    }
    while true {
      skipWhiteSpace()
      nodes.append(try parseValue(depth: depth + 1))
      skipWhiteSpace()
      let next = try peek()
      position += 1
      if next == UInt8(ascii: "]") { return nodes }
      if next != UInt8(ascii: ",") { throw fault(.unexpectedByte(next), at: position - 1) }
    }
  }

  private mutating func parseNumber() throws(JSONFault) -> String {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    try skipDigits(from: start)
    guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else { throw fault(.badNumber, at: start) }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try skipDigits(from: start)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try skipDigits(from: start)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// One digit or more. `start` is where the number begins, for the fault.
  private mutating func skipDigits(from start: Int) throws(JSONFault) {
    let before = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    if position == before { throw position == bytes.count ? fault(.unexpectedEnd) : fault(.badNumber, at: start) }
  }

  // MARK: - Strings

  /// The string whose opening quotation mark is the next byte, with its escapes resolved.
  ///
  /// Stretches without escapes are checked and copied as a whole: most strings are one such stretch.
  private mutating func parseString() throws(JSONFault) -> String {
    position += 1
    var decoded = ""
    var plain = position
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        let tail = try validatedText(plain..<position)
        position += 1
        return decoded.isEmpty ? tail : decoded + tail
      case UInt8(ascii: "\\"):
        decoded += try validatedText(plain..<position)
        decoded.unicodeScalars.append(try parseEscape())
        plain = position
      case 0x00..<0x20:
        // If the bytes before this one are not UTF-8, that fault comes first and is the one to report.
        _ = try validatedText(plain..<position)
        throw fault(.controlCharacter(byte))
      default: position += 1
      }
    }
  }

  /// The bytes of a stretch without escapes as text. A stretch ends at an ASCII byte, so no character reaches over its
  /// end.
  private func validatedText(_ range: Range<Int>) throws(JSONFault) -> String {
    if let text = try? UTF8Span(validating: bytes.span.extracting(range)) { return String(copying: text) }
    throw fault(.badUTF8, at: UTF8Validation.firstFault(in: bytes[range])?.index ?? range.lowerBound)
  }

  /// One escape sequence; the next byte is its backslash (RFC 8259, section 7).
  private mutating func parseEscape() throws(JSONFault) -> Unicode.Scalar {
    let start = position
    position += 1
    let kind = try peek()
    position += 1
    switch kind {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(from: start)
    default: throw fault(.badEscape, at: start)
    }
  }

  /// The rest of an escape behind `\u`: four hexadecimal digits, and for a character beyond U+FFFF a second escape for
  /// the low surrogate.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONFault) -> Unicode.Scalar {
    let high = try parseHexadecimal(from: start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw fault(.loneSurrogate, at: start)
    }
    position += 2
    let low = try parseHexadecimal(from: start)
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else {
      throw fault(.loneSurrogate, at: start)
    }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func parseHexadecimal(from start: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch try peek() {
      case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): digit = byte - UInt8(ascii: "0")
      case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20):
        digit = (byte | 0x20) - UInt8(ascii: "a") + 10
      default: throw fault(.badEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}

/// The keys seen so far in one object, to find duplicates.
///
/// In a small object comparing with every earlier key is faster than hashing. In a large one that would take quadratic
/// time, which a hostile file of 100,000 keys could exploit, so there the keys are kept in a set.
private struct SeenKeys {
  /// Up to how many members are compared one by one. The objects of a record have fewer.
  private static let comparedLimit = 16
  private var hashed: Set<[UInt8]> = []

  /// Whether the key is new. Keys are compared by bytes, because Swift's `==` takes canonically equivalent strings for
  /// equal.
  mutating func insert(_ key: String, among members: [JSONMember]) -> Bool {
    if members.count < Self.comparedLimit { return !members.contains { $0.key.utf8.elementsEqual(key.utf8) } }
    if hashed.isEmpty { hashed = Set(members.map { Array($0.key.utf8) }) }
    return hashed.insert(Array(key.utf8)).inserted
  }
}
