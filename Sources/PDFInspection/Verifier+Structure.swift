import PDFSyntax

/// The requirements on the structure tree and on the marks in the content that belong to it. A screen reader reads a
/// paper aloud by them, so a paper is accessible only when they hold.
extension Verifier {
  /// ISO 19005-2 6.7 and ISO 14289-1 7: the structure, by which the file is read aloud.
  static let structureRequirements: [Requirement] = [
    Requirement(
      .archival, "6.7.2", "タグ付きと宣言され、疑わしいとは宣言されていない。",
      "The file says that it is tagged, and not that its tags are suspect."
    ) {
      file throws(PDFFault) in
      let mark = try file.reader.dictionary("MarkInfo", in: file.catalog)
      let (isMarked, isSuspect) = (try mark?["Marked"]?.bool() ?? false, try mark?["Suspects"]?.bool() ?? false)
      return Verdict(isMarked && !isSuspect, else: "/MarkInfo")
    },
    Requirement(.archival, "6.7.3.3", "構造木がある。", "There is a structure tree.") { file throws(PDFFault) in
      Verdict(!file.elements.isEmpty, else: "/StructTreeRoot")
    },
    Requirement(.archival, "6.7.3.4", "構造要素は標準の型である。", "Structure elements are of standard types.") {
      file throws(PDFFault) in
      Verdict(
        against: file.elements.filter { !standardTypes.contains($0.type) }.map { "\($0.number) 0 obj: /\($0.type)" })
    },
    Requirement(.archival, "6.7.4", "文書全体の自然言語が示されている。", "The natural language of the whole document is given.") {
      file throws(PDFFault) in
      guard let language = file.catalog["Lang"], let text = PDFString.text(try language.string()) else {
        return .fails(["/Lang"])
      }
      return Verdict(text.wholeMatch(of: /[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/) != nil, else: "/Lang \(text)")
    },
    Requirement(
      .accessible, "7.1c", "表示する内容はすべてタグ付きか、アーティファクトである。", "All that is shown is either tagged or an artifact."
    ) {
      file throws(PDFFault) in Verdict(against: file.pages.flatMap(\.untagged))
    },
    Requirement(
      .accessible, "7.1d", "タグ付き内容とアーティファクトは互いに入れ子にならない。", "Tagged content and artifacts are not inside each other."
    ) {
      file throws(PDFFault) in
      Verdict(against: file.pages.filter { $0.nestings > 0 }.map { "page object \($0.number)" })
    },
    Requirement(
      .accessible, "7.1e", "内容の標識と構造要素は一対一に対応し、親の木もそう言う。",
      "Marked content and structure elements belong together one to one, and the parent tree says the same."
    ) { file throws(PDFFault) in
      var findings: [String] = []
      var owners: [StructureElement.Content: Int] = [:]
      for element in file.elements {
        for content in element.content where owners.updateValue(element.number, forKey: content) != nil {
          findings.append("marked content \(content.identifier) of page object \(content.page): two elements")
        }
      }
      for page in file.pages {
        let own = Set(page.identifiers)
        if own.count != page.identifiers.count { findings.append("page object \(page.number): an MCID used twice") }
        let parents = try parents(of: page, in: file)
        for identifier in own {
          let owner = owners.removeValue(forKey: .init(page: page.number, identifier: identifier))
          if owner == nil || parents[identifier] != owner {
            findings.append("marked content \(identifier) of page object \(page.number)")
          }
        }
      }
      findings += owners.keys.map { "marked content \($0.identifier) of page object \($0.page) does not exist" }
        .sorted()
      return Verdict(against: findings)
    },
    Requirement(.accessible, "7.1f", "読み上げの順序は意味に沿う。", "The order of reading makes sense.") { _ throws(PDFFault) in
      .cannotBeJudged
    },
    Requirement(.accessible, "7.3a", "図には代替テキストがある。", "Figures have an alternative text.") { file throws(PDFFault) in
      Verdict(
        against: try findings(onElements: "Figure", file) { element throws(PDFFault) in
          guard let text = element.dictionary["Alt"] ?? element.dictionary["ActualText"] else { return "no /Alt" }
          return PDFString.text(try text.string())?.isEmpty == false ? nil : "empty /Alt"
        })
    },
    Requirement(.accessible, "7.3b", "図には境界がある。", "Figures have a bounding box.") { file throws(PDFFault) in
      Verdict(
        against: try findings(onElements: "Figure", file) { element throws(PDFFault) in
          guard let box = try element.attribute("BBox", in: file.reader) else { return "no /BBox" }
          return try box.array().count == 4 ? nil : "/BBox"
        })
    },
    Requirement(.accessible, "7.3c", "代替テキストは図の意味を伝える。", "The alternative texts say what the figures mean.") {
      _ throws(PDFFault) in
      .cannotBeJudged
    },
    Requirement(.accessible, "7.4.2", "見出しは H1 に始まり、段を飛ばさない。", "Headings begin with H1 and skip no level.") {
      file throws(PDFFault) in
      var level = 0
      var findings: [String] = []
      for element in file.elements {
        guard let match = element.type.wholeMatch(of: /H([1-6])/), let own = Int(match.1) else { continue }
        if own > level + 1 {
          findings.append("\(element.number) 0 obj: H\(own) after \(level == 0 ? "nothing" : "H\(level)")")
        }
        level = own
      }
      return Verdict(against: findings)
    },
    Requirement(.accessible, "7.5a", "見出しセルは何の見出しかを示す。", "Header cells say what they head.") { file throws(PDFFault) in
      Verdict(
        against: try findings(onElements: "TH", file) { element throws(PDFFault) in
          guard let scope = try element.attribute("Scope", in: file.reader) else { return "no /Scope" }
          return scope.isName("Row") || scope.isName("Column") || scope.isName("Both") ? nil : "/Scope"
        })
    },
    Requirement(
      .accessible, "7.5b", "表の行は TR、TR の中は TH と TD だけである。", "Tables hold rows, rows hold cells and nothing else."
    ) {
      file throws(PDFFault) in
      var findings: [String] = []
      for element in file.elements {
        let parent = element.parent.map { file.elements[$0].type }
        let isWrong =
          switch element.type {
          case "TH", "TD": parent != "TR"
          case "TR": !["Table", "THead", "TBody", "TFoot"].contains(parent)
          default:
            parent == "TR" || parent == "Table" && !["THead", "TBody", "TFoot", "Caption"].contains(element.type)
          }
        if isWrong { findings.append("\(element.number) 0 obj: \(element.type) in \(parent ?? "the root")") }
      }
      return Verdict(against: findings)
    },
    Requirement(
      .accessible, "7.5c", "表のどの行も、結合を数えて同じ数のセルをもつ。",
      "All rows of a table have as many cells as each other, spans counted."
    ) {
      file throws(PDFFault) in
      var widths: [Int: Int] = [:]
      for element in file.elements where element.type == "TH" || element.type == "TD" {
        guard let row = element.parent else { continue }
        widths[row, default: 0] += try element.attribute("ColSpan", in: file.reader)?.integer() ?? 1
      }
      var tables: [Int: Set<Int>] = [:]
      for (row, width) in widths {
        var table = file.elements[row].parent
        while let ancestor = table, file.elements[ancestor].type != "Table" { table = file.elements[ancestor].parent }
        if let table { tables[table, default: []].insert(width) }
      }
      return Verdict(
        against: tables.filter { $0.value.count > 1 }.map {
          "\(file.elements[$0.key].number) 0 obj: \($0.value.sorted())"
        }.sorted())
    },
    Requirement(.accessible, "7.8", "柱と足は頁付けのアーティファクトである。", "Running heads and feet are pagination artifacts.") {
      _ throws(PDFFault) in
      .cannotBeJudged
    },
    Requirement(.accessible, "7.9", "構造要素の使い方は、その要素の意味に合う。", "Structure elements are used for what they mean.") {
      _ throws(PDFFault) in
      .cannotBeJudged
    },
    Requirement(.accessible, "7.18.3", "どの頁でもタブの順序は構造に従う。", "On every page the tab order follows the structure.") {
      file throws(PDFFault) in
      Verdict(
        against: file.pages.filter { $0.dictionary["Tabs"]?.isName("S") != true }.map { "page object \($0.number)" })
    },
  ]

  private static let standardTypes: Set<String> = [
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2",
    "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
    "Quote", "Note",
    "Reference",
    "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
  ]

  /// Findings about the elements of one type: `finding` says what is wrong with one, or nil.
  private static func findings(
    onElements type: String, _ file: VerifiedFile, _ finding: (StructureElement) throws(PDFFault) -> String?
  ) throws(PDFFault) -> [String] {
    var findings: [String] = []
    for element in file.elements where element.type == type {
      if let text = try finding(element) { findings.append("\(element.number) 0 obj: \(text)") }
    }
    return findings
  }

  /// What the parent tree says of a page: the object number of the element of each marked content, by its id.
  private static func parents(of page: VerifiedPage, in file: VerifiedFile) throws(PDFFault) -> [Int: Int] {
    guard let key = try page.dictionary["StructParents"]?.integer(), let root = file.catalog["StructTreeRoot"],
      let tree = try file.reader.target(root).dictionary()["ParentTree"]
    else { return [:] }
    guard let entry = try Self.findNumber(key, in: try file.reader.resolved(tree), file.reader, depth: 0) else {
      return [:]
    }
    var parents: [Int: Int] = [:]
    for (identifier, parent) in try file.reader.resolved(entry).array().enumerated() where parent.isReference {
      parents[identifier] = try parent.reference().number
    }
    return parents
  }

  /// The value of a key in a number tree (ISO 32000-1 7.9.7).
  private static func findNumber(_ key: Int, in node: PDFValue, _ reader: PDFReader, depth: Int) throws(PDFFault)
    -> PDFValue?
  {
    guard depth < PDFScanner.depthLimit else { throw .expected("number tree of at most 64 levels", at: node.offset) }
    let dictionary = try node.dictionary()
    if let numbers = try reader.array("Nums", in: dictionary) {
      for index in stride(from: 0, to: numbers.count - 1, by: 2) where try numbers[index].integer() == key {
        return numbers[index + 1]
      }
    }
    for kid in try reader.array("Kids", in: dictionary) ?? [] {
      if let value = try findNumber(key, in: try reader.resolved(kid), reader, depth: depth + 1) { return value }
    }
    return nil
  }
}
