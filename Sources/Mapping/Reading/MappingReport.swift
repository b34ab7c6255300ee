import Diagnostics
import Fields
import StrictJSON

/// Collects what is wrong with a mapping file, each with line and column, and reads the simple shapes of JSON that a
/// mapping is made of. What cannot be read is reported and nil, so that reading goes on and all faults come at once.
struct MappingReport {
  private let bytes: [UInt8]
  private let file: String
  private(set) var problems: [Diagnostic] = []

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  func location(_ byte: Int) -> SourceLocation { SourceLocation(file: file, bytes: bytes, byte: byte) }

  mutating func add(_ code: String, _ byte: Int, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    problems.append(.error(code, at: location(byte), summary, advice: advice))
  }

  mutating func add(_ others: [Diagnostic]) { problems += others }

  /// Something is of the wrong shape.
  mutating func addShape(_ name: String, _ byte: Int, _ wanted: LocalizedText) {
    add(
      "mapping.shape", byte,
      LocalizedText("\(name) は\(wanted.japanese)で書きます。", "\(name) must be \(wanted.english)."))
  }

  /// The members of an object whose keys are known. Others are reported, with the known key that is nearest.
  mutating func members(of node: JSONNode, _ name: String, keys: [String]) -> [JSONMember] {
    guard let members = node.members else {
      addShape(name, node.byte, LocalizedText("オブジェクト（{ … }）", "an object ({ … })"))
      return []
    }
    for member in members where !keys.contains(member.key) {
      let nearest = Nearest.name(to: member.key, among: keys)
      let list = keys.joined(separator: ", ")
      add(
        "mapping.key", member.keyByte,
        LocalizedText(
          "\(name) に\(Echo.quoted(member.key))という項目はありません。", "\(name) has no item \(Echo.plain(member.key))."),
        advice: nearest.map { LocalizedText("\($0) ではありませんか。", "Did you mean \($0)?") }
          ?? LocalizedText("使えるのは \(list) です。", "It may have \(list)."))
    }
    return members.filter { keys.contains($0.key) }
  }

  mutating func string(_ node: JSONNode, _ name: String) -> String? {
    if let text = node.string { return text }
    addShape(name, node.byte, LocalizedText("文字列", "a string"))
    return nil
  }

  mutating func flag(_ node: JSONNode, _ name: String) -> Bool? {
    if let flag = node.bool { return flag }
    addShape(name, node.byte, LocalizedText(" true か false ", "true or false"))
    return nil
  }

  /// A whole number in a range.
  mutating func integer(_ node: JSONNode, _ name: String, in range: ClosedRange<Int>) -> Int? {
    if let number = node.integer, range.contains(number) { return number }
    let (least, most) = (range.lowerBound, range.upperBound)
    addShape(name, node.byte, LocalizedText("\(least)から\(most)までの整数", "a whole number from \(least) to \(most)"))
    return nil
  }

  /// A string, or an array of strings.
  mutating func strings(_ node: JSONNode, _ name: String) -> [String]? {
    if let text = node.string { return [text] }
    if let nodes = node.array, !nodes.isEmpty {
      let texts = nodes.compactMap(\.string)
      if texts.count == nodes.count { return texts }
    }
    addShape(name, node.byte, LocalizedText("文字列か文字列の配列", "a string or an array of strings"))
    return nil
  }

  /// One word of a closed set, or an array of such words.
  mutating func words<Word>(_ node: JSONNode, _ name: String, of _: Word.Type) -> [Word]?
  where Word: RawRepresentable<String> & CaseIterable {
    let nodes = node.array ?? [node]
    let words = nodes.compactMap { word($0, name, of: Word.self) }
    return words.count == nodes.count && !words.isEmpty ? words : nil
  }

  mutating func word<Word>(_ node: JSONNode, _ name: String, of _: Word.Type) -> Word?
  where Word: RawRepresentable<String> & CaseIterable {
    word(node, name, among: Word.allCases.map(\.rawValue)).flatMap { Word(rawValue: $0) }
  }

  /// One of some words.
  mutating func word(_ node: JSONNode, _ name: String, among words: [String]) -> String? {
    guard let text = string(node, name) else { return nil }
    if words.contains(text) { return text }
    let nearest = Nearest.name(to: text, among: words)
    let list = words.joined(separator: ", ")
    add(
      "mapping.value", node.byte,
      LocalizedText("\(name) に\(Echo.quoted(text))は書けません。", "\(name) cannot be \(Echo.plain(text))."),
      advice: nearest.map { LocalizedText("\($0) ではありませんか。", "Did you mean \($0)?") }
        ?? LocalizedText("使えるのは \(list) です。", "It may be \(list)."))
    return nil
  }

  /// A heading or path, or the number of a column.
  mutating func column(_ node: JSONNode, _ name: String) -> ColumnReference? {
    if let text = node.string, !text.isEmpty { return .name(text) }
    if let number = node.integer, (1...4_096).contains(number) { return .position(number) }
    addShape(
      name, node.byte,
      LocalizedText("見出しか、1から数えた列の番号", "a heading, or the number of a column, counted from 1"))
    return nil
  }

  /// The field with a path or heading.
  mutating func field(_ text: String, _ byte: Int) -> FieldKey? {
    if let key = FieldNames.key(named: text) { return key }
    let nearest = Nearest.name(to: text, among: FieldNames.all.map(\.name))
    add(
      "mapping.target", byte,
      LocalizedText("\(Echo.quoted(text))という項目はありません。", "There is no field \(Echo.plain(text))."),
      advice: nearest.map { LocalizedText("「\($0)」ではありませんか。", "Did you mean \($0)?") })
    return nil
  }
}
