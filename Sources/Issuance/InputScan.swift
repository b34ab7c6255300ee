package import Diagnostics
import Digests
import Fields
import HostSystem
package import Inputs
package import Records
package import Register
package import Reporting
package import Rules
package import Surety

/// The first pass over a run's inputs, before anything is issued: it counts their records, takes their digests, and
/// finds the contracts that stand in them more than once.
package struct InputScan: Sendable {
  package private(set) var inputs: [RunReport.Input] = []
  /// For each input, by which the second pass knows that it reads the same.
  private(set) var fingerprints: [InputFingerprint] = []
  package private(set) var duplicates = DuplicateIndex()
  /// For each input, the writer of its rejects, which keeps the input's format.
  private(set) var rejects: [RejectWriter] = []
  /// Messages about whole inputs, such as one without a record.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Records and amounts of all inputs together, for control totals.
  package private(set) var totals = FoundTotals()

  /// Reads every input to its end. An input that cannot be read stops the run here, with nothing issued.
  ///
  /// - Parameter visit: is called with every record, and with its identity when it has one.
  package init(
    _ runInputs: [RunInput], rules: Rulebook, visit: (RecordRow, RecordIdentity?) -> Void = { _, _ in }
  ) throws(RunFailure) {
    for (index, input) in runInputs.enumerated() {
      let meter = InputMeter()
      var reader = try input.open(masking: rules.issuer.key.form, meter: meter)
      var records = 0
      var totals = FoundTotals()
      do {
        while let record = try reader.next() {
          records += 1
          totals.addRecord(record.row)
          let identity = RecordIdentity(record.row, rules: rules)
          visit(record, identity)
          if let identity {
            duplicates.addRecord(
              number: identity.number, change: identity.change,
              at: .init(input: index, record: record.row.location.record ?? records))
          }
          if let status = StopSignal.status { throw RunFailure(status, []) }
        }
      } catch let error as DiagnosticError {
        throw RunFailure(.noInput, error)
      } catch {
        throw RunFailure(error)
      }
      self.totals += totals
      rejects.append(reader.rejects)
      diagnostics += reader.diagnostics
      let reading = meter.reading
      fingerprints.append(meter.fingerprint)
      inputs.append(RunReport.Input(file: input.name, bytes: reading.bytes, digest: reading.digest, records: records))
    }
    duplicates.finishAdding()
  }

}

extension InputScan {
  /// The inputs as the register keeps them.
  package var registerInputs: [RunRow.Input] {
    inputs.map { input in
      RunRow.Input(
        name: input.file, digest: ContentDigest(hexadecimal: input.digest) ?? ContentDigest(of: input.digest),
        bytes: input.bytes)
    }
  }
}

/// Finds the identities (contract number and change count) that stand in a run's inputs more than once.
///
/// Add every record, then call `finishAdding`, then ask for the `others` of a record. While records are added, 24 bytes
/// are held for each; afterwards only the duplicates are held.
package struct DuplicateIndex: Sendable {
  /// Where a record stands: the input of the run, from 0, and the record's number in it, from 1.
  package struct Location: Sendable, Hashable, Comparable {
    package var input: Int
    package var record: Int

    package init(input: Int, record: Int) {
      self.input = input
      self.record = record
    }

    package static func < (a: Location, b: Location) -> Bool { (a.input, a.record) < (b.input, b.record) }
  }

  private struct Occurrence {
    var identity: DigestPrefix
    var input: UInt32
    var record: UInt32
  }

  private static func identity(number: String, change: Int) -> DigestPrefix {
    DigestPrefix(of: "\(number)\u{0}\(change)")
  }

  private var occurrences: [Occurrence] = []
  private var duplicates: [DigestPrefix: [Location]] = [:]

  package init() {}

  package mutating func addRecord(number: String, change: Int, at location: Location) {
    occurrences.append(
      Occurrence(
        identity: Self.identity(number: number, change: change), input: UInt32(clamping: location.input),
        record: UInt32(clamping: location.record)))
  }

  /// Called after the last record: finds the duplicates, and frees the memory of all other records.
  package mutating func finishAdding() {
    occurrences.sort { ($0.identity, $0.input, $0.record) < ($1.identity, $1.input, $1.record) }
    for (one, next) in zip(occurrences, occurrences.dropFirst()) where one.identity == next.identity {
      duplicates[one.identity, default: [Location(input: Int(one.input), record: Int(one.record))]]
        .append(Location(input: Int(next.input), record: Int(next.record)))
    }
    occurrences = []
  }

  /// How many records have the same identity as another record.
  package var duplicateRecords: Int { duplicates.values.reduce(0) { $0 + $1.count } }

  /// The other records with this identity; empty unless it is a duplicate.
  package func others(number: String, change: Int, than location: Location) -> [Location] {
    if duplicates.isEmpty { return [] }
    return (duplicates[Self.identity(number: number, change: change)] ?? []).filter { $0 != location }
  }
}
