import CProcess
import Glibc

/// What a process makes sure of before it opens its first file.
package enum ProcessSafety {
  /// Keeps authentication keys out of core dumps and of other processes of the same user, and makes sure that the
  /// numbers of the three standard streams are taken.
  ///
  /// Keys pass through Swift's strings, whose memory cannot be wiped: it is copied and released by the language. So the
  /// whole memory of the process is kept from being written to a disk or read from outside.
  package static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = cprocess_forbid_dumps()
    openStandardStreams()
  }

  /// A process may be started with a standard stream closed. The next file that it opens would get the stream's number,
  /// and messages would be written into that file.
  ///
  /// Standard output is opened for reading only, so that a result that nobody can receive is a fault, not a success.
  private static func openStandardStreams() {
    for (stream, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
    where fcntl(stream, F_GETFD) == -1 {
      // The lowest free number is taken, which is the stream's own.
      _ = open("/dev/null", mode)
    }
  }
}
