import ArgumentParser
import Diagnostics
import Encodings
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

  @Option(
    help: .both("形式 csv・json・jsonl・xlsx。なければファイル名で決める", "format; without it, by the file's name", valueName: "format"))
  var format: RecordFormat?

  @Option(
    help: .both("よそのファイルの読み方を示す対応表（JSON）", "a mapping, by which a foreign file is read (JSON)", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var mapping: String?

  @Option(
    name: .customLong("keys-from"),
    help: .both("伏せた認証キーを取り戻す元の入力", "the input from which masked keys are taken back", valueName: "input"),
    completion: .file())
  var keysFrom: String?

  @Option(
    name: .customLong("keys-encoding"),
    help: .both(
      "--keys-fromの入力の文字コード。なければ--encodingと同じ", "encoding of the input of --keys-from; as --encoding without",
      valueName: "name"))
  var keysEncoding: StatedEncoding?

  var request: ReadingRequest {
    ReadingRequest(
      encoding: encoding, format: format, mapping: mapping, keysFrom: keysFrom, keysEncoding: keysEncoding)
  }

  /// Reads the mapping and the masked keys' input, if they are named.
  func reading() throws(RunFailure) -> ReadingOptions {
    try request.readOptions()
  }

  /// Refuses a command line that names standard input (`-`) for two of its files, because it can be read only once.
  static func validateStandardInput(_ paths: [String]) throws {
    guard paths.count(where: { $0 == "-" }) > 1 else { return }
    throw ValidationError.both("標準入力（-）は一度だけ使えます。", "Standard input (-) can be read once only.")
  }
}

extension StatedEncoding: ExpressibleByArgument {
  /// `cp932`; nil for an unknown name.
  public init?(argument: String) {
    self.init(name: argument)
  }
}

extension RecordFormat: ExpressibleByArgument {}

/// Which record of an input, for commands about one contract.
struct ContractOptions: ParsableArguments {
  @Option(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var contract: String

  @Option(help: .both("変更回数。同じ番号の記録が複数あるとき", "the change count, when several records have the number", valueName: "n"))
  var change: Int?
}
