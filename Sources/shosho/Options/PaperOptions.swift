import ArgumentParser
import Diagnostics
import Forms
import Papers
import Reporting

/// What is asked of papers beyond their forms: data attached, encryption.
struct PaperOptions: ParsableArguments {
  @Flag(
    name: .customLong("attach-record"),
    help: .both("用紙に印字する項目をJSONで添付する（PDF/A-3a）", "attach the fields that a paper prints as JSON (PDF/A-3a)"))
  var attachesRecord = false

  @OptionGroup var protection: ProtectOption

  /// The run with these choices; the passwords are read now.
  func apply(to configuration: RunConfiguration, _ console: Console) throws(RunFailure) -> RunConfiguration {
    var configuration = configuration
    configuration.choices.attachesRecord = attachesRecord
    try configuration.choices.protect(protection.protect, documents: configuration.papers.map(\.id)) {
      console.report($0)
    }
    return configuration
  }
}

/// `--bundle`: which papers each record has as one file.
struct BundleOption: ParsableArguments {
  @Option(
    help: .both(
      "これらの書類（,区切り、この順）を、記録ごとに一つのPDFにまとめる", "put these papers (comma-separated, in this order) into one PDF a record",
      valueName: "list"))
  var bundle: String?

  func apply(to configuration: inout RunConfiguration) throws(RunFailure) {
    if let bundle { try configuration.bundle(bundle.split(separator: ",").map(String.init)) }
  }
}

/// `--no-read-back`: every paper's text is read back from its file before it is published, unless this says no.
struct ReadBackOption: ParsableArguments {
  @Flag(name: .customLong("no-read-back"), help: .both("PDFの文字の読み戻しをしない", "do not read the text of each PDF back"))
  var skipsReadBack = false
}

/// `--protect`: which papers are encrypted, and where their passwords are.
struct ProtectOption: ParsableArguments {
  @Option(
    help: .both(
      "この書類をAES-256で暗号化する。ファイルは1行に契約番号とパスワード（PDF/Aではなくなる）",
      "encrypt this paper with AES-256; the file has a contract number and its password on each line (no PDF/A then)",
      valueName: "id=file"),
    completion: .file())
  var protect: [ProtectionRequest] = []
}

extension ProtectionRequest: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(argument)
  }
}
