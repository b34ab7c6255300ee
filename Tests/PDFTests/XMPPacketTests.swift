import Testing

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax

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

  @Test(arguments: [
    ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>証書</rdf:li></rdf:Alt></dc:title>", "dc:title", ["証書"]),
    ("<dc:creator><rdf:Seq><rdf:li>甲</rdf:li>\n <rdf:li>乙</rdf:li></rdf:Seq></dc:creator>", "dc:creator", ["甲", "乙"]),
    ("<dc:title>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;</dc:title>", "dc:title", ["a & b <c> \"d\" 'e'"]),
    ("<dc:title>&#x8A3C;&#26360;</dc:title>", "dc:title", ["証書"]),
    ("<dc:title>a<!-- a comment -->b</dc:title>", "dc:title", ["ab"]), ("<dc:title> </dc:title>", "dc:title", []),
    ("<dc:title/>", "dc:title", []), ("<a:b><c:d>e</c:d></a:b>", "c:d", ["e"]),
    ("<a:b>f<c:d>e</c:d>g</a:b>", "a:b", ["f", "g"]),
  ])
  func propertiesAreElements(_ content: String, _ name: String, _ values: [String]) throws {
    let packet = try XMPPacket(Array(Self.packet(content).utf8))
    #expect(packet.values[name, default: []] == values)
    #expect(packet[name] == values.first)
  }

  @Test func propertiesAreAttributesOfTheDescriptionAlone() throws {
    let attributes = " xmlns:p='first' dc:format=\"a/b\" p:part='&lt;2&gt;'"
    let packet = try XMPPacket(
      Array(Self.packet(attributes: attributes, "<dc:title xml:lang='ja' xmlns:p='second'>x</dc:title>").utf8))
    #expect(packet.values == ["dc:format": ["a/b"], "p:part": ["<2>"], "dc:title": ["x"]])
    #expect(packet.namespaces["p"] == "second" && packet.namespaces["x"] == "adobe:ns:meta/")
  }

  @Test func ourOwnSaysWhatItWasGiven() throws {
    let packet = try #require(try VerifiedFile(SampleFile.finished()).metadata)
    #expect(packet["dc:title"] == SampleFile.metadata().title)
    #expect(packet["pdfaid:part"] == "2" && packet["pdfuaid:part"] == "1" && packet["dc:identifier"] == "02-001")
  }

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
    (String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65), "element"),
    (String(repeating: "<a>", count: 300_000), "element"),
    ("<a>" + String(repeating: "<b/>", count: 1 << 18) + "</a>", "at most 1 MiB"),
  ])
  func whatIsNoPacketIsRefused(_ text: String, _ reason: String) {
    #expect {
      try XMPPacket(Array(text.utf8))
    } throws: { error in
      guard case .syntax(let expected)? = (error as? PDFFault)?.problem else { return false }
      return expected.contains(reason)
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
    #expect(throws: PDFFault.self) { try XMPPacket(bytes) }
  }

  @Test func damagedPacketsAreReadOrRefused() {
    let sound = Array(
      Self.packet(attributes: " dc:format='a'", "<dc:title><rdf:Alt><rdf:li>証書</rdf:li></rdf:Alt></dc:title>").utf8)
    for seed in 0..<2000 { _ = try? XMPPacket(DamagedFileTests.damaged(sound, seed: UInt64(seed))) }
    for end in sound.indices { _ = try? XMPPacket(Array(sound[..<end])) }
  }
}
