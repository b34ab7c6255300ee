import ArgumentParser
import Issuing

@main
struct Shosho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shosho",
    abstract: "電子保証の書類を発行します。 / Issue the papers of electronic guarantees.",
    discussion: """
      終了コード / exit codes: 0 すべて発行 all issued · 64 使い方の誤り wrong usage · 65 一部の記録を拒否 some records rejected · \
      66 入力がない no input · 70 内部の誤り internal fault · 73 書き込めない cannot write · 75 後でもう一度 try again later · \
      78 様式・規則・字体の誤り bad form, rules or fonts · 130 SIGINT · 143 SIGTERM
      """,
    // Libraries are asked for their versions only when somebody wants to know.
    version: CommandLine.arguments.contains("--version") ? EngineVersion.text : EngineVersion.release,
    subcommands: [
      BatchCommand.self, Check.self, Explain.self, FormsCommand.self, InspectCommand.self, MergeCommand.self, PlanCommand.self,
      PreviewCommand.self, RegisterCommand.self, ReissueCommand.self, Render.self, Schema.self, StatusCommand.self, Verify.self,
    ])
}
