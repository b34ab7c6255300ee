import Fields
import Forms
import Foundation
import Rules
import Surety
import Testing
import Typesetting

@testable import House
@testable import Papers

/// The repository as the house whose papers the features show: its rules, fonts and forms, each read once.
enum House {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let home = Result {
    try Home.find(in: Home.Surroundings(option: root.path(), variable: nil, executableFolder: nil, workingFolder: nil))
  }
  private static let readRules = Result { try home.get().readRules() }
  private static let readFonts = Result { try home.get().readFonts() }
  private static let readForms = Result { try home.get().readForms() }

  /// The house's rules, or the same with another issuer.json.
  static func rules(issuer: [UInt8]?) throws -> Rulebook {
    guard let issuer else { return try readRules.get() }
    func file(_ name: String) throws -> Rulebook.File {
      Rulebook.File(name: "Rules/\(name)", bytes: Array(try Data(contentsOf: root.appending(path: "Rules/\(name)"))))
    }
    return try Rulebook(
      issuer: Rulebook.File(name: "issuer.json", bytes: issuer), orderers: file("orderers.json"),
      tariffs: file("tariffs.json"))
  }

  private static let prepared = Result {
    try RunConfiguration.prepare(home: home.get(), documents: nil, issuedOn: CalendarDate(iso: "2026-04-01"))
  }

  /// A run of the house with its own forms, for the worker's objects and the examples.
  static func configuration() throws -> RunConfiguration { try prepared.get() }
  static func issuerValues() throws -> ValueTree {
    ValueTree(issuerOf: try readRules.get(), on: try #require(CalendarDate(iso: "2026-04-01")))
  }
  static func fonts() throws -> FontStore { try readFonts.get() }

  /// The form with an id, or the one of a file with its pictures.
  static func form(_ id: String, file: String?, images: [FormSource]) throws -> Form? {
    guard let file else { return try readForms.get()[id] }
    let parts = root.appending(path: "Templates/house")
    let names = try FileManager.default.contentsOfDirectory(atPath: parts.path()).filter { $0.hasSuffix(".xml") }
      .sorted()
    return try FormLibrary(
      forms: [FormSource(name: file, bytes: Array(try Data(contentsOf: URL(filePath: file))))],
      parts: names.map { FormSource(name: $0, bytes: Array(try Data(contentsOf: parts.appending(path: $0)))) },
      images: images)[id]
  }
}
