import Diagnostics
import Fields
import Records
import Surety

/// The first pass over a run's inputs: what stands in them, before anything is issued.
struct InputScan: Sendable {
  private(set) var inputs: [RunReport.Input] = []
  private(set) var census = DuplicateIndex()
  /// How the rejects of each input are written.
  private(set) var rejects: [RejectWriter] = []
  /// What is to be said of the inputs as a whole.
  private(set) var diagnostics: [Diagnostic] = []

  var total: Int { inputs.reduce(0) { $0 + $1.records } }

  /// Reads every input to its end. One that cannot be read at all stops the run here, with nothing issued.
  ///
  /// - Parameter visit: is shown every record, with its identity when it has one.
  init(
    _ runInputs: [RunInput], run: Run, visit: (RecordRow, RecordIdentity?) -> Void = { _, _ in }
  ) throws(RunFailure) {
    for (index, input) in runInputs.enumerated() {
      let meter = InputMeter()
      var reader = try input.open(meter: meter)
      var records = 0
      do {
        while let record = try reader.next() {
          records += 1
          let identity = RecordIdentity(record.row, rules: run.rules)
          visit(record, identity)
          if let identity {
            census.count(
              number: identity.number, change: identity.change,
              at: .init(input: index, record: record.row.location.record ?? records))
          }
          if let status = StopSignal.status { throw RunFailure(status, DiagnosticError([])) }
        }
      } catch let refusal as DiagnosticError {
        throw RunFailure(.noInput, refusal)
      } catch let failure as RunFailure {
        throw failure
      } catch {
        throw .internal(error)
      }
      rejects.append(reader.rejects)
      diagnostics += reader.diagnostics
      if records == 0 { diagnostics.append(Self.noRecords(input.name)) }
      let reading = meter.reading
      inputs.append(RunReport.Input(file: input.name, bytes: reading.bytes, digest: reading.digest, records: records))
    }
    census.close()
  }

  private static func noRecords(_ file: String) -> Diagnostic {
    .warning(
      "input.noRecords", at: SourceLocation(file: file),
      LocalizedText("見出しだけで、記録がありません。", "There is a heading but no record."),
      advice: LocalizedText(
        "発行するものはありません。入力がこれでよいか確かめてください。", "Nothing is issued. Check that this is the input you meant."))
  }
}
