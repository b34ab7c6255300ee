import Glibc

/// What a run asks of its machine and process: user, paths, clocks, disk space. None of it but the day of issue
/// reaches a paper.
package enum HostEnvironment {
  /// The name of the user who runs this process; nil when the system's list of users lacks it.
  package static var loginName: String? {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
  }

  /// Raises the number of files that this process may have open to the most that the system allows: a merge holds the
  /// files of every shard open.
  package static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// The release of Debian that is running, `12` or `13`; nil on another system.
  package static var debianRelease: Int? {
    guard let bytes = try? InputFile.bytes(at: "/etc/os-release") else { return nil }
    return debianRelease(in: String(decoding: bytes, as: UTF8.self))
  }

  /// - Parameter text: that of os-release(5), of which two lines matter: `ID=debian` and `VERSION_ID="12"`.
  static func debianRelease(in text: String) -> Int? {
    func value(_ name: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix("\(name)=") }.map {
        $0.dropFirst(name.utf8.count + 1).filter { $0 != "\"" }
      }
    }
    return value("ID") == "debian" ? value("VERSION_ID").flatMap { Int($0) } : nil
  }

  /// The value of an environment variable.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The path from the root: `out` → `/home/a/out`. Links are not followed, and nothing need be there.
  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(path)"
  }

  /// The path from the root with all links followed; `path` itself when nothing is there.
  package static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Where a file that is to be written would stand: the path from the root, with all links followed. What is there
  /// already is the file itself.
  package static func place(_ path: String) -> String {
    if InputFile.isEntry(path) { return resolved(path) }
    let (folder, name) = OutputFile.folderAndName(of: absolute(path))
    let parent = resolved(folder)
    return parent == "/" ? "/\(name)" : "\(parent)/\(name)"
  }

  /// Where temporary files go: TMPDIR, else /tmp.
  package static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }
}

/// The clocks of the host.
package enum HostClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  package static var epochSecond: Int { Int(seconds(CLOCK_REALTIME)) }

  /// Seconds on a clock that is never set back, for measuring durations.
  package static var steadySeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// Processor seconds that this process has used, summed over its threads.
  package static var processorSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}

/// How much is free on the file system of a folder.
package struct DiskSpace: Sendable, Hashable {
  /// The device number. Folders with the same number share the free space.
  package var device: UInt
  package var freeBytes: Int
  /// How many files can still be made; nil where the file system has no such limit.
  package var freeFiles: Int?

  /// Nil when the system cannot tell, for example because `path` is not there.
  package init?(at path: String) {
    var system = statvfs()
    var status = stat()
    guard statvfs(path, &system) == 0, stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    freeBytes = Int(
      clamping: UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue)
    freeFiles = system.f_files == 0 ? nil : Int(clamping: system.f_favail)
  }

  init(device: UInt, freeBytes: Int, freeFiles: Int?) {
    (self.device, self.freeBytes, self.freeFiles) = (device, freeBytes, freeFiles)
  }
}
