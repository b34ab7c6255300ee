package import Diagnostics
package import Fields
import StrictJSON

/// The mapping of `--mapping`: what the columns of a file from elsewhere are called.
///
/// It is a JSON file:
///
/// ```json
/// {"version": 1, "columns": {"工事件名": "work.name", "JV1": "構成員1商号"}, "ignored": ["部署"]}
/// ```
///
/// A name on the left is a heading or JSON path of that file, a name on the right a path or heading of the catalogue.
/// The catalogue's own names remain valid.
package struct ColumnMapping: Sendable {
  /// The version of the format; there is no other yet. A mapping with another version is refused.
  package static let version = 1

  /// The names that are mapped and the fields they stand for, in the file's order.
  package private(set) var columns: [(name: String, key: FieldKey)] = []
  /// The names of columns that are left out without a warning.
  package private(set) var ignored: [String] = []
  /// How the input's trailer is known; nil when it has none.
  package private(set) var trailer: TrailerForm?

  /// The empty mapping: only the catalogue's names.
  package init() {}

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
    if !reader.problems.isEmpty { throw DiagnosticError(reader.problems) }
    columns = reader.columns
    ignored = reader.ignored
    trailer = reader.trailer
  }
}

/// Reads the parsed mapping file and collects its problems.
private struct MappingReader {
  let bytes: [UInt8]
  let file: String
  var columns: [(name: String, key: FieldKey)] = []
  var ignored: [String] = []
  var trailer: TrailerForm?
  var problems: [Diagnostic] = []

  mutating func read(_ root: JSONNode) {
    guard let members = root.members else {
      report("mapping.shape", root.byte, LocalizedText("対応表はJSONのオブジェクトで書きます。", "A mapping is a JSON object."))
      return
    }
    readVersion(root)
    for member in members {
      switch member.key {
      case "version": break
      case "columns": readColumns(member.node)
      case "ignored": readIgnored(member.node)
      case "trailer": readTrailer(member.node)
      default:
        report(
          "mapping.key", member.keyByte,
          LocalizedText(
            "対応表に\(Echo.quoted(member.key))という項目はありません。", "A mapping has no item \(Echo.plain(member.key))."),
          advice: LocalizedText(
            "使えるのは version・columns・ignored・trailer です。", "It may have version, columns, ignored and trailer."))
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
    report(
      "mapping.version", root["version"]?.byte ?? root.byte,
      LocalizedText(
        "対応表の version は \(ColumnMapping.version) でなければなりません（あったもの: \(found)）。",
        "The mapping's version must be \(ColumnMapping.version) (found: \(found))."))
  }

  private mutating func readColumns(_ node: JSONNode) {
    guard let members = node.members else {
      report(
        "mapping.shape", node.byte,
        LocalizedText("columns は見出しと項目の組のオブジェクトです。", "columns is an object of headings and fields."))
      return
    }
    for member in members {
      guard let target = member.node.string else {
        report(
          "mapping.target", member.node.byte,
          LocalizedText(
            "\(Echo.quoted(member.key))の項目は文字列で書きます。", "The field for \(Echo.plain(member.key)) must be a string."))
        continue
      }
      guard let key = ColumnNames.builtInTarget(for: target)?.key else {
        let nearest = Nearest.name(to: target, among: ColumnNames.builtInNames)
        report(
          "mapping.target", member.node.byte,
          LocalizedText("\(Echo.quoted(target))という項目はありません。", "There is no field \(Echo.plain(target))."),
          advice: nearest.map { LocalizedText("「\($0)」ではありませんか。", "Did you mean \($0)?") })
        continue
      }
      if SecretNames.contains(member.key), case .text? = key.field?.type {
        report(
          "mapping.secret", member.keyByte,
          LocalizedText(
            "\(Echo.quoted(member.key))は認証キーなどの秘密を表す名で、印字される項目\(Echo.quoted(key.heading))にはできません。",
            "\(Echo.plain(member.key)) is a name of secrets, and cannot be \(Echo.plain(key.heading)), which is printed."
          ),
          advice: LocalizedText(
            "認証キーなら key に対応させてください。読まないなら ignored に挙げてください。",
            "Map it to key if it is the key; list it under ignored if it is not to be read."))
        continue
      }
      columns.append((member.key, key))
    }
  }

  private mutating func readIgnored(_ node: JSONNode) {
    guard let nodes = node.array, nodes.allSatisfy({ $0.string != nil }) else {
      report("mapping.shape", node.byte, LocalizedText("ignored は見出しの配列です。", "ignored is an array of headings."))
      return
    }
    ignored = nodes.compactMap(\.string)
  }

  private mutating func readTrailer(_ node: JSONNode) {
    let known = ["field", "is", "records", "amount"]
    guard let members = node.members, members.allSatisfy({ known.contains($0.key) && $0.node.string != nil }),
      node["field"] != nil, let text = node["is"]?.string, !text.isEmpty,
      node["records"] != nil || node["amount"] != nil
    else {
      report(
        "mapping.shape", node.byte,
        LocalizedText(
          "trailer には field と is、それに records か amount を文字列で書きます。",
          "trailer has field and is, and records or amount, all of them texts."))
      return
    }
    func key(_ name: String) -> FieldKey? {
      guard let text = node[name]?.string else { return nil }
      let target = ColumnNames.builtInTarget(for: text)
      if target == nil || target?.isSecret == true {
        report(
          "mapping.target", node[name]?.byte ?? node.byte,
          LocalizedText("\(Echo.quoted(text))という項目はありません。", "There is no field \(Echo.plain(text))."))
        return nil
      }
      return target?.key
    }
    let (records, amount) = (key("records"), key("amount"))
    if let known = key("field") {
      trailer = TrailerForm(field: known, text: text, records: records, amount: amount)
    }
  }

  private mutating func report(_ code: String, _ byte: Int, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    problems.append(.error(code, at: SourceLocation(file: file, bytes: bytes, byte: byte), summary, advice: advice))
  }
}
