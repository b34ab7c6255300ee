import PDFSyntax

/// The requirements on single values, wherever they stand.
extension Verifier {
  /// ISO 19005-2 6.1.6, 6.1.8 and 6.1.13, ISO 32000-1 annex C.
  static let objectRules: [Rule] = [
    Rule("6.1.6-1", "十六進文字列の桁数は偶数である。", "Hexadecimal strings have an even number of digits.") { file, findings in
      findings.add(file.values.oddHexadecimals.places)
    },
    Rule("6.1.8-1", "フォント・色材・構造型の名前は UTF-8 である。", "Names of fonts, colorants and structure types are UTF-8.") {
      file, findings in
      // A name that is none is decoded with replacement characters.
      func judge(_ name: String?, _ place: String) {
        if name?.unicodeScalars.contains("\u{FFFD}") == true { findings.add(place) }
      }
      for font in file.painting.shownFonts { judge(file.lookup.name("BaseFont", font.dictionary), font.place) }
      for name in file.painting.colours.separations.keys { judge(name, "/Separation") }
      for space in file.painting.colours.deviceNs { for name in space.names { judge(name, space.place) } }
      for element in file.structure.elements { judge(element.name, element.identity.place) }
    },
    Rule("6.1.13-1", "整数は 32 ビットの範囲にある。", "Whole numbers have 32 bits.") { file, findings in
      findings.add(file.values.largeIntegers.places)
    },
    Rule("6.1.13-2", "実数の絶対値は 3.403 × 10³⁸ 以下である。", "Real numbers are 3.403 × 10³⁸ at most.") { file, findings in
      findings.add(file.values.largeReals.places)
    },
    Rule("6.1.13-3", "文字列は 32767 バイト以下である。", "Strings have 32767 bytes at most.") { file, findings in
      findings.add(file.values.longStrings.places)
    },
    Rule("6.1.13-4", "名前は 127 バイト以下である。", "Names have 127 bytes at most.") { file, findings in
      findings.add(file.values.longNames.places)
    },
    Rule("6.1.13-5", "0 でない実数の絶対値は 1.175 × 10⁻³⁸ 以上である。", "Real numbers other than 0 are 1.175 × 10⁻³⁸ at least.") {
      file, findings in
      findings.add(file.values.tinyReals.places)
    },
    Rule("6.1.13-7", "間接オブジェクトは 8388607 個以下である。", "There are 8388607 indirect objects at most.") { file, findings in
      findings.require(file.objects.count <= 8_388_607, "\(file.objects.count) objects")
    },
    Rule("6.1.13-8", "q の入れ子は 28 段以下である。", "The operator q is nested 28 times at most.") { file, findings in
      findings.add(file.painting.deepSaves.places.suffix(1))
    },
    Rule("6.1.13-9", "DeviceN の色材は 32 以下である。", "DeviceN colour spaces have 32 colorants at most.") { file, findings in
      for space in file.painting.colours.deviceNs where space.names.count > 32 {
        findings.add("\(space.place): \(space.names.count) colorants")
      }
    },
    Rule("6.1.13-10", "CMap の CID は 65535 以下である。", "The CIDs of CMaps are 65535 at most.") { file, findings in
      for font in file.painting.shownFonts {
        if let map = font.embeddedEncoding, map.largestCID > 65535 {
          findings.add("\(font.place): CID \(map.largestCID)")
        }
      }
    },
    Rule("6.1.13-11", "ページの枠の辺は 3 単位以上、14400 単位以下である。", "The sides of page boxes are 3 to 14400 units long.") {
      file, findings in
      for page in file.pages {
        for key in ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"] as [StaticString] {
          let numbers = (file.lookup.array(file.painting.inherited(key, page.dictionary)) ?? []).compactMap {
            file.lookup.number($0)
          }
          guard numbers.count == 4 else { continue }
          for side in [abs(numbers[2] - numbers[0]), abs(numbers[3] - numbers[1])] where !(3...14400 ~= side) {
            findings.add("\(page.place): /\(key), \(side) units")
          }
        }
      }
    },
  ]
}
