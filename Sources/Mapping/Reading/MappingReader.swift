package import Diagnostics
import Fields
import StrictJSON

extension ColumnMapping {
  /// Reads a mapping file. If anything is wrong, all problems are thrown at once.
  package init(_ bytes: [UInt8], file: String) throws(DiagnosticError) {
    let root: JSONNode
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      throw DiagnosticError(error.diagnostic("mapping.json", file: file, bytes: bytes))
    }
    var reader = MappingReader(bytes: bytes, file: file)
    reader.read(root)
    if !reader.report.problems.isEmpty { throw DiagnosticError(reader.report.problems) }
    self = reader.mapping
  }
}

/// Reads a parsed mapping file and collects its problems.
struct MappingReader {
  var report: MappingReport
  var mapping = ColumnMapping()

  init(bytes: [UInt8], file: String) {
    report = MappingReport(bytes: bytes, file: file)
  }

  /// The keys of each version. `$schema` is for editors, `about` for people.
  static let keysOfFirstVersion = ["version", "columns", "ignored"]
  static let keys =
    keysOfFirstVersion + ["$schema", "about", "file", "rows", "nothing", "fields", "members", "questions"]

  mutating func read(_ root: JSONNode) {
    guard let members = root.members else {
      return report.add(
        "mapping.shape", root.byte, LocalizedText("対応表はJSONのオブジェクトで書きます。", "A mapping is a JSON object."))
    }
    let version = readVersion(root)
    let keys = version == 1 ? Self.keysOfFirstVersion : Self.keys
    var fieldPlaces: [FieldKey: Int] = [:]
    for member in report.members(of: root, "mapping", keys: keys) {
      switch member.key {
      case "columns": readColumns(member.node)
      case "ignored": readIgnored(member.node, mayHaveNumbers: version > 1)
      case "file", "rows": readFile(member)
      case "nothing": mapping.nothing = report.strings(member.node, "nothing") ?? []
      case "fields": readFields(member.node, &fieldPlaces)
      case "members": readMembers(member.node)
      case "questions": readQuestions(member.node)
      default: break
      }
    }
    let plainKeys = Self.keysOfFirstVersion + ["$schema", "about"]
    mapping.isPlain = members.allSatisfy { plainKeys.contains($0.key) }
    report.add(MappingCheck(mapping, report, fieldPlaces).problems)
    mapping.recipes = MappingCheck.ordered(mapping.recipes)
  }

  private mutating func readVersion(_ root: JSONNode) -> Int {
    if let found = root["version"]?.integer, ColumnMapping.versions.contains(found) { return found }
    let found: String =
      switch root["version"]?.value {
      case .number(let text)?, .string(let text)?: Echo.plain(text)
      case nil: "–"
      default: "?"
      }
    report.add(
      "mapping.version", root["version"]?.byte ?? root.byte,
      LocalizedText(
        "対応表の version は 1 か 2 でなければなりません（あったもの: \(found)）。",
        "The mapping's version must be 1 or 2 (found: \(found))."))
    return ColumnMapping.versions.upperBound
  }

  private mutating func readColumns(_ node: JSONNode) {
    guard let members = node.members else {
      return report.addShape("columns", node.byte, LocalizedText("見出しと項目の組のオブジェクト", "an object of headings and fields"))
    }
    for member in members {
      guard let target = member.node.string else {
        report.add(
          "mapping.target", member.node.byte,
          LocalizedText(
            "\(Echo.quoted(member.key))の項目は文字列で書きます。", "The field for \(Echo.plain(member.key)) must be a string."))
        continue
      }
      guard let key = report.field(target, member.node.byte) else { continue }
      if SecretNames.contains(member.key), case .text? = key.field?.type {
        report.add([.secretPrinted(member.key, as: key, at: report.location(member.keyByte))])
        continue
      }
      mapping.columns.append((member.key, key))
    }
  }

  private mutating func readIgnored(_ node: JSONNode, mayHaveNumbers: Bool) {
    guard let nodes = node.array, mayHaveNumbers || nodes.allSatisfy({ $0.string != nil }) else {
      return report.addShape("ignored", node.byte, LocalizedText("見出しの配列", "an array of headings"))
    }
    for node in nodes { mapping.ignored += report.column(node, "ignored").map { [$0] } ?? [] }
  }

  private mutating func readFile(_ member: JSONMember) {
    var reader = FileReader(report: report)
    if member.key == "file" {
      reader.readFile(member.node)
      mapping.file = reader.file
    } else {
      reader.readRows(member.node)
      mapping.rows = reader.rows
    }
    report = reader.report
  }

  private mutating func readQuestions(_ node: JSONNode) {
    guard let questions = node.array, questions.allSatisfy({ $0.string != nil }) else {
      return report.addShape("questions", node.byte, LocalizedText("文字列の配列", "an array of strings"))
    }
    for question in questions {
      mapping.warnings.append(
        .warning(
          "mapping.question", at: report.location(question.byte),
          LocalizedText(
            "対応表に問いが残っています: \(Echo.quoted(question.string ?? ""))",
            "A question is open: \(Echo.plain(question.string ?? ""))"),
          advice: LocalizedText("確かめて、questions から取り除いてください。", "Answer it, and take it out of questions.")))
    }
  }

  // MARK: Fields

  private mutating func readFields(_ node: JSONNode, _ places: inout [FieldKey: Int]) {
    guard let members = node.members else {
      return report.addShape("fields", node.byte, LocalizedText("項目と出どころの組のオブジェクト", "an object of fields and sources"))
    }
    for member in members {
      let key = report.field(member.key, member.keyByte)
      guard let recipe = recipe(member.node, member.key), let key else { continue }
      if places.updateValue(member.keyByte, forKey: key) != nil {
        report.add(
          "mapping.twice", member.keyByte,
          LocalizedText("\(key.heading) は二度書かれています。", "\(key.heading) is given twice."))
        continue
      }
      mapping.recipes.append(FieldRecipe(key, recipe))
    }
  }

  private mutating func recipe(_ node: JSONNode, _ name: String) -> Recipe? {
    var reader = RecipeReader(report: report)
    let recipe = reader.recipe(node, Echo.plain(name))
    report = reader.report
    for (byte, reason) in reader.guesses {
      mapping.warnings.append(
        .warning(
          "mapping.guess", at: report.location(byte),
          LocalizedText(
            "\(Echo.plain(name)) は推測のままです（\(Echo.plain(reason))）。",
            "\(Echo.plain(name)) is still a guess (\(Echo.plain(reason)))."),
          advice: LocalizedText("確かめて、guess を取り除いてください。", "Check it, and take guess out.")))
    }
    return recipe
  }

  /// The fields of a member by heading and by the last part of the path: 商号 and name.
  private static let memberPaths: [(name: String, path: String)] = Catalogue.fields.filter(\.isMemberField).flatMap {
    [($0.heading, $0.path), (String($0.path.dropFirst(Catalogue.membersPath.count + 3)), $0.path)]
  }

  private mutating func readMembers(_ node: JSONNode) {
    let members = report.members(of: node, "members", keys: ["list", "fields"])
    guard let fields = members.first(where: { $0.key == "fields" }), let items = fields.node.members else {
      if node.members != nil {
        report.addShape("members.fields", node.byte, LocalizedText("オブジェクト（{ … }）", "an object ({ … })"))
      }
      return
    }
    var recipes: [(path: String, recipe: Recipe)] = []
    for item in items {
      guard let path = Self.memberPaths.first(where: { $0.name == item.key })?.path else {
        let names = Self.memberPaths.map(\.name)
        let nearest = Nearest.name(to: item.key, among: names)
        report.add(
          "mapping.target", item.keyByte,
          LocalizedText("構成員に\(Echo.quoted(item.key))という項目はありません。", "A member has no field \(Echo.plain(item.key))."),
          advice: nearest.map { LocalizedText("「\($0)」ではありませんか。", "Did you mean \($0)?") }
            ?? LocalizedText(
              "使えるのは \(names.joined(separator: ", ")) です。", "It may have \(names.joined(separator: ", "))."))
        continue
      }
      if let recipe = recipe(item.node, item.key) { recipes.append((path, recipe)) }
    }
    let list = members.first { $0.key == "list" }.map { report.string($0.node, "members.list") }
    if let list {
      mapping.members = list.map { MemberRecipes(.list($0), recipes) }
    } else {
      mapping.members = MemberRecipes(.rows, recipes)
    }
  }
}

extension Diagnostic {
  /// A column that is called as secrets are would be printed.
  fileprivate static func secretPrinted(_ name: String, as key: FieldKey, at location: SourceLocation) -> Diagnostic {
    .error(
      "mapping.secret", at: location,
      LocalizedText(
        "\(Echo.quoted(name))は認証キーなどの秘密を表す名で、印字される項目\(Echo.quoted(key.heading))にはできません。",
        "\(Echo.plain(name)) is a name of secrets, and cannot be \(Echo.plain(key.heading)), which is printed."),
      advice: LocalizedText(
        "認証キーなら key に対応させてください。読まないなら ignored に挙げてください。",
        "Map it to key if it is the key; list it under ignored if it is not to be read."))
  }
}
