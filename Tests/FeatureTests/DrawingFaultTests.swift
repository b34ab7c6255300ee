import Diagnostics
import Encodings
import Fields
import Foundation
import HostSystem
import Records
import Surety
import Testing

@testable import Drawing
@testable import Issuance
@testable import Papers

/// A fault of drawing, which no record should be able to cause, is that record's alone: it is named and rejected, the
/// others are issued, and the run ends as the program's own fault.
@Suite("A paper that cannot be drawn")
struct DrawingFaultTests {
  @Test("is rejected by the name of its record, and the others are issued")
  func others() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shosho-fault-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let configuration = try RunConfiguration.prepare(
      home: House.home.get(), documents: ["certificate"], issuedOn: CalendarDate(iso: "2026-01-30"))
    let worker = try RecordWorker(
      configuration: configuration, duplicates: DuplicateIndex(), output: Folder(makingAt: folder.path), register: nil,
      limit: nil)
    // What Cairo wrote for the second record is damaged.
    var drawn = 0
    worker.maker.drawer.alterDrawnFile = { bytes in
      drawn += 1
      return drawn == 2 ? Array(bytes.prefix(bytes.count / 2)) : bytes
    }
    let bytes = Array(try Data(contentsOf: House.root.appending(path: "Examples/certificates.jsonl")))
    var reader = try RecordReader(MemorySource(bytes), file: "certificates.jsonl")
    let records = try (0..<3).map { _ in
      let record = try #require(try reader.next())
      return IdentifiedRecord(record: record, identity: RecordIdentity(record.row, rules: configuration.rules))
    }
    let outcomes = worker.perform(RecordJob(input: 0, records: records, first: 0)).outcomes
    let endings = outcomes.map { outcome in
      switch outcome.ending {
      case .issued: "issued"
      case .rejectedByFault: "rejected by a fault"
      default: "\(outcome.ending)"
      }
    }
    #expect(endings == ["issued", "rejected by a fault", "issued"])
    let problem = try #require(outcomes[1].diagnostics.last)
    #expect(problem.severity == .error && problem.location?.record == 2)
  }
}
