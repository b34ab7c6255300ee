/// Writes a finished file: streams first, everything else in object streams, the cross-references as a stream (ISO 32000-1 7.5.7, 7.5.8).
struct FileWriter {
  private let work: PDFRewriter
  private let packer: OutlinePacker
  private var output: ByteWriter
  /// Length and check value of each stream so far.
  private var checks = ByteWriter(capacity: 512)
  /// By object number.
  private var places: [CrossReferences.Entry]

  /// Objects in one object stream at most, so that a reader that wants one page need not expand those of a thousand.
  private static let objectsPerStream = 256
  /// What a data stream is packed with; level 1 is twice as fast as 6 and costs 3 % of the size.
  private static let level: Int32 = 1

  init(_ work: PDFRewriter, _ packer: OutlinePacker) {
    self.work = work
    self.packer = packer
    output = ByteWriter(capacity: work.reader.bytes.count + 8192)
    places = Array(repeating: .free, count: work.objects.fates.count)
  }

  mutating func file() throws(PDFFault) -> [UInt8] {
    output.write("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n")
    var small: [Small] = []
    small.reserveCapacity(work.objects.fates.count)
    for (number, fate) in work.objects.fates.enumerated() {
      switch fate {
      case .free: break
      case .value(let bytes): small.append(Small(number: number, bytes: bytes, range: bytes.indices))
      case .compact(let bytes): small.append(Small(number: number, bytes: bytes, range: bytes.indices, isCompact: true))
      case .kept(let object):
        if let data = object.data {
          try write(object, data: data)
        } else {
          small.append(Small(number: number, bytes: object.value.bytes, range: object.value.range))
        }
      case .stream(let entries, let data):
        try write(number, entries: entries, packed: try Deflate.compress(data, level: Self.level))
      case .plainStream(let entries, let data):
        if number != work.metadata { writeStream(number, entries: entries, data: data[...], isPacked: false) }
      }
    }
    for start in stride(from: 0, to: small.count, by: Self.objectsPerStream) {
      try writeObjectStream(small[start..<min(start + Self.objectsPerStream, small.count)])
    }
    let identity = self.identity
    writeStream(
      work.metadata, entries: Array("/Type/Metadata/Subtype/XML".utf8),
      data: Metadata.packet(work.finish, identity: identity)[...],
      isPacked: false)
    try writeReferences(identity: identity)
    return output.bytes
  }

  /// Sixteen bytes that name this very file, from what it says of itself and the check value of everything in it. A digest of all
  /// bytes would say no more and cost a twentieth of the paper (ISO 32000-1 14.4 wants less: place, size and Info).
  private var identity: [UInt8] {
    var summary = ByteWriter(capacity: 1024)
    for text in [
      work.finish.identifier ?? "", work.finish.title, work.finish.author, work.finish.program,
      work.finish.issuedOn.info,
    ] {
      summary.write(text: text)
      summary.write("\n")
    }
    summary.write(checks.bytes)
    return Array((work.finish.digest(summary.bytes) + [UInt8](repeating: 0, count: 16)).prefix(16))
  }

  /// A stream as it was drawn, packed if it was only stored.
  private mutating func write(_ object: PDFObject, data: Range<Int>) throws(PDFFault) {
    let dictionary = try object.dictionary()
    let bytes = work.reader.bytes
    if let standIn = work.standIns[object.number] {
      let font = try packer.packed(standIn)
      let length = Array("/Length1 \(font.length)".utf8)
      try write(
        object.number, entries: dictionary.entries(without: ["Length", "Filter", "Length1"]) + length, packed: font.data
      )
    } else if let filter = dictionary["Filter"], filter.isName("FlateDecode"), Deflate.isStored(bytes, data) {
      let content =
        if let inside = Deflate.stored(bytes, data) { bytes[inside] } else { try Deflate.expand(bytes, data)[...] }
      try write(
        object.number, entries: dictionary.entries(without: ["Length", "Filter"]),
        packed: try Deflate.compress(content, level: Self.level))
    } else {
      writeStream(object.number, entries: dictionary.entries(without: ["Length"]), data: bytes[data], isPacked: false)
    }
  }

  private mutating func write(_ number: Int, entries: [UInt8], packed: [UInt8]) throws(PDFFault) {
    writeStream(number, entries: entries, data: packed[...], isPacked: true)
  }

  private mutating func writeStream(_ number: Int, entries: [UInt8], data: ArraySlice<UInt8>, isPacked: Bool) {
    while places.count <= number { places.append(.free) }
    places[number] = .offset(output.bytes.count, generation: 0)
    checks.write(data.count)
    checks.write(" ")
    checks.write(Int(Deflate.check(data)))
    checks.write("\n")
    output.write(number)
    output.write(" 0 obj\n<<")
    output.write(entries)
    if isPacked { output.write("/Filter/FlateDecode") }
    output.write("/Length ")
    output.write(data.count)
    output.write(">>\nstream\n")
    output.write(data)
    output.write("\nendstream\nendobj\n")
  }

  /// An object that is no stream.
  private struct Small {
    var number: Int
    var bytes: [UInt8]
    var range: Range<Int>
    var isCompact = false
  }

  private mutating func writeObjectStream(_ members: ArraySlice<Small>) throws(PDFFault) {
    let stream = places.count
    var index = ByteWriter()
    var body = ByteWriter(capacity: 1 << 14)
    for (place, member) in members.enumerated() {
      places[member.number] = .compressed(stream: stream, index: place)
      index.write(member.number)
      index.write(" ")
      index.write(body.bytes.count)
      index.write(" ")
      if member.isCompact { body.write(member.bytes) } else { body.write(compact: member.bytes, member.range) }
      body.write("\n")
    }
    var entries = ByteWriter()
    entries.write("/Type/ObjStm/N ")
    entries.write(members.count)
    entries.write("/First ")
    entries.write(index.bytes.count)
    index.write(body.bytes, body.bytes.indices)
    try write(stream, entries: entries.bytes, packed: try Deflate.compress(index.bytes, level: Self.level))
  }

  private mutating func writeReferences(identity: [UInt8]) throws(PDFFault) {
    let number = places.count
    let start = output.bytes.count
    places.append(.offset(start, generation: 0))
    let width = start < 1 << 24 ? 3 : 4
    var table = ByteWriter(capacity: places.count * 6)
    for (number, place) in places.enumerated() {
      switch place {
      case .free:
        // The free objects form a ring through object 0 (ISO 32000-1 7.5.4).
        let next = places[(number + 1)...].firstIndex(of: .free) ?? 0
        Self.write(0, next, of: width, number == 0 ? 65535 : 1, into: &table)
      case .offset(let offset, let generation): Self.write(1, offset, of: width, generation, into: &table)
      case .compressed(let stream, let index): Self.write(2, stream, of: width, index, into: &table)
      }
    }
    var entries = ByteWriter()
    entries.write(width == 3 ? "/Type/XRef/W[1 3 2]/Size " : "/Type/XRef/W[1 4 2]/Size ")
    entries.write(places.count)
    entries.write("/Root ")
    entries.write(reference: work.catalog)
    entries.write("/Info ")
    entries.write(reference: work.information)
    entries.write("/ID[<")
    for byte in identity { entries.write(hex: byte) }
    entries.write("><")
    for byte in identity { entries.write(hex: byte) }
    entries.write(">]")
    try write(number, entries: entries.bytes, packed: try Deflate.compress(table.bytes, level: Self.level))
    output.write("startxref\n")
    output.write(start)
    output.write("\n%%EOF\n")
  }

  private static func write(_ kind: UInt8, _ second: Int, of width: Int, _ third: Int, into table: inout ByteWriter) {
    table.write(byte: kind)
    for index in 1...width { table.write(byte: UInt8(second >> ((width - index) * 8) & 0xFF)) }
    table.write(byte: UInt8(third >> 8 & 0xFF))
    table.write(byte: UInt8(third & 0xFF))
  }
}
