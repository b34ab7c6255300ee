import ArgumentParser

@main
struct Shosho: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "shosho", abstract: "電子保証の書類を発行します。")
}
