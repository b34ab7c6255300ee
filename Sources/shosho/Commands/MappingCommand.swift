import ArgumentParser
import Diagnostics
import Encodings
import HostSystem
import House
import Inputs
import Mapping
import OnDemand
import Records
import Reporting
import Rules

/// `mapping`: makes and tries mappings, by which a file from elsewhere is read as records.
struct MappingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping",
    abstract: LocalizedText("よそのファイルの読み方（対応表）を作り、試します。", "Make and try mappings, by which foreign files are read.")
      .inHelp,
    subcommands: [MappingInitCommand.self, MappingCheckCommand.self, MappingSchemaCommand.self])
}

/// `mapping init`: guesses a first mapping from the headings and some rows of a file, each guess marked.
struct MappingInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: LocalizedText(
      "ファイルの見出しと値から、最初の対応表を推測します。", "Guess a first mapping from a file's headings and values."
    ).inHelp)

  @Argument(
    help: .both("よそのファイル。-は標準入力", "a foreign file; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @Option(help: .both("文字コード。UTF-8でなければ示す", "encoding, unless it is UTF-8", valueName: "name"))
  var encoding: StatedEncoding?

  @Option(
    help: .both("形式 csv・json・jsonl・xlsx。なければファイル名で決める", "format; without it, by the file's name", valueName: "format"))
  var format: RecordFormat?

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { _ in
      let draft = try RunInput(
        input, options: ReadingOptions(encoding: encoding, format: format),
        temporaryFolder: HostEnvironment.temporaryFolder
      ).draftMapping()
      StandardStream.output.write(draft.json)
      return .success
    }
  }
}

/// `mapping check`: shows the first records of a file as a mapping reads them, and what is left over.
struct MappingCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: LocalizedText(
      "対応表で読んだ最初の記録を、元の値と並べて示します。", "Show the first records as a mapping reads them."
    ).inHelp)

  @Argument(help: .both("対応表", "the mapping", valueName: "mapping"), completion: .file(extensions: ["json"]))
  var mapping: String

  @Argument(help: .both("よそのファイル", "the foreign file", valueName: "input"), completion: .file())
  var input: String

  @Option(help: .both("示す記録の数", "how many records are shown", valueName: "n"))
  var records = 3

  @Option(help: .both("文字コード。対応表になければ示す", "encoding, if the mapping does not state it", valueName: "name"))
  var encoding: StatedEncoding?

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if records < 1 { throw ValidationError("--records: 1…") }
  }

  func run() throws {
    try CommandRunner.run(in: home.language) { console in
      // Keys outside their own column are masked too, by the form that the house's rules give them, if there is a house.
      let keyForm = (try? home.find().home.readRules())?.issuer.key.form
      let options = try ReadingRequest(encoding: encoding, mapping: mapping).readOptions()
      let input = try RunInput(input, options: options, temporaryFolder: HostEnvironment.temporaryFolder)
      return try MappingTrial.show(records, of: input, masking: keyForm, console: console)
    }
  }
}

/// `mapping schema`: prints the JSON Schema of a mapping, by which editors complete and check one.
struct MappingSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: LocalizedText("対応表のJSON Schemaを示します。", "Print the JSON Schema of a mapping.").inHelp)

  @OptionGroup var language: LanguageOption

  func run() {
    StandardStream.output.write(MappingSchema.text)
  }
}
