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
