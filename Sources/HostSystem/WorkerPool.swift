/// Does jobs on threads and hands the results on in the order of the jobs, holding only a few at a time however long the input is.
package struct WorkerPool: Sendable {
  /// Threads that work; the caller's own thread reads and writes.
  package let workers: Int
  /// Jobs between reading and writing at most: enough that no worker starves while one has a long job.
  private var inFlightLimit: Int { workers * 4 }

  package init(workers: Int) {
    self.workers = max(1, workers)
  }

  /// Runs until `next` is out of jobs.
  ///
  /// - Parameters:
  ///   - next: the next job, called on the caller's thread; nil at the end.
  ///   - makeWorker: builds a worker's own objects and gives the function that does a job. Called once on each thread.
  ///   - deliver: takes the results in the order of the jobs, on the caller's thread.
  /// - Throws: what `next`, `makeWorker` or `deliver` threw first. Jobs in flight are finished and dropped.
  package func run<Job: Sendable, Output: Sendable>(
    next: () throws -> Job?,
    makeWorker: @escaping @Sendable () throws -> (Job) -> Output,
    deliver: (Output) throws -> Void
  ) throws {
    let board = ConditionLock(JobQueue<Job, Output>())
    var threads: [WorkerThread] = []
    for _ in 0..<workers {
      if let thread = WorkerThread({ Self.work(board, makeWorker) }) { threads.append(thread) }
    }
    defer {
      board.change { $0.isClosed = true }
      for thread in threads { thread.join() }
    }
    if threads.isEmpty { throw WorkerPoolFault.noThread }

    var given = 0
    var delivered = 0
    var isAtEnd = false
    while true {
      while !isAtEnd, given - delivered < inFlightLimit {
        if let job = try next() {
          board.change { $0.waiting.append((given, job)) }
          given += 1
        } else {
          isAtEnd = true
        }
      }
      if delivered == given { return }
      try deliver(try board.wait { $0.takeResult(delivered) }.get())
      delivered += 1
    }
  }

  private static func work<Job, Output>(
    _ board: ConditionLock<JobQueue<Job, Output>>, _ makeWorker: () throws -> (Job) -> Output
  ) {
    do {
      let perform = try makeWorker()
      while let (index, job) = board.wait(until: { $0.takeJob() }) {
        let output = perform(job)
        board.change { $0.finished[index] = output }
      }
    } catch {
      board.change { $0.failure = $0.failure ?? error }
    }
  }
}

/// The host gave no thread at all.
package enum WorkerPoolFault: Error {
  case noThread
}

/// What lies between the caller and the workers.
private struct JobQueue<Job: Sendable, Output: Sendable>: Sendable {
  var waiting: [(Int, Job)] = []
  var finished: [Int: Output] = [:]
  var failure: (any Error)?
  var isClosed = false

  /// The oldest job; `.some(nil)` when there will be none, nil to go on waiting.
  mutating func takeJob() -> (Int, Job)?? {
    if isClosed || failure != nil { return .some(nil) }
    return waiting.isEmpty ? nil : .some(waiting.removeFirst())
  }

  /// The result with this index or the failure; nil to go on waiting.
  mutating func takeResult(_ index: Int) -> Result<Output, any Error>? {
    if let failure { return .failure(failure) }
    return finished.removeValue(forKey: index).map { .success($0) }
  }
}
