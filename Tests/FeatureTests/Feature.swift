import Diagnostics
import Forms
import Foundation
import StrictJSON
import Testing

/// A folder of Tests/Features: one record, what to make of it, and what must come out.
struct Feature: Sendable, CustomTestStringConvertible {
  let name: String

  static let folder = House.root.appending(path: "Tests/Features")

  /// Every folder, by name; a name with a dot is a file.
  static let all: [Feature] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).filter { !$0.contains(".") }.sorted()
    .map(Feature.init)

  var testDescription: String { name }

  private func file(_ name: String) -> URL { Self.folder.appending(path: "\(self.name)/\(name)") }

  func record() throws -> [UInt8] { Array(try Data(contentsOf: file("record.json"))) }

  /// Rules of the issuer's that stand instead of the house's: issuer.json of the folder.
  func issuer() throws -> [UInt8]? {
    FileManager.default.fileExists(atPath: file("issuer.json").path())
      ? Array(try Data(contentsOf: file("issuer.json"))) : nil
  }

  /// The pictures that the feature's own form shows: the PNG files of the folder.
  func images() throws -> [FormSource] {
    try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: name).path()).filter {
      $0.hasSuffix(".png")
    }.sorted()
      .map { FormSource(name: $0, bytes: Array(try Data(contentsOf: file($0)))) }
  }

  /// The expectation's lines, or nil while nobody has accepted one.
  func expected() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: file("expected.txt").path()) else { return nil }
    return try String(contentsOf: file("expected.txt"), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map(String.init)
  }

  func accept(_ lines: [String]) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file("expected.txt"))
  }

  /// What feature.json says.
  func settings() throws -> Settings {
    let node = try JSONParser.parse(Array(try Data(contentsOf: file("feature.json"))))
    for member in node.members ?? [] where !Settings.keys.contains(member.key) {
      throw Unreadable(why: "feature.json has a key \(member.key); it knows \(Settings.keys.joined(separator: ", "))")
    }
    guard let title = node["title"]?.string, let document = node["document"]?.string,
      let issuedOn = node["issuedOn"]?.string
    else {
      throw Unreadable(why: "feature.json lacks title, document or issuedOn")
    }
    return Settings(
      title: title, document: document, issuedOn: issuedOn, form: try node["form"]?.string.map(formPath),
      marks: node["marks"]?.array?.compactMap(\.string))
  }

  /// A form file of the feature's folder, else of the repository.
  private func formPath(_ path: String) throws -> String {
    for candidate in [file(path), House.root.appending(path: path)]
    where FileManager.default.fileExists(atPath: candidate.path()) {
      return candidate.path()
    }
    throw Unreadable(why: "there is no form \(path), neither in the feature's folder nor from the repository's root")
  }

  struct Settings {
    static let keys = ["title", "document", "issuedOn", "form", "marks"]

    /// What the feature shows, in one sentence.
    let title: String
    /// Id of the paper.
    let document: String
    /// 発行日, as `2025-06-20`.
    let issuedOn: String
    /// A form file, when the paper is none of Templates/.
    let form: String?
    /// The words to print instead of those that the rules ask for: 見本, 写, 再発行.
    let marks: [String]?
  }

  struct Unreadable: Error, CustomStringConvertible {
    let why: String
    var description: String { why }
  }
}
