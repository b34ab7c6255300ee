import Glibc
import Synchronization

/// Ends a process that was told to stop, or whose time is up, and that does not get on: a record that takes for ever, a
/// disk that does not answer.
///
/// Loops over records look at `StopSignal` and at the time between two records, and end in order. Where there is no
/// next record, this thread ends the process instead. Nothing is half done by that: a file has its name only when it is
/// whole, and the next run goes on where this one was.
package final class HangGuard: Sendable {
  /// How long nothing may get on after a signal: with it, a hang ends within a second.
  private static let grace = 0.9
  /// How long nothing may get on after the time limit.
  private static let graceOfLimit = 5.0
  private static let latest = Atomic<Int>(0)
  private let isDisarmed = Atomic<Bool>(false)

  /// - Parameters:
  ///   - deadline: on the clock of `HostClock.steadySeconds`; nil without a time limit.
  ///   - onHang: says what happened and gives the status with which the process ends: by the signal, or nil by the time
  ///     limit.
  package init(deadline: Double?, onHang: @escaping @Sendable (_ signal: Int32?) -> Int32) {
    Self.noteProgress()
    _ = WorkerThread { [self] in
      var stopped: Double?
      while !isDisarmed.load(ordering: .relaxed) {
        usleep(50_000)
        let now = HostClock.steadySeconds
        let progress = Double(Self.latest.load(ordering: .relaxed)) / 1000
        if StopSignal.number != nil, stopped == nil { stopped = now }
        let isStopped = stopped.map { now - max($0, progress) > Self.grace } ?? false
        let isLate = deadline.map { now - max($0, progress) > Self.graceOfLimit } ?? false
        if isStopped || isLate, !isDisarmed.load(ordering: .relaxed) {
          _exit(onHang(isStopped ? StopSignal.number : nil))
        }
      }
    }
  }

  /// To be called when the loop over records has ended: what comes then may take its time.
  package func disarm() {
    isDisarmed.store(true, ordering: .relaxed)
  }

  /// Something got on: a record was read, or its papers are made.
  package static func noteProgress() {
    latest.store(Int(HostClock.steadySeconds * 1000), ordering: .relaxed)
  }
}
