import Diagnostics
import Fields
import StrictJSON

/// Reads the JSON of a rules file strictly.
///
/// Each `read…` method reads one member of an object as the type that is wanted there. When the member is missing or of
/// another form, the method returns nil and adds a diagnostic with file, line and column, so that one reading reports
/// every problem of the file. Unknown keys are refused too: a misspelt optional key would otherwise have no effect and
/// nobody would notice. The rules themselves are read in extensions of this type beside their types (`readIssuerRules`,
/// `readOrdererRules`, `readTariffs`).
struct RulesReader {
  /// The format version that the `version` member of each rules file must have.
  static let version = 1

  let file: String
  private let bytes: [UInt8]
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Parses the file and checks that it is an object of the right format version with these keys; nil with a diagnostic
  /// otherwise.
  mutating func readRoot(_ keys: [String]) -> JSONNode? {
    let node: JSONNode
    do throws(JSONFault) {
      node = try JSONParser.parse(bytes)
    } catch {
      diagnostics.append(error.diagnostic("rules.json", file: file, bytes: bytes))
      return nil
    }
    guard checkMembers(node, ["version"] + keys) else { return nil }
    guard let version = node["version"] else {
      reportMissing("version", of: node)
      return nil
    }
    guard version.integer == Self.version else {
      let found = version.integer.map(String.init) ?? "?"
      report(
        "rules.version", at: version.byte,
        LocalizedText(
          "規則ファイルの版は\(found)ですが、読めるのは版\(Self.version)です。",
          "The file has version \(found), this program reads version \(Self.version)."),
        advice: LocalizedText(
          "この版のプログラムに合う規則ファイルを使ってください。", "Use the rules that belong to this version of the program."))
      return nil
    }
    return node
  }

  /// Checks that the node is an object, and reports every key that is not among the known ones.
  ///
  /// - Returns: whether it is an object. Unknown keys are reported but do not stop the reading of the others.
  mutating func checkMembers(_ node: JSONNode, _ known: [String]) -> Bool {
    guard let members = node.members else {
      reportWrongValue(node, LocalizedText("オブジェクト { } でなければなりません。", "An object { } is wanted here."))
      return false
    }
    for member in members where !known.contains(where: { $0.unicodeScalars.elementsEqual(member.key.unicodeScalars) }) {
      let nearest = Nearest.name(to: member.key, among: known)
      report(
        "rules.key.unknown", at: member.keyByte,
        LocalizedText("\(Echo.quoted(member.key))という項目はありません。", "There is no key \(Echo.quoted(member.key)) here."),
        advice: nearest.map { LocalizedText("\($0) の書き誤りではありませんか。", "Did you mean \($0)?") }
          ?? LocalizedText("使える項目: \(known.joined(separator: ", "))", "Known keys: \(known.joined(separator: ", "))"))
    }
    return true
  }

  // MARK: Values

  /// A text that is not empty; nil without a diagnostic when there is no such key.
  mutating func readOptionalText(_ node: JSONNode, _ key: String) -> String? {
    guard let value = node[key] else { return nil }
    guard let text = value.string, !text.isEmpty else {
      reportWrongValue(value, LocalizedText("空でない文字列でなければなりません。", "A text that is not empty is wanted here."))
      return nil
    }
    return text
  }

  /// A text that is not empty.
  mutating func readText(_ node: JSONNode, _ key: String) -> String? {
    if node[key] == nil { reportMissing(key, of: node) }
    return readOptionalText(node, key)
  }

  /// `true` or `false`; nil without a diagnostic when there is no such key.
  mutating func readFlag(_ node: JSONNode, _ key: String) -> Bool? {
    guard let value = node[key] else { return nil }
    if value.bool == nil {
      reportWrongValue(value, LocalizedText("true か false でなければなりません。", "true or false is wanted here."))
    }
    return value.bool
  }

  /// A whole number within the range; nil without a diagnostic when there is no such key.
  mutating func readOptionalInteger(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = node[key] else { return nil }
    guard let integer = value.integer, range.contains(integer) else {
      reportWrongValue(
        value,
        LocalizedText(
          "\(range.lowerBound)から\(range.upperBound)までの整数でなければなりません。",
          "A whole number from \(range.lowerBound) to \(range.upperBound) is wanted here."))
      return nil
    }
    return integer
  }

  /// A whole number within the range.
  mutating func readInteger(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>) -> Int? {
    if node[key] == nil { reportMissing(key, of: node) }
    return readOptionalInteger(node, key, in: range)
  }

  /// A day such as `2025-04-01`.
  mutating func readDate(_ node: JSONNode, _ key: String) -> CalendarDate? {
    guard let text = readText(node, key) else { return nil }
    guard let date = CalendarDate(iso: text) else {
      if let value = node[key] {
        reportWrongValue(value, LocalizedText("2025-04-01 の形の日付でなければなりません。", "A day like 2025-04-01 is wanted here."))
      }
      return nil
    }
    return date
  }

  /// A case of the type by its raw value.
  mutating func readChoice<Choice: RawRepresentable & CaseIterable>(
    _ node: JSONNode, _ key: String, _ type: Choice.Type
  )
    -> Choice?
  where Choice.RawValue == String {
    guard let text = readText(node, key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    if let value = node[key] {
      reportWrongValue(value, LocalizedText("次のいずれかでなければなりません: \(words)", "One of these is wanted here: \(words)"))
    }
    return nil
  }

  /// A percentage from 0 to 100 as a text, `"0.30"`. A JSON number would go through floating point in many editors and
  /// tools.
  mutating func readPercentage(_ node: JSONNode, _ key: String) -> ExactDecimal? {
    guard let text = readText(node, key) else { return nil }
    guard let decimal = ExactDecimal(text), (ExactDecimal(100) - decimal).units >= 0 else {
      if let value = node[key] {
        reportWrongValue(
          value,
          LocalizedText("\"0.30\" のような100以下の百分率の文字列でなければなりません。", "A percentage in quotes like \"0.30\" is wanted here.")
        )
      }
      return nil
    }
    return decimal
  }

  /// The elements of an array; none, with a diagnostic, for anything else.
  mutating func readArray(_ node: JSONNode, _ key: String) -> [JSONNode] {
    guard let value = node[key] else {
      reportMissing(key, of: node)
      return []
    }
    guard let elements = value.array else {
      reportWrongValue(value, LocalizedText("配列 [ ] でなければなりません。", "An array [ ] is wanted here."))
      return []
    }
    return elements
  }

  /// An object that has only these keys.
  mutating func readObject(_ node: JSONNode, _ key: String, _ keys: [String]) -> JSONNode? {
    guard let value = node[key] else {
      reportMissing(key, of: node)
      return nil
    }
    return checkMembers(value, keys) ? value : nil
  }

  /// The members `from` and either `source` or `assumed: true`, which every rule must have.
  mutating func readProvenance(_ node: JSONNode) -> Provenance? {
    let from = readDate(node, "from")
    let source = readOptionalText(node, "source")
    let assumed = readFlag(node, "assumed") ?? false
    if source == nil, !assumed {
      report(
        "rules.source", at: node.byte,
        LocalizedText("この規則には出典 source も assumed: true もありません。", "This rule has neither a source nor assumed: true."),
        advice: LocalizedText("出典を書くか、仮定であることを assumed: true で示してください。", "Give its source, or say assumed: true."))
      return nil
    }
    return from.map { Provenance(location: location(node.byte), effectiveFrom: $0, source: source, assumed: assumed) }
  }

  /// The keys of a rule's provenance, and `note`, which is for whoever edits the file and is not read.
  static let provenanceKeys = ["from", "source", "assumed", "note"]

  // MARK: Reports

  mutating func reportMissing(_ key: String, of node: JSONNode) {
    report(
      "rules.key.missing", at: node.byte, LocalizedText("\(key) がありません。", "\(key) is missing."),
      advice: LocalizedText("\(key) を加えてください。", "Add \(key)."))
  }

  mutating func reportWrongValue(_ node: JSONNode, _ summary: LocalizedText) {
    report("rules.value", at: node.byte, summary)
  }

  mutating func report(_ code: String, at byte: Int, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    diagnostics.append(.error(code, at: location(byte), summary, advice: advice))
  }

  func location(_ byte: Int) -> SourceLocation {
    SourceLocation(file: file, bytes: bytes, byte: byte)
  }
}
