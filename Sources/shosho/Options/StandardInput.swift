import ArgumentParser
import Diagnostics

/// Standard input as one of a command's files.
enum StandardInput {
  /// Refuses a command that would read it twice.
  static func validate(_ paths: [String]) throws {
    guard paths.count(where: { $0 == "-" }) > 1 else { return }
    throw ValidationError(LocalizedText("標準入力（-）は一度だけ使えます。", "Standard input (-) can be read once only.").inHelp)
  }
}
