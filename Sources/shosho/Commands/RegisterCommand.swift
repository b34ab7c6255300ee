import ArgumentParser
import Diagnostics
import HostSystem
import OnDemand
import Register
import Reporting

/// `register`: makes a register (`init`), reads it (`list`, `show`, `history`, `export`) and declares papers void
/// (`void`).
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: LocalizedText("発行簿を調べ、書類を無効にします。", "Look into the register; declare papers void.").inHelp,
    subcommands: [
      RegisterInitCommand.self, RegisterListCommand.self, RegisterShowCommand.self, RegisterHistoryCommand.self,
      RegisterVoidCommand.self,
      RegisterExportCommand.self,
    ])
}

/// `register init`: makes a new register. No other command makes one that is named without being told to.
struct RegisterInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: LocalizedText("新しい発行簿を作ります。", "Make a new register.").inHelp)

  @Argument(
    help: .both("作る発行簿のファイル", "the register's file, which must not be there", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { console in
      do {
        _ = try Folder(makingAt: OutputFile.folderAndName(of: file).folder)
        try RegisterFile.make(at: file)
      } catch {
        throw RunFailure(error)
      }
      console.notice(LocalizedText("新しい発行簿を作りました：\(Echo.plain(file))", "A new register was made: \(Echo.plain(file))"))
      return .success
    }
  }
}

/// `register list`: lists issued papers that a filter selects, to find a paper among many. It shows the newest ones
/// unless all are asked for.
struct RegisterListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: LocalizedText("発行した書類の一覧。", "List issued papers.").inHelp)

  @OptionGroup var filter: RowFilterOptions

  @Option(help: .both("新しいものからこの件数まで。0はすべて", "at most so many, the newest; 0 for all", valueName: "n"))
  var limit = 100

  @Option(help: .both("形 table・csv・json", "form", valueName: "form"))
  var format: RowExport = .table

  @OptionGroup var options: OpenRegisterOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: 0…") }
  }

  func run() throws {
    try CommandRunner.run(in: options, .readOnly) { register, console in
      try filter.refuseUnknownDocument(in: register)
      let rows = try register.rows(filter.filter, limit: limit == 0 ? nil : limit)
      RowPrinter.print(rows, as: format)
      let count = try register.rowCount(filter.filter)
      console.notice(
        rows.count < count
          ? LocalizedText(
            "\(count)行のうち、新しいほうの\(rows.count)行です。すべては--limit 0で示します。",
            "The newest \(rows.count) of \(count) rows; --limit 0 shows all.")
          : LocalizedText("\(count)行です。", "\(count) rows."))
    }
  }
}

/// `register show`: shows the paper that holds at present and the record that it was made from, to answer questions
/// about it.
struct RegisterShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: LocalizedText("有効な書類の行と、その記録を示します。", "Show the row of a paper that holds, and its record.").inHelp)

  @OptionGroup var paper: IssuedPaperOptions

  @Option(help: .both("形 json・table・csv", "form", valueName: "form"))
  var format: RowExport = .json

  @OptionGroup var options: OpenRegisterOptions

  func run() throws {
    try CommandRunner.run(in: options, .readOnly) { register, _ in
      guard let row = try register.validPaper(number: paper.number, document: paper.document, change: paper.change)
      else {
        throw try register.reasonOfAbsence(number: paper.number, document: paper.document, change: paper.change)
      }
      if format == .table {
        StandardStream.output.write(RowExport.card(of: row))
      } else {
        RowPrinter.print([row], as: format)
      }
      // A CSV is read by other programs and holds only rows.
      if format != .csv, let record = try register.recordJSON(of: row) { StandardStream.output.write(record + "\n") }
    }
  }
}

/// `register history`: shows everything that happened to the papers of one contract, in order: issues, reissues and
/// voids.
struct RegisterHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: LocalizedText("一つの番号の経緯をすべて示します。", "Tell everything that happened to a contract's papers.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("変更回数", "the change count", valueName: "n"))
  var change: Int?

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String?

  @Option(help: .both("形 table・csv・json", "form", valueName: "form"))
  var format: RowExport = .table

  @OptionGroup var options: OpenRegisterOptions

  func run() throws {
    try CommandRunner.run(in: options, .readOnly) { register, _ in
      let rows = try register.history(number: number, change: change, document: document)
      if rows.isEmpty {
        throw RegisterFault(.notIssued(number: number, change: change, document: document), path: register.path)
      }
      RowPrinter.print(
        rows, as: format,
        brief: [.sequence, .recordedAt, .action, .state, .change, .document, .issuedOn, .sha256, .by, .reason])
    }
  }
}

/// `register void`: declares papers void, for instance after a contract was cancelled. The register keeps who did it
/// and why. Nothing is done before somebody has seen what it would be: it asks on a terminal, or wants `--yes`.
struct RegisterVoidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: LocalizedText("書類を無効にします。取り消せません。", "Declare papers void. It cannot be undone.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("変更回数。なければすべて", "the change count; all without", valueName: "n"))
  var change: Int?

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String?

  @Flag(help: .both("この番号の有効な書類をすべて", "all valid papers of the number"))
  var all = false

  @Flag(help: .both("尋ねずに無効にする", "do not ask"))
  var yes = false

  @OptionGroup var responsibility: ResponsibilityOptions
  @OptionGroup var options: OpenRegisterOptions

  func run() throws {
    try CommandRunner.run(in: options, .readWrite) { register, console in
      try responsibility.refuseKey(options.home)
      let papers = try register.validPapers(number: number, change: change, document: document)
      if papers.count > 1, !all { throw RunFailure(.usage, Self.several(papers)) }
      if !papers.isEmpty {
        console.notice(
          LocalizedText("無効にする書類：\(Self.list(papers, "、"))", "To be void: \(Self.list(papers, ", "))"))
        try confirm(console)
      }
      let rows = try register.voidPapers(
        number: number, change: change, document: document, reason: responsibility.reason, by: responsibility.person,
        at: Int64(HostClock.epochSecond))
      console.notice(LocalizedText("\(rows.count)通を無効にしました。", "\(rows.count) papers are void."))
      let copies = try register.copyCount(endedBy: rows)
      if copies > 0 {
        console.notice(
          LocalizedText("再発行した\(copies)通も、ともに無効です。", "So are the \(copies) copies that were made of them."))
      }
    }
  }
}

extension RegisterVoidCommand {
  /// Asks on a terminal whether to go on. Elsewhere `--yes` must have been given.
  private func confirm(_ console: Console) throws(RunFailure) {
    if yes { return }
    guard StandardStream.isInputTerminal else { throw RunFailure(.usage, Self.unconfirmed) }
    StandardStream.error.write(
      LocalizedText("取り消せません。無効にしますか（yes／no）？ ", "It cannot be undone. Declare void (yes/no)? ").text(
        in: console.language))
    guard readLine(strippingNewline: true) == "yes" else {
      throw RunFailure(
        .usage, .error("register.void.refused", LocalizedText("何もしませんでした。", "Nothing was done.")))
    }
  }

  /// `44-07-0012345-00 certificate（2026-01-30）`
  private static func list(_ rows: [RegisterRow], _ separator: String) -> String {
    rows.map { row in
      let change = row.identity.change > 0 ? "+\(row.identity.change)" : ""
      return "\(row.identity.number)\(change) \(row.identity.document) (\(row.paper?.issuedOn ?? "–"))"
    }.joined(separator: separator)
  }

  private static let unconfirmed = Diagnostic.error(
    "register.void.unconfirmed", LocalizedText("確かめの返事がありません。", "Nobody has confirmed this."),
    advice: LocalizedText("端末で実行するか、--yesを付けてください。", "Run it on a terminal, or add --yes."))

  private static func several(_ rows: [RegisterRow]) -> Diagnostic {
    .error(
      "register.void.several",
      LocalizedText(
        "有効な書類が\(rows.count)通あります：\(list(rows, "、"))。", "There are \(rows.count) valid papers: \(list(rows, ", "))."),
      advice: LocalizedText(
        "--documentと--changeで一通を示すか、すべてなら--allを付けてください。",
        "Name one with --document and --change, or add --all for all of them."))
  }
}

extension RowFilterOptions {
  /// Refuses a document of which the register has no row, which is probably misspelt. An empty register knows none.
  func refuseUnknownDocument(in register: IssueRegister) throws(RunFailure) {
    guard let document else { return }
    let known: [String]
    do {
      known = try register.documents()
    } catch {
      throw RunFailure(error)
    }
    if known.isEmpty || known.contains(document) { return }
    throw RunFailure(
      .usage,
      .error(
        "register.document",
        LocalizedText(
          "発行簿に\(Echo.quoted(document))という書類はありません。", "The register has no document \(Echo.quoted(document))."),
        advice: Nearest.name(to: document, among: known).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
          ?? LocalizedText(
            "書類は \(known.joined(separator: "、")) です。", "The documents are \(known.joined(separator: ", ")).")))
  }
}

/// `register export`: writes the rows of the register with every column, for other programs and for audits.
struct RegisterExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: LocalizedText("発行簿の行をすべての欄で書き出します。", "Write the register's rows with every column.").inHelp)

  @OptionGroup var filter: RowFilterOptions

  @Option(help: .both("形 csv・json・table", "form", valueName: "form"))
  var format: RowExport = .csv

  @Option(help: .both("書き出す先。-は標準出力", "a file; - is standard output", valueName: "file"), completion: .file())
  var out = "-"

  @OptionGroup var options: OpenRegisterOptions

  func run() throws {
    try CommandRunner.run(in: options, .readOnly) { register, _ in
      try filter.refuseUnknownDocument(in: register)
      try RowFile.writeRows(of: register, filter.filter, as: format, to: out)
    }
  }
}

/// Prints rows of the register on standard output.
private enum RowPrinter {
  /// - Parameter brief: the columns of a table, which a person reads. The other formats have every column.
  static func print(_ rows: [RegisterRow], as format: RowExport, brief: [RowColumn] = RowColumn.brief) {
    let columns = format == .table ? brief : RowColumn.allCases
    StandardStream.output.write(format.head(columns) + rows.map { format.text(of: $0, columns) }.joined())
  }
}
