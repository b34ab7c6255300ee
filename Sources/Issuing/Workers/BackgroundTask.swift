import Synchronization

/// Something that is made on a thread of its own while this one goes on.
struct BackgroundTask<Value: Sendable> {
  private let outcome = Outcome()
  private let thread: WorkerThread?
  private let make: @Sendable () throws(RunFailure) -> Value

  init(_ make: @escaping @Sendable () throws(RunFailure) -> Value) {
    self.make = make
    thread = WorkerThread { [outcome] in outcome.value.withLock { $0 = Self.outcome(of: make) } }
  }

  /// Waits for it. Called once.
  func result() throws(RunFailure) -> Value {
    thread?.join()
    // Without a thread it is made here.
    return try (outcome.value.withLock { $0 } ?? Self.outcome(of: make)).get()
  }

  private static func outcome(of make: () throws(RunFailure) -> Value) -> Result<Value, RunFailure> {
    do {
      return .success(try make())
    } catch {
      return .failure(error)
    }
  }

  private final class Outcome: Sendable {
    let value = Mutex<Result<Value, RunFailure>?>(nil)
  }
}
