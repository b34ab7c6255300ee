import ArgumentParser
import Diagnostics
import Issuing
import Records

/// How an input of records is read: the same options on every command that reads one.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "文字コード utf-8・cp932・utf-16・utf-16le・utf-16be。なければBOMと中身で確かめる / encoding; without it, proved by the bytes",
      valueName: "name"))
  var encoding: StatedEncoding?

  @Option(help: ArgumentHelp("形式 csv・json・jsonl。なければファイル名で決める / format; without it, by the file's name", valueName: "format"))
  var format: RecordFormat?

  @Option(
    help: ArgumentHelp("見出しの対応表（JSON） / a mapping of headings (JSON)", valueName: "file"), completion: .file(extensions: ["json"]))
  var mapping: String?

  @Option(
    name: .customLong("keys-from"),
    help: ArgumentHelp("伏せた認証キーを取り戻す元の入力 / the input from which masked keys are taken back", valueName: "input"),
    completion: .file())
  var keysFrom: String?

  func reading() throws(RunFailure) -> ReadingOptions {
    var options = ReadingOptions(encoding: encoding, format: format)
    if let mapping { options.mapping = try Self.mapping(mapping) }
    if let keysFrom {
      let source = ReadingOptions(encoding: encoding, mapping: options.mapping)
      let reader = try RunInput(keysFrom, options: source, temporaryFolder: Host.temporaryFolder).open()
      do {
        options.keys = try KeyRing(reader)
      } catch {
        throw RunFailure(.noInput, error)
      }
    }
    return options
  }

  private static func mapping(_ mapping: String) throws(RunFailure) -> ColumnMapping {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: mapping)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      return try ColumnMapping(bytes, file: mapping)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }
}

extension StatedEncoding: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(name: argument)
  }
}

extension RecordFormat: ExpressibleByArgument {}
