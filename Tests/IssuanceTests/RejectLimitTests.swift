import HostSystem
import Synchronization
import Testing

@testable import Issuance

/// `--max-rejects` ends a run at the same record, whatever order workers finish in.
@Suite struct RejectLimitTests {
  @Test func aRecordIsAllowedAsSoonAsEarlierOnesCannotReachTheLimit() {
    let limit = RejectLimit(3)
    // Two open records before it cannot be three rejects.
    #expect(limit.allows(0) && limit.allows(2))
    limit.noteJudged(2, isRejected: true)
    limit.noteJudged(0, isRejected: true)
    limit.noteJudged(1, isRejected: false)
    #expect(limit.allows(3))
    limit.noteJudged(3, isRejected: true)
    #expect(!limit.allows(4) && !limit.allows(100))
  }

  /// Workers take the records in turn and judge them at their own pace; every seventh is rejected.
  @Test(arguments: [1, 2, 3, 8]) func threadsAgree(_ workers: Int) throws {
    let limit = RejectLimit(4)
    let issued = Mutex<[Int]>([])
    var next = 0
    try WorkerPool(workers: workers).run(
      next: {
        defer { next += 1 }
        return next < 200 ? next : nil
      },
      makeWorker: {
        { (record: Int) in
          let isRejected = record % 7 == 6
          var steps = (record * 7919) % 1000
          while steps > 0 { steps -= 1 }
          if !isRejected, limit.allows(record) { issued.withLock { $0.append(record) } }
          limit.noteJudged(record, isRejected: isRejected)
        }
      },
      deliver: { _ in })
    // The fourth reject is record 27.
    #expect(issued.withLock { $0.sorted() } == (0...27).filter { $0 % 7 != 6 })
  }
}
