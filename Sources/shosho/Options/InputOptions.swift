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

  func reading() throws(RunFailure) -> ReadingOptions {
    var options = ReadingOptions(encoding: encoding, format: format)
    guard let mapping else { return options }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: mapping)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      options.mapping = try ColumnMapping(bytes, file: mapping)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
    return options
  }
}

extension StatedEncoding: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(name: argument)
  }
}

extension RecordFormat: ExpressibleByArgument {}
