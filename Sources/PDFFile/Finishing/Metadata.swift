/// The XMP packet: ISO 19005-2 6.6.2 and ISO 14289-1 5.
enum Metadata {
  /// - Parameter identity: 16 bytes that name this very file.
  static func packet(_ finish: PDFMetadata, identity: [UInt8]) -> [UInt8] {
    let date = finish.issuedOn.xmp
    let claim = finish.isArchival ? " pdfaid:part=\"\(finish.attachment == nil ? 2 : 3)\" pdfaid:conformance=\"A\"" : ""
    let identifier = finish.identifier.map { " dc:identifier=\"\(escaped($0))\"" } ?? ""
    // Simple properties as attributes: the packet is never packed, so each byte of it is a byte of the file.
    return Array(
      """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
      xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
      xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
      dc:format="application/pdf"\(identifier) xmp:CreatorTool="\(escaped(finish.program))" pdf:Producer="\(escaped(finish.program))" \
      xmp:CreateDate="\(date)" xmp:ModifyDate="\(date)" xmpMM:DocumentID="uuid:\(uuid(identity))"\(claim) \
      pdfuaid:part="1"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(finish.title))</rdf:li></rdf:Alt>\
      </dc:title><dc:creator><rdf:Seq><rdf:li>\(escaped(finish.author))</rdf:li></rdf:Seq></dc:creator>\
      \(extensionSchema)</rdf:Description></rdf:RDF></x:xmpmeta>
      <?xpacket end="r"?>
      """.utf8)
  }

  /// PDF/A wants every property described that the XMP specification does not know: pdfuaid:part is one (ISO 19005-2 6.6.2.3.3).
  private static let extensionSchema = """
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
    </pdfaExtension:schemas>
    """

  /// Bytes as a UUID of version 8 (RFC 9562): made by our own rule, here from the file's content.
  private static func uuid(_ identity: [UInt8]) -> String {
    var bytes = identity
    if bytes.count == 16 {
      bytes[6] = bytes[6] & 0x0F | 0x80
      bytes[8] = bytes[8] & 0x3F | 0x80
    }
    var text = ByteWriter(capacity: 36)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.write("-") }
      text.write(lowercaseHex: byte)
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  static func escaped(_ text: String) -> String {
    if !text.utf8.contains(where: isSpecial) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
  }
}
