import Diagnostics
import StrictXML
import Testing

/// XML as elements with their locations; what is refused of it, and where.
@Suite struct XMLReaderTests {
  private func read(_ text: String) throws(XMLFault) -> XMLElement {
    try XMLReader.read(Array(text.utf8), file: "a.xml")
  }

  private func place(_ location: Diagnostics.SourceLocation) -> String {
    "\(location.file):\(location.line ?? 0):\(location.column ?? 0)"
  }

  @Test func elementsAttributesAndTextsStandInTheirOrder() throws {
    let root = try read("<form id=\"a\" name='b &amp; &#x8A3C;'>one<!-- not a text -->two<page/> three <x>四</x></form>")
    #expect(root.name == "form" && root.attributes.map(\.name) == ["id", "name"])
    #expect(root.attribute("name")?.value == "b & 証" && root.attribute("none") == nil)
    #expect(root.elements.map(\.name) == ["page", "x"])
    let texts = root.children.compactMap { child in if case .text(let text, _) = child { text } else { nil } }
    #expect(texts == ["onetwo", " three "])
  }

  @Test func everythingHasItsLocation() throws {
    let root = try read("<a>\n  <b 証='1' c = \"x\n  '\"\n     d='2'>text<e/></b>\n</a>")
    let b = try #require(root.elements.first)
    #expect(place(root.location) == "a.xml:1:1" && place(b.location) == "a.xml:2:3")
    #expect(place(b.location(of: "証")) == "a.xml:2:6" && place(b.location(of: "c")) == "a.xml:2:12")
    #expect(place(b.location(of: "d")) == "a.xml:4:6" && place(b.location(of: "none")) == "a.xml:2:3")
    guard case .text(_, let location)? = b.children.first else { throw XMLTestFailure.noText }
    #expect(place(location) == "a.xml:4:12" && b.elements.map { place($0.location) } == ["a.xml:4:16"])
  }

  private enum XMLTestFailure: Error { case noText }

  @Test(
    arguments: [
      ("", .malformed(LocalizedText("要素がない", "no element found")), "a.xml:1:1"),
      ("<a>\n</b>", .malformed(LocalizedText("開始タグと終了タグの食い違い", "mismatched tag")), "a.xml:2:3"),
      ("<a/>\n<b/>", .malformed(LocalizedText("根の要素の後に余分なもの", "junk after document element")), "a.xml:2:1"),
      ("<a>&b;</a>", .malformed(LocalizedText("定義のない実体参照", "undefined entity")), "a.xml:1:4"),
      ("<a b='1' b='2'/>", .malformed(LocalizedText("同じ属性が二つ", "duplicate attribute")), "a.xml:1:10"),
      ("<a>\u{0}</a>", .malformed(LocalizedText("置けない文字", "not well-formed (invalid token)")), "a.xml:1:4"),
      ("<!DOCTYPE a>\n<a/>", .doctype, "a.xml:1:12"),
      ("<!DOCTYPE a [<!ENTITY b '&b;&b;'>]><a>&b;</a>", .doctype, "a.xml:1:13"),
    ] as [(String, XMLFault.Problem, String)])
  func whatIsRefusedSaysWhere(_ text: String, _ problem: XMLFault.Problem, _ location: String) {
    #expect {
      try read(text)
    } throws: { error in
      guard let fault = error as? XMLFault else { return false }
      return fault.problem == problem && place(fault.location) == location
    }
  }

  @Test func nestingHasALimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    var element: XMLElement? = try read(nested(XMLReader.depthLimit))
    var depth = 0
    while let next = element { (element, depth) = (next.elements.first, depth + 1) }
    #expect(depth == XMLReader.depthLimit)
    #expect {
      try read(nested(XMLReader.depthLimit + 1))
    } throws: { ($0 as? XMLFault)?.problem == .tooDeep }
  }

  @Test(arguments: [[0xFE, 0xFF, 0, 0x3C], [0x3C, 0x61, 0x3E, 0x8F, 0xD8], [0x3C, 0, 0x61, 0]] as [[UInt8]])
  func otherEncodingsAreRefused(_ bytes: [UInt8]) {
    #expect(throws: XMLFault.self) { try XMLReader.read(bytes, file: "a.xml") }
  }

  @Test func theLibraryHasAVersion() {
    #expect(XMLLibrary.version.split(separator: ".").count == 3)
  }
}
