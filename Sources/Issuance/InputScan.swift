package import Diagnostics
import Digests
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

/// Which identities (contract number, change count) stand in a run's inputs more than once. Both of such a pair are refused, so this must
/// be known before the first is issued; 24 bytes a record are held while counting, and only the doubled ones afterwards.
package struct DuplicateIndex: Sendable {
  /// Where a record stands: which input of the run, and its number there from 1.
  package struct Location: Sendable, Hashable, Comparable {
    package var input: Int
    package var record: Int

    package init(input: Int, record: Int) {
      self.input = input
      self.record = record
    }

    package static func < (a: Location, b: Location) -> Bool { (a.input, a.record) < (b.input, b.record) }
  }

  private struct Sighting {
    var identity: DigestPrefix
    var input: UInt32
    var record: UInt32
  }

  private static func identity(number: String, change: Int) -> DigestPrefix {
    DigestPrefix(of: "\(number)\u{0}\(change)")
  }

  private var sightings: [Sighting] = []
  private var doubled: [DigestPrefix: [Location]] = [:]

  package init() {}

  package mutating func count(number: String, change: Int, at location: Location) {
    sightings.append(
      Sighting(
        identity: Self.identity(number: number, change: change), input: UInt32(clamping: location.input),
        record: UInt32(clamping: location.record)))
  }

  /// Ends the counting and lets go of everything but the doubled identities.
  package mutating func close() {
    sightings.sort { ($0.identity, $0.input, $0.record) < ($1.identity, $1.input, $1.record) }
    for (one, next) in zip(sightings, sightings.dropFirst()) where one.identity == next.identity {
      doubled[one.identity, default: [Location(input: Int(one.input), record: Int(one.record))]]
        .append(Location(input: Int(next.input), record: Int(next.record)))
    }
    sightings = []
  }

  /// How many records share their identity with another.
  package var doubledRecords: Int { doubled.values.reduce(0) { $0 + $1.count } }

  /// The other places at which this identity stands; empty for all but the doubled.
  package func others(number: String, change: Int, than location: Location) -> [Location] {
    if doubled.isEmpty { return [] }
    return (doubled[Self.identity(number: number, change: change)] ?? []).filter { $0 != location }
  }
}
