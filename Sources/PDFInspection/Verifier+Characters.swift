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
          for code in font.allCodes where map.text(ofCode: code) == nil && !font.hasStandardCharacters {
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
        for code in font.allCodes {
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
        for code in font.codesWithoutActualText {
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
          if font.isComposite, font.allCodes.first == 0 { findings.add("\(font.place): code 0") }
        } else {
          for code in font.allCodes where font.glyph(ofCode: code) == 0 {
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
  /// What `hasStandardCharacters` is, found anew.
  func findStandardCharacters() -> Bool {
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
