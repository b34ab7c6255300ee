/// A PDF file. Its cross-references are read at once (CrossReferences.swift), its objects when they are asked for. It
/// reads strictly and repairs nothing: a file that does not keep to ISO 32000-1 7.5 is refused.
///
/// ```
/// let reader = try PDFReader(bytes)
/// let catalog = try reader.target(try reader.trailer.required("Root")).dictionary()
/// let language = try reader.value(of: "Lang", in: catalog)      // references followed; nil when there is none
/// ```
package final class PDFReader {
  package let bytes: [UInt8]
  // This, `objects` and `underway` are accessed for every object and never while another access to them is going on.
  // Checking that at run time would be a tenth of the time that reading takes.
  @exclusivity(unchecked) package internal(set) var references = CrossReferences()
  /// The newest trailer; where the section is a cross-reference stream, the stream's dictionary.
  package internal(set) var trailer: PDFDictionary
  /// Where the classic tables of cross-references begin, the newest first.
  package internal(set) var tables: [Int] = []
  /// What reading the file has cost so far.
  package let budget: PDFBudget
  /// The objects that were asked for, in that order.
  @exclusivity(unchecked) private var objects: [PDFObject] = []
  /// By object number, the place in `objects`; −1 for what was not asked for.
  @exclusivity(unchecked) private var places: [Int32] = []
  private var objectStreams: [Int: ObjectStream] = [:]
  /// Numbers of the objects that are being read because another one needs them: a stream its length, an object its
  /// object stream.
  @exclusivity(unchecked) private var underway: [Int] = []

  /// - Throws: when header, `startxref`, a cross-reference section or a trailer is not as ISO 32000-1 7.5 says.
  ///
  /// - Parameter budget: from which reading takes; that of the outer file for a file inside of another one. Without it
  ///   the file has one of its own size.
  package init(_ bytes: [UInt8], budget: PDFBudget? = nil) throws(PDFFault) {
    self.bytes = bytes
    self.budget = budget ?? PDFBudget(fileSize: bytes.count)
    guard bytes.count >= 8, bytes.starts(with: "%PDF-1.".utf8) else { throw .expected("%PDF-1.", at: 0) }
    trailer = try PDFDictionary(Array("<<>>".utf8), 0..<4)
    try readSections(from: try Self.startOfReferences(bytes))
  }

  // MARK: Objects

  /// The object of that number; nil when the file has none, and a reference to it means null.
  package func object(_ number: Int) throws(PDFFault) -> PDFObject? {
    if places.indices.contains(number), places[number] >= 0 { return objects[Int(places[number])] }
    // A sound file needs three at a time: an object, its object stream, and that stream's length.
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
    if number >= places.count {
      places.append(contentsOf: repeatElement(-1, count: references.entries.count - places.count))
    }
    try budget.take(1, of: .objects, at: object.value.offset)
    if let entries = object.entries, entries.entries.count > 8 {
      // More than an ordinary object keeps: four words each.
      try budget.take(4 * (entries.entries.count - 8), of: .mapEntries, at: object.value.offset)
    }
    places[number] = Int32(objects.count)
    objects.append(object)
    return object
  }

  /// The value itself, or what it refers to: null for a reference to nothing.
  package func resolved(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    var value = value
    for _ in 0..<16 {
      guard value.isReference else { return value }
      try budget.takeLength(of: value)
      guard let object = try object(try value.reference().number) else {
        return PDFValue(bytes: Array("null".utf8), range: 0..<4)
      }
      value = object.value
    }
    throw .expected("reference that leads to a value", at: value.offset)
  }

  /// The object that a value refers to, which must exist.
  package func target(_ value: PDFValue) throws(PDFFault) -> PDFObject {
    try budget.takeLength(of: value)
    guard let object = try object(try value.reference().number) else {
      throw .expected("object \(try value.reference().number)", at: value.offset)
    }
    return object
  }

  /// The value of a key, references followed; nil when the dictionary has no such key.
  package func value(of key: StaticString, in dictionary: PDFDictionary) throws(PDFFault) -> PDFValue? {
    guard let value = dictionary[key] else { return nil }
    return try resolved(value)
  }

  /// The same, where the value must be a dictionary.
  package func dictionary(_ key: StaticString, in dictionary: PDFDictionary) throws(PDFFault) -> PDFDictionary? {
    try value(of: key, in: dictionary)?.dictionary()
  }

  /// The same, where the value must be an array.
  package func array(_ key: StaticString, in dictionary: PDFDictionary) throws(PDFFault) -> [PDFValue]? {
    try value(of: key, in: dictionary)?.array()
  }

  /// The catalog: ISO 32000-1 7.7.2.
  package func catalog() throws(PDFFault) -> PDFObject { try target(try trailer.required("Root")) }

  /// Refuses an encrypted file: its strings and streams are not what they seem, and its object streams do not even
  /// expand.
  package func refuseEncryption() throws(PDFFault) {
    if trailer["Encrypt"] != nil { throw PDFFault(.encrypted, at: trailer.range.lowerBound) }
  }

  /// All pages, in the order of the page tree (ISO 32000-1 7.7.3).
  package func pages() throws(PDFFault) -> [PDFObject] {
    var pages: [PDFObject] = []
    var visited: Set<Int> = []
    try collectPages(
      of: try target(try catalog().dictionary().required("Pages")), into: &pages, &visited, depth: 0)
    return pages
  }

  private func collectPages(
    of node: PDFObject, into pages: inout [PDFObject], _ visited: inout Set<Int>, depth: Int
  ) throws(PDFFault) {
    guard depth < PDFScanner.depthLimit else {
      throw .expected("page tree of at most 64 levels", at: node.value.offset)
    }
    guard visited.insert(node.number).inserted else {
      throw .expected("each node of the page tree once", at: node.value.offset)
    }
    let dictionary = try node.dictionary()
    let type = try dictionary.required("Type")
    if type.isName("Page") {
      pages.append(node)
    } else if type.isName("Pages") {
      var kids = try PDFElements(of: try resolved(try dictionary.required("Kids")))
      while let kid = try kids.next() {
        try collectPages(of: try target(kid), into: &pages, &visited, depth: depth + 1)
      }
    } else {
      throw .expected("/Type /Page or /Pages", at: node.value.offset)
    }
  }

  func readObject(at offset: Int, expecting: PDFReference?) throws(PDFFault) -> PDFObject {
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
    // Objects may lie in each other, one in the string or in the comment of the one before. Each is looked through to
    // its end, so that a megabyte of them would cost gigabytes.
    try budget.take(scanner.position - offset, of: .scannedBytes, at: offset)
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
    let stream = try ObjectStream(object, expanded: try expanded(object), budget)
    objectStreams[number] = stream
    return stream
  }

  // MARK: Streams

  /// The data of a stream, expanded. FlateDecode is the only filter that is known.
  package func expanded(_ object: PDFObject) throws(PDFFault) -> [UInt8] {
    guard let data = object.data else { throw .expected("stream", at: object.value.offset) }
    let dictionary = try object.dictionary()
    let filters = try value(of: "Filter", in: dictionary)?.elements() ?? []
    if filters.isEmpty {
      try budget.take(data.count, of: .expandedBytes, at: data.lowerBound)
      return Array(bytes[data])
    }
    guard filters.count == 1, filters[0].isName("FlateDecode") else {
      throw PDFFault(.unexpected("filter other than FlateDecode"), at: filters[0].offset)
    }
    let rest = budget.rest(of: .expandedBytes)
    let expanded: [UInt8]
    var cost = 0
    do {
      expanded = try Deflate.expand(bytes, data, limit: rest, cost: &cost)
    } catch {
      let isTooLong = if case .tooLong = error.problem { true } else { false }
      try budget.take(isTooLong ? rest + 1 : cost, of: .expandedBytes, at: error.offset)
      throw error
    }
    try budget.take(expanded.count, of: .expandedBytes, at: data.lowerBound)
    guard let parameters = try firstParameters(in: dictionary) else { return expanded }
    return try Predictor(parameters).undone(expanded, at: data.lowerBound)
  }

  /// The parameters of a stream's only filter: a dictionary, or an array of one.
  private func firstParameters(in dictionary: PDFDictionary) throws(PDFFault) -> PDFDictionary? {
    guard let first = try value(of: "DecodeParms", in: dictionary)?.elements().first else { return nil }
    let value = try resolved(first)
    return value.isDictionary ? try value.dictionary() : nil
  }
}

/// An indirect object: ISO 32000-1 7.3.10.
package struct PDFObject: Sendable {
  package let number: Int
  package let generation: Int
  package let value: PDFValue
  /// Where the data of a stream are in the file; nil for every other object.
  package let data: Range<Int>?
  /// The entries of the value, read together with the object: nearly every object is a dictionary that somebody asks
  /// for.
  @usableFromInline let entries: PDFDictionary?

  init(number: Int, generation: Int, value: PDFValue, entries: PDFDictionary?, data: Range<Int>? = nil) {
    self.number = number
    self.generation = generation
    self.value = value
    self.entries = entries
    self.data = data
  }

  @inlinable package var isStream: Bool { data != nil }
  @inlinable package var isDictionary: Bool { entries != nil }

  /// The object's value as a dictionary; of a stream, the dictionary before its data.
  @inlinable package func dictionary() throws(PDFFault) -> PDFDictionary {
    guard let entries else { throw .expected("dictionary", at: value.offset) }
    return entries
  }
}

/// An expanded object stream: ISO 32000-1 7.5.7.
private struct ObjectStream {
  private let bytes: [UInt8]
  /// Number and range of each object.
  private var members: [(number: Int, range: Range<Int>)] = []

  init(_ object: PDFObject, expanded: [UInt8], _ budget: PDFBudget) throws(PDFFault) {
    let dictionary = try object.dictionary()
    guard try dictionary.required("Type").isName("ObjStm") else {
      throw .expected("/Type /ObjStm", at: object.value.offset)
    }
    let count = try dictionary.required("N").integer()
    let first = try dictionary.required("First").integer()
    bytes = expanded
    guard count >= 0, first >= 0, first <= expanded.count, count <= first else {
      throw .expected("/N and /First of the object stream", at: object.value.offset)
    }
    // What is kept of each takes three words.
    try budget.take(3 * count, of: .mapEntries, at: object.value.offset)
    var scanner = PDFScanner(expanded, 0..<first)
    var offsets: [(Int, Int)] = []
    offsets.reserveCapacity(count)
    members.reserveCapacity(count)
    for _ in 0..<count {
      scanner.skipSpace()
      let number = try scanner.integer()
      scanner.skipSpace()
      offsets.append((number, try scanner.integer()))
    }
    for (index, entry) in offsets.enumerated() {
      let end = index + 1 < offsets.count ? offsets[index + 1].1 : expanded.count - first
      guard entry.1 <= end, end <= expanded.count - first else {
        throw .expected("rising offsets in the object stream", at: object.value.offset)
      }
      members.append((entry.0, first + entry.1..<first + end))
    }
  }

  func object(_ number: Int, index: Int) throws(PDFFault) -> PDFObject {
    guard members.indices.contains(index), members[index].number == number else {
      throw .expected("object \(number) as number \(index) of its object stream", at: 0)
    }
    var scanner = PDFScanner(bytes, members[index].range)
    scanner.skipSpace()
    let start = scanner.position
    let entries = try scanner.dictionaryOrValue()
    let value = PDFValue(bytes: bytes, range: start..<scanner.position)
    scanner.skipSpace()
    guard scanner.next == nil else { throw .expected("one value an object", at: scanner.position) }
    return PDFObject(number: number, generation: 0, value: value, entries: entries)
  }
}
