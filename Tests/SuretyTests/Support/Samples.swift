import Diagnostics
import Fields
import Foundation
import StrictJSON
import Surety

/// The repository's own rules and example records, as the tests read them.
enum Samples {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func file(_ path: String) throws -> Rulebook.File {
    Rulebook.File(name: path, bytes: try bytes(path))
  }

  static let rulebook = Result {
    try Rulebook(issuer: file("Rules/issuer.json"), orderers: file("Rules/orderers.json"), tariffs: file("Rules/tariffs.json"))
  }

  static let today = CalendarDate(iso: "2025-06-20")!

  /// The row that a JSON object of record.md's shape is.
  static func row(_ json: String, record: Int = 1) throws -> RawRow {
    let node = try JSONParser.parse(Array(json.utf8))
    var row = RawRow(place: Place(file: "sample.jsonl", record: record))
    add(node, "", nil, &row)
    return row
  }

  private static func add(_ node: JSONNode, _ path: String, _ member: Int?, _ row: inout RawRow) {
    func set(_ value: RawValue) {
      row.cells[FieldKey(path, member: member)] = RawCell(value, at: Place(file: "sample.jsonl", record: row.place.record, field: path))
    }
    switch node.value {
    case .object(let members):
      for inner in members {
        let name = path.isEmpty ? inner.key : "\(path).\(inner.key)"
        add(inner.node, name, member, &row)
      }
    case .array(let elements) where path == Catalogue.membersPath:
      for (index, element) in elements.enumerated() { add(element, path + "[]", index, &row) }
    case .array(let elements): set(.list(elements.compactMap { $0.string.map(RawValue.text) }))
    case .string(let text) where path == "key": set(.secret(Secret(text)))
    case .string(let text): set(.text(text))
    case .number(let text): set(.number(text))
    case .bool(let flag): set(.bool(flag))
    case .null: break
    }
  }

  /// The rows of a JSON Lines file.
  static func rows(_ path: String) throws -> [RawRow] {
    let text = String(decoding: try bytes(path), as: UTF8.self)
    return try text.split(separator: "\n").enumerated().map { try row(String($0.element), record: $0.offset + 1) }
  }

  static func assess(_ row: RawRow, documents: Set<String> = ["certificate", "key-notice"]) throws -> Assessment {
    try rulebook.get().assess(row, documents: documents, issuedOn: today)
  }
}
