/// A strict reader of RFC 8259 over bytes: no trailing commas, no comments, no duplicate keys, no lone surrogates, no byte order mark.
package struct JSONParser {
  /// Objects and arrays within one another, at most: deeper ones are refused before the stack is at risk.
  package static let depthLimit = 64

  let bytes: [UInt8]
  /// Added to every place: where `bytes` starts in its file.
  private let offset: Int
  var position = 0

  private init(_ bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The one value that `bytes` hold, white space around it allowed.
  ///
  /// - Parameter offset: where `bytes` start in their file; added to all places.
  package static func parse(_ bytes: some Collection<UInt8>, offset: Int = 0) throws(JSONFault) -> JSONNode {
    var parser = JSONParser(Array(bytes), offset: offset)
    parser.skipSpace()
    let node = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.position < parser.bytes.count { throw parser.fault(.trailingBytes) }
    return node
  }

  func fault(_ reason: JSONFault.Reason, at index: Int? = nil) -> JSONFault {
    JSONFault(reason, at: (index ?? position) + offset)
  }

  private var place: Int { position + offset }

  func peek() throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw fault(.unexpectedEnd) }
    return bytes[position]
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    let found = try peek()
    guard found == byte else { throw fault(.unexpectedByte(found)) }
    position += 1
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
    let start = place
    switch try peek() {
    case UInt8(ascii: "{") where depth == Self.depthLimit, UInt8(ascii: "[") where depth == Self.depthLimit:
      throw fault(.tooDeep(limit: Self.depthLimit))
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
    let found = bytes[position...].prefix(word.utf8CodeUnitCount)
    guard word.withUTF8Buffer({ found.elementsEqual($0) }) else {
      let isCut = word.withUTF8Buffer { position + found.count == bytes.count && $0.starts(with: found) }
      throw fault(isCut ? .unexpectedEnd : .badLiteral, at: isCut ? bytes.count : position)
    }
    position += found.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONFault) -> [JSONMember] {
    position += 1
    var members: [JSONMember] = []
    skipSpace()
    if try peek() == UInt8(ascii: "}") {
      position += 1
      return []
    }
    var keys = SeenKeys()
    while true {
      skipSpace()
      let keyByte = place
      let found = try peek()
      guard found == UInt8(ascii: "\"") else { throw fault(.unexpectedByte(found)) }
      let key = try string()
      guard keys.insert(key, among: members) else { throw JSONFault(.duplicateKey(key), at: keyByte) }
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
    try requireDigits(from: start)
    guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else { throw fault(.badNumber, at: start) }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try requireDigits(from: start)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try requireDigits(from: start)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func requireDigits(from start: Int) throws(JSONFault) {
    let before = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    if position == before { throw position == bytes.count ? fault(.unexpectedEnd) : fault(.badNumber, at: start) }
  }
}

/// The keys of one object. A record has few members, where comparing beats hashing; a long object hashes, so that a hostile one of
/// 100,000 keys costs no more than its length.
private struct SeenKeys {
  private static let few = 16
  private var hashed: Set<[UInt8]> = []

  /// False when the key is there already: compared by bytes, not canonically.
  mutating func insert(_ key: String, among members: [JSONMember]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.key.utf8.elementsEqual(key.utf8) } }
    if hashed.isEmpty { hashed = Set(members.map { Array($0.key.utf8) }) }
    return hashed.insert(Array(key.utf8)).inserted
  }
}
