/// A PDF file, its objects read strictly and only when asked for. Nothing is repaired: a file that is not what it says is refused.
final class PDFReader {
  let bytes: [UInt8]
  // This, `objects` and `underway` are touched for every object and never from inside an access: checking that at run time would be a tenth
  // of the reading.
  @exclusivity(unchecked) private(set) var references = CrossReferences()
  /// The newest trailer (of a cross-reference stream: its dictionary).
  private(set) var trailer: PDFDictionary
  /// Whether the file's newest section is a cross-reference stream.
  private(set) var hasReferenceStream = false
  /// By number; those that were asked for.
  @exclusivity(unchecked) private var objects: [PDFObject?] = []
  private var objectStreams: [Int: ObjectStream] = [:]
  /// Objects being read because another one needs them (a stream its length, an object its object stream): a sound file needs three.
  @exclusivity(unchecked) private var underway: [Int] = []

  /// - Throws: when header, `startxref`, a cross-reference section or a trailer is not as ISO 32000-1 7.5 says.
  init(_ bytes: [UInt8]) throws(PDFFault) {
    self.bytes = bytes
    guard bytes.count >= 8, bytes.starts(with: "%PDF-1.".utf8) else { throw .expected("%PDF-1.", at: 0) }
    trailer = try PDFDictionary(Array("<<>>".utf8), 0..<4)
    try readSections(from: try Self.startOfReferences(bytes))
  }

  /// The number after the last `startxref`, which must be all that stands there but `%%EOF`.
  private static func startOfReferences(_ bytes: [UInt8]) throws(PDFFault) -> Int {
    let word = Array("startxref".utf8)
    var place = bytes.count - word.count
    let lowest = max(0, bytes.count - 1024)
    while place >= lowest, !bytes[place..<place + word.count].elementsEqual(word) { place -= 1 }
    guard place >= lowest else { throw .expected("startxref in the last 1024 bytes", at: lowest) }
    var scanner = PDFScanner(bytes, place + word.count..<bytes.count)
    while let byte = scanner.next, CharacterClass.isSpace(byte) { scanner.position += 1 }
    let start = try scanner.integer()
    while let byte = scanner.next, CharacterClass.isSpace(byte) { scanner.position += 1 }
    guard scanner.isAt("%%EOF") else { throw .expected("%%EOF", at: scanner.position) }
    guard start < bytes.count else { throw .expected("place inside the file after startxref", at: place) }
    return start
  }

  private func readSections(from start: Int) throws(PDFFault) {
    var next: Int? = start
    var seen: Set<Int> = []
    var isNewest = true
    while let place = next {
      guard place >= 0, place < bytes.count, seen.insert(place).inserted else {
        throw .expected("cross-reference section", at: max(0, place))
      }
      var scanner = PDFScanner(bytes, place..<bytes.count)
      scanner.skipSpace()
      let isTable = scanner.isAtKeyword("xref")
      let dictionary = isTable ? try readTable(&scanner) : try readStream(at: scanner.position)
      if isNewest {
        trailer = dictionary
        hasReferenceStream = !isTable
        isNewest = false
      }
      if isTable, let hybrid = try dictionary["XRefStm"]?.integer() {
        guard hybrid >= 0, hybrid < bytes.count, seen.insert(hybrid).inserted else {
          throw .expected("cross-reference stream", at: max(0, hybrid))
        }
        _ = try readStream(at: hybrid)
      }
      next = try dictionary["Prev"]?.integer()
    }
  }

  /// A classic table: entries of exactly 20 bytes.
  private func readTable(_ scanner: inout PDFScanner) throws(PDFFault) -> PDFDictionary {
    try scanner.skipKeyword("xref")
    scanner.skipSpace()
    while !scanner.isAtKeyword("trailer") {
      let first = try scanner.integer()
      scanner.skipSpace()
      let count = try scanner.integer()
      scanner.skipSpace()
      guard count <= (scanner.end - scanner.position) / 20 else {
        throw .expected("\(count) entries of the cross-reference table", at: scanner.position)
      }
      for index in 0..<count {
        let start = scanner.position
        let offset = try scanner.integer()
        guard scanner.position == start + 10, scanner.next == 0x20 else {
          throw .expected("offset of ten digits", at: start)
        }
        scanner.position += 1
        let generation = try scanner.integer()
        guard scanner.position == start + 16, scanner.next == 0x20, let kind = scanner.peek(1) else {
          throw .expected("generation of five digits", at: start)
        }
        guard kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f") else { throw .expected("n or f", at: start + 17) }
        try references.add(
          first + index, kind == UInt8(ascii: "n") ? .offset(offset, generation: generation) : .free,
          fileSize: bytes.count, at: start)
        scanner.position = start + 20
      }
      scanner.skipSpace()
    }
    try scanner.skipKeyword("trailer")
    scanner.skipSpace()
    let start = scanner.position
    try scanner.skipValue()
    return try PDFValue(bytes: bytes, range: start..<scanner.position).dictionary()
  }

  /// A cross-reference stream.
  private func readStream(at place: Int) throws(PDFFault) -> PDFDictionary {
    let object = try readObject(at: place, expecting: nil)
    let dictionary = try object.dictionary()
    guard let type = dictionary["Type"], type.isName("XRef"), object.isStream else {
      throw .expected("cross-reference table or stream", at: place)
    }
    let widths = try Self.integers(try dictionary.required("W"))
    guard widths.count == 3, widths.allSatisfy({ 0...7 ~= $0 }), widths[1] > 0 else {
      throw .expected("/W with three widths", at: place)
    }
    let size = try dictionary.required("Size").integer()
    let index = try dictionary["Index"].map(Self.integers) ?? [0, size]
    guard index.count % 2 == 0, index.allSatisfy({ $0 >= 0 }) else { throw .expected("/Index with pairs", at: place) }
    let data = try expanded(object)
    var position = 0
    func field(_ width: Int) -> Int {
      var value = 0
      for _ in 0..<width {
        value = value << 8 | Int(data[position])
        position += 1
      }
      return value
    }
    let width = widths.reduce(0, +)
    for pair in stride(from: 0, to: index.count, by: 2) {
      guard index[pair + 1] <= (data.count - position) / width, index[pair] <= CrossReferences.limit else {
        throw .expected("\(index[pair + 1]) entries in the cross-reference stream", at: place)
      }
      for number in index[pair]..<index[pair] + index[pair + 1] {
        let kind = widths[0] == 0 ? 1 : field(widths[0])
        let (second, third) = (field(widths[1]), field(widths[2]))
        switch kind {
        case 0: try references.add(number, .free, fileSize: bytes.count, at: place)
        case 1: try references.add(number, .offset(second, generation: third), fileSize: bytes.count, at: place)
        case 2: try references.add(number, .compressed(stream: second, index: third), fileSize: bytes.count, at: place)
        default: throw .expected("entry of type 0, 1 or 2", at: place)
        }
      }
    }
    return dictionary
  }

  static func integers(_ value: PDFValue) throws(PDFFault) -> [Int] {
    var result: [Int] = []
    for element in try value.array() { result.append(try element.integer()) }
    return result
  }

  // MARK: Objects

  /// The object of that number, or nil when the file has none (a reference to it means null).
  func object(_ number: Int) throws(PDFFault) -> PDFObject? {
    if objects.indices.contains(number), let object = objects[number] { return object }
    guard underway.count < 8, !underway.contains(number) else {
      throw .expected("object that does not need itself", at: 0)
    }
    underway.append(number)
    defer { underway.removeLast() }
    let object: PDFObject
    switch references[number] {
    case nil, .free: return nil
    case .offset(let offset, let generation):
      object = try readObject(at: offset, expecting: PDFReference(number: number, generation: generation))
    case .compressed(let stream, let index):
      object = try objectStream(stream).object(number, index: index)
    }
    if number >= objects.count {
      objects.append(contentsOf: repeatElement(nil, count: references.entries.count - objects.count))
    }
    objects[number] = object
    return object
  }

  /// The value itself or what it refers to; null for a reference to nothing.
  func resolved(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    var value = value
    for _ in 0..<16 {
      guard value.isReference else { return value }
      guard let object = try object(try value.reference().number) else {
        return PDFValue(bytes: Array("null".utf8), range: 0..<4)
      }
      value = object.value
    }
    throw .expected("reference that leads to a value", at: value.offset)
  }

  /// The object that a value refers to, which must exist.
  func target(_ value: PDFValue) throws(PDFFault) -> PDFObject {
    guard let object = try object(try value.reference().number) else {
      throw .expected("object \(try value.reference().number)", at: value.offset)
    }
    return object
  }

  private func readObject(at offset: Int, expecting: PDFReference?) throws(PDFFault) -> PDFObject {
    guard offset >= 0, offset < bytes.count else { throw .expected("place inside the file", at: max(0, offset)) }
    var scanner = PDFScanner(bytes, offset..<bytes.count)
    scanner.skipSpace()
    let start = scanner.position
    let number = try scanner.integer()
    scanner.skipSpace()
    let generation = try scanner.integer()
    scanner.skipSpace()
    try scanner.skipKeyword("obj")
    if let expecting, expecting != PDFReference(number: number, generation: generation) {
      throw .expected("\(expecting.number) \(expecting.generation) obj", at: start)
    }
    scanner.skipSpace()
    let valueStart = scanner.position
    let entries = try scanner.dictionaryOrValue()
    let value = PDFValue(bytes: bytes, range: valueStart..<scanner.position)
    scanner.skipSpace()
    var data: Range<Int>?
    if scanner.isAtKeyword("stream") {
      guard let entries else { throw .expected("dictionary before stream", at: valueStart) }
      scanner.position += 6
      if scanner.next == 0x0D { scanner.position += 1 }
      guard scanner.next == 0x0A else { throw .expected("end of line after stream", at: scanner.position) }
      scanner.position += 1
      let length = try resolved(try entries.required("Length")).integer()
      guard length >= 0, length <= scanner.end - scanner.position else {
        throw .expected("/Length inside the file", at: valueStart)
      }
      data = scanner.position..<scanner.position + length
      scanner.position += length
      if scanner.next == 0x0D { scanner.position += 1 }
      if scanner.next == 0x0A { scanner.position += 1 }
      try scanner.skipKeyword("endstream")
      scanner.skipSpace()
    }
    try scanner.skipKeyword("endobj")
    return PDFObject(number: number, generation: generation, value: value, entries: entries, data: data)
  }

  private func objectStream(_ number: Int) throws(PDFFault) -> ObjectStream {
    if let stream = objectStreams[number] { return stream }
    guard let object = try object(number), object.isStream else { throw .expected("object stream \(number)", at: 0) }
    let stream = try ObjectStream(object, expanded: try expanded(object))
    objectStreams[number] = stream
    return stream
  }

  // MARK: Streams

  /// The data of a stream without their filter, which may only be FlateDecode.
  func expanded(_ object: PDFObject) throws(PDFFault) -> [UInt8] {
    guard let data = object.data else { throw .expected("stream", at: object.value.offset) }
    let dictionary = try object.dictionary()
    guard let filter = try dictionary["Filter"].map(resolved) else { return Array(bytes[data]) }
    let filters = filter.isArray ? try filter.array() : [filter]
    if filters.isEmpty { return Array(bytes[data]) }
    guard filters.count == 1, filters[0].isName("FlateDecode") else {
      throw PDFFault(.unexpected("filter other than FlateDecode"), at: filter.offset)
    }
    let expanded = try Deflate.expand(bytes, data)
    guard let parameters = dictionary["DecodeParms"] else { return expanded }
    return try Predictor(try resolved(parameters).dictionary()).undone(expanded, at: data.lowerBound)
  }
}
