import Forms
import Foundation
import Issuing
import Surety
import Typesetting

/// The repository as the house whose papers the features show: its rules, fonts and forms, each read once.
enum House {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let home = Result {
    try Home.find(in: Home.Surroundings(option: root.path(), variable: nil, executableFolder: nil, workingFolder: nil))
  }
  private static let readRules = Result { try home.get().readRules() }
  private static let readFonts = Result { try home.get().readFonts() }
  private static let readForms = Result { try home.get().readForms() }

  static func rules() throws -> Rulebook { try readRules.get() }
  static func fonts() throws -> FontStore { try readFonts.get() }

  /// The form with an id, or the one of a file.
  static func form(_ id: String, file: String?) throws -> Form? {
    guard let file else { return try readForms.get()[id] }
    return try home.get().readForms(files: [file])[id]
  }
}
