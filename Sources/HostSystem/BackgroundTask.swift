import Synchronization

/// Something that is made on a thread of its own while this one goes on.
package struct BackgroundTask<Value: Sendable, Failure: Error> {
  private let outcome = Outcome()
  private let thread: WorkerThread?
  private let make: @Sendable () throws(Failure) -> Value

  package init(_ make: @escaping @Sendable () throws(Failure) -> Value) {
    self.make = make
    thread = WorkerThread { [outcome] in outcome.value.withLock { $0 = Self.outcome(of: make) } }
  }

  /// Waits for it. Called once.
  package func result() throws(Failure) -> Value {
    thread?.join()
    // Without a thread it is made here.
    return try (outcome.value.withLock { $0 } ?? Self.outcome(of: make)).get()
  }

  private static func outcome(of make: () throws(Failure) -> Value) -> Result<Value, Failure> {
    do {
      return .success(try make())
    } catch {
      return .failure(error)
    }
  }

  private final class Outcome: Sendable {
    let value = Mutex<Result<Value, Failure>?>(nil)
  }
}
