import Diagnostics
package import Fields
import Forms
import HostSystem
package import House
package import Inputs
import Papers
import Records
package import Reporting
package import Surety

/// Which rule, rate and clause applied to a record, and by which forms its papers are made.
package enum RecordExplanation {
  /// - Parameter issuedOn: nil for today in Japan.
  package static func explain(
    contract: String, change: Int?, in input: RunInput, home: Home, documents: [String]?, issuedOn: CalendarDate?
  ) throws(RunFailure) -> Explanation {
    let rules = try home.readRules()
    let forms = try FormChoice.forms(documents, of: try home.readForms(wanted: documents))
    let record = try ContractSearch.record(of: contract, change: change, in: input, rules: rules)
    guard let day = issuedOn ?? IssueDate.inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.internalFault, RunConfiguration.noDay)
    }
    var explanation = rules.explain(record.row, papers: PaperRequirements(of: forms), issuedOn: day)
    explanation.entries += forms.map { form in
      Explanation.Entry(
        .form, LocalizedText("\(form.id) 第\(form.edition)版", "\(form.id), version \(form.edition)"),
        because: form.printsSecret
          ? LocalizedText("Templates/にある様式です。認証キーを印字します。", "A form of Templates/. It prints the key.")
          : LocalizedText("Templates/にある様式です。", "A form of Templates/."))
    }
    return explanation
  }
}
