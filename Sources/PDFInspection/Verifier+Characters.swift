import Diagnostics
import PDFSyntax
import PDFText

/// The requirements on what shown codes mean as characters.
extension Verifier {
  /// ISO 19005-2 6.2.11.7 and 6.2.11.8, ISO 14289-1 7.21.7 and 7.21.8.
  static let characterRules: [Rule] = [
    Rule(
      "6.2.11.7.2-1", ua: "7.21.7-1", "表示する文字コードはどれも Unicode の文字に対応する。",
      "Every code that is shown stands for Unicode characters."
    ) {
      file, findings in
      for font in file.painting.shownFonts {
        switch font.characterMap {
        case nil where font.hasBuiltInEncoding: findings.cannotJudgeProgram()
        case nil: findings.require(font.hasStandardCharacters, "\(font.place): no /ToUnicode")
        case .failure(let fault)?: findings.add("\(font.place): \(fault.message.english)")
        case .success(let map)?:
          guard font.codeWidth != nil else {
            findings.cannotJudgeCodes()
            continue
          }
          for code in font.allCodes.sorted() where map.text(ofCode: code) == nil && !font.hasStandardCharacters {
            findings.add("\(font.place): code \(code)")
          }
        }
      }
    },
    Rule(
      "6.2.11.7.2-2", ua: "7.21.7-2", "文字コードが U+0000・U+FEFF・U+FFFE に対応することはない。",
      "No code stands for U+0000, U+FEFF or U+FFFE."
    ) {
      file, findings in
      for font in file.painting.shownFonts {
        guard let map = try? font.characterMap?.get(), font.codeWidth != nil else { continue }
        for code in font.allCodes.sorted() {
          guard let text = map.text(ofCode: code) else { continue }
          for scalar in text.unicodeScalars where [0, 0xFEFF, 0xFFFE].contains(scalar.value) {
            findings.add("\(font.place): code \(code), U+\(String(scalar.value, radix: 16, uppercase: true))")
          }
        }
      }
    },
    Rule(
      "6.2.11.7.3-1", "私用領域の文字に対応する文字コードには ActualText がある。", "Codes for characters of private use have an ActualText."
    ) {
      file, findings in
      for font in file.painting.shownFonts {
        guard let map = try? font.characterMap?.get(), font.codeWidth != nil else { continue }
        for code in font.codesWithoutActualText.sorted() {
          guard let text = map.text(ofCode: code) else { continue }
          if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .privateUse }) {
            findings.add("\(font.place): code \(code)")
          }
        }
      }
    },
    Rule("6.2.11.8-1", ua: "7.21.8-1", "字形のない文字（.notdef）は表示されない。", "The glyph .notdef is never shown.") {
      file, findings in
      for font in file.painting.shownFonts {
        if font.codeWidth == nil {
          findings.cannotJudgeCodes()
        } else if font.trueType == nil {
          // In a composite font, CID 0 is .notdef whatever the program.
          if font.isComposite, font.allCodes.contains(0) { findings.add("\(font.place): code 0") }
        } else {
          for code in font.allCodes.sorted() where font.glyph(ofCode: code) == 0 {
            findings.add("\(font.place): code \(code)")
          }
        }
      }
    },
  ]
}

extension Findings {
  mutating func cannotJudgeCodes() {
    cannotJudge(
      "Identity のほかの CMap によるコードは、ここでは文字に分けられない。", "Codes by a CMap other than Identity are not taken apart here.")
  }
}

extension PaintedFont {
  /// Whether its codes have characters without a map to Unicode (ISO 32000-1 9.10.2): by a standard encoding of Latin,
  /// by names of glyphs that are known, or by one of Adobe's character collections.
  var hasStandardCharacters: Bool {
    if isComposite {
      let encoding = lookup.name("Encoding", dictionary) ?? ""
      return !encoding.hasPrefix("Identity-") && CMapNames.all.contains(encoding) || hasCollectionOfAdobe
    }
    if let differences {
      return differences.allSatisfy { !$0.isName || (try? $0.name()).map(GlyphNames.isKnown) == true }
    }
    let standard = ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding"]
    if let encodingName { return standard.contains(encodingName) }
    return subtype == "Type1" && !isSymbolic
  }

  /// Whether the names of its glyphs are in the program alone, which is none of TrueType.
  var hasBuiltInEncoding: Bool {
    (subtype == "Type1" || subtype == "MMType1") && dictionary["Encoding"] == nil && embedded != nil
  }

  private var hasCollectionOfAdobe: Bool {
    ["Japan1", "GB1", "CNS1", "Korea1"].contains(ordering ?? "")
  }
}

/// Names of glyphs (the Adobe Glyph List), as far as standard Latin text uses them.
enum GlyphNames {
  /// Whether the name says a character.
  static func isKnown(_ name: String) -> Bool {
    let base = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
    if base.isEmpty { return false }
    if known.contains(base) { return true }
    if base.utf8.count == 1 { return base.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 } }
    return base.wholeMatch(of: /uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6}/) != nil
  }

  private static let known: Set<String> = Set(
    """
    space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma \
    hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question \
    at bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright asciitilde exclamdown \
    cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot registered \
    macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior \
    ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde \
    Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde \
    Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn \
    germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave \
    iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute \
    ucircumflex udieresis yacute thorn ydieresis OE oe Scaron scaron Ydieresis Zcaron zcaron florin circumflex tilde \
    endash emdash quoteleft quoteright quotesinglbase quotedblleft quotedblright quotedblbase dagger daggerdbl bullet \
    ellipsis perthousand guilsinglleft guilsinglright Euro trademark fi fl fraction dotlessi caron breve dotaccent ring \
    ogonek hungarumlaut Lslash lslash minus ff ffi ffl Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda \
    Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha beta gamma delta epsilon zeta eta theta iota kappa \
    lambda nu xi omicron pi rho sigma tau upsilon phi chi psi omega infinity summation product radical integral \
    approxequal notequal lessequal greaterequal partialdiff lozenge apple nbspace sfthyphen universal existential \
    suchthat asteriskmath congruent therefore perpendicular radicalex theta1 sigma1 omega1 phi1 similar Upsilon1 minute \
    second club diamond heart spade arrowboth arrowleft arrowup arrowright arrowdown proportional equivalence \
    arrowvertex arrowhorizex carriagereturn aleph Ifraktur Rfraktur weierstrass circlemultiply circleplus emptyset \
    intersection union propersuperset reflexsuperset notsubset propersubset reflexsubset element notelement angle \
    gradient registerserif copyrightserif trademarkserif dotmath logicaland logicalor arrowdblboth arrowdblleft \
    arrowdblup arrowdblright arrowdbldown angleleft registersans copyrightsans trademarksans parenlefttp parenleftex \
    parenleftbt bracketlefttp bracketleftex bracketleftbt bracelefttp braceleftmid braceleftbt braceex angleright \
    integraltp integralex integralbt parenrighttp parenrightex parenrightbt bracketrighttp bracketrightex \
    bracketrightbt bracerighttp bracerightmid bracerightbt
    """.split(separator: " ").map(String.init))
}
