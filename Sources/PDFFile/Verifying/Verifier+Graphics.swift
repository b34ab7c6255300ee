extension Verifier {
  /// ISO 19005-2 6.2.2 to 6.2.10: what is drawn.
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
        guard
          let resources = try page.dictionary["Resources"].map({ value throws(PDFFault) in
            try file.reader.resolved(value).dictionary()
          }),
          let states = try resources["ExtGState"].map({ value throws(PDFFault) in
            try file.reader.resolved(value).dictionary()
          })
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

  private static func outputProfiles(_ file: VerifiedFile) throws(PDFFault) -> [PDFObject] {
    guard
      let intents = try file.catalog["OutputIntents"].map({ value throws(PDFFault) in
        try file.reader.resolved(value).array()
      })
    else {
      return []
    }
    var profiles: [PDFObject] = []
    for intent in intents {
      let dictionary = try file.reader.resolved(intent).dictionary()
      if try dictionary.required("S").isName("GTS_PDFA1") {
        profiles.append(try file.reader.target(try dictionary.required("DestOutputProfile")))
      }
    }
    return profiles
  }
}
