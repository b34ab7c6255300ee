import Diagnostics
import Forms
import Foundation
import Testing

/// A form of Tests/BrokenForms: what is wrong with it must be said in the words of the text file beside it.
struct BrokenForm: Sendable, CustomTestStringConvertible {
  let name: String

  private static let folder = House.root.appending(path: "Tests/BrokenForms")

  /// Every form, by name.
  static let all: [BrokenForm] = names(in: folder, ending: ".xml").map { BrokenForm(name: String($0.dropLast(4))) }

  var testDescription: String { name }

  /// What reading the form says, in both languages; nothing when it is read.
  func outcome() throws -> [String] {
    let house = Self.folder.appending(path: "house")
    let form = FormSource(
      name: "\(name).xml", bytes: Array(try Data(contentsOf: Self.folder.appending(path: "\(name).xml"))))
    do {
      _ = try FormLibrary(
        forms: [form], parts: try Self.sources(in: house, ending: ".xml"),
        images: try Self.sources(in: house, ending: ".png"))
      return []
    } catch let refusal as DiagnosticError {
      return [Language.japanese, .english].flatMap { language in
        refusal.diagnostics.flatMap {
          TextWriter(language: language).text(of: $0).split(separator: "\n").map(String.init)
        }
      }
    }
  }

  private var expectation: URL { Self.folder.appending(path: "\(name).txt") }

  /// The expectation's lines, or nil while nobody has accepted one.
  func expected() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: expectation.path()) else { return nil }
    return try String(contentsOf: expectation, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func accept(_ lines: [String]) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: expectation)
  }

  private static func names(in folder: URL, ending: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).filter { $0.hasSuffix(ending) }
      .sorted()
  }

  private static func sources(in folder: URL, ending: String) throws -> [FormSource] {
    try names(in: folder, ending: ending).map {
      FormSource(name: "house/\($0)", bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }
}
