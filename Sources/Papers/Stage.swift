import Diagnostics
import Glibc

/// The stages of a record on its way to its papers, as report.json times them.
package enum Stage: Int, Sendable, CaseIterable {
  /// Input to rows, both passes.
  case read
  /// Rows judged by the rules, premium computed.
  case check
  /// Values into forms.
  case fill
  /// Texts set, pages laid out.
  case compose
  /// Pages through Cairo.
  case draw
  /// Cairo's file into an archival one.
  case finish
  /// The file's text compared with what was set.
  case readBack
  /// Digest and file, manifest and rejects.
  case write
  /// The register asked and told.
  case register
}

/// Times the stages of one thread's work by the processor time of that thread. It belongs to one worker.
///
/// ```
/// clock.start()
/// let row = try reader.next()
/// clock.lap(.read)
/// ```
package final class StageClock {
  private var times = StageTimes()
  private var last: UInt64 = 0

  package init() {}

  /// Starts the first stage.
  package func start() { last = Self.now }

  /// Ends a stage: the time since the end of the one before, or since the start, is counted for it.
  package func lap(_ stage: Stage) {
    let now = Self.now
    times[stage] += now &- last
    last = now
  }

  /// The times so far, which the clock then forgets.
  package func take() -> StageTimes {
    defer { times = StageTimes() }
    return times
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// Processor time by stage, of all threads together.
package struct StageTimes: Sendable, Hashable {
  /// Nanoseconds, by `Stage`.
  private var nanoseconds = [UInt64](repeating: 0, count: Stage.allCases.count)

  package init() {}

  package subscript(stage: Stage) -> UInt64 {
    get { nanoseconds[stage.rawValue] }
    set { nanoseconds[stage.rawValue] = newValue }
  }

  package static func += (times: inout StageTimes, other: StageTimes) {
    for stage in Stage.allCases { times[stage] += other[stage] }
  }

  /// `{"read":1.204,…}` in milliseconds.
  package var json: String {
    JSONWriter.object(
      Stage.allCases.map { stage in
        let microseconds = self[stage] / 1000
        let rest = String(microseconds % 1000)
        return ("\(stage)", "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)")
      })
  }
}
