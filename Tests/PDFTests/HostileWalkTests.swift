import Diagnostics
import Testing

@testable import PDFInspection
@testable import PDFSyntax
@testable import XMP

/// Files of up to a megabyte over whose data a walk could go again and again: many things that refer to one large thing,
/// long chains, things that lie in each other. No clock is asked: what is refused names what was used up, and what is
/// not refused would take minutes if the walk grew with the square of the file.
@Suite struct HostileWalkTests {
  private static func problem(_ file: [UInt8]) -> PDFFault.Problem? {
    do {
      _ = try Verifier.verify(file)
      return nil
    } catch {
      return error.problem
    }
  }

  private static func limit(_ file: HandmadeFile) -> PDFBudget.Resource? { limit(file.bytes) }

  private static func limit(_ file: [UInt8]) -> PDFBudget.Resource? {
    if case .limit(let resource, _)? = problem(file) { resource } else { nil }
  }

  private static func list(_ count: Int, _ part: (Int) -> String) -> String { (0..<count).map(part).joined() }

  /// A file of as many pages, each with these entries.
  private static func pages(_ count: Int, _ page: String, tree: String = "") -> HandmadeFile {
    var file = HandmadeFile()
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>")
    file.add(2, "<</Type/Pages/Kids[\(list(count) { "\(100 + $0) 0 R " })]/Count \(count)\(tree)>>")
    for number in 100..<100 + count { file.add(number, "<</Type/Page/Parent 2 0 R\(page)>>") }
    return file
  }

  /// Each name is mapped to the next one, the last one to nothing, to a standard type or back to the first.
  @Test(arguments: [("/X", "6.7.3.4-1"), ("/P", nil), ("/A0", "6.7.3.4-2")])
  func aLongChainOfRoles(_ end: String, _ broken: String?) throws {
    let count = 20_000
    var file = try HandmadeFile.page(catalog: "/StructTreeRoot<</RoleMap 10 0 R/K 11 0 R>>")
    file.add(10, "<<\(Self.list(count - 1) { "/A\($0)/A\($0 + 1)" })/A\(count - 1)\(end)>>")
    file.add(11, "[\(Self.list(count) { "<</S/A\($0)>>" })]")
    let failed = try Verifier.verify(file.bytes, by: [.archival]).filter { requirement, verdict in
      guard requirement.clause.hasPrefix("6.7.3.4"), case .fails = verdict else { return false }
      return true
    }
    #expect(failed.map(\.requirement.clause) == [broken].compactMap(\.self))
  }

  /// Each object stands in the string, or behind the comment sign, of the one before, and ends where all end.
  @Test(arguments: [true, false]) func objectsInEachOther(_ areStrings: Bool) throws {
    let count = 20_000
    var file = try HandmadeFile.page()
    var inner: [UInt8] = []
    var places: [Int: Int] = [:]
    for number in 100..<100 + count {
      places[number] = inner.count
      inner += "\(number) 0 obj\(areStrings ? "(" : "%")".utf8
    }
    inner += (areStrings ? String(repeating: ")endobj ", count: count) : "\n0 endobj ").utf8
    file.addOverlapping(inner, places)
    #expect(Self.limit(file) == .scannedBytes)
  }

  @Test(arguments: ["Form", "Image"]) func contentsThatPaintEachOtherWithoutEnd(_ kind: String) throws {
    var file = Self.pages(1, "/Resources<</XObject<</A 1000 0 R>>>>/Contents 5 0 R")
    try file.addStream(5, "", Array("/A Do".utf8))
    for number in 1000..<6000 {
      let next = "\(number + 1) 0 R"
      try file.addStream(
        number, "/Subtype/\(kind)/SMask \(next)/Resources<</XObject<</A \(next)>>>>", Array("/A Do".utf8))
    }
    #expect(Self.problem(file.bytes) == .syntax(expected: "at most 64 contents that paint each other"))
  }

  /// What costs much to look at, and many objects that refer to it.
  @Test func whatManyReferTo() throws {
    let keys = Self.list(50_000) { "/K\($0) 0" }
    #expect(Self.limit(Self.pages(3000, "", tree: keys)) == .scannedBytes, "a parent of many keys")
    let structure = "/StructTreeRoot<</K 11 0 R>>"
    var name = try HandmadeFile.page(catalog: structure)
    name.add(11, "[\(Self.list(5000) { _ in "<</S 12 0 R>>" })]")
    name.add(12, "/\(Self.list(100_000) { _ in "N" })")
    #expect(Self.limit(name) == .scannedBytes, "a long name")
    var content = try HandmadeFile.page(catalog: "/StructTreeRoot<</K<</S/P/K 11 0 R>>>>")
    content.add(11, "[\(Self.list(20_000) { _ in "12 0 R " })]")
    content.add(12, "<</MCID 0\(keys)>>")
    #expect(Self.limit(content) == .scannedBytes, "a marked content of many keys")
    var attributes = try HandmadeFile.page(catalog: structure)
    attributes.add(11, "[\(Self.list(5000) { _ in "<</S/Figure/A 12 0 R/K<</MCID 0/Pg 3 0 R>>>>" })]")
    attributes.add(12, "<<\(keys)>>")
    #expect(Self.limit(attributes) == .scannedBytes, "attributes of many keys")
    var reference = try HandmadeFile.page(catalog: structure)
    reference.add(11, "[\(Self.list(5000) { _ in "<</S 12 0 R>>" })]")
    reference.add(12, "13 \(Self.list(100_000) { _ in " " })0 R")
    reference.add(13, "/P")
    #expect(Self.limit(reference) == .scannedBytes, "a long reference")
    var notes = Self.pages(3000, "/Annots 5 0 R")
    notes.add(5, "[\(Self.list(5000) { _ in "6 0 R " })]")
    notes.add(6, "<</Type/Annot/Subtype/Link>>")
    #expect(Self.limit(notes) == .mapEntries, "a list of annotations")
    var layers = try HandmadeFile.page(catalog: "/OCProperties<</OCGs 10 0 R/D<<>>/Configs 11 0 R>>")
    layers.add(10, "[\(Self.list(20_000) { _ in "1 0 R " })]")
    layers.add(11, "[\(Self.list(20_000) { _ in "<</Order[]>>" })]")
    #expect(Self.limit(layers) == .nodes, "groups of optional content")
    var inks = try HandmadeFile.page(
      font: "<</Type/Font>>", content: Array(Self.list(3000) { "/C\($0) cs " }.utf8),
      resources: "/ColorSpace<<\(Self.list(3000) { "/C\($0)[/Separation/S\($0)/DeviceRGB 21 0 R]" })>>")
    try inks.addStream(21, "/FunctionType 4", [UInt8](repeating: 0x20, count: 100_000))
    #expect(Self.limit(inks) == .scannedBytes, "a tint transform")
  }

  /// Data that are damaged in their last byte have been expanded before that is seen.
  @Test func aDamagedStreamThatManyPagesName() throws {
    var file = Self.pages(1000, "/Contents 5 0 R")
    var data = try Deflate.compress([UInt8](repeating: 0x20, count: 1 << 22), level: 12)
    data[data.count - 1] ^= 1
    try file.addStream(5, "/Filter/FlateDecode", data)
    #expect(Self.limit(file) == .expandedBytes)
  }

  /// Each embedded file would have a budget of its own, if it did not share that of the file around it.
  @Test func embeddedFilesThatExpand() throws {
    var inner = try HandmadeFile.page(catalog: "/Metadata 7 0 R")
    try inner.addStream(7, "", [UInt8](repeating: 0x20, count: 1 << 20), isPacked: true)
    var file = try HandmadeFile.page()
    for index in 0..<40 {
      try file.addStream(1000 + index, "/Type/EmbeddedFile", inner.bytes)
      file.add(2000 + index, "<</Type/Filespec/EF<</F \(1000 + index) 0 R>>>>")
    }
    #expect(Self.limit(file) == .expandedBytes)
  }

  /// What is kept of direct values is paid for: inline images, and dictionaries in an array that expands.
  @Test func manySmallThings() throws {
    let images = String(repeating: "BI ID EI ", count: 200_000)
    #expect(Self.limit(try HandmadeFile.page(content: Array(images.utf8))) == .mapEntries)
    for (value, isRefused) in [("<</EF 0>>", true), ("0 ", false), ("<<>>", false)] {
      let array = "[\(String(repeating: value, count: 200_000))]"
      let file = try Self.packed(objects: [(10, Array(array.utf8))])
      #expect((Self.limit(file) == .mapEntries) == isRefused, "\(value)")
    }
    let members = (0..<400_000).map { (300 + $0 % 1000, [UInt8]()) }
    #expect(Self.limit(try Self.packed(objects: members)) == .mapEntries)
  }

  /// 2,000 fonts of one program, one character map and one CIDSet: each is read once.
  @Test func manyFontsOfOneStream() throws {
    let count = 2000
    var file = try HandmadeFile.page(
      map: Array("1 beginbfrange <0000> <3FFF> <4E00> endbfrange".utf8),
      content: Array(Self.list(count) { "/F\($0) 9 Tf <0001> Tj " }.utf8),
      fonts: Self.list(count) { "/F\($0) \(100 + $0) 0 R" })
    try file.addStream(8, "", [UInt8](repeating: 0, count: 1 << 18), isPacked: true)
    try file.addStream(9, "", [UInt8](repeating: 0xFF, count: 1 << 13), isPacked: true)
    file.add(10, "<</Type/FontDescriptor/FontFile2 8 0 R/CIDSet 9 0 R>>")
    for number in 100..<100 + count {
      file.add(
        number,
        "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</CIDToGIDMap/Identity/FontDescriptor 10 0 R>>]>>"
      )
    }
    #expect(Self.problem(file.bytes) == nil)
  }

  /// 256 codes, each judged by names that are asked for once.
  @Test func manyNamesOfGlyphs() throws {
    let codes = Self.list(256) { (($0 < 16) ? "0" : "") + String($0, radix: 16) }
    var file = try HandmadeFile.page(
      font: "<</Type/Font/Subtype/TrueType/Encoding<</Differences 10 0 R>>/ToUnicode 6 0 R>>",
      content: Array("BT /F 9 Tf <\(codes)> Tj ET".utf8))
    file.add(10, "[0 \(Self.list(100_000) { _ in "/uni12345" })]")
    #expect(Self.problem(file.bytes) == nil)
  }

  /// A number that is none, in as many ways as it has digits; and a list of all namespaces for each that is declared.
  @Test func metadataThatCouldBeTriedInManyWays() throws {
    let digits = String(repeating: "1", count: 200_000)
    for type in ["Real", "Rational", "Integer", "GPSCoordinate", "MIMEType", "Date"] {
      #expect(!XMPType(type).matches(.text(digits + "x")), "\(type)")
    }
    let declared = Self.list(7000) { " xmlns:p\($0)='a'" }
    let children = Self.list(2000) { "<p1:b xmlns:q\($0)='c' q\($0):d='e'/>" }
    let rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    let text = "<rdf:RDF \(rdf)\(declared)><rdf:Description>\(children)</rdf:Description></rdf:RDF>"
    let packet = try XMPPacket(Array(text.utf8), PDFBudget(fileSize: 1 << 20))
    #expect(packet.properties.count == 2000)
    #expect(packet.properties.allSatisfy { $0.namespace == "a" && $0.value.fields?.first?.namespace == "c" })
  }

  @Test(
    arguments: [
      ("uni4E00", true), ("uni4E004E01", true), ("uni4E0", false), ("uni", false), ("u20BB7", true), ("u20B", false),
      ("u20BB7F0", false), ("uni4e00", false), ("A.alt", true), (".notdef", false), ("a1", false), ("space", true),
    ])
  func namesOfGlyphs(_ name: String, _ isKnown: Bool) {
    #expect(GlyphNames.isKnown(name) == isKnown)
  }

  /// The limits are far from what a sound file needs: a print file of 300 pages is judged whole, and holds.
  @Test func aLargeSoundFile() throws {
    let file = try SampleFile.finished(pages: 300)
    let failed = try Verifier.verify(file).filter { if case .fails = $0.verdict { true } else { false } }
    #expect(failed.isEmpty)
  }

  /// A file with a stream of objects and a stream of cross-references.
  private static func packed(objects: [(number: Int, bytes: [UInt8])]) throws -> [UInt8] {
    var file = Array("%PDF-1.7\n".utf8)
    var entries: [Int: (Int, Int, Int)] = [:]
    func add(_ number: Int, _ value: [UInt8]) {
      entries[number] = (1, file.count, 0)
      file += Array("\(number) 0 obj\n".utf8) + value + Array("\nendobj\n".utf8)
    }
    func stream(_ entries: String, _ data: [UInt8]) throws -> [UInt8] {
      let data = try Deflate.compress(data, level: 12)
      return Array("<<\(entries)/Filter/FlateDecode/Length \(data.count)>>\nstream\n".utf8) + data
        + Array("\nendstream".utf8)
    }
    add(1, Array("<</Type/Catalog/Pages 2 0 R>>".utf8))
    add(2, Array("<</Type/Pages/Kids[]/Count 0>>".utf8))
    var (head, body): ([UInt8], [UInt8]) = ([], [])
    for (index, object) in objects.enumerated() {
      entries[object.number] = (2, 90, index)
      head += "\(object.number) \(body.count) ".utf8
      body += object.bytes
    }
    add(90, try stream("/Type/ObjStm/N \(objects.count)/First \(head.count)", head + body))
    entries[91] = (1, file.count, 0)
    let start = file.count
    let size = (entries.keys.max() ?? 0) + 1
    var rows: [UInt8] = []
    for number in 0..<size {
      let (kind, second, third) = entries[number] ?? (0, 0, 0)
      rows.append(UInt8(kind))
      for shift in [24, 16, 8, 0] { rows.append(UInt8(truncatingIfNeeded: second >> shift)) }
      for shift in [16, 8, 0] { rows.append(UInt8(truncatingIfNeeded: third >> shift)) }
    }
    add(91, try stream("/Type/XRef/Size \(size)/W[1 4 3]/Root 1 0 R", rows))
    return file + Array("startxref\n\(start)\n%%EOF\n".utf8)
  }
}
