import Diagnostics
import Fields
import StrictJSON

/// Reads the recipe of one field.
struct RecipeReader {
  /// The keys that say where the value comes from, of which a recipe has exactly one.
  static let sourceKeys = ["column", "constant", "first", "join", "field"]
  /// All keys of a recipe. `guess` is the mark of `mapping init`.
  static let keys = sourceKeys + ["with"] + Step.names + ["default", "guess"]
  /// How deep recipes may stand in `first` and `join`.
  static let depthLimit = 3

  var report: MappingReport
  /// The marks that were found: where, and what is said there.
  private(set) var guesses: [(byte: Int, reason: String)] = []

  init(report: MappingReport) {
    self.report = report
  }

  /// - Parameter name: the field, for messages.
  mutating func recipe(_ node: JSONNode, _ name: String, depth: Int = 0) -> Recipe? {
    // A heading or number alone is its column.
    if node.members == nil { return report.column(node, name).map { Recipe(.column($0)) } }
    let members = report.members(of: node, name, keys: Self.keys)
    let found = members.filter { Self.sourceKeys.contains($0.key) }
    guard found.count == 1, let origin = found.first else {
      let list = Self.sourceKeys.joined(separator: ", ")
      report.add(
        "mapping.source", found.last?.keyByte ?? node.byte,
        LocalizedText("\(name) の値の出どころは一つだけ示します。", "\(name) needs exactly one source."),
        advice: LocalizedText("\(list) のどれか一つを書いてください。", "Write one of \(list)."))
      return nil
    }
    guard let source = source(origin, node, name, depth) else { return nil }
    var recipe = Recipe(source)
    for member in members {
      switch member.key {
      case "default": recipe.fallback = report.string(member.node, "default")
      case "guess":
        if let reason = report.string(member.node, "guess") { guesses.append((member.keyByte, reason)) }
      default: break
      }
    }
    for stepName in Step.names {
      guard let member = members.first(where: { $0.key == stepName }) else { continue }
      if let step = step(member) { recipe.steps.append(step) }
    }
    if members.contains(where: { $0.key == "date" }), let number = members.first(where: { $0.key == "number" }) {
      report.add(
        "mapping.steps", number.keyByte,
        LocalizedText("date と number は同じ項目には使えません。", "A field has either date or number."))
    }
    return recipe
  }

  private mutating func source(_ member: JSONMember, _ node: JSONNode, _ name: String, _ depth: Int) -> Recipe.Source? {
    switch member.key {
    case "column": return report.column(member.node, "column").map { .column($0) }
    case "constant": return report.string(member.node, "constant").map { .constant($0) }
    case "field":
      return report.string(member.node, "field").flatMap { report.field($0, member.node.byte) }.map { .field($0) }
    default: break
    }
    guard let nodes = member.node.array, !nodes.isEmpty else {
      report.addShape(
        member.key, member.node.byte, LocalizedText("列の配列（[ … ]）", "an array of columns ([ … ])"))
      return nil
    }
    if depth == Self.depthLimit {
      report.add(
        "mapping.depth", member.keyByte,
        LocalizedText("first と join の入れ子は\(depth)段までです。", "first and join are nested at most \(depth) deep."))
      return nil
    }
    var parts: [Recipe] = []
    for part in nodes {
      guard let read = recipe(part, name, depth: depth + 1) else { return nil }
      parts.append(read)
    }
    if member.key == "first" { return .first(parts) }
    let separator = node["with"].map { report.string($0, "with") } ?? ""
    return separator.map { .join(parts, separator: $0) }
  }

  private mutating func step(_ member: JSONMember) -> Step? {
    let node = member.node
    switch member.key {
    case "part": return part(node).map { .part($0) }
    case "trim": return report.string(node, "trim").map { .trim(Array($0.unicodeScalars)) }
    case "nothing": return report.strings(node, "nothing").map { .nothing($0) }
    case "table": return table(node)
    case "width": return report.words(node, "width", of: WidthStep.self).map { .width($0) }
    case "date": return report.words(node, "date", of: DateFormat.self).map { .date($0) }
    case "number": return number(node).map { .number($0) }
    default: return pad(node)
    }
  }

  private mutating func table(_ node: JSONNode) -> Step? {
    guard let members = node.members, !members.isEmpty else {
      report.addShape("table", node.byte, LocalizedText("値と語の組のオブジェクト", "an object of values and words"))
      return nil
    }
    var table: [String: String] = [:]
    for member in members {
      guard let word = report.string(member.node, "table") else { return nil }
      table[member.key] = word
    }
    return .table(table)
  }

  private mutating func part(_ node: JSONNode) -> TextPart? {
    let members = report.members(of: node, "part", keys: ["split", "number", "from", "to", "pattern", "group"])
    func value(_ key: String) -> JSONNode? { members.first { $0.key == key }?.node }
    switch Set(members.map(\.key)) {
    case ["split", "number"]:
      guard let split = value("split"), let separator = report.string(split, "split"), let number = value("number"),
        let index = report.integer(number, "number", in: -100...100)
      else { return nil }
      if separator.isEmpty || index == 0 {
        report.addShape(
          "part", node.byte, LocalizedText("空でない split と、0でない number", "a split and a number other than 0"))
        return nil
      }
      return .split(by: separator, number: index)
    case ["from", "to"], ["from"]:
      guard let first = value("from"), let from = report.integer(first, "from", in: 1...10_000) else { return nil }
      let to = value("to").map { report.integer($0, "to", in: from...10_000) } ?? 10_000
      return to.map { .characters(from: from, to: $0) }
    case ["pattern", "group"]: return patternPart(value("pattern"), value("group"))
    default:
      if node.members != nil {
        report.addShape(
          "part", node.byte,
          LocalizedText(
            " split と number、from と to、pattern と group のどれか",
            "either split and number, from and to, or pattern and group"))
      }
      return nil
    }
  }

  private mutating func patternPart(_ patternNode: JSONNode?, _ groupNode: JSONNode?) -> TextPart? {
    guard let patternNode, let groupNode, let text = report.string(patternNode, "pattern"),
      let group = report.string(groupNode, "group")
    else { return nil }
    guard let pattern = TextPattern(text) else {
      report.add(
        "mapping.pattern", patternNode.byte,
        LocalizedText("pattern の書き方ではありません。", "This is no pattern."),
        advice: LocalizedText(
          "{名前}、{名前:digits}、{名前:4} と、そのままの文字を並べます。長さの決まらない組を続けて置くことはできません。",
          "Write {name}, {name:digits} or {name:4} and plain text; what follows a {name} must be text."))
      return nil
    }
    guard pattern.groupNames.contains(group) else {
      let nearest = Nearest.name(to: group, among: pattern.groupNames)
      report.add(
        "mapping.value", groupNode.byte,
        LocalizedText("pattern に組\(Echo.quoted(group))はありません。", "The pattern has no group \(Echo.plain(group))."),
        advice: nearest.map { LocalizedText("「\($0)」ではありませんか。", "Did you mean \($0)?") })
      return nil
    }
    return .pattern(pattern, group: group)
  }

  private mutating func number(_ node: JSONNode) -> NumberFormat? {
    var format = NumberFormat()
    for member in report.members(of: node, "number", keys: ["point", "exponent", "sign", "decimals", "zoned", "scale"])
    {
      let name = "number.\(member.key)"
      switch member.key {
      case "point": format.hasPoint = report.flag(member.node, name) ?? false
      case "exponent": format.hasExponent = report.flag(member.node, name) ?? false
      case "sign": format.hasSign = report.flag(member.node, name) ?? false
      case "zoned": format.isZoned = report.flag(member.node, name) ?? false
      case "decimals": format.impliedDecimals = report.integer(member.node, name, in: 0...9) ?? 0
      default: format.scale = report.integer(member.node, name, in: 1...1_000_000) ?? 1
      }
    }
    return format
  }

  private mutating func pad(_ node: JSONNode) -> Step? {
    let members = report.members(of: node, "pad", keys: ["length", "with"])
    guard let length = members.first(where: { $0.key == "length" }),
      let count = report.integer(length.node, "pad.length", in: 1...100)
    else {
      if members.isEmpty {
        report.addShape("pad", node.byte, LocalizedText(" length のあるオブジェクト", "an object with length"))
      }
      return nil
    }
    let filler = members.first { $0.key == "with" }.map { report.string($0.node, "pad.with") } ?? "0"
    guard let filler, filler.unicodeScalars.count == 1, let scalar = filler.unicodeScalars.first else {
      report.addShape("pad.with", node.byte, LocalizedText("1文字", "one character"))
      return nil
    }
    return .pad(length: count, with: scalar)
  }
}
