import Glibc

/// Does jobs on several threads and delivers the results in the order of the jobs. Few jobs are held at a time, so that
/// memory does not grow with the input.
///
///     try WorkerPool(workers: 2).run(
///       next: { try reader.next() },
///       makeWorker: {
///         let maker = try PageMaker()  // belongs to this worker's thread
///         return { job in maker.make(job) }
///       },
///       deliver: { result in try writer.append(result) })
package struct WorkerPool: Sendable {
  /// How many threads do jobs, besides the caller's, which runs `next` and `deliver`.
  package let workers: Int
  /// How many jobs may be between `next` and `deliver`: enough that the others stay busy while one worker has a long
  /// job.
  private var inFlightLimit: Int { workers * 4 }

  package init(workers: Int) {
    self.workers = max(1, workers)
  }

  /// Runs until `next` returns nil and all results are delivered.
  ///
  /// - Parameters:
  ///   - next: returns the next job, on the caller's thread; nil at the end.
  ///   - makeWorker: called once on each thread; makes the objects that this worker needs and returns the function that
  ///     does a job.
  ///   - deliver: receives the results in the order of the jobs, on the caller's thread.
  /// - Throws: the first error of `next`, `makeWorker` or `deliver`. Jobs already begun are finished and their results
  ///   dropped.
  package func run<Job: Sendable, Output: Sendable>(
    next: () throws -> Job?,
    makeWorker: @escaping @Sendable () throws -> (Job) -> Output,
    deliver: (Output) throws -> Void
  ) throws {
    let queue = ConditionLock(JobQueue<Job, Output>())
    var threads: [WorkerThread] = []
    for _ in 0..<workers {
      if let thread = WorkerThread({ Self.doJobs(of: queue, makeWorker) }) { threads.append(thread) }
    }
    defer {
      queue.change { $0.isClosed = true }
      for thread in threads { thread.join() }
    }
    if threads.isEmpty { throw WorkerPoolFault.noThread }

    var given = 0
    var delivered = 0
    var isAtEnd = false
    while true {
      while !isAtEnd, given - delivered < inFlightLimit {
        if let job = try next() {
          queue.change { $0.waiting.append((given, job)) }
          given += 1
        } else {
          isAtEnd = true
        }
      }
      if delivered == given { return }
      try deliver(try queue.wait { $0.takeResult(delivered) }.get())
      delivered += 1
    }
  }

  private static func doJobs<Job, Output>(
    of queue: ConditionLock<JobQueue<Job, Output>>, _ makeWorker: () throws -> (Job) -> Output
  ) {
    do {
      let perform = try makeWorker()
      while let (index, job) = queue.wait(until: { $0.takeJob() }) {
        let output = perform(job)
        queue.change { $0.finished[index] = output }
      }
    } catch {
      queue.change { $0.failure = $0.failure ?? error }
    }
  }
}

/// The system could not start a single thread.
package enum WorkerPoolFault: Error {
  case noThread
}

/// The jobs and results between the caller and the workers.
private struct JobQueue<Job: Sendable, Output: Sendable>: Sendable {
  var waiting: [(Int, Job)] = []
  var finished: [Int: Output] = [:]
  var failure: (any Error)?
  var isClosed = false

  /// The oldest job; `.some(nil)` when there will be no more, nil to go on waiting.
  mutating func takeJob() -> (Int, Job)?? {
    if isClosed || failure != nil { return .some(nil) }
    return waiting.isEmpty ? nil : .some(waiting.removeFirst())
  }

  /// The result of the job with this index, or the failure; nil to go on waiting.
  mutating func takeResult(_ index: Int) -> Result<Output, any Error>? {
    if let failure { return .failure(failure) }
    return finished.removeValue(forKey: index).map { .success($0) }
  }
}

/// A value that threads share: only one at a time can use it, and a thread can wait until another has changed it.
package final class ConditionLock<State>: @unchecked Sendable {
  // Unchecked, because `state` is only used while `mutex` is locked.
  private var state: State
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Changes the state and wakes all waiting threads.
  package func change<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Waits until `body` returns a result, and returns it. `body` may change the state when it does.
  package func wait<Result>(until body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) {
        pthread_cond_broadcast(changed)
        return result
      }
      pthread_cond_wait(changed, mutex)
    }
  }
}
