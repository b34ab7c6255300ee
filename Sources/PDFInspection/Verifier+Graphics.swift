import PDFSyntax

/// The requirements on what is painted on the pages, so that they look the same on every device.
extension Verifier {
  /// ISO 19005-2 6.2.2 to 6.2.10: what is painted.
  static let graphicsRequirements: [Requirement] = [
    Requirement(
      .archival, "6.2.2", "内容ストリームは ISO 32000-1 の演算子だけを使う。", "Content streams use operators of ISO 32000-1 only."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: file.pages.flatMap { page in page.unknownOperators.sorted().map { "page object \(page.number): \($0)" }
        })
    },
    Requirement(
      .archival, "6.2.3", "PDF/A の出力意図が一つあり、第 4 版までの ICC プロファイルを含む。",
      "There is one PDF/A output intent with an ICC profile of version 4 at most."
    ) { file throws(PDFFault) in
      let profiles = try outputProfiles(file)
      guard profiles.count == 1 else { return .fails(["\(profiles.count) output intents with GTS_PDFA1"]) }
      let data = try file.reader.expanded(profiles[0])
      guard data.count > 128, data[36..<40].elementsEqual("acsp".utf8), data[8] <= 4 else {
        return .fails(["ICC profile"])
      }
      let size = data[0..<4].reduce(0) { $0 << 8 | Int($1) }
      let space = String(decoding: data[16..<20], as: UTF8.self)
      let components = ["RGB ": 3, "GRAY": 1, "CMYK": 4][space]
      let stated = try profiles[0].dictionary().required("N").integer()
      return Verdict(size == data.count && components == stated, else: "ICC profile: \(space), /N \(stated)")
    },
    Requirement(
      .archival, "6.2.4.3", "装置依存の色は、出力意図がそれを言い表すときだけ使う。",
      "Device colours are used only where the output intent describes them."
    ) { file throws(PDFFault) in
      let used = file.pages.reduce(into: Set<String>()) { $0.formUnion($1.deviceColours) }
      guard !used.isEmpty else { return .holds }
      let components = try outputProfiles(file).first?.dictionary()["N"]?.integer()
      var missing: [String] = []
      if used.contains("DeviceRGB"), components != 3 { missing.append("DeviceRGB") }
      if used.contains("DeviceCMYK"), components != 4 { missing.append("DeviceCMYK") }
      if used.contains("DeviceGray"), components == nil { missing.append("DeviceGray") }
      return Verdict(against: missing)
    },
    Requirement(
      .archival, "6.2.5", "グラフィックス状態は転送関数も網点も定めない。", "No graphics state sets transfer functions or halftones."
    ) {
      file throws(PDFFault) in
      var findings: [String] = []
      for page in file.pages {
        guard let resources = try file.reader.dictionary("Resources", in: page.dictionary),
          let states = try file.reader.dictionary("ExtGState", in: resources)
        else { continue }
        for entry in states.entries {
          let state = try file.reader.resolved(states.value(of: entry)).dictionary()
          if state["TR"] != nil || state["HTP"] != nil || state["HT"] != nil
            || state["TR2"].map({ !$0.isName("Default") }) == true
          {
            findings.append("/\(states.name(of: entry))")
          }
        }
      }
      return Verdict(against: findings)
    },
    Requirement(
      .archival, "6.2.8", "画像は補間せず、代替画像も OPI ももたない。", "Images are not interpolated and have neither alternates nor OPI."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "XObject", subtype: "Image") { image throws(PDFFault) in
          if try image["Interpolate"]?.bool() == true { return "/Interpolate true" }
          return image["Alternates"] == nil && image["OPI"] == nil ? nil : "/Alternates or /OPI"
        })
    },
    Requirement(
      .archival, "6.2.9", "フォーム XObject は PostScript・参照・OPI を含まない。",
      "Form XObjects hold no PostScript, reference or OPI."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "XObject", subtype: "Form") { form throws(PDFFault) in
          form["PS"] == nil && form["Ref"] == nil && form["OPI"] == nil && form["Subtype2"] == nil
            ? nil : "/PS, /Ref, /OPI or /Subtype2"
        } + file.findings(type: "XObject", subtype: "PS") { _ throws(PDFFault) in "PostScript XObject" })
    },
  ]

  /// The ICC profiles of the output intents for PDF/A.
  private static func outputProfiles(_ file: VerifiedFile) throws(PDFFault) -> [PDFObject] {
    var profiles: [PDFObject] = []
    for intent in try file.reader.array("OutputIntents", in: file.catalog) ?? [] {
      let dictionary = try file.reader.resolved(intent).dictionary()
      if try dictionary.required("S").isName("GTS_PDFA1") {
        profiles.append(try file.reader.target(try dictionary.required("DestOutputProfile")))
      }
    }
    return profiles
  }
}

extension Verifier {
  /// ISO 19005-2 6.2.11 and ISO 14289-1 7.21: fonts.
  static let fontRequirements: [Requirement] = [
    Requirement(
      .archival, "6.2.11.3.2", "埋め込んだ TrueType の CID フォントには CIDToGIDMap がある。",
      "Embedded CIDFontType2 fonts have a CIDToGIDMap."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "Font", subtype: "CIDFontType2") { font throws(PDFFault) in
          guard let map = font["CIDToGIDMap"] else { return "no /CIDToGIDMap" }
          return map.isName("Identity") || map.isReference ? nil : "/CIDToGIDMap"
        })
    },
    Requirement(
      .archival, "6.2.11.3.3", "合成フォントの符号化は Identity か埋め込んだ CMap である。",
      "Composite fonts are encoded by Identity or an embedded CMap."
    ) { file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "Font", subtype: "Type0") { font throws(PDFFault) in
          let encoding = try font.required("Encoding")
          return encoding.isName("Identity-H") || encoding.isName("Identity-V") || encoding.isReference
            ? nil : "/Encoding"
        })
    },
    Requirement(.archival, "6.2.11.4.1", "すべてのフォントが埋め込まれている。", "Every font is embedded.") { file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "Font") { font throws(PDFFault) in
          if font["Subtype"]?.isName("Type0") == true || font["Subtype"]?.isName("Type3") == true { return nil }
          guard let descriptor = font["FontDescriptor"] else { return "no /FontDescriptor" }
          let dictionary = try file.reader.target(descriptor).dictionary()
          for key in ["FontFile", "FontFile2", "FontFile3"] as [StaticString] {
            if let program = dictionary[key] { return try file.reader.target(program).isStream ? nil : "/\(key)" }
          }
          return "no font program"
        })
    },
    Requirement(
      .archival, "6.2.11.5", "フォント辞書の幅はフォント内の幅と一致する。", "Widths in the font dictionaries are those of the font programs."
    ) {
      _ throws(PDFFault) in .cannotBeJudged
    },
    Requirement(
      .archival, "6.2.11.6", "記号でない TrueType フォントは標準の符号化を使う。", "Nonsymbolic TrueType fonts use a standard encoding."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings(type: "Font", subtype: "TrueType") { font throws(PDFFault) in
          let flags = try file.reader.target(try font.required("FontDescriptor")).dictionary().required("Flags")
            .integer()
          if flags & 4 != 0 { return nil }
          guard let encoding = font["Encoding"] else { return "no /Encoding" }
          return encoding.isName("WinAnsiEncoding") || encoding.isName("MacRomanEncoding") ? nil : "/Encoding"
        })
    },
    Requirement(.archival, "6.2.11.7.2", "すべてのフォントに、文字コードから Unicode への対応がある。", "Every font maps its codes to Unicode.")
    {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings { (object, dictionary) throws(PDFFault) in
          guard dictionary["Type"]?.isName("Font") == true, let kind = dictionary["Subtype"],
            !kind.isName("CIDFontType2"),
            !kind.isName("CIDFontType0")
          else { return nil }
          guard dictionary["ToUnicode"] != nil else { return "no /ToUnicode" }
          return try CharacterMap(of: object, in: file.reader).isEmpty ? "empty /ToUnicode" : nil
        })
    },
    Requirement(.archival, "6.2.11.8", "字形のない文字（.notdef）は表示されない。", "The glyph .notdef is never shown.") {
      file throws(PDFFault) in
      Verdict(
        against: file.pages.flatMap { page in page.notdefs.sorted().map { "page object \(page.number): /\($0)" } })
    },
  ]
}
