import Diagnostics
import PDFSyntax
import XMP

/// The requirements on what a file says of itself and on what is attached to it. Archives find and sort files by these
/// statements, and other programs learn from them which standards the file claims.
extension Verifier {
  /// ISO 19005-2 6.6 and 6.8, ISO 14289-1 5, 7.1 and 7.11.
  static let metadataRules: [Rule] = packetRules + extensionRules + attachmentRules

  private static let packetRules: [Rule] = [
    Rule("6.6.2.1-1", ua: "7.1-8", "カタログに XMP のメタデータがある。", "The catalog has XMP metadata.") { file, findings in
      findings.require(file.metadata != nil, "/Metadata")
    },
    Rule("6.6.2.1-2", "XMP の枠に bytes 属性はない。", "The frame of the XMP has no attribute bytes.") { file, findings in
      findings.require(file.packet?.frame["bytes"] == nil, "bytes")
    },
    Rule("6.6.2.1-3", "XMP の枠に encoding 属性はない。", "The frame of the XMP has no attribute encoding.") { file, findings in
      findings.require(file.packet?.frame["encoding"] == nil, "encoding")
    },
    Rule("6.6.2.1-4", "XMP は読める RDF である。", "The XMP is RDF that can be read.") { file, findings in
      if case .failure(let fault)? = file.metadata { findings.add(fault.message.english) }
    },
    Rule(
      "6.6.2.1-a", "メタデータのストリームは種類を名のり、フィルターをもたない。",
      "The stream of the metadata names its type and has no filter."
    ) { file, findings in
      let stream = file.lookup.dictionary("Metadata", file.catalog)
      let isNamed =
        stream?["Type"]?.isName("Metadata") == true && stream?["Subtype"]?.isName("XML") == true
        && stream?["Filter"] == nil
      findings.require(stream == nil || isNamed, "/Metadata")
    },
    Rule(
      "6.6.2.3.1-1", "XMP の性質は、標準のスキーマのものか、拡張スキーマとして説明されている。",
      "Properties in the XMP are of the standard schemas or described by extension schemas."
    ) { file, findings in
      guard let packet = file.packet, let extensions = file.extensions else { return }
      for property in packet.properties where XMPSchemas.type(of: property) == nil {
        let name = XMPName(property.namespace, property.name)
        findings.require(extensions.properties[name] != nil, "\(property.prefix):\(property.name)")
      }
    },
    Rule(
      "6.6.2.3.1-2", "XMP の性質の値は、スキーマの定める型である。", "The values in the XMP have the types that the schemas say."
    ) { file, findings in
      guard let packet = file.packet, let extensions = file.extensions else { return }
      for property in packet.properties {
        let name = XMPName(property.namespace, property.name)
        let type = XMPSchemas.type(of: property) ?? extensions.properties[name]
        // What no schema has, has no type either.
        findings.require(
          type?.matches(property.value, extensions.types) == true, "\(property.prefix):\(property.name)")
      }
    },
    Rule("6.6.4-1", "XMP は PDF/A の部と水準を名のる。", "The XMP declares a part and a level of PDF/A.") { file, findings in
      findings.require(file.packet?["pdfaid:part"] != nil, "pdfaid:part")
    },
    Rule("6.6.4-2", "名のる部は 2 か 3 である。", "The declared part is 2 or 3.") { file, findings in
      guard let part = file.packet?["pdfaid:part"] else { return }
      findings.require(part == "2" || part == "3", "pdfaid:part \(part.prefix(20))")
    },
    Rule("6.6.4-3", "名のる水準は A である。", "The declared level is A.") { file, findings in
      guard file.packet?["pdfaid:part"] != nil else { return }
      let level = file.packet?["pdfaid:conformance"]
      findings.require(level == "A", "pdfaid:conformance \((level ?? "none").prefix(20))")
    },
    prefixRule("6.6.4-4", nil, "pdfaid", "part"), prefixRule("6.6.4-5", nil, "pdfaid", "conformance"),
    prefixRule("6.6.4-6", nil, "pdfaid", "amd"), prefixRule("6.6.4-7", nil, "pdfaid", "corr"),
    Rule(nil, ua: "5-1", "XMP は PDF/UA の部を名のる。", "The XMP declares a part of PDF/UA.") { file, findings in
      findings.require(file.packet?["pdfuaid:part"] != nil, "pdfuaid:part")
    },
    Rule(nil, ua: "5-2", "名のる部は 1 である。", "The declared part is 1.") { file, findings in
      guard let part = file.packet?["pdfuaid:part"] else { return }
      findings.require(part == "1", "pdfuaid:part \(part.prefix(20))")
    },
    prefixRule(nil, "5-3", "pdfuaid", "part"), prefixRule(nil, "5-4", "pdfuaid", "amd"),
    prefixRule(nil, "5-5", "pdfuaid", "corr"),
    Rule(nil, ua: "7.1-9", "XMP に題名がある。", "The XMP has a title.") { file, findings in
      findings.require(file.packet?.property("dc:title") != nil, "dc:title")
    },
    Rule(nil, ua: "7.1-10", "窓の見出しにはファイル名ではなく題名を出す。", "The window shows the title, not the file name.") {
      file, findings in
      let preferences = file.lookup.dictionary("ViewerPreferences", file.catalog)
      findings.require(file.lookup.bool("DisplayDocTitle", preferences) == true, "/DisplayDocTitle")
    },
  ]

  /// A property of identification is written with the prefix that the standard gives its namespace.
  private static func prefixRule(_ archival: String?, _ accessible: String?, _ prefix: String, _ name: String) -> Rule {
    Rule(
      archival, ua: accessible, "\(name) の接頭辞は \(prefix) である。", "The prefix of \(name) is \(prefix)."
    ) { file, findings in
      guard let property = file.packet?.property("\(prefix):\(name)") else { return }
      findings.require(property.prefix == prefix, "\(property.prefix):\(name)")
    }
  }

  /// ISO 19005-2 6.6.2.3.2 and 6.6.2.3.3: what an extension schema's description has to say.
  private static let extensionRules: [Rule] =
    [
      Rule(
        "6.6.2.3.2-1", "拡張スキーマの説明に、定めのない欄はない。",
        "Descriptions of extension schemas have no other fields than the standard's."
      ) {
        file, findings in
        findings.add(file.extensions?.unknownFields ?? [])
      }
    ]
    + [
      "schemas", "schema", "schema namespaceURI", "schema prefix", "schema property", "schema valueType",
      "property name", "property valueType", "property category", "property description", "type type",
      "type namespaceURI", "type prefix", "type description", "type field", "field name", "field valueType",
      "field description",
    ].enumerated().map { index, field in
      Rule(
        "6.6.2.3.3-\(index + 1)", "拡張スキーマの説明の「\(field)」は、定めの型と接頭辞で書かれている。",
        "Descriptions of extension schemas have \(field) in the type and with the prefix that the standard says."
      ) { file, findings in
        findings.add(file.extensions?.faults[index + 1] ?? [])
      }
    }

  private static let attachmentRules: [Rule] = [
    Rule("6.8-2", ua: "7.11-1", "添付ファイルの指定には /F と /UF がある。", "Specifications of embedded files have /F and /UF.") {
      file, findings in
      for specification in file.dictionaries.fileSpecifications {
        for key in ["F", "UF"] as [StaticString] where !file.lookup.isText(key, specification.dictionary) {
          findings.add("\(specification.place): /\(key)")
        }
      }
    },
    Rule(
      "6.8-5", "第 2 部の添付ファイルは、それ自身が PDF/A の第 1 部か第 2 部である。",
      "In part 2, embedded files are PDF/A of part 1 or 2 themselves."
    ) { file, findings in
      guard file.packet?["pdfaid:part"] != "3" else { return }
      for specification in file.dictionaries.fileSpecifications {
        for stream in file.lookup.entries("EF", specification.dictionary).values {
          guard let data = file.lookup.data(file.lookup.stream(stream)) else { continue }
          guard let part = declaredPart(of: data, file.lookup.reader.budget), part == "1" || part == "2" else {
            findings.add(specification.place)
            continue
          }
          findings.cannotJudge("添付された PDF/A は、それ自体を調べる。", "An embedded PDF/A has to be checked by itself.")
        }
      }
    },
    Rule("6.8-a", "第 3 部の添付ファイルは、種類と更新日を名のる。", "In part 3, embedded files name their type and their date.") {
      file, findings in
      guard file.packet?["pdfaid:part"] == "3" else { return }
      for specification in file.dictionaries.fileSpecifications {
        for stream in file.lookup.entries("EF", specification.dictionary).values {
          let embedded = file.lookup.dictionary(stream)
          let isNamed =
            file.lookup.name("Subtype", embedded) != nil
            && file.lookup.dictionary("Params", embedded)?["ModDate"] != nil
          findings.require(isNamed, specification.place)
        }
      }
    },
    Rule(
      "6.8-b", "第 3 部の添付ファイルは、文書との関係（/AFRelationship）をいう。",
      "In part 3, embedded files say how they relate to the document (/AFRelationship)."
    ) {
      file, findings in
      guard file.packet?["pdfaid:part"] == "3" else { return }
      for specification in file.dictionaries.fileSpecifications {
        findings.require(
          file.lookup.name("AFRelationship", specification.dictionary) != nil, specification.place)
      }
    },
    Rule(
      "6.8-c", "第 3 部の添付ファイルは、文書か一部の /AF にある。",
      "In part 3, embedded files stand in the /AF of the document or of a part."
    ) {
      file, findings in
      guard file.packet?["pdfaid:part"] == "3" else { return }
      let owners = [file.catalog] + file.objects.compactMap { $0.isDictionary ? try? $0.dictionary() : nil }
      var associated: Set<ObjectIdentity> = []
      for owner in owners where owner["AF"] != nil {
        for value in file.lookup.elements("AF", owner) { associated.insert(file.lookup.identity(value)) }
      }
      for specification in file.dictionaries.fileSpecifications
      where !associated.contains(specification.identity) {
        findings.add("\(specification.place): not in /AF")
      }
    },
  ]

  /// The part of PDF/A that an embedded file declares; nil for what declares none.
  private static func declaredPart(of data: [UInt8], _ budget: PDFBudget) -> String? {
    guard let reader = try? PDFReader(data, budget: budget), let catalog = try? reader.catalog().dictionary() else {
      return nil
    }
    let lookup = ObjectLookup(reader)
    guard let metadata = lookup.data(lookup.stream(catalog["Metadata"])) else { return nil }
    return (try? XMPPacket(metadata, reader.budget))?["pdfaid:part"]
  }
}
