import Dispatch
import Foundation
import Synchronization

/// Instructions a document: the difference between a batch of 40 records and one of 20, so that the start counts for nothing. The same
/// on every run to a tenth of a percent, however busy the machine is.
struct InstructionCount {
  let millions: Double

  init(setup: Setup) throws {
    millions = try setup.withScratch { folder in
      // callgrind stumbles over the debugging information of the cryptography's assembly.
      let stripped = "\(folder)/shosho"
      let strip = try ChildProcess("strip", ["--strip-debug", "-o", stripped, setup.shosho])
      if strip.status != 0 { throw Failure("strip failed") }
      // Side by side: neither disturbs the other's count.
      let runs = Mutex<[Int: Result<Int, any Error>]>([:])
      let lengths = [20, 40]
      DispatchQueue.concurrentPerform(iterations: lengths.count) { index in
        let count = Result { try Self.collect(stripped, setup: setup, records: lengths[index], in: folder) }
        runs.withLock { $0[lengths[index]] = count }
      }
      let counts = try runs.withLock { runs in try lengths.map { try runs[$0]?.get() ?? 0 } }
      // Both batches begin with the same 20 records; the next 20 make the difference.
      return Double(counts[1] - counts[0]) / Double(20 * setup.papers) / 1e6
    }
  }

  private static func collect(_ program: String, setup: Setup, records: Int, in folder: String) throws -> Int {
    let errors = "\(folder)/callgrind-\(records)"
    let run = try ChildProcess(
      "valgrind",
      ["--tool=callgrind", "--callgrind-out-file=/dev/null", program] + setup.batch(records, in: folder, jobs: "1"),
      environment: ["SWIFT_DETERMINISTIC_HASHING": "1"], errors: errors)
    let text = try String(contentsOfFile: errors, encoding: .utf8)
    guard run.status == 0, let match = text.firstMatch(of: /Collected : (\d+)/), let count = Int(match.1) else {
      throw Failure("callgrind ended with \(run.status): \(text.suffix(400))")
    }
    return count
  }

  var sentence: String { String(format: "%.2f million instructions a document", millions) }
  var json: String { String(format: "{\"millionInstructions\":%.3f}", millions) }
}
