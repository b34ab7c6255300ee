import ArgumentParser
import Fields
import Register

/// Which rows of the register a command shows.
struct RowFilterOptions: ParsableArguments {
  @Option(help: .both("保証契約番号の初め", "the beginning of the contract number", valueName: "number"))
  var number: String?

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String?

  @Option(help: .both("状態 issued・superseded・voided", "state", valueName: "state"))
  var state: RegisterRow.State?

  @Option(help: .both("この発行日から", "issued on this day or later", valueName: "date"))
  var from: CalendarDate?

  @Option(help: .both("この発行日まで", "issued on this day or earlier", valueName: "date"))
  var to: CalendarDate?

  @Option(help: .both("発行処理のid", "id of a run", valueName: "run"))
  var run: String?

  var filter: RowFilter {
    var filter = RowFilter()
    filter.numberPrefix = number
    filter.document = document
    filter.state = state
    filter.from = from?.iso
    filter.to = to?.iso
    filter.run = run
    return filter
  }
}

extension RegisterRow.State: ExpressibleByArgument {}
extension RowExport: ExpressibleByArgument {}
