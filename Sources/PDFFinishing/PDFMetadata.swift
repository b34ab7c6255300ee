import PDFSyntax

/// What a file says of itself, which drawing does not know: title, author, dates, attachment.
package struct PDFMetadata: Sendable {
  package var title: String
  package var author: String
  /// The day of issue. Where a PDF needs a time, it is 00:00:00 in Japan.
  package var issuedOn: PDFDate
  /// The paper's own identifier, in XMP's dc:identifier; nil for none.
  package var identifier: String?
  /// A language tag of BCP 47.
  package var language = "ja-JP"
  /// The program, in Creator and Producer.
  package var program: String
  /// Data that go with the paper. A file with an attachment is PDF/A-3a, all others are PDF/A-2a.
  package var attachment: Attachment?
  /// Whether the metadata claim PDF/A. Those of a file that is going to be encrypted must not: it is none.
  package var isArchival = true

  package init(
    title: String, author: String, issuedOn: PDFDate, identifier: String? = nil, program: String,
    attachment: Attachment? = nil
  ) {
    self.title = title
    self.author = author
    self.issuedOn = issuedOn
    self.identifier = identifier
    self.program = program
    self.attachment = attachment
  }
}

/// A day, written as midnight in Japan.
package struct PDFDate: Sendable, Hashable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// As the information dictionary has it (ISO 32000-1 7.9.4): `D:20261103000000+09'00'`.
  var info: String { "D:\(digits)000000+09'00'" }
  /// As XMP has it: `2026-11-03T00:00:00+09:00`.
  var xmp: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T00:00:00+09:00" }

  private var digits: String { padded(year, 4) + padded(month, 2) + padded(day, 2) }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A file inside the file: ISO 19005-3 annex E.
package struct Attachment: Sendable, Hashable {
  package var name: String
  /// Media type.
  package var type: String
  package var description: String
  package var bytes: [UInt8]

  package init(name: String, type: String = "application/json", description: String, bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.description = description
    self.bytes = bytes
  }
}

/// Writes the XMP packet: ISO 19005-2 6.6.2 and ISO 14289-1 5.
enum XMPWriter {
  /// - Parameter identity: 16 bytes that name this very file.
  static func packet(_ metadata: PDFMetadata, identity: [UInt8]) -> [UInt8] {
    let date = metadata.issuedOn.xmp
    let claim =
      metadata.isArchival ? " pdfaid:part=\"\(metadata.attachment == nil ? 2 : 3)\" pdfaid:conformance=\"A\"" : ""
    let identifier = metadata.identifier.map { " dc:identifier=\"\(escaped($0))\"" } ?? ""
    // Simple properties are attributes, which is shorter: the packet is never compressed, so each byte of it is a byte
    // of the file.
    return Array(
      """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <rdf:Description rdf:about="" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
      xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
      xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
      xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
      dc:format="application/pdf"\(identifier) xmp:CreatorTool="\(escaped(metadata.program))" \
      pdf:Producer="\(escaped(metadata.program))" \
      xmp:CreateDate="\(date)" xmp:ModifyDate="\(date)" xmpMM:DocumentID="uuid:\(uuid(identity))"\(claim) \
      pdfuaid:part="1"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(metadata.title))</rdf:li></rdf:Alt>\
      </dc:title><dc:creator><rdf:Seq><rdf:li>\(escaped(metadata.author))</rdf:li></rdf:Seq></dc:creator>\
      \(extensionSchema)</rdf:Description></rdf:RDF></x:xmpmeta>
      <?xpacket end="r"?>
      """.utf8)
  }

  /// Describes pdfuaid:part, as PDF/A demands of every property that is not in the XMP specification (ISO 19005-2
  /// 6.6.2.3.3).
  private static let extensionSchema = """
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>\
    pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag>\
    </pdfaExtension:schemas>
    """

  /// Bytes as a UUID of version 8 (RFC 9562), which is made by a rule of the program's own: here from the file's
  /// content.
  private static func uuid(_ identity: [UInt8]) -> String {
    var bytes = identity
    if bytes.count == 16 {
      bytes[6] = bytes[6] & 0x0F | 0x80
      bytes[8] = bytes[8] & 0x3F | 0x80
    }
    var text = ByteWriter(capacity: 36)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.write("-") }
      text.writeLowercaseHex(byte)
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
