import PDFSyntax

/// The requirements on which elements may stand in which, and on tables.
extension Verifier {
  /// ISO 14289-1 7.2 and 7.5.
  static let tableRules: [Rule] =
    [
      // A row stands where rows stand, and holds cells.
      kidsRule(3, "Table", ["TR", "THead", "TBody", "TFoot", "Caption"]),
      parentRule(4, "TR", ["Table", "THead", "TBody", "TFoot"]), parentRule(5, "THead", ["Table"]),
      parentRule(6, "TBody", ["Table"]), parentRule(7, "TFoot", ["Table"]), parentRule(8, "TH", ["TR"]),
      parentRule(9, "TD", ["TR"]), kidsRule(10, "TR", ["TH", "TD"]), countRule(11, "THead"), countRule(12, "TFoot"),
      bodyRule(13, "TFoot"), bodyRule(14, "THead"),
      gridRule("7.2-15", \.intersections, "表のセルは重ならない。", "The cells of tables do not overlap."),
      captionRule(16, "Table", "表の説明は、表の最初か最後にある。", "The caption of a table is its first or last element.") {
        $0.dropFirst().dropLast().contains("Caption")
      },
      parentRule(17, "LI", ["L"]), parentRule(18, "LBody", ["LI"]), kidsRule(19, "L", ["L", "LI", "Caption"]),
      kidsRule(20, "LI", ["Lbl", "LBody"]), parentRule(26, "TOCI", ["TOC"]),
      kidsRule(27, "TOC", ["TOC", "TOCI", "Caption"]),
      captionRule(28, "TOC", "目次の説明は、その最初にある。", "The caption of a table of contents is its first element.") {
        $0.dropFirst().contains("Caption")
      },
      kidsRule(36, "THead", ["TR"]), kidsRule(37, "TBody", ["TR"]), kidsRule(38, "TFoot", ["TR"]),
      captionRule(39, "Table", "表の説明は一つまでである。", "A table has one caption at most.") {
        $0.count { $0 == "Caption" } > 1
      },
      captionRule(40, "L", "箇条書きの説明は、その最初にある。", "The caption of a list is its first element.") {
        $0.dropFirst().contains("Caption")
      },
      gridRule("7.2-41", \.longColumns, "表のセルは、表の行より多くの行にまたがらない。", "No cell spans more rows than its table has."),
      gridRule(
        "7.2-42", \.longRows, "表のどの行も、結合を数えて、最初の行より多くの列をもたない。",
        "No row of a table has more columns than the first one, spans counted."),
      gridRule(
        "7.2-43", \.shortRows, "表のどの行も、結合を数えて、最初の行より少ない列をもたない。",
        "No row of a table has fewer columns than the first one, spans counted."),
      gridRule("7.5-1", \.unheaded, "表のどのセルにも、見出しがわかる。", "For every cell of a table, its header is known."),
      gridRule("7.5-2", \.unknownHeaders, "表のセルがいう見出しは、その表にある。", "The headers that cells of a table name are in it."),
    ]

  private static func parentRule(_ number: Int, _ type: String, _ parents: [String]) -> Rule {
    let list = parents.joined(separator: "・")
    return Rule(
      nil, ua: "7.2-\(number)", "\(type) は \(list) の中にある。", "\(type) stands in \(parents.joined(separator: ", "))."
    ) { file, findings in
      for element in file.structure.elements where element.type == type {
        let parent = file.structure.parent(of: element)?.type
        findings.require(parents.contains(parent ?? ""), "\(element.place) in \(parent ?? "the root")")
      }
    }
  }

  private static func kidsRule(_ number: Int, _ type: String, _ kids: [String]) -> Rule {
    let list = kids.joined(separator: "・")
    return Rule(
      nil, ua: "7.2-\(number)", "\(type) の中には \(list) だけがある。",
      "\(type) holds only \(kids.joined(separator: ", "))."
    ) { file, findings in
      for element in file.structure.elements where element.type == type {
        let other = file.structure.kids(of: element).first { !kids.contains($0.type) }
        if let other { findings.add("\(other.place) in \(type)") }
      }
    }
  }

  private static func countRule(_ number: Int, _ type: String) -> Rule {
    captionRule(number, "Table", "表の \(type) は一つまでである。", "A table has one \(type) at most.") {
      $0.count { $0 == type } > 1
    }
  }

  private static func bodyRule(_ number: Int, _ type: String) -> Rule {
    captionRule(number, "Table", "\(type) のある表には TBody がある。", "A table with a \(type) has a TBody.") {
      $0.contains(type) && !$0.contains("TBody")
    }
  }

  /// - Parameter isWrong: whether an element with kids of these types breaks the requirement.
  private static func captionRule(
    _ number: Int, _ type: String, _ japanese: String, _ english: String,
    _ isWrong: @escaping @Sendable ([String]) -> Bool
  ) -> Rule {
    Rule(nil, ua: "7.2-\(number)", japanese, english) { file, findings in
      for element in file.structure.elements where element.type == type {
        findings.require(!isWrong(file.structure.kids(of: element).map(\.type)), element.place)
      }
    }
  }

  private static func gridRule(
    _ clause: String, _ faults: @escaping @Sendable (TableGrid) -> [String], _ japanese: String, _ english: String
  ) -> Rule {
    Rule(nil, ua: clause, japanese, english) { file, findings in
      for grid in file.grids { findings.add(faults(grid)) }
    }
  }
}
