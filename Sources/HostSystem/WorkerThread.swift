import Glibc

/// An operating-system thread. Tasks would not do: a worker owns objects of C libraries that must stay on one thread, and it blocks.
package struct WorkerThread {
  private let handle: pthread_t

  /// Nil when the system has no thread to give.
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

  /// Waits until the body has returned.
  func join() {
    pthread_join(handle, nil)
  }

  /// Nobody will wait for it.
  package func detach() {
    pthread_detach(handle)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }
}
