import ArgumentParser
import HostSystem

/// The process: help in the reader's language, everything else by the argument parser.
@main
enum Program {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let names = HelpCommand.asked(by: arguments), let text = HelpCommand.text(names) {
      StandardStream.output.write(text)
      return
    }
    do {
      var command = try Shosho.parseAsRoot()
      try command.run()
    } catch {
      let message = ParserMessage.translated(Shosho.fullMessage(for: error), in: HelpLanguage.current)
      let code = Shosho.exitCode(for: error)
      if !message.isEmpty { (code == .success ? StandardStream.output : .error).write(message + "\n") }
      Shosho.exit(withError: code)
    }
  }
}
