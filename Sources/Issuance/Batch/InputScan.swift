package import Diagnostics
import Fields
import HostSystem
package import Inputs
package import Records
package import Reporting
package import Surety

/// The first pass over a run's inputs: what stands in them, before anything is issued.
package struct InputScan: Sendable {
  package private(set) var inputs: [RunReport.Input] = []
  package private(set) var duplicates = DuplicateIndex()
  /// How the rejects of each input are written.
  private(set) var rejects: [RejectWriter] = []
  /// What is to be said of the inputs as a whole.
  package private(set) var diagnostics: [Diagnostic] = []

  var total: Int { inputs.reduce(0) { $0 + $1.records } }

  /// Reads every input to its end. One that cannot be read at all stops the run here, with nothing issued.
  ///
  /// - Parameter visit: is shown every record, with its identity when it has one.
  package init(
    _ runInputs: [RunInput], rules: Rulebook, visit: (RecordRow, RecordIdentity?) -> Void = { _, _ in }
  ) throws(RunFailure) {
    for (index, input) in runInputs.enumerated() {
      let meter = InputMeter()
      var reader = try input.open(meter: meter)
      var records = 0
      do {
        while let record = try reader.next() {
          records += 1
          let identity = RecordIdentity(record.row, rules: rules)
          visit(record, identity)
          if let identity {
            duplicates.count(
              number: identity.number, change: identity.change,
              at: .init(input: index, record: record.row.location.record ?? records))
          }
          if let status = StopSignal.status { throw RunFailure(status, []) }
        }
      } catch let refusal as DiagnosticError {
        throw RunFailure(.noInput, refusal)
      } catch {
        throw RunFailure(error)
      }
      rejects.append(reader.rejects)
      diagnostics += reader.diagnostics
      if records == 0 { diagnostics.append(Self.noRecords(input.name)) }
      let reading = meter.reading
      inputs.append(RunReport.Input(file: input.name, bytes: reading.bytes, digest: reading.digest, records: records))
    }
    duplicates.close()
  }

  private static func noRecords(_ file: String) -> Diagnostic {
    .warning(
      "input.noRecords", at: SourceLocation(file: file),
      LocalizedText("見出しだけで、記録がありません。", "There is a heading but no record."),
      advice: LocalizedText(
        "発行するものはありません。入力がこれでよいか確かめてください。", "Nothing is issued. Check that this is the input you meant."))
  }
}
