import Diagnostics
package import Fields
import Forms
import HostSystem
package import House
package import Inputs
import Mapping
import Papers
package import Records
package import Reporting
package import Rules
package import Surety

/// Explains which rules, rates and clauses apply to a record and which forms its papers are made with, for `shosho
/// explain`.
package enum RecordExplanation {
  /// - Parameters:
  ///   - documents: ids of the forms to name; nil for all of the home.
  ///   - issuedOn: the day of issue; nil for today in Japan.
  package static func explain(
    contract: String, change: Int?, in input: RunInput, home: Home, documents: [String]?, issuedOn: CalendarDate?
  ) throws(RunFailure) -> Explanation {
    let rules = try home.readRules()
    let forms = try FormChoice.forms(documents, of: try home.readForms(wanted: documents))
    let record = try ContractSearch.findRecord(of: contract, change: change, in: input, rules: rules)
    let day = try IssueDate.statedOrToday(issuedOn)
    var explanation = rules.explain(record.row, papers: PaperRequirements(of: forms), issuedOn: day)
    explanation.entries.insert(contentsOf: readings(of: record, masking: rules.issuer.key.form), at: 0)
    explanation.entries += forms.map { form in
      Explanation.Entry(
        .form, LocalizedText("\(form.id) 第\(form.edition)版", "\(form.id), version \(form.edition)"),
        because: form.printsSecret
          ? LocalizedText("Templates/にある様式です。認証キーを印字します。", "A form of Templates/. It prints the key.")
          : LocalizedText("Templates/にある様式です。", "A form of Templates/."))
    }
    return explanation
  }

  /// How each value that a mapping has made or changed came out of the input.
  private static func readings(of record: RecordRow, masking keyForm: KeyForm?) -> [Explanation.Entry] {
    RecordRow.ordered(record.traces.keys).compactMap { key in
      guard let trace = record.traces[key], let result = record.row.cells[key] else { return nil }
      let sources = trace.sources.map { "\($0.column) \(Echo.quoted(keyForm?.masked($0.text) ?? $0.text))" }
        .joined(separator: ", ")
      let text = result.value.plainText.map { Echo.quoted(keyForm?.masked($0) ?? $0) } ?? "–"
      let steps = trace.steps.joined(separator: ", ")
      return Explanation.Entry(
        .reading, LocalizedText("\(key.heading) は\(text)", "\(key.text) is \(text)"),
        because: LocalizedText(
          sources.isEmpty ? "対応表の手順 \(steps) による値です。" : "入力の \(sources) から、対応表の手順 \(steps) によって作りました。",
          sources.isEmpty ? "By the mapping's step \(steps)." : "Made of \(sources) by the mapping's steps \(steps)."),
        location: result.location)
    }
  }
}

/// Finds the one record of a contract in an input.
package enum ContractSearch {
  /// Finds the record with this contract number, which is compared byte for byte.
  ///
  /// - Parameter change: the change count, needed when the input has several records of the contract and the number
  ///   does not include it.
  /// - Throws: exit 66 when there is no such record, 65 when there are several.
  package static func findRecord(
    of number: String, change: Int?, in input: RunInput, rules: Rulebook
  ) throws(RunFailure) -> RecordRow {
    var reader = try input.open(masking: rules.issuer.key.form)
    var found: [(change: Int, record: RecordRow)] = []
    var near: Set<String> = []
    do {
      while let record = try reader.next() {
        guard let identity = RecordIdentity(record.row, rules: rules) else { continue }
        if identity.number.utf8.elementsEqual(number.utf8), change == nil || identity.change == change {
          found.append((identity.change, record))
        } else if near.count < Self.suggestionLimit, rules.issuer.number.matches(identity.number) {
          // Only what has a number's form is suggested: in a shifted row the key stands there.
          near.insert(identity.number)
        }
      }
    } catch {
      throw RunFailure(.noInput, error)
    }
    if found.count == 1 { return found[0].record }
    guard let first = found.first else { throw RunFailure(.noInput, missingContract(number, input.name, near)) }
    let locations = found.compactMap(\.record.row.location.record)
    let isOneIdentity = found.allSatisfy { $0.change == first.change }
    throw RunFailure(
      .recordsRejected,
      .error(
        "contract.several", at: SourceLocation(file: input.name),
        LocalizedText(
          "保証契約番号\(Echo.quoted(number))の記録が\(found.count)件あります（\(locations.map { "\($0)件目" }.joined(separator: "、"))）。",
          "\(found.count) records have the contract number \(Echo.quoted(number)) "
            + "(records \(locations.map(String.init).joined(separator: ", ")))."
        ),
        advice: isOneIdentity
          ? LocalizedText("正しいものだけを残してください。", "Keep the right one only.")
          : LocalizedText("--changeで変更回数を示してください。", "Say which change with --change.")))
  }

  /// How many other numbers are kept to suggest one of them, so that a large input takes no more memory.
  private static let suggestionLimit = 10_000

  private static func missingContract(_ number: String, _ file: String, _ near: Set<String>) -> Diagnostic {
    .error(
      "contract.absent", at: SourceLocation(file: file),
      LocalizedText(
        "保証契約番号\(Echo.quoted(number))の記録がありません。", "There is no record of the contract number \(Echo.quoted(number))."),
      advice: Nearest.name(to: number, among: near.sorted()).map {
        LocalizedText("\(Echo.quoted($0))のことですか。", "Did you mean \(Echo.quoted($0))?")
      })
  }
}

extension IssueDate {
  /// The day of issue that was stated, or today in Japan.
  package static func statedOrToday(_ stated: CalendarDate?) throws(RunFailure) -> CalendarDate {
    guard let day = stated ?? inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.internalFault, RunConfiguration.noDay)
    }
    return day
  }
}
