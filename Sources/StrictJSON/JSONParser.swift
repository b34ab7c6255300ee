/// A strict reader of RFC 8259 over bytes: no trailing commas, no comments, no duplicate keys, no lone surrogates, no byte order mark.
package struct JSONParser {
  /// Nesting beyond this is refused before the stack is at risk.
  package static let depthLimit = 64

  private let bytes: ArraySlice<UInt8>
  /// Added to every place: where `bytes` starts in its file.
  private let offset: Int
  private var position: Int

  private init(_ bytes: ArraySlice<UInt8>, offset: Int) {
    self.bytes = bytes
    self.offset = offset
    position = bytes.startIndex
  }

  /// The one value that `bytes` hold, white space around it allowed.
  ///
  /// - Parameter offset: where `bytes` start in their file; added to all places.
  package static func parse(_ bytes: some Collection<UInt8>, offset: Int = 0) throws(JSONFault) -> JSONNode {
    let slice = Array(bytes)[...]
    var parser = JSONParser(slice, offset: offset)
    parser.skipSpace()
    let node = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.position < slice.endIndex { throw parser.fault(.trailingBytes) }
    return node
  }

  private func fault(_ reason: JSONFault.Reason, at index: Int? = nil) -> JSONFault {
    JSONFault(reason, at: (index ?? position) - bytes.startIndex + offset)
  }

  private var place: Int { position - bytes.startIndex + offset }

  private func peek() throws(JSONFault) -> UInt8 {
    guard position < bytes.endIndex else { throw fault(.unexpectedEnd) }
    return bytes[position]
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    let found = try peek()
    guard found == byte else { throw fault(.unexpectedByte(found)) }
    position += 1
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
    if depth > Self.depthLimit { throw fault(.tooDeep(limit: Self.depthLimit)) }
    let start = place
    switch try peek() {
    case UInt8(ascii: "{"): return JSONNode(.object(try object(depth: depth)), byte: start)
    case UInt8(ascii: "["): return JSONNode(.array(try array(depth: depth)), byte: start)
    case UInt8(ascii: "\""): return JSONNode(.string(try string()), byte: start)
    case UInt8(ascii: "t"): return JSONNode(try literal("true", .bool(true)), byte: start)
    case UInt8(ascii: "f"): return JSONNode(try literal("false", .bool(false)), byte: start)
    case UInt8(ascii: "n"): return JSONNode(try literal("null", .null), byte: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSONNode(.number(try number()), byte: start)
    case let other: throw fault(.unexpectedByte(other))
    }
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let length = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[position...].prefix(length).elementsEqual($0) }
    guard matches else { throw fault(.badLiteral) }
    position += length
    return value
  }

  private mutating func object(depth: Int) throws(JSONFault) -> [JSONMember] {
    position += 1
    var members: [JSONMember] = []
    var keys: Set<[UInt8]> = []
    skipSpace()
    if try peek() == UInt8(ascii: "}") {
      position += 1
      return []
    }
    while true {
      skipSpace()
      let keyByte = place
      let found = try peek()
      guard found == UInt8(ascii: "\"") else { throw fault(.unexpectedByte(found)) }
      let key = try string()
      guard keys.insert(Array(key.utf8)).inserted else { throw JSONFault(.duplicateKey(key), at: keyByte) }
      skipSpace()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      members.append(JSONMember(key: key, keyByte: keyByte, node: try value(depth: depth + 1)))
      skipSpace()
      let next = try peek()
      position += 1
      if next == UInt8(ascii: "}") { return members }
      if next != UInt8(ascii: ",") { throw fault(.unexpectedByte(next), at: position - 1) }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> [JSONNode] {
    position += 1
    var nodes: [JSONNode] = []
    skipSpace()
    if try peek() == UInt8(ascii: "]") {
      position += 1
      return []
    }
    while true {
      skipSpace()
      nodes.append(try value(depth: depth + 1))
      skipSpace()
      let next = try peek()
      position += 1
      if next == UInt8(ascii: "]") { return nodes }
      if next != UInt8(ascii: ",") { throw fault(.unexpectedByte(next), at: position - 1) }
    }
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    skipDigits()
    guard position > first, bytes[first] != UInt8(ascii: "0") || position == first + 1 else { throw fault(.badNumber, at: start) }
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try requireDigits(from: start)
    }
    if position < bytes.endIndex, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.endIndex, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) { position += 1 }
      try requireDigits(from: start)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipDigits() {
    while position < bytes.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
  }

  private mutating func requireDigits(from start: Int) throws(JSONFault) {
    let before = position
    skipDigits()
    if position == before { throw fault(.badNumber, at: start) }
  }

  private mutating func string() throws(JSONFault) -> String {
    position += 1
    var decoded: [UInt8] = []
    var plain = position
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        decoded += bytes[plain..<position]
        guard let text = String(validating: decoded, as: UTF8.self) else { throw fault(.badUTF8, at: plain) }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        decoded += bytes[plain..<position]
        decoded += Array(String(try escape()).utf8)
        plain = position
      case 0x00..<0x20: throw fault(.controlCharacter(byte))
      default: position += 1
      }
    }
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
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
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw fault(.badEscape, at: start)
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONFault) -> Unicode.Scalar {
    let high = try hexadecimal(from: start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw fault(.loneSurrogate, at: start)
    }
    position += 2
    let low = try hexadecimal(from: start)
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) else {
      throw fault(.loneSurrogate, at: start)
    }
    return scalar
  }

  private mutating func hexadecimal(from start: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw fault(.badEscape, at: start) }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
