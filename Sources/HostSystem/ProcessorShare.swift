import Glibc

/// How many processors this process may use, which can be fewer than the machine has: `taskset`, a batch system or a
/// container may bind it to some of them (its affinity), and a control group may give it a share of their time (its
/// quota). As many workers as the machine has processors would then only wait for each other.
package enum ProcessorShare {
  /// At least 1.
  package static var count: Int {
    count(status: HostFile.contents("/proc/self/status") ?? "", groups: ControlGroups())
  }

  /// - Parameter status: the contents of `/proc/self/status` (proc(5)).
  static func count(status: String, groups: ControlGroups) -> Int {
    let usable = affinity(status: status) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    // Half a processor is one worker, and so are one and a half: a second one would be stopped for half of the time.
    return max(1, min(usable, groups.quota.map { Int(Swift.min($0, 1_048_576.0)) } ?? usable))
  }

  /// How many processors the scheduler may put this process on, by the line `Cpus_allowed_list: 0-3,8`; nil without it.
  static func affinity(status: String) -> Int? {
    let name = "Cpus_allowed_list:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
    var count = 0
    for part in line.dropFirst(name.count).split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0.filter { !$0.isWhitespace }) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, 0...last ~= first,
        last < 1 << 20
      else { return nil }
      count += last - first + 1
    }
    return count > 0 ? count : nil
  }
}

/// Small files in which the system tells something.
private enum HostFile {
  static func contents(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

/// The control groups of this process (cgroups(7)), as far as they limit its processor time.
struct ControlGroups {
  /// The contents of `/proc/self/cgroup`: a line `ID:CONTROLLERS:PATH` for each hierarchy.
  var membership: String
  /// Reads a file below `/sys/fs/cgroup`; nil when it is not there.
  var file: (String) -> String?

  init(membership: String, file: @escaping (String) -> String?) {
    self.membership = membership
    self.file = file
  }

  init() {
    membership = HostFile.contents("/proc/self/cgroup") ?? ""
    file = { HostFile.contents("/sys/fs/cgroup\($0)") }
  }

  /// The least number of processors that the group of this process, or a group above it, may use; nil without a limit.
  var quota: Double? {
    var least: Double?
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let read: (String) -> Double?
      if parts[1].isEmpty {
        read = { unifiedQuota(of: $0) }
      } else if parts[1].split(separator: ",").contains("cpu") {
        read = { firstVersionQuota(of: $0) }
      } else {
        continue
      }
      for group in Self.ancestry(of: String(parts[2])) {
        if let quota = read(group) { least = min(least ?? quota, quota) }
      }
    }
    return least
  }

  /// Version 2: `cpu.max` has the time and the period, `200000 100000`, or `max` for no limit.
  private func unifiedQuota(of group: String) -> Double? {
    let parts = file("\(group)/cpu.max")?.split(whereSeparator: \.isWhitespace) ?? []
    return parts.count == 2 ? Self.quota(String(parts[0]), each: String(parts[1])) : nil
  }

  /// Version 1: the two numbers are in files of their own; −1 stands for no limit.
  private func firstVersionQuota(of group: String) -> Double? {
    for folder in ["/cpu", "/cpu,cpuacct"] {
      if let time = file("\(folder)\(group)/cpu.cfs_quota_us"), let period = file("\(folder)\(group)/cpu.cfs_period_us")
      {
        return Self.quota(time, each: period)
      }
    }
    return nil
  }

  private static func quota(_ time: String, each period: String) -> Double? {
    func number(_ text: String) -> Double? { Double(String(text.filter { !$0.isWhitespace })) }
    guard let time = number(time), let period = number(period), time > 0, period > 0 else { return nil }
    return time / period
  }

  /// A group and the groups above it, the root last as the empty path: `/a/b` → `/a/b`, `/a`, ``. Inside a container the
  /// path may be that of the machine outside, which is not there; the container's own limit then is the root's.
  private static func ancestry(of path: String) -> [String] {
    var names = path.split(separator: "/")
    var groups: [String] = []
    while !names.isEmpty {
      groups.append("/" + names.joined(separator: "/"))
      names.removeLast()
    }
    return groups + [""]
  }
}
