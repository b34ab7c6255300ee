import Glibc
import Synchronization

/// SIGINT and SIGTERM, taken as a wish: the record at hand is finished, files stay whole, and the run ends.
package enum StopSignal {
  private static let received = Atomic<Int32>(0)

  /// From here on the two signals only set a flag. A second one kills as ever: whoever presses Ctrl-C twice means it.
  package static func listen() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { StopSignal.received.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    // A reader that has gone and a quota on file sizes are faults of a write, with a sentence and an exit code, not sudden ends.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Whoever started us may have had the two blocked, and a child inherits that.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGINT)
    sigaddset(&wanted, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// The signal that has come, SIGINT or SIGTERM; nil while none has.
  package static var number: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
