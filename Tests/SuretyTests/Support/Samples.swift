import Diagnostics
import Encodings
import Fields
import Foundation
import Mapping
import Records
import Rules
import Surety
import Testing

/// The repository's own rules and example records, as the tests read them.
enum Samples {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let today = CalendarDate(iso: "2026-01-30")!

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func file(_ path: String) throws -> Rulebook.File {
    Rulebook.File(name: path, bytes: try bytes(path))
  }

  static let rulebook = Result {
    try Rulebook(
      issuer: file("Rules/issuer.json"), orderers: file("Rules/orderers.json"), tariffs: file("Rules/tariffs.json"))
  }

  /// A rulebook with texts of its files replaced, to see what other data does.
  static func rulebook(replacing changes: [String: String], in name: String) throws -> Rulebook {
    func changed(_ path: String) throws -> Rulebook.File {
      guard path == name else { return try file(path) }
      var text = try text(path)
      for (old, new) in changes {
        guard text.contains(old) else { throw Absent(text: old) }
        text = text.replacing(old, with: new)
      }
      return Rulebook.File(name: path, bytes: Array(text.utf8))
    }
    return try Rulebook(
      issuer: changed("Rules/issuer.json"), orderers: changed("Rules/orderers.json"),
      tariffs: changed("Rules/tariffs.json"))
  }

  struct Absent: Error {
    let text: String
  }

  /// The rows of JSON Lines text.
  static func rows(_ lines: String) throws -> [RawRow] {
    try rows(Array(lines.utf8), file: "sample.jsonl")
  }

  /// The rows of an example file.
  static func examples(_ name: String) throws -> [RawRow] {
    try rows(try bytes("Examples/\(name)"), file: name)
  }

  /// The rows of certificates.jsonl, read once.
  static let certificates = Result { try examples("certificates.jsonl") }

  /// The rows of faults.csv, read once.
  static let faults = Result { try examples("faults.csv") }

  private static func rows(_ bytes: [UInt8], file: String) throws -> [RawRow] {
    let isCP932 = file.hasSuffix("-cp932.csv") || file.hasSuffix("-host.csv")
    let mapping =
      file.hasSuffix("-host.csv")
      ? try ColumnMapping(try Self.bytes("Examples/mapping.json"), file: "mapping.json") : ColumnMapping()
    var reader = try RecordReader(
      MemorySource(bytes), file: file, options: ReadingOptions(encoding: isCP932 ? .cp932 : nil, mapping: mapping))
    var rows: [RawRow] = []
    while let next = try reader.next() { rows.append(next.row) }
    return rows
  }

  static func assess(_ row: RawRow, papers: PaperRequirements = PaperRequirements(printsKey: true)) throws -> Assessment
  {
    try rulebook.get().assess(row, papers: papers, issuedOn: today)
  }

  /// `contractor.members[1].name` is a member's field.
  static func key(_ path: String) -> FieldKey {
    guard let open = path.firstIndex(of: "["), let close = path.firstIndex(of: "]"),
      let member = Int(path[path.index(after: open)..<close])
    else {
      return FieldKey(path)
    }
    return FieldKey("\(path[...open])\(path[close...])", member: member)
  }

  /// The record of the design study with cells set: a path and its text; nil empties the cell.
  static func record(_ changes: [String: String?], like number: String = "44-07-0012345-00") throws -> RawRow {
    var row = try #require(try certificates.get().first { $0.text("number") == number })
    for (path, text) in changes {
      row.cells[key(path)] = text.map {
        RawCell(.text($0), at: SourceLocation(file: "sample.jsonl", record: 1, field: path))
      }
    }
    return row
  }
}

extension PaperRequirements {
  /// Papers that do not print the key, such as the certificate.
  static let withoutKey = PaperRequirements(printsKey: false)
}

extension RawRow {
  func text(_ path: String) -> String? {
    if case .text(let text)? = self[path]?.value { text } else { nil }
  }
}
