import PDFSyntax

/// The requirements on the structure tree and on the marks in the content that belong to it. A screen reader reads a
/// paper aloud by them, so a paper is accessible only when they hold.
extension Verifier {
  /// ISO 19005-2 6.7, ISO 14289-1 6.2, 7.1, 7.3, 7.4, 7.7 and 7.9.
  static let structureRules: [Rule] = [
    Rule("6.7.2.2-1", ua: "6.2-1", "タグ付きと宣言されている。", "The file says that it is tagged.") { file, findings in
      findings.require(file.lookup.bool("Marked", file.markInformation) == true, "/Marked")
    },
    Rule("6.7.3.3-1", ua: "7.1-11", "構造木がある。", "There is a structure tree.") { file, findings in
      findings.require(file.structure.root != nil, "/StructTreeRoot")
    },
    Rule(
      "6.7.3.4-1", ua: "7.1-5", "構造要素は標準の型か、標準の型に対応づけた型である。",
      "Structure elements are of standard types, or of types mapped to these."
    ) { file, findings in
      for element in file.structure.elements
      where !Roles.isStandard(element.type) && !file.structure.roles.isCircular(element.name) {
        findings.add(element.place)
      }
      // A circle leads to no standard type either; it is a finding of the next requirement.
    },
    Rule("6.7.3.4-2", ua: "7.1-6", "型の対応は循環しない。", "Roles do not lead back to themselves.") { file, findings in
      for element in file.structure.elements where file.structure.roles.isCircular(element.name) {
        findings.add("\(element.identity.place): \(element.name)")
      }
    },
    Rule("6.7.3.4-3", ua: "7.1-7", "標準の型は、ほかの型に対応づけられない。", "Standard types are not mapped to others.") {
      file, findings in
      for element in file.structure.elements where file.structure.roles.isRemapped(element.name) {
        findings.add("\(element.identity.place): \(element.name)")
      }
    },
    Rule(nil, ua: "7.1-1", "アーティファクトはタグ付き内容の中にない。", "There are no artifacts inside tagged content.") { file, findings in
      findings.add(file.painting.artifactsInTagged.places)
    },
    Rule(nil, ua: "7.1-2", "タグ付き内容はアーティファクトの中にない。", "There is no tagged content inside artifacts.") { file, findings in
      findings.add(file.painting.taggedInArtifacts.places)
    },
    Rule(nil, ua: "7.1-3", "表示する内容はすべてタグ付きか、アーティファクトである。", "All that is shown is either tagged or an artifact.") {
      file, findings in
      findings.add(file.painting.untagged.places)
    },
    Rule(nil, ua: "7.1-4", "タグが疑わしいとは宣言されていない。", "The file does not say that its tags are suspect.") { file, findings in
      findings.require(file.lookup.bool("Suspects", file.markInformation) != true, "/Suspects")
    },
    Rule(nil, ua: "7.1-12", "構造要素は、上の要素（/P）を指す。", "Structure elements refer to the element above them (/P).") {
      file, findings in
      for element in file.structure.elements where element.dictionary["P"] == nil { findings.add(element.place) }
    },
    Rule(nil, ua: "7.3-1", "図には代替テキストがある。", "Figures have an alternative text.") { file, findings in
      for element in file.structure.elements where element.type == "Figure" {
        findings.require(file.hasAlternative(element), element.place)
      }
    },
    Rule(nil, ua: "7.3-a", "図には境界（/BBox）がある。", "Figures have a bounding box (/BBox).") { file, findings in
      // What spans several pages has none (ISO 32000-1 table 344); what has no content of its own neither.
      for element in file.structure.elements where element.type == "Figure" && !element.content.isEmpty {
        let box = file.structure.attribute("BBox", of: element)
        if let box, file.lookup.array(box)?.count != 4 { findings.add(element.place) }
      }
    },
    Rule(nil, ua: "7.4.2-1", "見出しは H1 に始まり、段を飛ばさない。", "Headings begin with H1 and skip no level.") { file, findings in
      var level = 0
      for element in file.structure.elements {
        // Each part of a bundle is a document with headings of its own.
        if element.type == "Part" { level = 0 }
        guard let own = element.headingLevel else { continue }
        findings.require(own <= level + 1, "\(element.place) after \(level == 0 ? "nothing" : "H\(level)")")
        level = own
      }
    },
    Rule(nil, ua: "7.4.4-1", "どの要素にも、H は一つまでである。", "No element holds more than one H.") { file, findings in
      for (element, count) in zip(file.structure.elements, file.structure.counts(of: "H")) {
        findings.require(count <= 1, "\(element.place): \(count) H")
      }
    },
    Rule(nil, ua: "7.4.4-2", "H1〜H6 のある文書は H を使わない。", "A document with H1 to H6 does not use H.") { file, findings in
      guard file.structure.elements.contains(where: { $0.headingLevel != nil }) else { return }
      for element in file.structure.elements where element.type == "H" { findings.add(element.place) }
    },
    Rule(nil, ua: "7.4.4-3", "H のある文書は H1〜H6 を使わない。", "A document with H does not use H1 to H6.") { file, findings in
      guard file.structure.elements.contains(where: { $0.type == "H" }) else { return }
      for element in file.structure.elements where element.headingLevel != nil { findings.add(element.place) }
    },
    Rule(nil, ua: "7.7-1", "数式には代替テキストがある。", "Formulas have an alternative text.") { file, findings in
      for element in file.structure.elements where element.type == "Formula" {
        findings.require(file.hasAlternative(element), element.place)
      }
    },
    Rule(nil, ua: "7.9-1", "注には ID がある。", "Notes have an ID.") { file, findings in
      for element in file.structure.elements where element.type == "Note" {
        findings.require(file.lookup.string("ID", element.dictionary)?.isEmpty == false, element.place)
      }
    },
    Rule(nil, ua: "7.9-2", "注の ID は互いに異なる。", "The IDs of notes are different.") { file, findings in
      var seen: Set<[UInt8]> = []
      for element in file.structure.elements where element.type == "Note" {
        guard let identifier = file.lookup.string("ID", element.dictionary) else { continue }
        findings.require(seen.insert(identifier).inserted, element.place)
      }
    },
    Rule(
      nil, pdf: "14.7.4", "要素がもつという内容は、一つの要素のもので、頁にその標識がある。",
      "What elements name as their content is there, marked, and belongs to one element."
    ) { file, findings in
      var owned: Set<MarkedContent> = []
      for element in file.structure.elements {
        for content in element.content {
          findings.require(owned.insert(content).inserted, "\(element.place): /MCID \(content.identifier) twice")
          findings.require(
            file.painting.identifiers.contains(content), "\(element.place): no /MCID \(content.identifier)")
        }
      }
      for content in file.painting.identifiers where !owned.contains(content) {
        findings.add("\(content.owner.place): /MCID \(content.identifier) belongs to no element")
      }
      findings.add(file.painting.repeatedIdentifiers.places)
    },
    Rule(ua: "7.1-b", forPeople: "読み上げの順序は意味に沿う。", "The order of reading makes sense."),
    Rule(ua: "7.1-c", forPeople: "構造要素の使い方は、その要素の意味に合う。", "Structure elements are used for what they mean."),
    Rule(ua: "7.3-b", forPeople: "代替テキストは図の意味を伝える。", "The alternative texts say what the figures mean."),
    Rule(ua: "7.8-a", forPeople: "柱と足は頁付けのアーティファクトである。", "Running heads and feet are pagination artifacts."),
  ]
}

extension StructureElement {
  /// 1 to 6 for H1 to H6.
  fileprivate var headingLevel: Int? {
    guard type.utf8.count == 2, type.hasPrefix("H"), let level = Int(type.dropFirst()), 1...6 ~= level else {
      return nil
    }
    return level
  }
}

extension VerifiedFile {
  fileprivate var markInformation: PDFDictionary? { lookup.dictionary("MarkInfo", catalog) }

  /// Whether an element can be said in words: an alternative text that is not empty, or a replacement.
  fileprivate func hasAlternative(_ element: StructureElement) -> Bool {
    lookup.isText("Alt", element.dictionary) || element.dictionary["ActualText"] != nil
  }
}
