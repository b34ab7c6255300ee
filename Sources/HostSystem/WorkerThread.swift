import Glibc
import Synchronization

/// A thread of the operating system. Swift tasks would not do: a worker blocks, and it owns objects of C libraries that
/// must stay on one thread.
package struct WorkerThread {
  private let handle: pthread_t

  /// Starts the thread; nil when the system refuses one.
  package init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(body))
    var handle = pthread_t()
    let status = pthread_create(
      &handle, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the body has returned. Every thread is joined once.
  func join() {
    pthread_join(handle, nil)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }
}

/// A value that is made on another thread while the caller goes on.
///
///     let fonts = BackgroundTask { () throws(RunFailure) in try sources.fonts() }
///     let forms = try sources.forms()
///     use(forms, try fonts.result())
package struct BackgroundTask<Value: Sendable, Failure: Error> {
  private let outcome = Outcome()
  private let thread: WorkerThread?
  private let make: @Sendable () throws(Failure) -> Value

  package init(_ make: @escaping @Sendable () throws(Failure) -> Value) {
    self.make = make
    thread = WorkerThread { [outcome] in outcome.value.withLock { $0 = Self.outcome(of: make) } }
  }

  /// Waits until the value is made. To be called once.
  package func result() throws(Failure) -> Value {
    thread?.join()
    // Where no thread could be started, the value is made now.
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
