import PDFSyntax

/// The requirements on what a file says of itself and on what is attached to it. Archives find and sort files by these
/// statements, and other programs learn from them which standards the file claims.
extension Verifier {
  /// ISO 19005-2 6.6 and 6.8, ISO 14289-1 5 and 7.1: the metadata and the attachments.
  static let metadataRequirements: [Requirement] = [
    Requirement(.archival, "6.6.2.1", "カタログにフィルターのない XMP のメタデータがある。", "The catalog has XMP metadata, without a filter.")
    {
      file throws(PDFFault) in
      guard let reference = file.catalog["Metadata"], file.metadata != nil else { return .fails(["/Metadata"]) }
      let dictionary = try file.reader.target(reference).dictionary()
      guard try dictionary.required("Type").isName("Metadata"), try dictionary.required("Subtype").isName("XML") else {
        return .fails(["/Type /Metadata /Subtype /XML"])
      }
      return Verdict(dictionary["Filter"] == nil, else: "/Filter")
    },
    Requirement(
      .archival, "6.6.2.3.1", "使う XMP の名前空間は、標準のものか、拡張スキーマとして説明されている。",
      "Namespaces in the XMP are the standard ones or described as extension schemas."
    ) { file throws(PDFFault) in
      guard let metadata = file.metadata else { return .fails(["/Metadata"]) }
      let standard: Set<String> = [
        "adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/",
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/pdf/1.3/", "http://www.aiim.org/pdfa/ns/id/",
        "http://www.aiim.org/pdfa/ns/extension/", "http://www.aiim.org/pdfa/ns/schema#",
        "http://www.aiim.org/pdfa/ns/property#",
      ]
      let described = Set(metadata.values["pdfaSchema:namespaceURI"] ?? [])
      return Verdict(
        against: metadata.namespaces.values.filter { !standard.contains($0) && !described.contains($0) }.sorted())
    },
    Requirement(
      .archival, "6.6.2.3.2", "文書情報辞書と XMP の題名・作成者・ソフト名・日付は等しい。",
      "Title, author, programs and dates are the same in the information dictionary and in the XMP."
    ) { file throws(PDFFault) in
      guard let metadata = file.metadata, try file.information() != nil else { return .fails(["/Info or /Metadata"]) }
      var findings: [String] = []
      let pairs: [(StaticString, String)] = [
        ("Title", "dc:title"), ("Author", "dc:creator"), ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"),
      ]
      for (key, property) in pairs where try file.information(key) != metadata[property] {
        findings.append("\(key) and \(property)")
      }
      let dates: [(StaticString, String)] = [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")]
      for (key, property) in dates {
        guard let date = try file.information(key) else {
          if metadata[property] != nil { findings.append(property) }
          continue
        }
        if metadata[property].map(Self.pdfDate) != date { findings.append("\(key) and \(property)") }
      }
      return Verdict(against: findings)
    },
    Requirement(
      .archival, "6.6.4", "XMP は PDF/A の第 2 部か第 3 部の水準 A を名のる。", "The XMP declares part 2 or 3 of PDF/A, level A."
    ) {
      file throws(PDFFault) in
      let (part, level) = (file.metadata?["pdfaid:part"], file.metadata?["pdfaid:conformance"])
      guard file.metadata?.namespaces["pdfaid"] == "http://www.aiim.org/pdfa/ns/id/" else {
        return .fails(["namespace of pdfaid"])
      }
      return Verdict(
        (part == "2" || part == "3") && level == "A",
        else: "pdfaid:part \(part ?? "-"), pdfaid:conformance \(level ?? "-")")
    },
    Requirement(
      .archival, "6.8", "添付ファイルは第 3 部でだけ認められ、種類・関係・日付をもち、カタログの /AF にある。",
      "Embedded files are for part 3 only, with a type, a relationship and a date, and stand in the catalog's /AF."
    ) { file throws(PDFFault) in
      var findings = try file.findings(type: "EmbeddedFile") { embedded throws(PDFFault) in
        guard embedded["Subtype"]?.isName == true, let parameters = embedded["Params"] else {
          return "/Subtype or /Params"
        }
        return try file.reader.resolved(parameters).dictionary()["ModDate"] == nil ? "/ModDate" : nil
      }
      let associated = try file.reader.array("AF", in: file.catalog) ?? []
      let numbers = try associated.map { value throws(PDFFault) in try value.reference().number }
      var specifications = 0
      findings += try file.findings { (object, dictionary) throws(PDFFault) in
        guard dictionary["EF"] != nil else { return nil }
        specifications += 1
        guard dictionary["F"] != nil, dictionary["UF"] != nil, dictionary["AFRelationship"]?.isName == true else {
          return "/F, /UF or /AFRelationship"
        }
        return numbers.contains(object.number) ? nil : "not in /AF"
      }
      if specifications > 0, file.metadata?["pdfaid:part"] != "3" { findings.append("pdfaid:part is not 3") }
      return Verdict(against: findings)
    },
    Requirement(.accessible, "5", "XMP は PDF/UA の第 1 部を名のる。", "The XMP declares part 1 of PDF/UA.") {
      file throws(PDFFault) in
      Verdict(
        file.metadata?["pdfuaid:part"] == "1"
          && file.metadata?.namespaces["pdfuaid"] == "http://www.aiim.org/pdfua/ns/id/",
        else: "pdfuaid:part \(file.metadata?["pdfuaid:part"] ?? "-")")
    },
    Requirement(.accessible, "7.1a", "XMP に題名がある。", "The XMP has a title.") { file throws(PDFFault) in
      Verdict(file.metadata?["dc:title"]?.isEmpty == false, else: "dc:title")
    },
    Requirement(.accessible, "7.1b", "窓の見出しにはファイル名ではなく題名を出す。", "The window shows the title, not the file name.") {
      file throws(PDFFault) in
      let preferences = try file.reader.dictionary("ViewerPreferences", in: file.catalog)
      return Verdict(try preferences?["DisplayDocTitle"]?.bool() == true, else: "/DisplayDocTitle")
    },
  ]

  /// A date of XMP as the information dictionary writes it: `2026-11-03T00:00:00+09:00` → `D:20261103000000+09'00'`.
  static func pdfDate(_ xmp: String) -> String {
    let parts = xmp.replacing("T", with: "").replacing("-", with: "", maxReplacements: 2).split(
      separator: "+", maxSplits: 1)
    guard parts.count == 2 else { return "D:" + xmp.filter { $0.isNumber || $0 == "Z" } }
    return "D:" + parts[0].filter(\.isNumber) + "+" + parts[1].replacing(":", with: "'") + "'"
  }
}
