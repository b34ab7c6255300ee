package import Diagnostics
package import Fields
import StrictJSON

/// `--mapping`: what the columns of a foreign file are called.
///
/// A JSON file: `{"version": 1, "columns": {"THEIR HEADING": "work.price"}, "ignored": ["THEIR OTHER HEADING"]}`. A target is a path or a
/// heading of the catalogue. Built-in names go on working beside it.
package struct ColumnMapping: Sendable {
  /// The only version there is.
  package static let version = 1

  /// Their name and our field, in the file's order.
  package private(set) var columns: [(name: String, key: FieldKey)] = []
  /// Columns to leave out without a word.
  package private(set) var ignored: [String] = []

  /// No mapping: the built-in names.
  package init() {}

  /// Reads a mapping file, all of its problems at once.
  package init(_ bytes: [UInt8], file: String) throws(DiagnosticError) {
    let root: JSONNode
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      throw DiagnosticError(error.diagnostic("mapping.json", file: file, bytes: bytes))
    }
    var reader = MappingReader(bytes: bytes, file: file)
    reader.read(root)
    if !reader.problems.isEmpty { throw DiagnosticError(reader.problems) }
    columns = reader.columns
    ignored = reader.ignored
  }
}

/// One pass over a mapping file.
private struct MappingReader {
  let bytes: [UInt8]
  let file: String
  var columns: [(name: String, key: FieldKey)] = []
  var ignored: [String] = []
  var problems: [Diagnostic] = []

  mutating func read(_ root: JSONNode) {
    guard let members = root.members else {
      complain("mapping.shape", root.byte, LocalizedText("対応表はJSONのオブジェクトで書きます。", "A mapping is a JSON object."))
      return
    }
    readVersion(root)
    for member in members {
      switch member.key {
      case "version": break
      case "columns": readColumns(member.node)
      case "ignored": readIgnored(member.node)
      default:
        complain(
          "mapping.key", member.keyByte,
          LocalizedText(
            "対応表に\(Echo.quoted(member.key))という項目はありません。", "A mapping has no item \(Echo.plain(member.key))."),
          advice: LocalizedText("使えるのは version・columns・ignored です。", "It may have version, columns and ignored."))
      }
    }
  }

  private mutating func readVersion(_ root: JSONNode) {
    if let found = root["version"]?.integer, found == ColumnMapping.version { return }
    let found: String =
      switch root["version"]?.value {
      case .number(let text)?, .string(let text)?: Echo.plain(text)
      case nil: "–"
      default: "?"
      }
    complain(
      "mapping.version", root["version"]?.byte ?? root.byte,
      LocalizedText(
        "対応表の version は \(ColumnMapping.version) でなければなりません（あったもの: \(found)）。",
        "The mapping's version must be \(ColumnMapping.version) (found: \(found))."))
  }

  private mutating func readColumns(_ node: JSONNode) {
    guard let members = node.members else {
      complain(
        "mapping.shape", node.byte,
        LocalizedText("columns は見出しと項目の組のオブジェクトです。", "columns is an object of headings and fields."))
      return
    }
    for member in members {
      guard let target = member.node.string else {
        complain(
          "mapping.target", member.node.byte,
          LocalizedText(
            "\(Echo.quoted(member.key))の項目は文字列で書きます。", "The field for \(Echo.plain(member.key)) must be a string."))
        continue
      }
      guard let key = ColumnNames.builtInTarget(for: target)?.key else {
        let nearest = Nearest.name(to: target, among: ColumnNames.builtInNames)
        complain(
          "mapping.target", member.node.byte,
          LocalizedText("\(Echo.quoted(target))という項目はありません。", "There is no field \(Echo.plain(target))."),
          advice: nearest.map { LocalizedText("「\($0)」ではありませんか。", "Did you mean \($0)?") })
        continue
      }
      columns.append((member.key, key))
    }
  }

  private mutating func readIgnored(_ node: JSONNode) {
    guard let nodes = node.array, nodes.allSatisfy({ $0.string != nil }) else {
      complain("mapping.shape", node.byte, LocalizedText("ignored は見出しの配列です。", "ignored is an array of headings."))
      return
    }
    ignored = nodes.compactMap(\.string)
  }

  private mutating func complain(_ code: String, _ byte: Int, _ words: LocalizedText, advice: LocalizedText? = nil) {
    problems.append(.error(code, at: SourceLocation(file: file, bytes: bytes, byte: byte), words, advice: advice))
  }
}
