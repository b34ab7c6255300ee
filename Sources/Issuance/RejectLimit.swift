import HostSystem

/// `--max-rejects`: ends a run at the same record whatever the number of workers is.
///
/// A record is issued when fewer records than the limit were rejected before it, and is left unread otherwise. Workers
/// finish records in any order. So before a worker writes anything of a record, it asks here, and waits until the
/// answer is certain: until the earlier records are judged, or so few of them are open that they cannot reach the limit
/// even if all are rejected. Making papers does not wait, only writing them does, and far from the limit nothing waits.
///
/// The earliest record that is open never waits, and records are handed out in order; so no two workers can wait for
/// each other.
final class RejectLimit: Sendable {
  private struct State: Sendable {
    /// All records below this number are judged.
    var judgedBelow = 0
    /// How many of those were rejected.
    var rejectedBelow = 0
    /// Records from there on that are judged already, and whether they were rejected.
    var judgedLater: [Int: Bool] = [:]

    /// Whether the limit is reached before a record; nil while that is open.
    func isReached(_ limit: Int, before record: Int) -> Bool? {
      let later = judgedLater.filter { $0.key < record }
      let rejected = rejectedBelow + later.count(where: \.value)
      let open = max(0, record - judgedBelow - later.count)
      if rejected >= limit { return true }
      return rejected + open < limit ? false : nil
    }
  }

  let limit: Int
  private let state = ConditionLock(State())

  init(_ limit: Int) {
    self.limit = limit
  }

  /// Waits until it is certain whether a record comes before the end of the run. False when it does not: nothing of it
  /// may be written.
  ///
  /// - Parameter record: its number among the records of the run, from 0, in the order of the inputs.
  func allows(_ record: Int) -> Bool {
    !state.wait { $0.isReached(limit, before: record) }
  }

  /// Notes what became of a record. Every record that was handed to a worker must be noted, in any order.
  func noteJudged(_ record: Int, isRejected: Bool) {
    state.change { state in
      state.judgedLater[record] = isRejected
      while let isRejected = state.judgedLater.removeValue(forKey: state.judgedBelow) {
        state.judgedBelow += 1
        if isRejected { state.rejectedBelow += 1 }
      }
    }
  }
}
