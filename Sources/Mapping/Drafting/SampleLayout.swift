import Diagnostics
import Fields
package import StrictJSON

/// How a file is laid out, as far as its first rows show, and its columns with some of their values: what a draft of a
/// mapping is made from.
package struct SampleLayout: Sendable {
  /// Members of `file` of a mapping, as JSON.
  package private(set) var file: [(name: String, json: String)] = []
  package private(set) var columns: [SampleColumn] = []
  package private(set) var questions: [String] = []

  package init() {}

  /// Adds what is known of the file besides its rows.
  ///
  /// - Parameter json: the value of the member of `file`.
  package mutating func addFact(_ name: String, _ json: String) { file.append((name, json)) }

  // MARK: Tables

  /// The number of cells that most rows have.
  package static func usualWidth(_ rows: [[String]]) -> Int {
    let counts = Dictionary(grouping: rows, by: \.count).mapValues(\.count)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Finds the heading row: the first that has a name in nearly every column and no value of a record.
  package mutating func takeTable(_ rows: [[String]]) {
    let width = Self.usualWidth(rows)
    let heading = rows.firstIndex { row in
      row.count == width && row.count { !$0.isEmpty } * 5 >= width * 4 && !row.contains(where: Self.isValue)
    }
    let first = heading.map { $0 + 1 } ?? 0
    let names = heading.map { rows[$0] } ?? []
    var records = rows.dropFirst(first).filter { $0.count == width }
    if let heading, heading > 0 { addFact("skip", String(heading)) }
    if heading == nil { addFact("headings", "false") }
    if let last = rows.last, rows.count > first + 1, last.count < width, last.count > 1, let mark = last.first {
      records.removeAll { $0 == last }
      if ["合計", "総計", "計", "小計", "total"].contains(mark.lowercased()) {
        addFact("notRecords", "[{\"column\": 1, \"is\": \(JSONWriter.literal(mark))}]")
      } else {
        takeTrailer(last, mark, records, names)
      }
    }
    columns = (0..<width).map { index in
      let name = names.indices.contains(index) ? names[index] : ""
      let isUnique = names.count { $0 == name } == 1
      return SampleColumn(
        name.isEmpty || !isUnique ? .position(index + 1) : .name(name),
        values: records.map { $0[index] }.filter { !$0.isEmpty })
    }
    for name in names where ["状態", "ステータス", "status", "state"].contains(name.lowercased()) {
      questions.append("列「\(Echo.plain(name))」がどの値の記録を発行するか。rows の where に書く")
    }
  }

  /// Whether a cell is a value and no heading: a kind of guarantee, a day, an amount, a number.
  private static func isValue(_ cell: String) -> Bool {
    let digits = cell.utf8.count { (0x30...0x39).contains($0) }
    return GuaranteeKind.allCases.contains { $0.rawValue == cell } || digits >= 6 && digits * 2 >= cell.utf8.count
  }

  /// A last row with fewer columns is taken for a trailer: its count and total are found by their values.
  private mutating func takeTrailer(_ row: [String], _ mark: String, _ records: [[String]], _ names: [String]) {
    func number(_ text: String) -> Int? { NumberFormat().digits(of: text).flatMap { Int($0) } }
    var members = ["\"column\": 1", "\"is\": \(JSONWriter.literal(mark))"]
    let count = row.indices.dropFirst().first { number(row[$0]) == records.count }
    if let count { members.append("\"count\": \(count + 1)") }
    let sums = names.indices.map { column in
      records.map { number($0[column]) ?? -1 }.reduce(Int?(0)) { sum, value in
        value < 0 ? nil : sum.flatMap { $0.addingReportingOverflow(value).overflow ? nil : $0 + value }
      }
    }
    for index in row.indices.dropFirst() where index != count {
      // 保証金額 stands behind 前払金額, and is often the same.
      guard let total = number(row[index]), total > 0, let column = sums.lastIndex(where: { $0 == total }) else {
        continue
      }
      let isUnique = !names[column].isEmpty && names.count { $0 == names[column] } == 1
      let of = isUnique ? JSONWriter.literal(names[column]) : String(column + 1)
      members += ["\"total\": \(index + 1)", "\"of\": \(of)"]
      break
    }
    addFact("trailer", "{" + members.joined(separator: ", ") + "}")
    questions.append("最後の行は件数と合計か。file の trailer に推測を書いてある")
  }

  // MARK: JSON

  /// The records of a JSON file: the longest array of objects in it, or its only object.
  package mutating func takeJSON(_ root: JSONNode, limit: Int) {
    let (path, records) = Self.records(in: root, path: [])
    let isNamed = path.allSatisfy { !$0.isEmpty && !$0.contains(".") }
    if path.count > 1, isNamed { addFact("records", JSONWriter.literal(path.joined(separator: "."))) }
    takeRecords(Array(records.prefix(limit)))
  }

  /// The values of records of JSON by the keys that lead to them.
  package mutating func takeRecords(_ records: [JSONNode]) {
    var order: [String] = []
    var values: [String: [String]] = [:]
    for record in records { Self.addValues(of: record, under: "", &order, &values) }
    columns = order.map { SampleColumn(.name($0), values: values[$0] ?? []) }
  }

  private static func records(in node: JSONNode, path: [String]) -> (path: [String], records: [JSONNode]) {
    if let nodes = node.array, nodes.contains(where: { $0.members != nil }) { return (path, nodes) }
    guard path.count < 4, let members = node.members else { return (path, []) }
    let found = members.map { records(in: $0.node, path: path + [$0.key]) }.filter { !$0.records.isEmpty }
    if let longest = found.max(by: { $0.records.count < $1.records.count }) { return longest }
    return path.isEmpty ? ([], [node]) : (path, [])
  }

  /// How many different paths are looked at.
  private static let pathLimit = 1_000

  private static func addValues(
    of node: JSONNode, under prefix: String, _ order: inout [String], _ values: inout [String: [String]]
  ) {
    for member in node.members ?? [] where order.count < pathLimit {
      let path = prefix + member.key
      if member.node.members != nil {
        addValues(of: member.node, under: path + ".", &order, &values)
        continue
      }
      // A key without a name cannot be named by a mapping.
      if path.isEmpty { continue }
      if values[path] == nil {
        order.append(path)
        values[path] = []
      }
      switch member.node.value {
      case .string(let text) where !text.trimmedOfWhiteSpace.isEmpty: values[path]?.append(text.trimmedOfWhiteSpace)
      case .number(let text): values[path]?.append(text)
      case .bool(let flag): values[path]?.append(flag ? "true" : "false")
      case .null, .string, .array, .object: break
      }
    }
  }
}
