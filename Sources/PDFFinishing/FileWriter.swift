import Digests
import PDFSyntax

/// Writes the finished file: first the streams, then all other objects in object streams (ISO 32000-1 7.5.7), then the
/// XMP metadata, in which the file's identity stands, and at last the cross-references as a stream (7.5.8).
struct FileWriter {
  private let document: DocumentWriter
  private var output: ByteWriter
  /// Length and CRC-32 of each stream so far, for the file's identity.
  private var checks = ByteWriter(capacity: 512)
  /// The cross-references by object number.
  private var references: [CrossReferences.Entry]

  /// The most objects in one object stream, so that a reader that needs one page does not have to expand the objects of
  /// a thousand.
  private static let objectsPerStream = 256
  /// The level at which streams are compressed: 1 is twice as fast as 6 and costs 3 % of the size.
  private static let level: Int32 = 1

  init(_ document: DocumentWriter) {
    self.document = document
    output = ByteWriter(capacity: 1 << 17)
    references = Array(repeating: .free, count: document.objects.states.count)
  }

  mutating func writeFile() throws(PDFFault) -> [UInt8] {
    output.write("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n")
    var others: [CompressedObject] = []
    others.reserveCapacity(document.objects.states.count)
    for (number, state) in document.objects.states.enumerated() {
      switch state {
      case .free: break
      case .value(let bytes): others.append(CompressedObject(number: number, bytes: bytes))
      case .stream(let entries, let data): try writeCompressing(number, entries: entries, data: data[...])
      case .packedStream(let entries, let data):
        writeStream(number, entries: entries, data: data[...], isCompressed: true)
      }
    }
    for start in stride(from: 0, to: others.count, by: Self.objectsPerStream) {
      try writeObjectStream(others[start..<min(start + Self.objectsPerStream, others.count)])
    }
    let identity = self.identity
    writeStream(
      document.metadataNumber, entries: Array("/Type/Metadata/Subtype/XML".utf8),
      data: XMPWriter.packet(document.metadata, identity: identity)[...], isCompressed: false)
    try writeCrossReferences(identity: identity)
    return output.bytes
  }

  /// The file's identity (ISO 32000-1 14.4), by which other programs tell files apart. It is the first half of a
  /// SHA-256, which goes over the file's metadata and over the length and the CRC-32 of every stream. A digest of all
  /// bytes would tell files apart no better, and it would take a twentieth of the time of a paper.
  private var identity: [UInt8] {
    var summary = ByteWriter(capacity: 1024)
    for text in [
      document.metadata.identifier ?? "", document.metadata.title, document.metadata.author, document.metadata.program,
      document.metadata.issuedOn.info,
    ] {
      summary.writeText(text)
      summary.write("\n")
    }
    summary.write(checks.bytes)
    return Array(ContentDigest(of: summary.bytes).bytes.prefix(16))
  }

  private mutating func writeCompressing(_ number: Int, entries: [UInt8], data: ArraySlice<UInt8>) throws(PDFFault) {
    writeStream(
      number, entries: entries, data: try Deflate.compress(data, level: Self.level)[...], isCompressed: true)
  }

  private mutating func writeStream(_ number: Int, entries: [UInt8], data: ArraySlice<UInt8>, isCompressed: Bool) {
    while references.count <= number { references.append(.free) }
    references[number] = .offset(output.bytes.count, generation: 0)
    checks.write(data.count)
    checks.write(" ")
    checks.write(Int(Deflate.crc32(data)))
    checks.write("\n")
    output.write(number)
    output.write(" 0 obj\n<<")
    output.write(entries)
    if isCompressed { output.write("/Filter/FlateDecode") }
    output.write("/Length ")
    output.write(data.count)
    output.write(">>\nstream\n")
    output.write(data)
    output.write("\nendstream\nendobj\n")
  }

  /// An object that is not a stream and therefore goes into an object stream.
  private struct CompressedObject {
    var number: Int
    var bytes: [UInt8]
  }

  private mutating func writeObjectStream(_ members: ArraySlice<CompressedObject>) throws(PDFFault) {
    let stream = references.count
    var index = ByteWriter()
    var body = ByteWriter(capacity: 1 << 14)
    for (position, member) in members.enumerated() {
      references[member.number] = .compressed(stream: stream, index: position)
      index.write(member.number)
      index.write(" ")
      index.write(body.bytes.count)
      index.write(" ")
      body.write(member.bytes)
      body.write("\n")
    }
    var entries = ByteWriter()
    entries.write("/Type/ObjStm/N ")
    entries.write(members.count)
    entries.write("/First ")
    entries.write(index.bytes.count)
    index.write(body.bytes, body.bytes.indices)
    try writeCompressing(stream, entries: entries.bytes, data: index.bytes[...])
  }

  private mutating func writeCrossReferences(identity: [UInt8]) throws(PDFFault) {
    let number = references.count
    let start = output.bytes.count
    references.append(.offset(start, generation: 0))
    let width = start < 1 << 24 ? 3 : 4
    var table = ByteWriter(capacity: references.count * 6)
    for (number, reference) in references.enumerated() {
      switch reference {
      case .free:
        // The free objects form a ring through object 0 (ISO 32000-1 7.5.4).
        let next = references[(number + 1)...].firstIndex(of: .free) ?? 0
        Self.writeEntry(0, next, of: width, number == 0 ? 65535 : 1, into: &table)
      case .offset(let offset, let generation): Self.writeEntry(1, offset, of: width, generation, into: &table)
      case .compressed(let stream, let index): Self.writeEntry(2, stream, of: width, index, into: &table)
      }
    }
    var entries = ByteWriter()
    entries.write(width == 3 ? "/Type/XRef/W[1 3 2]/Size " : "/Type/XRef/W[1 4 2]/Size ")
    entries.write(references.count)
    entries.write("/Root ")
    entries.writeReference(document.catalogNumber)
    entries.write("/Info ")
    entries.writeReference(document.informationNumber)
    entries.write("/ID[<")
    for byte in identity { entries.writeHex(byte) }
    entries.write("><")
    for byte in identity { entries.writeHex(byte) }
    entries.write(">]")
    try writeCompressing(number, entries: entries.bytes, data: table.bytes[...])
    output.write("startxref\n")
    output.write(start)
    output.write("\n%%EOF\n")
  }

  /// Writes an entry: its type in one byte, the second field in as many as `width` says, the third in two.
  private static func writeEntry(
    _ kind: UInt8, _ second: Int, of width: Int, _ third: Int, into table: inout ByteWriter
  ) {
    table.writeByte(kind)
    for index in 1...width { table.writeByte(UInt8(second >> ((width - index) * 8) & 0xFF)) }
    table.writeByte(UInt8(third >> 8 & 0xFF))
    table.writeByte(UInt8(third & 0xFF))
  }
}
