import ArgumentParser
import Diagnostics
import HostSystem
import OnDemand

/// What a form is looked at with: which form, and the values of which record. Shared by `preview` and `inspect why`.
struct FormSubjectOptions: ParsableArguments {
  @Argument(
    help: .both("様式のファイルかid", "a form's file or id", valueName: "form"), completion: .file(extensions: ["xml"]))
  var form: String

  @Option(
    help: .both(
      "記録のファイル。なければTemplates/samples.jsonlの見本", "a file of records; the samples of Templates/samples.jsonl without",
      valueName: "file"), completion: .file())
  var record: String?

  @Option(help: .both("保証契約番号。なければ最初の記録", "the contract number; the first record without", valueName: "number"))
  var contract: String?

  @Option(help: .both("変更回数。同じ番号の記録が複数あるとき", "the change count, when several records have the number", valueName: "n"))
  var change: Int?

  @OptionGroup var day: IssueDayOption
  @OptionGroup var reading: InputOptions

  func request() throws -> PreviewRequest {
    PreviewRequest(
      form: form, record: record, contract: contract, change: change, reading: try reading.reading(),
      issuedOn: day.issuedOn)
  }
}
