import ArgumentParser
import Diagnostics
import Fields
import Forms
import House
import Issuance
import Papers
import Reporting

/// `--issued-on`.
struct IssueDayOption: ParsableArguments {
  @Option(
    name: .customLong("issued-on"),
    help: .both("発行日。なければ日本の今日", "day of issue; today in Japan without", valueName: "date"))
  var issuedOn: CalendarDate?
}

extension CalendarDate: ExpressibleByArgument {
  /// `2025-04-01`; nil for anything else.
  public init?(argument: String) {
    self.init(iso: argument)
  }
}

/// Which papers are issued, on which day: for commands that make the papers of many records.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: .both("作る書類のid（,区切り）。なければすべて", "ids of the papers, comma-separated; all without", valueName: "list"))
  var documents: String?

  @OptionGroup private var day: IssueDayOption

  var issuedOn: CalendarDate? { day.issuedOn }

  /// The ids that the command line names, else the home's defaults; nil stands for all forms.
  func documents(_ defaults: Home.Defaults) -> [String]? {
    documents.map(Self.splitList) ?? defaults.documents
  }

  /// `certificate,key-notice` → `["certificate", "key-notice"]`.
  static func splitList(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
}

/// What is done to papers beyond what their forms say: attached data, encryption.
struct PaperOptions: ParsableArguments {
  @Flag(
    name: .customLong("attach-record"),
    help: .both("用紙に印字する項目をJSONで添付する（PDF/A-3a）", "attach the fields that a paper prints as JSON (PDF/A-3a)"))
  var attachesRecord = false

  @OptionGroup var protection: ProtectOption

  /// The configuration with these choices. This reads the files of passwords.
  func apply(to configuration: RunConfiguration, _ console: Console) throws(RunFailure) -> RunConfiguration {
    var configuration = configuration
    configuration.choices.attachesRecord = attachesRecord
    try configuration.choices.protect(protection.protect, documents: configuration.papers.map(\.id)) {
      console.report($0)
    }
    return configuration
  }
}

/// `--bundle`: papers of a record that are put into one file.
struct BundleOption: ParsableArguments {
  @Option(
    help: .both(
      "これらの書類（,区切り、この順）を、記録ごとに一つのPDFにまとめる", "put these papers (comma-separated, in this order) into one PDF a record",
      valueName: "list"))
  var bundle: String?

  func apply(to configuration: inout RunConfiguration) throws(RunFailure) {
    if let bundle { try configuration.bundle(SelectionOptions.splitList(bundle)) }
  }
}

/// `--no-read-back`. Without it the text of every paper is read back from its file before the file is published.
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
  /// `certificate=passwords.csv`; nil for anything else.
  public init?(argument: String) {
    self.init(argument)
  }
}

/// `--merge`: a print file of the run's papers.
struct MergeOptions: ParsableArguments {
  @Option(
    help: .both(
      "入力順にまとめた印刷用ファイルも作る（FILE-0001.pdf…。出力フォルダの外に）",
      "make a print file of all papers, in the order of the input, too (FILE-0001.pdf …, outside of the output folder)",
      valueName: "file"),
    completion: .file(extensions: ["pdf"]))
  var merge: String?

  @Option(
    name: .customLong("merge-pages"), help: .both("印刷用ファイル1個のページ数の上限", "pages of a print file at most", valueName: "n"))
  var mergePages: Int?

  func validate() throws {
    if let mergePages, !(1...5000).contains(mergePages) { throw ValidationError("--merge-pages: 1…5000") }
    if mergePages != nil, merge == nil {
      throw ValidationError.both("--merge-pagesは--mergeとともに使います。", "--merge-pages goes with --merge.")
    }
  }

  func request(in place: OutputPlace) -> PrintRequest? {
    merge.map { PrintRequest(path: $0, pages: mergePages ?? 500, place: place) }
  }
}
