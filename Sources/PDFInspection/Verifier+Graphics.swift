import PDFSyntax

/// The requirements on what is painted, so that it looks the same on every device.
extension Verifier {
  /// ISO 19005-2 6.2.2, 6.2.5, 6.2.6, 6.2.8 to 6.2.10; ISO 14289-1 7.20.
  static let graphicsRules: [Rule] = [
    Rule("6.2.2-1", "内容ストリームは ISO 32000-1 の演算子だけを使う。", "Content streams use operators of ISO 32000-1 only.") {
      file, findings in
      findings.add(file.painting.unknownOperators.places)
      findings.add(file.painting.unreadable.places)
    },
    Rule(
      "6.2.2-2", "内容が使う資源は、その内容自身の資源辞書にある。", "The resources that a content uses are in a dictionary of its own."
    ) { file, findings in
      findings.add(file.painting.missingResources.places)
    },
    Rule("6.1.10-1", "行内画像は LZW・Crypt フィルターを使わない。", "Inline images do not use the filters LZWDecode and Crypt.") {
      file, findings in
      findings.add(file.painting.inlineFilters.places)
    },
    Rule("6.2.5-1", "グラフィックス状態は転送関数を定めない。", "Graphics states set no transfer functions.") { file, findings in
      for state in file.painting.states where state.dictionary["TR"] != nil { findings.add("\(state.place): /TR") }
    },
    Rule("6.2.5-2", "グラフィックス状態の TR2 は Default である。", "The TR2 of graphics states is Default.") { file, findings in
      for state in file.painting.states where state.dictionary["TR2"]?.isName("Default") == false {
        findings.add("\(state.place): /TR2")
      }
    },
    Rule("6.2.5-3", "グラフィックス状態は HTP をもたない。", "Graphics states have no HTP.") { file, findings in
      for state in file.painting.states where state.dictionary["HTP"] != nil { findings.add("\(state.place): /HTP") }
    },
    Rule("6.2.5-4", "網点は種類 1 か 5 である。", "Halftones are of type 1 or 5.") { file, findings in
      for halftone in file.halftones {
        let type = file.lookup.integer("HalftoneType", halftone.dictionary)
        findings.require(type == 1 || type == 5, halftone.place)
      }
    },
    Rule("6.2.5-5", "網点は名前をもたない。", "Halftones have no names.") { file, findings in
      for halftone in file.halftones where halftone.dictionary["HalftoneName"] != nil {
        findings.add("\(halftone.place): /HalftoneName")
      }
    },
    Rule(
      "6.2.5-6", "網点の転送関数は、基本の色材のほかの色材だけがもつ。",
      "Halftones have transfer functions for colorants other than the process colours, and only for these."
    ) { file, findings in
      for halftone in file.halftones where file.lookup.integer("HalftoneType", halftone.dictionary) == 5 {
        for (name, value) in file.lookup.entries(of: halftone.dictionary) where name != "Default" {
          guard let own = file.lookup.dictionary(value), own["HalftoneType"] != nil else { continue }
          let isProcess = ["Cyan", "Magenta", "Yellow", "Black"].contains(name)
          findings.require(isProcess == (own["TransferFunction"] == nil), "\(halftone.place): /\(name)")
        }
      }
      for halftone in file.plainHalftones where halftone.dictionary["TransferFunction"] != nil {
        findings.add("\(halftone.place): /TransferFunction")
      }
    },
    Rule("6.2.6-1", "レンダリング意図は ISO 32000-1 の四つのどれかである。", "Rendering intents are one of the four of ISO 32000-1.") {
      file, findings in
      findings.add(file.painting.badIntents.places)
    },
    Rule("6.2.8-1", "画像は代替画像をもたない。", "Images have no alternates.") { file, findings in
      for image in file.painting.images where image.dictionary["Alternates"] != nil { findings.add(image.place) }
    },
    Rule("6.2.8-2", "画像は OPI をもたない。", "Images have no OPI.") { file, findings in
      for image in file.painting.images where image.dictionary["OPI"] != nil { findings.add(image.place) }
    },
    Rule("6.2.8-3", "画像は補間しない。", "Images are not interpolated.") { file, findings in
      for image in file.painting.images {
        let isInterpolated =
          file.lookup.bool("Interpolate", image.dictionary) == true || file.lookup.bool("I", image.dictionary) == true
        findings.require(!isInterpolated, image.place)
      }
    },
    Rule("6.2.8-4", "画像の成分は 1・2・4・8・16 ビットである。", "The components of images have 1, 2, 4, 8 or 16 bits.") {
      file, findings in
      for image in file.painting.images where file.lookup.bool("ImageMask", image.dictionary) != true {
        let bits = file.lookup.integer(image.dictionary["BitsPerComponent"] ?? image.dictionary["BPC"])
        if let bits, ![1, 2, 4, 8, 16].contains(bits) { findings.add("\(image.place): \(bits) bits") }
      }
    },
    Rule("6.2.8-5", "型抜きの画像は 1 ビットである。", "Image masks have one bit.") { file, findings in
      for image in file.painting.images where file.lookup.bool("ImageMask", image.dictionary) == true {
        let bits = file.lookup.integer("BitsPerComponent", image.dictionary)
        if let bits, bits != 1 { findings.add("\(image.place): \(bits) bits") }
      }
    },
    Rule("6.2.8.3-1", "JPEG 2000 の色の成分は 1・3・4 のどれかである。", "JPEG 2000 images have 1, 3 or 4 channels of colour.") {
      file, findings in
      for (place, picture) in file.pictures2000 {
        if let count = picture.colourChannels, ![1, 3, 4].contains(count) {
          findings.add("\(place): \(count) channels")
        }
      }
    },
    Rule(
      "6.2.8.3-2", "JPEG 2000 の色の指定は一つ、または優先するものが一つだけである。",
      "JPEG 2000 images specify one colour space, or mark one of several as the best."
    ) { file, findings in
      for (place, picture) in file.pictures2000 where !picture.hasSpaceInFile {
        findings.require(picture.specifications.count == 1 || picture.bestSpecifications == 1, place)
      }
    },
    Rule("6.2.8.3-3", "JPEG 2000 の色の指定は方法 1・2・3 による。", "JPEG 2000 images specify colours by method 1, 2 or 3.") {
      file, findings in
      for (place, picture) in file.pictures2000 where !picture.hasSpaceInFile {
        if let method = picture.specification?.method, !(1...3 ~= method) { findings.add("\(place): method \(method)") }
      }
    },
    Rule("6.2.8.3-4", "JPEG 2000 は列挙色空間 19（CIEJab）を使わない。", "JPEG 2000 images do not use the colour space 19 (CIEJab).")
    {
      file, findings in
      for (place, picture) in file.pictures2000 where !picture.hasSpaceInFile {
        findings.require(picture.specification?.space != 19, place)
      }
    },
    Rule(
      "6.2.8.3-5", "JPEG 2000 の成分は同じ 1〜38 ビットである。",
      "The components of JPEG 2000 images have the same depth of 1 to 38 bits."
    ) {
      file, findings in
      for (place, picture) in file.pictures2000 {
        let isEven = !picture.hasDepthsOfComponents && (picture.depth.map { 1...38 ~= $0 } ?? true)
        findings.require(isEven, place)
      }
    },
    Rule("6.2.9-1", "フォーム XObject は PostScript も OPI も含まない。", "Form XObjects hold neither PostScript nor OPI.") {
      file, findings in
      for form in file.painting.forms {
        let isPlain =
          form.dictionary["PS"] == nil && form.dictionary["OPI"] == nil
          && form.dictionary["Subtype2"]?.isName("PS") != true
        findings.require(isPlain, form.place)
      }
    },
    Rule("6.2.9-2", ua: "7.20-1", "フォーム XObject はほかの文書を参照しない。", "Form XObjects do not refer to other documents.") {
      file, findings in
      for form in file.painting.forms where form.dictionary["Ref"] != nil { findings.add("\(form.place): /Ref") }
    },
    Rule("6.2.9-3", "PostScript の XObject はない。", "There are no PostScript XObjects.") { file, findings in
      for object in file.painting.postScripts { findings.add(object.place) }
    },
    Rule("6.2.10-1", "混合方法は ISO 32000-1 のものである。", "Blend modes are those of ISO 32000-1.") { file, findings in
      let modes: Set<String> = [
        "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
        "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
      ]
      for state in file.painting.states {
        for mode in file.lookup.elements("BM", state.dictionary) {
          let name = file.lookup.name(mode) ?? "?"
          findings.require(modes.contains(name), "\(state.place): /\(name)")
        }
      }
    },
    Rule(
      "6.2.10-2", "透明を使うページは、出力意図か、自身の混合色空間による。",
      "A page with transparency has an output intent, or a colour space of its own to blend in."
    ) { file, findings in
      guard file.outputSpace == nil else { return }
      for page in file.pages where page.isTransparent {
        findings.require(file.lookup.dictionary("Group", page.dictionary)?["CS"] != nil, page.place)
      }
    },
    Rule(
      nil, ua: "7.20-2", "構造の内容をもつフォーム XObject は一度だけ描かれる。",
      "A form XObject whose content belongs to elements is painted once."
    ) { file, findings in
      for (form, count) in file.painting.markedForms where count > 1 { findings.add("\(form.place): \(count) times") }
    },
  ]
}

extension VerifiedFile {
  /// The halftones that graphics states use, with those that these consist of.
  fileprivate var halftones: [PlacedDictionary] {
    painting.states.isEmpty ? [] : dictionaries.halftones
  }

  /// Halftones that are not parts of others.
  fileprivate var plainHalftones: [PlacedDictionary] {
    painting.states.compactMap { state in
      guard let halftone = lookup.dictionary("HT", state.dictionary), lookup.integer("HalftoneType", halftone) != 5
      else { return nil }
      return PlacedDictionary(identity: state.identity, dictionary: halftone)
    }
  }

}
