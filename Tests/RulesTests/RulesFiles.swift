import Foundation
import Rules

/// The repository's own rules, as the tests read them.
enum RulesFiles {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  static let rulebook = Result { try rulebook(replacing: [:], in: "") }

  /// A rulebook with texts of one of its files replaced, to see what other data does.
  static func rulebook(replacing changes: [String: String], in name: String) throws -> Rulebook {
    func file(_ path: String) throws -> Rulebook.File {
      var text = try text(path)
      for (old, new) in changes where path == name {
        guard text.contains(old) else { throw Absent(text: old) }
        text = text.replacing(old, with: new)
      }
      return Rulebook.File(name: path, bytes: Array(text.utf8))
    }
    return try Rulebook(
      issuer: file("Rules/issuer.json"), orderers: file("Rules/orderers.json"), tariffs: file("Rules/tariffs.json"))
  }

  struct Absent: Error {
    let text: String
  }
}
