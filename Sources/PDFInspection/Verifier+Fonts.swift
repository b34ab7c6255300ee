import PDFSyntax

/// The requirements on fonts, so that the text can still be drawn, read and searched where none of its fonts is
/// installed. The two standards ask the same of them, in clauses of their own.
extension Verifier {
  /// ISO 19005-2 6.2.11 and ISO 14289-1 7.21.
  static let fontRules: [Rule] =
    [
      Rule("6.2.11.2-1", "フォント辞書の /Type は Font である。", "The /Type of font dictionaries is Font.") { file, findings in
        for font in file.painting.shownFonts where font.dictionary["Type"]?.isName("Font") != true {
          findings.add(font.place)
        }
      },
      Rule("6.2.11.2-2", "フォントの種類は ISO 32000-1 のものである。", "The kinds of fonts are those of ISO 32000-1.") {
        file, findings in
        let kinds = ["Type0", "Type1", "MMType1", "TrueType", "Type3"]
        for font in file.painting.shownFonts where !kinds.contains(font.subtype) {
          findings.add("\(font.place): /\(font.subtype)")
        }
      },
      Rule("6.2.11.2-3", "フォントは名前をもつ。", "Fonts have names.") { file, findings in
        for font in file.painting.shownFonts where font.subtype != "Type3" {
          findings.require(file.lookup.name("BaseFont", font.dictionary) != nil, font.place)
        }
      },
      Rule("6.2.11.2-4", "単純フォントには /FirstChar がある。", "Simple fonts have /FirstChar.") { file, findings in
        for font in file.painting.simpleFonts where font.dictionary["FirstChar"] == nil { findings.add(font.place) }
      },
      Rule("6.2.11.2-5", "単純フォントには /LastChar がある。", "Simple fonts have /LastChar.") { file, findings in
        for font in file.painting.simpleFonts where font.dictionary["LastChar"] == nil { findings.add(font.place) }
      },
      Rule(
        "6.2.11.2-6", "単純フォントの /Widths は、/FirstChar から /LastChar までの幅をもつ。",
        "The /Widths of simple fonts go from /FirstChar to /LastChar."
      ) {
        file, findings in
        for font in file.painting.simpleFonts {
          let widths = file.lookup.array("Widths", font.dictionary)?.count
          let (first, last) = (
            file.lookup.integer("FirstChar", font.dictionary) ?? 0,
            file.lookup.integer("LastChar", font.dictionary) ?? 0
          )
          let isWhole =
            widths != nil && first.magnitude < 1 << 20 && last.magnitude < 1 << 20 && widths == last - first + 1
          findings.require(isWhole, font.place)
        }
      },
      Rule("6.2.11.2-7", "埋め込んだ FontFile3 の種類は ISO 32000-1 のものである。", "Embedded FontFile3 are of a kind of ISO 32000-1.")
      {
        file, findings in
        for font in file.painting.shownFonts where font.embedded?.key == "FontFile3" {
          let kind = file.lookup.name("Subtype", try? font.embedded?.stream.dictionary()) ?? "none"
          findings.require(["Type1C", "CIDFontType0C", "OpenType"].contains(kind), "\(font.place): /\(kind)")
        }
      },
      Rule(
        "6.2.11.3.1-1", ua: "7.21.3.1-1", "合成フォントの CMap と CID フォントは、同じ文字集合による。",
        "CMap and CIDFont of a composite font have the same character collection."
      ) { file, findings in
        for font in file.painting.shownFonts where font.isComposite {
          guard let map = font.embeddedEncoding else { continue }
          let system = file.lookup.dictionary("CIDSystemInfo", font.descendant)
          let isSame =
            file.lookup.string("Registry", system) == map.registry && map.registry != nil
            && file.lookup.string("Ordering", system) == map.ordering
            && (file.lookup.integer("Supplement", system) ?? Int.max) <= (map.supplement ?? 0)
          findings.require(isSame, font.place)
        }
      },
      Rule(
        "6.2.11.3.2-1", ua: "7.21.3.2-1", "埋め込んだ TrueType の CID フォントには CIDToGIDMap がある。",
        "Embedded CIDFontType2 fonts have a CIDToGIDMap."
      ) { file, findings in
        for font in file.painting.shownFonts where font.isComposite && font.embedded != nil {
          guard let descendant = font.descendant, file.lookup.name("Subtype", descendant) == "CIDFontType2" else {
            continue
          }
          let isMap =
            file.lookup.name("CIDToGIDMap", descendant) == "Identity"
            || file.lookup.stream(descendant["CIDToGIDMap"]) != nil
          findings.require(isMap, font.place)
        }
      },
      Rule(
        "6.2.11.3.3-1", ua: "7.21.3.3-1", "合成フォントの符号化は ISO 32000-1 の CMap か、埋め込んだ CMap である。",
        "Composite fonts are encoded by a CMap of ISO 32000-1 or an embedded one."
      ) { file, findings in
        for font in file.painting.shownFonts where font.isComposite {
          let name = file.lookup.name("Encoding", font.dictionary)
          let isKnown = name.map { CMapNames.all.contains($0) } ?? (font.embeddedEncoding != nil)
          findings.require(isKnown, "\(font.place): \(name ?? "/Encoding")")
        }
      },
      Rule(
        "6.2.11.3.3-2", ua: "7.21.3.3-2", "埋め込んだ CMap の書字方向は、その辞書のものと同じである。",
        "The writing mode of an embedded CMap is that of its dictionary."
      ) { file, findings in
        for font in file.painting.shownFonts {
          if let map = font.embeddedEncoding, map.mode != map.statedMode { findings.add(font.place) }
        }
      },
      Rule(
        "6.2.11.3.3-3", ua: "7.21.3.3-3", "埋め込んだ CMap がよりどころとする CMap は ISO 32000-1 のものである。",
        "The CMap that an embedded CMap builds upon is one of ISO 32000-1."
      ) { file, findings in
        for font in file.painting.shownFonts {
          if let name = font.embeddedEncoding?.base, !CMapNames.all.contains(name) {
            findings.add("\(font.place): \(name)")
          }
        }
      },
      Rule(
        "6.2.11.4.1-1", ua: "7.21.4.1-1", "見える文字のフォントは、読める形で埋め込まれている。",
        "The fonts of visible text are embedded, and can be read."
      ) {
        file, findings in
        for font in file.painting.shownFonts where font.subtype != "Type3" && !font.codes.isEmpty {
          findings.require(font.embedded != nil, "\(font.place): not embedded")
          findings.require(!font.isDamaged, "\(font.place): damaged font program")
        }
      },
      Rule(
        "6.2.11.4.1-2", ua: "7.21.4.1-2", "埋め込んだフォントは、表示する字形をすべてもつ。",
        "Embedded fonts have all the glyphs that are shown."
      ) {
        file, findings in
        for font in file.painting.shownFonts {
          guard let program = font.trueType else {
            if font.embedded?.key != nil, !font.isDamaged { findings.cannotJudgeProgram() }
            continue
          }
          for code in font.codes {
            if let glyph = font.glyph(ofCode: code), glyph >= program.glyphCount {
              findings.add("\(font.place): code \(code)")
            }
          }
        }
      },
      Rule(
        "6.2.11.4.2-1", ua: "7.21.4.2-1", "Type 1 の部分フォントの CharSet は、含む字形をすべて挙げる。",
        "The CharSet of a Type 1 subset names all the glyphs in it."
      ) { file, findings in
        for font in file.painting.simpleFonts where font.isSubset && font.descriptor?["CharSet"] != nil {
          findings.cannotJudgeProgram()
        }
      },
      Rule(
        "6.2.11.4.2-2", ua: "7.21.4.2-2", "部分フォントの CIDSet は、含む字形をすべて挙げる。",
        "The CIDSet of a subset names all the glyphs in it."
      ) { file, findings in
        for font in file.painting.shownFonts where font.isComposite {
          guard let set = file.lookup.stream(font.descriptor?["CIDSet"]), font.isSubset else { continue }
          guard let program = font.trueType, file.lookup.name("CIDToGIDMap", font.descendant) == "Identity" else {
            findings.cannotJudgeProgram()
            continue
          }
          let missing = font.glyphMissing(from: set, program)
          if let missing { findings.add("\(font.place): CID \(missing)") }
        }
      },
      Rule(
        "6.2.11.5-1", ua: "7.21.5-1", "フォント辞書の幅はフォント内の幅と一致する。",
        "Widths in the font dictionaries are those of the font programs."
      ) { file, findings in
        for font in file.painting.shownFonts {
          for (code, stated, painted) in font.subtype == "Type3" ? font.unlikeType3Widths() : [] {
            findings.add("\(font.place): code \(code), \(stated) for \(painted)")
          }
          guard let program = font.trueType else {
            if font.embedded?.key != nil, !font.isDamaged { findings.cannotJudgeProgram() }
            continue
          }
          for code in font.codes {
            guard let glyph = font.glyph(ofCode: code), glyph < program.glyphCount,
              let stated = font.width(ofCode: code)
            else { continue }
            let width = program.width(ofGlyph: glyph)
            findings.require(abs(width - stated) <= 1, "\(font.place): code \(code), \(stated) for \(width)")
          }
        }
      },
      Rule(
        "6.2.11.6-1", ua: "7.21.6-1", "記号でない TrueType フォントは、Unicode か Macintosh の文字表をもつ。",
        "Nonsymbolic TrueType fonts have a character map of Unicode or the Macintosh."
      ) {
        file, findings in
        for (font, program) in file.painting.simpleTrueTypes where !font.isSymbolic {
          findings.require(program.characterMapCount > (program.hasCharacterMap(3, 0) ? 1 : 0), font.place)
        }
      },
      Rule(
        "6.2.11.6-2", ua: "7.21.6-2", "記号でない TrueType フォントは標準の符号化を使う。",
        "Nonsymbolic TrueType fonts use a standard encoding."
      ) {
        file, findings in
        for font in file.painting.simpleFonts where font.subtype == "TrueType" && !font.isSymbolic {
          let name = font.encodingName ?? "none"
          var isStandard = name == "WinAnsiEncoding" || name == "MacRomanEncoding"
          if let differences = font.differences {
            let hasUnicode =
              font.trueType?.hasCharacterMap(3, 1) ?? true
            let names = differences.compactMap { file.lookup.name($0) }
            isStandard = isStandard && hasUnicode && names.allSatisfy(GlyphNames.isKnown)
          }
          findings.require(isStandard, "\(font.place): \(name)")
        }
      },
      Rule("6.2.11.6-3", ua: "7.21.6-3", "記号の TrueType フォントは符号化を名のらない。", "Symbolic TrueType fonts name no encoding.") {
        file, findings in
        for font in file.painting.simpleFonts where font.subtype == "TrueType" && font.isSymbolic {
          findings.require(font.dictionary["Encoding"] == nil, font.place)
        }
      },
      Rule(
        "6.2.11.6-4", ua: "7.21.6-4", "記号の TrueType フォントは文字表を一つ、または記号のものをもつ。",
        "Symbolic TrueType fonts have one character map, or the symbolic one."
      ) {
        file, findings in
        for (font, program) in file.painting.simpleTrueTypes where font.isSymbolic {
          findings.require(program.hasCharacterMap(3, 0) || program.characterMapCount == 1, font.place)
        }
      },
    ] + characterRules
}

extension Findings {
  mutating func cannotJudgeProgram() {
    cannotJudge(
      "TrueType のほかのフォントは、ここでは中を見ない。", "The programs of fonts other than TrueType are not looked into here.")
  }
}

extension PaintedFont {
  /// Whether the name has the tag of a subset: `ABCDEF+`.
  var isSubset: Bool {
    guard let name = try? (dictionary["BaseFont"] ?? descendant?["BaseFont"])?.name() else { return false }
    let tag = name.utf8.prefix(7)
    return tag.count == 7 && tag.last == UInt8(ascii: "+") && tag.dropLast().allSatisfy { 0x41...0x5A ~= $0 }
  }
}

extension Painting {
  /// Fonts with codes of one byte and widths of their own.
  var simpleFonts: [PaintedFont] {
    shownFonts.filter { font in
      !font.isComposite && font.subtype != "Type3" && !(font.embedded == nil && font.descriptor == nil)
    }
  }

  var simpleTrueTypes: [(PaintedFont, TrueTypeProgram)] {
    simpleFonts.compactMap { font in
      font.subtype == "TrueType" ? font.trueType.map { (font, $0) } : nil
    }
  }
}
