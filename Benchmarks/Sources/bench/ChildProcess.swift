import Foundation
import Glibc

/// A program run to its end, with what the kernel says it used.
struct ChildProcess {
  var status: Int32
  /// User and system time of all its threads.
  var processorSeconds: Double
  var wallSeconds: Double
  /// The most memory that it ever held.
  var peakKilobytes: Int

  /// Runs `program` with its output thrown away; standard error goes to `errors` when that is given.
  init(_ program: String, _ arguments: [String], environment: [String: String] = [:], errors: String? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    if let errors {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let all = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    var variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for word in words { free(word) }
      for variable in variables { free(variable) }
    }
    let start = Self.now
    var child = pid_t()
    guard posix_spawnp(&child, program, &actions, nil, &words, &variables) == 0 else {
      throw Failure("\(program) cannot be run")
    }
    var ended: Int32 = 0
    var usage = rusage()
    guard wait4(child, &ended, 0, &usage) == child else { throw Failure("\(program) was lost") }
    wallSeconds = Self.now - start
    status = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : 128 + (ended & 0x7F)
    processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakKilobytes = usage.ru_maxrss
  }

  private static var now: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
