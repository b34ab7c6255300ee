import Diagnostics
import Fields
import StrictJSON

/// Reads a rules file strictly: every problem with file, line and column, unknown keys refused, nothing defaulted in silence.
struct RulesReader {
  /// The version of the rules format that this program reads.
  static let version = 1

  let file: String
  private let bytes: [UInt8]
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The file's one object, its format's version checked. Nil with a diagnostic otherwise.
  mutating func root(_ keys: [String]) -> JSONNode? {
    let node: JSONNode
    do throws(JSONFault) {
      node = try JSONParser.parse(bytes)
    } catch {
      diagnostics.append(error.diagnostic("rules.json", file: file, bytes: bytes))
      return nil
    }
    guard members(node, ["version"] + keys) else { return nil }
    guard let version = node["version"] else {
      missing("version", of: node)
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

  /// Checks that the node is an object without other keys than these.
  mutating func members(_ node: JSONNode, _ known: [String]) -> Bool {
    guard let members = node.members else {
      wrong(node, LocalizedText("オブジェクト { } でなければなりません。", "An object { } is wanted here."))
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

  mutating func optionalText(_ node: JSONNode, _ key: String) -> String? {
    guard let value = node[key] else { return nil }
    guard let text = value.string, !text.isEmpty else {
      wrong(value, LocalizedText("空でない文字列でなければなりません。", "A text that is not empty is wanted here."))
      return nil
    }
    return text
  }

  mutating func text(_ node: JSONNode, _ key: String) -> String? {
    if node[key] == nil { missing(key, of: node) }
    return optionalText(node, key)
  }

  mutating func flag(_ node: JSONNode, _ key: String) -> Bool? {
    guard let value = node[key] else { return nil }
    if value.bool == nil { wrong(value, LocalizedText("true か false でなければなりません。", "true or false is wanted here.")) }
    return value.bool
  }

  /// A whole number within the range.
  mutating func optionalInteger(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = node[key] else { return nil }
    guard let integer = value.integer, range.contains(integer) else {
      wrong(
        value,
        LocalizedText(
          "\(range.lowerBound)から\(range.upperBound)までの整数でなければなりません。",
          "A whole number from \(range.lowerBound) to \(range.upperBound) is wanted here."))
      return nil
    }
    return integer
  }

  mutating func integer(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>) -> Int? {
    if node[key] == nil { missing(key, of: node) }
    return optionalInteger(node, key, in: range)
  }

  mutating func date(_ node: JSONNode, _ key: String) -> CalendarDate? {
    guard let text = text(node, key) else { return nil }
    guard let date = CalendarDate(iso: text) else {
      if let value = node[key] {
        wrong(value, LocalizedText("2025-04-01 の形の日付でなければなりません。", "A day like 2025-04-01 is wanted here."))
      }
      return nil
    }
    return date
  }

  /// One of the words.
  mutating func word<Choice: RawRepresentable & CaseIterable>(_ node: JSONNode, _ key: String, _ type: Choice.Type)
    -> Choice?
  where Choice.RawValue == String {
    guard let text = text(node, key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    if let value = node[key] {
      wrong(value, LocalizedText("次のいずれかでなければなりません: \(words)", "One of these is wanted here: \(words)"))
    }
    return nil
  }

  /// A percentage from 0 to 100.
  mutating func percentage(_ node: JSONNode, _ key: String) -> ExactDecimal? {
    guard let text = text(node, key) else { return nil }
    guard let decimal = ExactDecimal(text), (ExactDecimal(100) - decimal).units >= 0 else {
      if let value = node[key] {
        wrong(
          value,
          LocalizedText("\"0.30\" のような100以下の百分率の文字列でなければなりません。", "A percentage in quotes like \"0.30\" is wanted here.")
        )
      }
      return nil
    }
    return decimal
  }

  mutating func elements(_ node: JSONNode, _ key: String) -> [JSONNode] {
    guard let value = node[key] else {
      missing(key, of: node)
      return []
    }
    guard let elements = value.array else {
      wrong(value, LocalizedText("配列 [ ] でなければなりません。", "An array [ ] is wanted here."))
      return []
    }
    return elements
  }

  mutating func object(_ node: JSONNode, _ key: String, _ keys: [String]) -> JSONNode? {
    guard let value = node[key] else {
      missing(key, of: node)
      return nil
    }
    return members(value, keys) ? value : nil
  }

  /// `from`, and a `source` or `assumed: true`: every rule says from which day it holds and who says so.
  mutating func provenance(_ node: JSONNode) -> Provenance? {
    let from = date(node, "from")
    let source = optionalText(node, "source")
    let assumed = flag(node, "assumed") ?? false
    if source == nil, !assumed {
      report(
        "rules.source", at: node.byte,
        LocalizedText("この規則には出典 source も assumed: true もありません。", "This rule has neither a source nor assumed: true."),
        advice: LocalizedText("出典を書くか、仮定であることを assumed: true で示してください。", "Give its source, or say assumed: true."))
      return nil
    }
    return from.map { Provenance(location: location(node.byte), from: $0, source: source, assumed: assumed) }
  }

  static let provenanceKeys = ["from", "source", "assumed", "note"]

  // MARK: Reports

  mutating func missing(_ key: String, of node: JSONNode) {
    report(
      "rules.key.missing", at: node.byte, LocalizedText("\(key) がありません。", "\(key) is missing."),
      advice: LocalizedText("\(key) を加えてください。", "Add \(key)."))
  }

  mutating func wrong(_ node: JSONNode, _ summary: LocalizedText) {
    report("rules.value", at: node.byte, summary)
  }

  mutating func report(_ code: String, at byte: Int, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    diagnostics.append(.error(code, at: location(byte), summary, advice: advice))
  }

  func location(_ byte: Int) -> SourceLocation {
    SourceLocation(file: file, bytes: bytes, byte: byte)
  }
}
