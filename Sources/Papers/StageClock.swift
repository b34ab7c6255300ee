import Glibc

/// Times the stages of one thread's work by that thread's processor time. Belongs to one worker.
package final class StageClock {
  private var times = StageTimes()
  private var last: UInt64 = 0

  package init() {}

  /// Starts the first lap.
  package func start() { last = Self.now }

  /// Ends a lap: the time since the lap before, or since the start, is counted for this stage.
  package func lap(_ stage: Stage) {
    let now = Self.now
    times[stage] += now &- last
    last = now
  }

  /// The times so far; the clock starts again from nothing.
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
