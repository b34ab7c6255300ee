import Diagnostics
import Testing

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax
@testable import XMP

/// Metadata as the verifier reads them, of our own files and of others.
@Suite struct XMPPacketTests {
  /// A packet with those attributes and that content in its description.
  private static func packet(attributes: String = "", _ content: String = "") -> String {
    """
    <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\(attributes)>\(content)</rdf:Description>\
    </rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>
    """
  }

  private static func read(_ text: String) throws -> XMPPacket { try read(Array(text.utf8)) }

  private static func read(_ bytes: [UInt8]) throws -> XMPPacket {
    try XMPPacket(bytes, PDFBudget(fileSize: bytes.count))
  }

  @Test(arguments: [
    ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>証書</rdf:li></rdf:Alt></dc:title>", "dc:title", ["証書"]),
    ("<dc:creator><rdf:Seq><rdf:li>甲</rdf:li>\n <rdf:li>乙</rdf:li></rdf:Seq></dc:creator>", "dc:creator", ["甲", "乙"]),
    ("<dc:title>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;</dc:title>", "dc:title", ["a & b <c> \"d\" 'e'"]),
    ("<dc:title>&#x8A3C;&#26360;</dc:title>", "dc:title", ["証書"]),
    ("<dc:title>a<!-- a comment -->b</dc:title>", "dc:title", ["ab"]), ("<dc:title/>", "dc:title", [""]),
    ("<dc:source rdf:resource='urn:a'/>", "dc:source", ["urn:a"]),
    ("<dc:source rdf:parseType='Resource'><a:b>c</a:b></dc:source>", "dc:source", ["c"]),
    ("<dc:source><rdf:Description a:b='c'><a:d>e</a:d></rdf:Description></dc:source>", "dc:source", ["c", "e"]),
    ("<dc:source a:b='c'/>", "dc:source", ["c"]),
    (
      "<dc:source rdf:parseType='Resource'><rdf:value>v</rdf:value><a:note>n</a:note></dc:source>", "dc:source", ["v"]
    ),
  ])
  func propertiesAreElements(_ content: String, _ name: String, _ values: [String]) throws {
    let packet = try Self.read(Self.packet(content))
    #expect(packet.property(name)?.value.texts == values)
    #expect(packet[name] == values.first)
  }

  /// A namespace counts, not the prefix that stands for it, and it counts where it is declared.
  @Test func namesAreThoseOfTheirNamespaces() throws {
    let attributes = " xmlns:p='http://www.aiim.org/pdfa/ns/id/' dc:format=\"a/b\" p:part='&lt;2&gt;'"
    let packet = try Self.read(
      Self.packet(attributes: attributes, "<dc:title xml:lang='ja' xmlns:p='second' p:x='1'/>"))
    #expect(packet["pdfaid:part"] == "<2>" && packet.property("pdfaid:part")?.prefix == "p")
    #expect(packet["dc:format"] == "a/b")
    #expect(packet.property("dc:title")?.value.fields?.first?.namespace == "second")
  }

  @Test(arguments: [
    "<dc:a rdf:parseType='Literal'>b</dc:a>", "<dc:a><rdf:Bag><dc:b/></rdf:Bag></dc:a>", "<dc:a><dc:b/><dc:c/></dc:a>",
    "<dc:a><rdf:Seq/><rdf:Seq/></dc:a>",
  ])
  func whatIsNoRDFOfXMPIsRefused(_ content: String) {
    #expect(throws: PDFFault.self) { try Self.read(Self.packet(content)) }
  }

  @Test func theFrameIsRead() throws {
    let packet = try Self.read(
      Self.packet("").replacing("W5M0MpCehiHzreSzNTczkc9d\"?>", with: "W5M0MpCehiHzreSzNTczkc9d\" bytes='100'?>"))
    #expect(packet.frame["bytes"] == "100" && packet.frame["encoding"] == nil)
  }

  /// A type of XMP, values that are of it, and values that are not.
  @Test(arguments: [
    ("Integer", ["0", "-12", "+3"], ["", "1.0", "a"]), ("Boolean", ["True", "False"], ["true", "1"]),
    ("Real", ["1", "1.5", "-.5"], ["1,5", "."]), ("Rational", ["1/2"], ["1", "1/"]),
    (
      "Date", ["2026", "2026-11", "2026-11-03", "2026-11-03T00:00Z", "2026-11-03T00:00:00.5+09:00"],
      ["2026/11/03", "2026-11-03T00", "20261103"]
    ),
    ("MIMEType", ["application/pdf"], ["pdf"]), ("closed Choice of Integer", ["1"], ["a"]), ("Text", ["", "a"], []),
    ("seq Date", [], ["2026"]),
  ])
  func simpleTypes(_ type: String, _ sound: [String], _ wrong: [String]) {
    for text in sound { #expect(XMPType(type).matches(.text(text)), "\(text)") }
    for text in wrong { #expect(!XMPType(type).matches(.text(text)), "\(text)") }
  }

  @Test func containersAndStructures() {
    let item = XMPValue.Item(value: .text("2026"), language: nil)
    #expect(XMPType("seq Date").matches(.array(.sequence, [item])))
    #expect(!XMPType("bag Date").matches(.array(.sequence, [item])) && !XMPType("Date").matches(.array(.bag, [item])))
    let said = XMPValue.Item(value: .text("題"), language: "x-default")
    #expect(XMPType("Lang Alt").matches(.array(.alternatives, [said])))
    #expect(!XMPType("Lang Alt").matches(.array(.alternatives, [item])) && !XMPType("Lang Alt").matches(.text("題")))
    func event(_ name: String, _ value: String) -> XMPValue {
      .structure([XMPProperty(namespace: "e", prefix: "e", name: name, value: .text(value))])
    }
    #expect(
      XMPType("ResourceEvent").matches(event("when", "2026")) && XMPType("ResourceEvent").matches(event("action", "a")))
    #expect(
      !XMPType("ResourceEvent").matches(event("when", "now")) && !XMPType("ResourceEvent").matches(event("why", "a")))
    let described = ["mine": ["a": XMPType("Integer")]]
    #expect(XMPType("Mine").matches(event("a", "1"), described) && !XMPType("Mine").matches(event("a", "b"), described))
    #expect(XMPType("Mine").isDefined(described) && !XMPType("Mine").isDefined([:]))
  }

  @Test func ourOwnSaysWhatItWasGiven() throws {
    let packet = try #require(try VerifiedFile(SampleFile.finished()).packet)
    #expect(packet["dc:title"] == SampleFile.metadata().title)
    #expect(packet["pdfaid:part"] == "2" && packet["pdfuaid:part"] == "1" && packet["dc:identifier"] == "02-001")
  }

  static let manyAttributes: String = {
    let attributes = (0..<100_000).map { "b\($0)=''" }
    return "<a \(attributes.joined(separator: " "))/>"
  }()

  static let manyLevels = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)

  static let bomb =
    "<!DOCTYPE x [<!ENTITY a 'ha'>" + (0..<30).map { "<!ENTITY b\($0) '&a;&a;&a;&a;'>" }.joined() + "]><x>&b29;</x>"

  /// Neither a crash nor an expansion nor a guess.
  @Test(arguments: [
    ("", "well-formed"), (" ", "well-formed"), ("text", "well-formed"), ("<a>", "well-formed"), ("<a", "well-formed"),
    ("<a></b>", "well-formed"), ("</a>", "well-formed"), ("<a/><b/>", "well-formed"), ("<a/>text", "well-formed"),
    ("<a b></a>", "well-formed"), ("<a b=c/>", "well-formed"), ("<a b='1' b='2'/>", "well-formed"),
    ("<a>\u{0}</a>", "UTF-8"), ("<a>\u{1}</a>", "well-formed"), ("<a>&b;</a>", "well-formed"),
    ("<a b='&c;'/>", "well-formed"), ("<a>&#0;</a>", "well-formed"), ("<a>&#xD800;</a>", "well-formed"),
    ("<a>&amp</a>", "well-formed"), ("<a><?xml version='1.0'?></a>", "well-formed"),
    ("<!DOCTYPE a><a/>", "declarations"), ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "declarations"),
    ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "declarations"), (bomb, "declarations"),
    (manyLevels, "element"),
    (String(repeating: "<a>", count: 300_000), "tags and attributes"),
    (manyAttributes, "tags and attributes"),
    ("<rdf:RDF/>", "rdf:RDF"), ("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", "rdf:RDF"),
    ("<a>" + String(repeating: "<b/>", count: 1 << 18) + "</a>", "at most 1 MiB"),
  ])
  func whatIsNoPacketIsRefused(_ text: String, _ reason: String) {
    #expect {
      try Self.read(text)
    } throws: { error in
      switch (error as? PDFFault)?.problem {
      case .syntax(let expected): expected.contains(reason)
      case .limit(let resource, _): resource.name.english.contains(reason)
      default: false
      }
    }
  }

  /// UTF-16 of both orders with and without a mark, Shift_JIS, half a character, a surrogate.
  @Test(
    arguments: [
      [0xFE, 0xFF, 0, 0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E], [0xFF, 0xFE, 0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0],
      [0, 0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E], [0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0],
      Array("<a>".utf8) + [0x8F, 0xD8, 0x8F, 0x91] + Array("</a>".utf8),
      Array("<a>".utf8) + [0xE8, 0xA8] + Array("</a>".utf8),
      Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8),
    ] as [[UInt8]])
  func otherEncodingsAreRefused(_ bytes: [UInt8]) {
    #expect(throws: PDFFault.self) { try Self.read(bytes) }
  }

  @Test func damagedPacketsAreReadOrRefused() {
    let sound = Array(
      Self.packet(attributes: " dc:format='a'", "<dc:title><rdf:Alt><rdf:li>証書</rdf:li></rdf:Alt></dc:title>").utf8)
    for seed in 0..<2000 { _ = try? Self.read(DamagedFileTests.damaged(sound, seed: UInt64(seed))) }
    for end in sound.indices { _ = try? Self.read(Array(sound[..<end])) }
  }
}
