import Foundation

/// The example records, which are input of most tests here.
enum Examples {
  static func path(_ name: String) -> String { "\(Command.root)/Examples/\(name)" }

  static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  /// The records of certificates.jsonl, one line each.
  static func lines() throws -> [String] {
    try text("certificates.jsonl").split(separator: "\n").map(String.init)
  }

  /// A record as Foundation reads it, so that this program's own JSON reader is not part of the test.
  static func object(_ line: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
  }

  /// A JSONL file of so many records: the first example under ever new contract numbers.
  static func many(_ count: Int) throws -> String {
    let line = try lines()[0]
    return (1...count).map { line.replacing("44-07-0012345-00", with: "44-07-\(String(1_000_000 + $0))-00") }.joined(
      separator: "\n") + "\n"
  }

  /// The papers of a home by their files' names, without ending and sorted. A house may have added some of its own.
  static func papers(of home: String = Command.root) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/Templates")) ?? []
    return names.filter { $0.hasSuffix(".xml") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// How many papers a record has when no documents are chosen.
  static var papersPerRecord: Int { papers().count }

  /// The day on which all tests issue.
  static let day = ["--issued-on", "2026-01-30"]
}

extension [String: Any] {
  /// The text or integer at a path such as `work.name`.
  func text(_ path: String) -> String? {
    var value: Any? = self
    for key in path.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
    if let number = value as? Int { return String(number) }
    return value as? String
  }
}
