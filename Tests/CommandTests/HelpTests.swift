import Foundation
import Testing

/// Help: of every command and option in both languages, and on every subject.
@Suite struct HelpTests {
  private struct Described: Hashable {
    var command: String
    var name: String
    var text: String
  }

  /// Every command and option with its help text, as the argument parser dumps them.
  private func dump(_ language: String) throws -> [Described] {
    let command = try Command.run(["--experimental-dump-help", "--lang", language])
    #expect(command.status == 0)
    let root = try #require(try Examples.object(command.output)["command"] as? [String: Any])
    return described(root, above: "")
  }

  private func described(_ command: [String: Any], above: String) -> [Described] {
    let path = above + (command.text("commandName") ?? "?")
    var found = [Described(command: path, name: "", text: command.text("abstract") ?? "")]
    for argument in command["arguments"] as? [[String: Any]] ?? [] {
      let name = (argument["preferredName"] as? [String: Any])?.text("name") ?? argument.text("valueName") ?? "?"
      // The parser's own options, for which the help pages have their own texts.
      if name == "help" || name == "version" { continue }
      found.append(Described(command: path, name: name, text: argument.text("abstract") ?? ""))
    }
    for inner in command["subcommands"] as? [[String: Any]] ?? [] where inner.text("commandName") != "help" {
      found += described(inner, above: path + " ")
    }
    return found
  }

  @Test func everyCommandAndOptionIsToldInBothLanguages() throws {
    let (japanese, english) = (try dump("ja"), try dump("en"))
    #expect(japanese.count > 120 && japanese.map(\.name) == english.map(\.name))
    for (one, two) in zip(japanese, english) {
      #expect(one.text.unicodeScalars.contains { $0.value > 0x3000 }, "\(one)")
      #expect(!two.text.isEmpty && one.text != two.text, "\(two)")
      // A Japanese word may stand in an English sentence, as what is to be typed; the sentence itself may not be
      // Japanese.
      #expect(two.text.unicodeScalars.filter { (0x3040...0x30FF).contains($0.value) }.isEmpty, "\(two)")
    }
  }

  /// The number of columns of a terminal that gives Japanese characters two each.
  private func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 || (0x2010...0x2027).contains($1.value) ? 1 : 2) }
  }

  @Test func everyCommandsPageFitsATerminal() throws {
    for (language, commands) in [
      ("ja", try dump("ja").map(\.command)), ("en", ["shosho", "shosho batch", "shosho register void"]),
    ] {
      for described in Set(commands) {
        let names = described.split(separator: " ").dropFirst().map(String.init)
        let page = try Command.run(names + ["--help", "--lang", language])
        #expect(page.status == 0 && page.error.isEmpty)
        if language == "en" {
          #expect(try Command.run(["help"] + names + ["--lang", language]).output == page.output, "\(described)")
        }
        for line in page.output.split(separator: "\n") {
          #expect(columns(line) <= 80, "\(described): \(line)")
        }
      }
    }
  }

  @Test func pageOfABatch() throws {
    let english = try Command.run(["batch", "--help", "--lang", "en"]).output
    #expect(
      english.hasPrefix("Issue the papers of a file of records.\n\nUsage:\n  shosho batch [<input>…] [options]\n"),
      "\(english)")
    #expect(
      english.contains("\n  --supersede             replace the papers of records whose content changed\n"),
      "\(english)")
    #expect(english.contains("(default text)"))
    let japanese = try Command.run(["batch", "--help"]).output
    #expect(japanese.contains("\n  --supersede             内容の変わった記録の書類を差し替える\n"), "\(japanese)")
  }

  @Test func languageOfTheEnvironment() throws {
    let script = "LC_ALL= LC_MESSAGES= LANG=en_US.UTF-8 exec \"$0\" help"
    #expect(try Command.run(tool: "bash", ["-c", script, Command.path]).output.contains("Usage:"))
    #expect(
      try Command.run(tool: "bash", ["-c", script.replacing("LC_ALL=", with: "LC_ALL=ja_JP.UTF-8"), Command.path])
        .output.contains("使い方:"))
    #expect(try Command.run(tool: "bash", ["-c", script + " --lang ja", Command.path]).output.contains("使い方:"))
  }

  @Test(arguments: ["encodings", "record", "forms", "exit-codes", "night"]) func topics(name: String) throws {
    #expect(try Command.run(["help", "topics"]).output.contains("  \(name) "))
    let (japanese, english) = (
      try Command.run(["help", name]).output, try Command.run(["help", name, "--lang", "en"]).output
    )
    #expect(japanese.count > 300 && english.count > 300 && japanese != english)
    for line in (japanese + english).split(separator: "\n") { #expect(columns(line) <= 80, "\(line)") }
  }

  /// Roff fills the lines of the pages, Japanese ones too, without a warning.
  @Test func manualPagesFitATerminal() throws {
    let scratch = try Scratch()
    #expect(
      try Command.run(tool: "\(Command.root)/scripts/man-pages", [Command.path, scratch.path("man")]).status == 0)
    let pages = try scratch.files(below: "man").map(\.path)
    func manual(_ page: String, columns: Int) throws -> Command {
      try Command.run(
        tool: "groff", ["-k", "-Tutf8", "-P-cbou", "-mandoc", "-rLL=\(columns)n", scratch.path("man/\(page)")])
    }
    #expect(pages.count > 60)
    for page in pages {
      let shown = try manual(page, columns: 80)
      #expect(shown.status == 0 && shown.error.isEmpty, "\(page): \(shown.error)")
      for line in shown.output.split(separator: "\n") {
        let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        #expect(columns <= 80, "\(page): \(line)")
      }
    }
    // Lists are roff's own lists, whose texts are indented on every line.
    let codes = try manual("man7/shosho-exit-codes.7", columns: 60).output
    #expect(
      codes.contains(
        "\n          → mend what rejects names, and issue it with\n          --keys-from the first input\n"), "\(codes)"
    )
    let japanese = try manual("ja/man7/shosho-exit-codes.7", columns: 80).output
    #expect(japanese.contains("やり直し、\n     65は終わりとして扱ってください。"), "\(japanese)")
  }

  @Test func everyExitCodeHasItsRow() throws {
    let topic = try Command.run(["help", "exit-codes", "--lang", "en"]).output
    let page = String(
      decoding: try Data(contentsOf: URL(filePath: "\(Command.root)/Documentation/operations.md")), as: UTF8.self)
    for code in [0, 64, 65, 66, 70, 73, 75, 78, 130, 143] {
      #expect(topic.contains("\n  \(code) "), "\(code)")
      #expect(page.contains("\n| \(code) |") || page.contains("\n| 130, 143 |") && code > 100, "\(code)")
    }
  }

  @Test func unknownSubjectNamesTheNearest() throws {
    let command = try Command.run(["help", "exit-code", "--lang", "en"])
    #expect(command.status == 64 && command.error.contains("Did you mean exit-codes?"), "\(command.error)")
  }

  @Test func wrongUsageIsToldInTheReadersLanguage() throws {
    #expect(try Command.run(["batch", "x.csv", "--ot", "y"]).error.hasPrefix("エラー: "))
    #expect(try Command.run(["batch", "x.csv", "--ot", "y", "--lang", "en"]).error.hasPrefix("Error: "))
  }

  @Test func versionNamesFormatAndLibraries() throws {
    let output = try Command.run(["--version"]).output
    #expect(output.hasPrefix("shosho 0.1.0 (format 1, "))
    for library in ["cairo 1.", "freetype 2.", "harfbuzz ", "qrencode ", "libdeflate ", "expat 2.", "sqlite 3."] {
      #expect(output.contains("\n\(library)"), "\(library)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(shell: String) throws {
    let scratch = try Scratch()
    let script = try Command.run(["--generate-completion-script", shell])
    #expect(script.status == 0 && script.output.contains("supersede"))
    let file = try scratch.put(script.output, at: "completion")
    let check = try Command.run(tool: shell, shell == "fish" ? ["--no-execute", file] : ["-n", file])
    #expect(check.status == 0, "\(check.error)")
  }
}
