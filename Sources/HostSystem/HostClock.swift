import Glibc

/// The host's clocks. Only a run asks them, and none of their answers but the day of issue reaches a paper.
package enum HostClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  package static var epochSecond: Int { Int(seconds(CLOCK_REALTIME)) }

  /// Seconds on a clock that never goes back; only differences mean something.
  package static var steadySeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// Processor seconds that this process has used, all threads together.
  package static var processorSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
