import Diagnostics
import Testing

@testable import PDFInspection
@testable import PDFSyntax
@testable import PDFText

/// A file as it is written by hand: objects by their numbers, object 1 the catalog.
struct HandmadeFile {
  private(set) var objects: [(number: Int, bytes: [UInt8])] = []

  mutating func add(_ number: Int, _ value: String) { objects.append((number, Array(value.utf8))) }

  mutating func addStream(_ number: Int, _ entries: String = "", _ data: [UInt8], isPacked: Bool = false) throws {
    let data = isPacked ? try Deflate.compress(data, level: 12) : data
    let filter = isPacked ? "/Filter/FlateDecode" : ""
    objects.append(
      (number, Array("<<\(entries)\(filter)/Length \(data.count)>>\nstream\n".utf8) + data + Array("\nendstream".utf8)))
  }

  /// Objects that lie in each other: bytes, and where in them each object begins.
  private var overlapping: (bytes: [UInt8], places: [Int: Int]) = ([], [:])

  mutating func addOverlapping(_ bytes: [UInt8], _ places: [Int: Int]) { overlapping = (bytes, places) }

  var bytes: [UInt8] {
    var file = Array("%PDF-1.7\n".utf8)
    var places: [Int: Int] = [:]
    for (number, bytes) in objects {
      places[number] = file.count
      file += Array("\(number) 0 obj\n".utf8) + bytes + Array("\nendobj\n".utf8)
    }
    for (number, place) in overlapping.places { places[number] = file.count + place }
    file += overlapping.bytes
    let count = (places.keys.max() ?? 0) + 1
    let table = file.count
    file += Array("xref\n0 \(count)\n".utf8)
    for number in 0..<count {
      let digits = String(places[number] ?? 0)
      let entry = String(repeating: "0", count: 10 - digits.count) + digits
      file += Array((places[number] == nil ? "\(entry) 65535 f \n" : "\(entry) 00000 n \n").utf8)
    }
    return file + Array("trailer\n<</Size \(count)/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n".utf8)
  }

  /// A page of one font; catalog, font and content as they are given.
  static func page(
    catalog: String = "", font: String = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>",
    map: [UInt8] = [], content: [UInt8] = Array("BT /F 9 Tf <0001> Tj ET".utf8), fonts: String = "/F 4 0 R",
    resources: String = ""
  ) throws -> HandmadeFile {
    var file = HandmadeFile()
    file.add(1, "<</Type/Catalog/Pages 2 0 R\(catalog)>>")
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    file.add(
      3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<<\(fonts)>>\(resources)>>/Contents 5 0 R>>")
    file.add(4, font)
    try file.addStream(5, "", content, isPacked: true)
    try file.addStream(6, "", map, isPacked: true)
    return file
  }
}

/// Files of a kilobyte that describe a gigabyte, or work for hours. Each is answered, by a sentence where it is too much.
@Suite struct HostileFileTests {
  private static func isRefused(_ file: HandmadeFile) -> PDFFault.Problem? {
    do {
      _ = try Verifier.verify(file.bytes)
      return nil
    } catch {
      return error.problem
    }
  }

  private static func limit(_ file: HandmadeFile) -> PDFBudget.Resource? {
    if case .limit(let resource, _)? = isRefused(file) { resource } else { nil }
  }

  @Test func theBuilderBuildsWhatCanBeRead() throws {
    let file = try HandmadeFile.page(map: Array("1 beginbfchar <0001> <4FDD> endbfchar".utf8))
    #expect(Self.isRefused(file) == nil)
    #expect(try TextReader.pages(of: file.bytes) == [Array("保".utf8)])
  }

  /// 24 levels of nodes, each naming the next one twice: 2²⁴ pages, or none.
  @Test func aPageTreeThatNamesItsKidsTwice() {
    var file = HandmadeFile()
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>")
    for level in 2..<26 { file.add(level, "<</Type/Pages/Kids[\(level + 1) 0 R \(level + 1) 0 R]/Count 0>>") }
    file.add(26, "<</Type/Pages/Kids[]/Count 0>>")
    #expect(Self.isRefused(file) == .syntax(expected: "each node of the page tree once"))
  }

  @Test func aStructureOfArraysThatNameTheirKidsTwice() throws {
    var file = try HandmadeFile.page(catalog: "/StructTreeRoot 10 0 R")
    file.add(10, "<</Type/StructTreeRoot/K 11 0 R>>")
    for level in 11..<60 { file.add(level, "[\(level + 1) 0 R \(level + 1) 0 R]") }
    file.add(60, "[]")
    #expect(Self.isRefused(file) == .syntax(expected: "each kid of the structure once"))
  }

  @Test(arguments: ["<</Nums[]/Kids[11 0 R]>>", "<</Kids[11 0 R 11 0 R]>>"])
  func aNumberTreeInACircle(_ node: String) throws {
    var file = try HandmadeFile.page(catalog: "/StructTreeRoot 10 0 R")
    file.add(10, "<</Type/StructTreeRoot/ParentTree 11 0 R>>")
    file.add(11, node)
    #expect(Self.isRefused(file) == .syntax(expected: "each node of the number tree once"))
  }

  /// Each line stands for 16,384 texts of 16 bytes.
  @Test func aCharacterMapOfAGigabyte() throws {
    let text = String(repeating: "4E00", count: 8)
    let line = "1 beginbfrange <0000> <3FFF> <\(text)> endbfrange\n"
    let file = try HandmadeFile.page(map: Array(String(repeating: line, count: 200).utf8))
    #expect(Self.limit(file) == .mapEntries)
    #expect {
      try TextReader.pages(of: file.bytes)
    } throws: { error in
      if case .limit(.mapEntries, _)? = (error as? PDFFault)?.problem { true } else { false }
    }
  }

  /// A code of two bytes that says 768, again and again.
  @Test func aTextThatIsLongerThanItsCodes() throws {
    let map = "1 beginbfchar <01> <\(String(repeating: "4E00", count: 256))> endbfchar"
    let codes = String(repeating: "01", count: 1 << 16)
    let file = try HandmadeFile.page(
      font: "<</Type/Font/Subtype/TrueType/ToUnicode 6 0 R>>", map: Array(map.utf8),
      content: Array("BT /F 9 Tf <\(codes)> Tj ET".utf8))
    #expect {
      try TextReader.pages(of: file.bytes)
    } throws: { error in
      if case .limit(.textBytes, _)? = (error as? PDFFault)?.problem { true } else { false }
    }
  }

  @Test(arguments: ["/ColSpan 9223372036854775799", "/RowSpan 9223372036854775799", "/ColSpan 65536/RowSpan 65536"])
  func spansThatNoTableHas(_ span: String) throws {
    var file = try HandmadeFile.page(catalog: "/StructTreeRoot 10 0 R")
    file.add(10, "<</Type/StructTreeRoot/K 11 0 R>>")
    file.add(11, "<</S/Table/P 10 0 R/K 12 0 R>>")
    file.add(12, "<</S/TR/P 11 0 R/K[13 0 R 14 0 R]>>")
    for cell in 13...14 { file.add(cell, "<</S/TD/P 12 0 R/A<</O/Table\(span)>>>>") }
    #expect(Self.limit(file) == .nodes)
  }

  /// Numbers of 19 digits wherever one stands: none of them is computed with unchecked.
  @Test(arguments: [
    "/FirstChar -9223372036854775799/LastChar 9223372036854775799/Widths[1]",
    "/FirstChar 9223372036854775799/Widths[1 1]",
    "/DW 9223372036854775799", "/W[9223372036854775799[1]]", "/W[0 9223372036854775799 1]", "/W[65535[1 1 1]]",
    "/FontDescriptor<</Flags -9223372036854775799/MissingWidth 9e999>>",
  ])
  func numbersToTheirExtremes(_ entries: String) throws {
    for kind in ["/Subtype/TrueType", "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<\(entries)>>]"] {
      let file = try HandmadeFile.page(font: "<</Type/Font\(kind)\(entries)>>")
      _ = try? Verifier.verify(file.bytes)
    }
    var file = try HandmadeFile.page(
      catalog:
        "/PageLabels \(entries.count)/StructTreeRoot<</K 9223372036854775799/ParentTree<</Nums[9223372036854775799 1]>>>>"
    )
    file.add(9, "<<\(entries)>>")
    _ = try? Verifier.verify(file.bytes)
  }

  @Test func aPacketOfTags() throws {
    var file = try HandmadeFile.page(catalog: "/Metadata 7 0 R")
    try file.addStream(
      7, "/Type/Metadata/Subtype/XML", Array(("<a>" + String(repeating: "<b/>", count: 200_000) + "</a>").utf8),
      isPacked: true)
    #expect(Self.limit(file) == .markup)
  }

  @Test func aStreamThatExpandsAThousandfold() throws {
    let file = try HandmadeFile.page(content: [UInt8](repeating: 0x20, count: 1 << 24))
    #expect(Self.limit(file) == .expandedBytes)
  }

  /// Pages that share a content: it is gone through for each of them.
  @Test func aThousandPagesOfOneContent() throws {
    var file = HandmadeFile()
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>")
    file.add(2, "<</Type/Pages/Kids[\((10..<1010).map { "\($0) 0 R" }.joined(separator: " "))]/Count 1000>>")
    for page in 10..<1010 { file.add(page, "<</Type/Page/Parent 2 0 R/Contents 3 0 R>>") }
    try file.addStream(3, "", [UInt8](repeating: 0x20, count: 1 << 16), isPacked: true)
    #expect(Self.limit(file) == .expandedBytes)
  }

  /// Values inside of values, each looked into with all that are around it, for the sake of a dictionary.
  @Test func manyLevelsOfLongArrays() throws {
    var file = try HandmadeFile.page()
    let inner = String(repeating: "[]", count: 100_000) + "<<>>"
    for number in 20..<30 {
      file.add(number, String(repeating: "[", count: 60) + inner + String(repeating: "]", count: 60))
    }
    #expect(Self.limit(file) == .scannedBytes)
  }

  /// 50,000 keys: compared with each other, these were a billion comparisons. A repeated one is found all the same.
  @Test(arguments: [false, true]) func aLongDictionary(_ isRepeated: Bool) throws {
    let keys = (0..<50_000).map { "/K\($0) 0" }.joined() + (isRepeated ? "/K77 0" : "")
    var file = try HandmadeFile.page()
    file.add(20, "<<\(keys)>>")
    #expect(Self.isRefused(file) == (isRepeated ? .syntax(expected: "each key once") : nil))
  }

  /// A form that paints itself, and two that paint each other.
  @Test func formsThatPaintThemselves() throws {
    var file = HandmadeFile()
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>")
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    file.add(3, "<</Type/Page/Parent 2 0 R/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>/Contents 4 0 R>>")
    let resources = "/Type/XObject/Subtype/Form/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>"
    try file.addStream(4, "", Array("/A Do /B Do".utf8))
    try file.addStream(5, resources, Array("/A Do /B Do".utf8))
    try file.addStream(6, resources, Array("/A Do /A Do".utf8))
    #expect(Self.isRefused(file) == nil)
  }

  /// Colour spaces, roles, and fields that lead back to themselves.
  @Test(arguments: [
    "/AcroForm<</Fields[20 0 R]>>", "/StructTreeRoot<</RoleMap<</A/B/B/A>>/K<</S/A>>>>",
    "/OCProperties<</OCGs[]/D<</Order 21 0 R>>>>", "/Outlines 20 0 R/Names 20 0 R",
  ])
  func circles(_ catalog: String) throws {
    var file = try HandmadeFile.page(catalog: catalog)
    file.add(20, "<</Kids[20 0 R]/Parent 20 0 R/T(a)>>")
    file.add(21, "[21 0 R[21 0 R]]")
    #expect(Self.isRefused(file) == nil)
  }

  /// The table: each resource allows more to a larger file, and what is used up is told by its name.
  @Test(arguments: PDFBudget.Resource.allCases) func theTableOfLimits(_ resource: PDFBudget.Resource) throws {
    let (small, large) = (PDFBudget(fileSize: 0), PDFBudget(fileSize: 1 << 30))
    #expect(small.limit(of: resource) == resource.limit.allowance)
    #expect(large.limit(of: resource) > small.limit(of: resource))
    try small.take(small.rest(of: resource), of: resource, at: 0)
    #expect {
      try small.take(1, of: resource, at: 7)
    } throws: { error in
      let message = (error as? PDFFault)?.message.english ?? ""
      return message.contains(resource.name.english) && message.contains("byte 7")
    }
    #expect(throws: PDFFault.self) { try large.take(-1, of: resource, at: 0) }
  }
}
