import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import Papers
import Reporting

/// `check`: does everything that `batch` does short of writing, so that all faults of an input are known before
/// anything is issued.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: LocalizedText("発行せずに、記録・保証料・字体・収まりを調べます。", "Everything short of writing: records, premiums, glyphs, fit.")
      .inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "files of records; - is standard input", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var home: HomeOptions

  func run() throws {
    // The findings are the result of this command, and so go to standard output.
    try CommandRunner.run(in: home, format: running.log, stream: .output, quiet: running.quiet) {
      home, defaults, console in
      StopSignal.listen()
      let options = BatchOptions(
        inputs: inputs, reading: try input.reading(), output: nil, jobs: running.jobs(defaults),
        temporaryFolder: HostEnvironment.temporaryFolder,
        showsProgress: !running.quiet && StandardStream.error.isTerminal && !StandardStream.output.isTerminal)
      return try RunConclusion.conclude(nil, console) { () throws(RunFailure) in
        let prepared = try RunConfiguration.prepare(
          home: home, documents: selection.documents(defaults), issuedOn: selection.issuedOn)
        return try Batch(
          configuration: prepared, options: options, scope: WholeInputs(keepsDay: false), console: console
        ).execute()
      }
    }
  }
}
