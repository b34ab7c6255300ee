import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import Papers

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: LocalizedText("発行せずに、記録・保証料・字体・収まりを調べます。", "Everything short of writing: records, premiums, glyphs, fit.")
      .inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "files of records; - is standard input", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup var input: InputOptions
  @OptionGroup var issuing: RunOptions
  @OptionGroup var home: HomeOptions

  func run() throws {
    // The findings are what was asked for: they go to standard output.
    try CommandOutcome.end(home, format: issuing.log, stream: .output, quiet: issuing.quiet) {
      home, defaults, console in
      StopSignal.listen()
      let options = BatchOptions(
        inputs: inputs, reading: try input.reading(), output: nil, jobs: issuing.jobs(defaults),
        temporaryFolder: HostEnvironment.temporaryFolder,
        showsProgress: !issuing.quiet && StandardStream.error.isTerminal && !StandardStream.output.isTerminal)
      let prepared = try RunConfiguration.prepare(
        home: home, documents: issuing.documents(defaults), issuedOn: issuing.issuedOn)
      return try Batch(
        configuration: prepared, options: options, scope: WholeInputs(keepsDay: false), console: console
      ).execute().status
    }
  }
}
