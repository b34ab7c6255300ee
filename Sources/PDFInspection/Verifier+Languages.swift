import PDFSyntax
import XMP

/// The requirements on natural languages, by which texts are read aloud.
extension Verifier {
  /// ISO 19005-2 6.7.4 and ISO 14289-1 7.2.
  static let languageRules: [Rule] = [
    // An empty language means one that is not known (ISO 32000-1 14.9.2.1), which PDF/UA does not allow.
    Rule("6.7.4-1", "自然言語の表示は RFC 3066 の形か、空である。", "Natural languages are named as RFC 3066 says, or empty.") {
      file, findings in
      file.judgeLanguages(&findings) { $0.isEmpty || $0.isLanguageTag }
    },
    Rule(nil, ua: "7.2-29", "自然言語の表示は RFC 3066 の形である。", "Natural languages are named as RFC 3066 says.") {
      file, findings in
      file.judgeLanguages(&findings) { $0.isLanguageTag }
    },
    Rule(nil, ua: "7.2-2", "しおりの言語が示されている。", "The language of the outline is given.") { file, findings in
      guard !file.hasLanguage, file.lookup.dictionary("Outlines", file.catalog)?["First"] != nil else { return }
      findings.add("/Outlines")
    },
    textRule(21, "ActualText"), textRule(22, "Alt"), textRule(23, "E"),
    Rule(nil, ua: "7.2-24", "注釈の内容の言語が示されている。", "The language of the contents of annotations is given.") {
      file, findings in
      guard !file.hasLanguage else { return }
      for annotation in file.pages.flatMap(\.annotations) where annotation.dictionary["Contents"] != nil {
        let element = file.structure.element(of: file.lookup.integer("StructParent", annotation.dictionary))
        findings.require(annotation.dictionary["Lang"] != nil || element?.hasLanguage == true, annotation.place)
      }
    },
    Rule(nil, ua: "7.2-25", "入力欄の説明の言語が示されている。", "The language of the descriptions of fields is given.") {
      file, findings in
      guard !file.hasLanguage else { return }
      for field in file.fields where field.dictionary["TU"] != nil {
        let element = file.structure.element(of: file.lookup.integer("StructParent", field.dictionary))
        findings.require(field.dictionary["Lang"] != nil || element?.hasLanguage == true, field.place)
      }
    },
    Rule(
      nil, ua: "7.2-30", "内容の中の言い換え（ActualText・Alt・E）の言語が示されている。",
      "The language of replacements inside contents (ActualText, Alt, E) is given."
    ) { file, findings in
      if !file.hasLanguage { findings.add(file.painting.spansWithoutLanguage.places) }
    },
    Rule(
      nil, ua: "7.2-33", "XMP の既定の言語の文の言語が示されている。", "The language of the XMP's texts in the default language is given."
    ) {
      file, findings in
      guard !file.hasLanguage, let packet = file.packet else { return }
      for property in packet.properties {
        let items = property.value.items(.alternatives) ?? []
        if !items.isEmpty, items.allSatisfy({ $0.language == "x-default" }) {
          findings.add("\(property.prefix):\(property.name)")
        }
      }
    },
    Rule(nil, ua: "7.2-34", "表示する文の自然言語が示されている。", "The natural language of all text is given.") { file, findings in
      if !file.hasLanguage { findings.add(file.painting.silentLanguages.places) }
    },
  ]

  private static func textRule(_ number: Int, _ key: StaticString) -> Rule {
    Rule(
      nil, ua: "7.2-\(number)", "構造要素の \(key) の言語が示されている。", "The language of the \(key) of elements is given."
    ) { file, findings in
      guard !file.hasLanguage else { return }
      for element in file.structure.elements where element.dictionary[key] != nil && !element.hasLanguage {
        findings.add(element.place)
      }
    }
  }
}

extension VerifiedFile {
  /// Whether the catalog names a language for the whole document.
  fileprivate var hasLanguage: Bool { catalog["Lang"] != nil }

  fileprivate func judgeLanguages(_ findings: inout Findings, _ isSound: (String) -> Bool) {
    for (place, value) in dictionaries.languages + painting.languages {
      let text = lookup.string(value).flatMap(PDFString.text) ?? "?"
      findings.require(isSound(text), "\(place): /Lang \(text.prefix(40))")
    }
  }
}

extension String {
  /// Letters, and after hyphens letters or digits, each part of one to eight.
  fileprivate var isLanguageTag: Bool {
    var isFirst = true
    for part in utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false) {
      let isPart =
        1...8 ~= part.count
        && part.allSatisfy { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || !isFirst && 0x30...0x39 ~= $0 }
      if !isPart { return false }
      isFirst = false
    }
    return true
  }
}
