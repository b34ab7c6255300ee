import ArgumentParser
import Diagnostics
import Inputs
import Records
import Reporting

/// How an input of records is read: the same options on every command that reads one.
struct InputOptions: ParsableArguments {
  @Option(
    help: .both(
      "文字コード utf-8・cp932・utf-16・utf-16le・utf-16be。なければBOMと中身で確かめる", "encoding; without it, proved by the bytes",
      valueName: "name"))
  var encoding: StatedEncoding?

  @Option(help: .both("形式 csv・json・jsonl。なければファイル名で決める", "format; without it, by the file's name", valueName: "format"))
  var format: RecordFormat?

  @Option(
    help: .both("見出しの対応表（JSON）", "a mapping of headings (JSON)", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var mapping: String?

  @Option(
    name: .customLong("keys-from"),
    help: .both("伏せた認証キーを取り戻す元の入力", "the input from which masked keys are taken back", valueName: "input"),
    completion: .file())
  var keysFrom: String?

  var request: ReadingRequest {
    ReadingRequest(encoding: encoding, format: format, mapping: mapping, keysFrom: keysFrom)
  }

  func reading() throws(RunFailure) -> ReadingOptions {
    try request.readOptions()
  }
}

extension StatedEncoding: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(name: argument)
  }
}

extension RecordFormat: ExpressibleByArgument {}
