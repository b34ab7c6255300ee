import ArgumentParser
import Diagnostics
import HostSystem
import OnDemand
import Register
import Reporting

/// `register`: reads the register of issued papers (`list`, `show`, `history`, `export`) and declares papers void
/// (`void`).
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: LocalizedText("発行簿を調べ、書類を無効にします。", "Look into the register; declare papers void.").inHelp,
    subcommands: [
      RegisterListCommand.self, RegisterShowCommand.self, RegisterHistoryCommand.self, RegisterVoidCommand.self,
      RegisterExportCommand.self,
    ])
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
    try CommandRunner.run(in: options, .readOnly) { register, _ in
      let rows = try register.rows(filter.filter, limit: limit == 0 ? nil : limit)
      RowPrinter.print(rows, as: format)
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
/// and why.
struct RegisterVoidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: LocalizedText("書類を無効にします。取り消せません。", "Declare papers void. It cannot be undone.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("変更回数。なければすべて", "the change count; all without", valueName: "n"))
  var change: Int?

  @Option(help: .both("書類のid。なければすべて", "id of the paper; all without", valueName: "id"))
  var document: String?

  @OptionGroup var responsibility: ResponsibilityOptions
  @OptionGroup var options: OpenRegisterOptions

  func run() throws {
    try CommandRunner.run(in: options, .readWrite) { register, console in
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
