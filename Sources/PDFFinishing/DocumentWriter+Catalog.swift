import DrawnDocument
import Glibc
import PDFSyntax

/// What is about the whole file: catalog, information dictionary, output intent, attachment, outline.
extension DocumentWriter {
  mutating func writeCatalog() throws(PDFFault) {
    let profile = objects.addObject(
      .packedStream(entries: Array("/N 3/Alternate/DeviceRGB".utf8), data: try ColourProfile.compressed.get()))
    var body = ByteWriter(capacity: 512)
    body.write("<</Type/Catalog/Pages ")
    body.writeReference(pageTree)
    body.write("/MarkInfo<</Marked true>>/StructTreeRoot ")
    body.writeReference(structureRoot)
    if let outlineNumber {
      body.write("/Outlines ")
      body.writeReference(outlineNumber)
    }
    body.write("/Lang")
    body.writeTextString(metadata.language)
    body.write("/ViewerPreferences<</DisplayDocTitle true>>/Metadata ")
    body.writeReference(metadataNumber)
    body.write("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)")
    body.write("/Info(sRGB IEC61966-2.1)/DestOutputProfile ")
    body.writeReference(profile)
    body.write(">>]")
    if let attachment = metadata.attachment { writeAttachment(attachment, into: &body) }
    body.write(">>")
    objects.setObject(catalogNumber, .value(body.bytes))
    writeInformation()
  }

  /// Info says the same as the XMP (ISO 19005-2 6.6.2.3).
  private mutating func writeInformation() {
    var body = ByteWriter()
    body.write("<</Title")
    body.writeTextString(metadata.title)
    body.write("/Author")
    body.writeTextString(metadata.author)
    body.write("/Creator")
    body.writeTextString(metadata.program)
    body.write("/Producer")
    body.writeTextString(metadata.program)
    body.write("/CreationDate")
    body.writeTextString(metadata.issuedOn.info)
    body.write("/ModDate")
    body.writeTextString(metadata.issuedOn.info)
    body.write(">>")
    objects.setObject(informationNumber, .value(body.bytes))
  }

  /// Adds an attachment: a file specification with a relationship, to which the catalog refers (ISO 19005-3 6.8).
  private mutating func writeAttachment(_ attachment: Attachment, into catalog: inout ByteWriter) {
    var entries = ByteWriter()
    entries.write("/Type/EmbeddedFile/Subtype/")
    for byte in attachment.type.utf8 {
      if CharacterClass.isRegular(byte), byte != UInt8(ascii: "#"), 0x21...0x7E ~= byte {
        entries.write([byte])
      } else {
        entries.write("#")
        entries.writeHex(byte)
      }
    }
    entries.write("/Params<</ModDate")
    entries.writeTextString(metadata.issuedOn.info)
    entries.write("/Size ")
    entries.write(attachment.bytes.count)
    entries.write(">>")
    let file = objects.addObject(.stream(entries: entries.bytes, data: attachment.bytes))
    var specification = ByteWriter()
    specification.write("<</Type/Filespec/AFRelationship/Data/F")
    specification.writeTextString(attachment.name)
    specification.write("/UF")
    specification.writeTextString(attachment.name)
    specification.write("/Desc")
    specification.writeTextString(attachment.description)
    specification.write("/EF<</F ")
    specification.writeReference(file)
    specification.write("/UF ")
    specification.writeReference(file)
    specification.write(">>>>")
    let number = objects.addObject(.value(specification.bytes))
    catalog.write("/AF[")
    catalog.writeReference(number)
    catalog.write("]/Names<</EmbeddedFiles<</Names[")
    catalog.writeTextString(attachment.name)
    catalog.write(" ")
    catalog.writeReference(number)
    catalog.write("]>>>>")
  }

  /// Writes the outline (ISO 32000-1 12.3.3). An entry with children starts closed, so that hundreds of records are seen
  /// at a glance.
  mutating func writeOutline() {
    if document.outline.isEmpty { return }
    let root = objects.reserveNumber()
    outlineNumber = root
    var body = ByteWriter()
    body.write("<</Type/Outlines")
    writeOutlineEntries(document.outline, below: root, isOpen: true, to: &body)
    body.write(">>")
    objects.setObject(root, .value(body.bytes))
  }

  /// Writes entries, and what their parent says of them. The count of a closed parent is negative.
  private mutating func writeOutlineEntries(
    _ entries: [OutlineEntry], below parent: Int, isOpen: Bool, to body: inout ByteWriter
  ) {
    let numbers = entries.map { _ in objects.reserveNumber() }
    for (index, entry) in entries.enumerated() {
      var item = ByteWriter()
      item.write("<</Title")
      item.writeTextString(entry.title)
      item.write("/Parent ")
      item.writeReference(parent)
      if index > 0 { item.writeEntry("/Prev ", numbers[index - 1]) }
      if index + 1 < numbers.count { item.writeEntry("/Next ", numbers[index + 1]) }
      item.write("/Dest[")
      item.writeReference(pageNumbers[entry.page - 1])
      item.write("/XYZ 0 ")
      item.writeReal(document.pages[entry.page - 1].height)
      item.write(" 0]")
      if !entry.children.isEmpty {
        writeOutlineEntries(entry.children, below: numbers[index], isOpen: false, to: &item)
      }
      item.write(">>")
      objects.setObject(numbers[index], .value(item.bytes))
    }
    guard let first = numbers.first, let last = numbers.last else { return }
    body.writeEntry("/First ", first)
    body.writeEntry("/Last ", last)
    body.write("/Count ")
    body.write(isOpen ? numbers.count : -numbers.count)
  }
}

extension ByteWriter {
  fileprivate mutating func writeEntry(_ key: StaticString, _ number: Int) {
    write(key)
    writeReference(number)
  }
}

/// The sRGB colour space as the smallest ICC profile that describes it: version 2, a matrix and one curve for all three
/// channels.
///
/// It is made here and not taken from a system package: 524 bytes in every file instead of several thousand.
enum ColourProfile {
  /// The compressed profile, made once for all files.
  static let compressed = Result { () throws(PDFFault) in try Deflate.compress(bytes, level: 12) }

  static let bytes: [UInt8] = {
    let tags: [(String, [UInt8])] = [
      ("desc", description("sRGB")),
      ("cprt", text("CC0")),
      ("wtpt", xyz(0.9642, 1, 0.8249)),
      ("rXYZ", xyz(0.436066, 0.222488, 0.013916)),
      ("gXYZ", xyz(0.385147, 0.716873, 0.097076)),
      ("bXYZ", xyz(0.143066, 0.060608, 0.714096)),
      ("rTRC", curve),
    ]
    var table: [UInt8] = big(UInt32(tags.count + 2))
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * (tags.count + 2)
    for (name, content) in tags {
      let entry = big(UInt32(start + data.count)) + big(UInt32(content.count))
      table += Array(name.utf8) + entry
      // The three channels share one curve.
      if name == "rTRC" { table += Array("gTRC".utf8) + entry + Array("bTRC".utf8) + entry }
      data += content
      while data.count % 4 != 0 { data.append(0) }
    }
    return header(size: start + data.count) + table + data
  }()

  /// The header (ICC.1:2001 6.1) with a fixed date, so that all files have the same.
  private static func header(size: Int) -> [UInt8] {
    var header = big(UInt32(size)) + [0, 0, 0, 0] + [2, 0x10, 0, 0] + Array("mntrRGB XYZ ".utf8)
    header += [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]  // 1 January 2000
    header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 24)
    header += [0, 0, 0, 0]  // perceptual
    header += fixed(0.9642) + fixed(1) + fixed(0.8249)
    return header + [UInt8](repeating: 0, count: 128 - header.count)
  }

  /// 42 points of the transfer function of IEC 61966-2-1.
  private static var curve: [UInt8] {
    let points = 42
    var bytes = Array("curv".utf8) + [0, 0, 0, 0] + big(UInt32(points))
    for index in 0..<points {
      let signal = Double(index) / Double(points - 1)
      let light = signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4)
      let value = UInt16((light * 65535).rounded())
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    return bytes
  }

  private static func description(_ name: String) -> [UInt8] {
    let ascii = Array(name.utf8) + [0]
    return Array("desc".utf8) + [0, 0, 0, 0] + big(UInt32(ascii.count)) + ascii
      + [UInt8](repeating: 0, count: 8 + 3 + 67)
  }

  private static func text(_ text: String) -> [UInt8] { Array("text".utf8) + [0, 0, 0, 0] + Array(text.utf8) + [0] }

  private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
    Array("XYZ ".utf8) + [0, 0, 0, 0] + fixed(x) + fixed(y) + fixed(z)
  }

  /// s15Fixed16Number.
  private static func fixed(_ number: Double) -> [UInt8] { big(UInt32((number * 65536).rounded())) }

  /// Four bytes, the highest first.
  private static func big(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
  }
}
