import Glibc
import Synchronization

/// SIGINT and SIGTERM as a request to stop: loops over records ask for `number` and end after the current record, so
/// that every file stays whole.
package enum StopSignal {
  private static let received = Atomic<Int32>(0)

  /// From this call on the two signals only set a flag. A second signal ends the process at once: whoever presses
  /// Ctrl-C twice does not want to wait.
  package static func listen() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { StopSignal.received.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    ignoreBrokenPipes()
    // A process inherits blocked signals from its parent.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGINT)
    sigaddset(&wanted, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// A closed pipe and a limit on file sizes become errors of write(2), with an exit status, instead of a kill.
  package static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// The signal that was received, SIGINT or SIGTERM; nil while there was none.
  package static var number: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
