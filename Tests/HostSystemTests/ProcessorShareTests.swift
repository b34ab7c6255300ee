import Testing

@testable import HostSystem

@Suite struct ProcessorShareTests {
  /// A process in the group `/night/run`, and the files of its groups.
  static let groups: [(membership: String, files: [String: String], quota: Double?)] = [
    ("0::/night/run\n", [:], nil),
    ("0::/night/run\n", ["/night/run/cpu.max": "max 100000\n"], nil),
    ("0::/night/run\n", ["/night/run/cpu.max": "200000 100000\n"], 2),
    ("0::/night/run\n", ["/night/run/cpu.max": "50000 100000\n"], 0.5),
    // The group above is narrower.
    ("0::/night/run\n", ["/night/run/cpu.max": "400000 100000\n", "/night/cpu.max": "150000 100000\n"], 1.5),
    // A container that sees the path of the machine outside, and its own group as the root.
    ("0::/docker/8f1c\n", ["/cpu.max": "300000 100000\n"], 3),
    ("0::/\n", ["/cpu.max": "300000 100000\n"], 3),
    // Version 1, alone and beside an empty version 2.
    (
      "4:cpu,cpuacct:/night\n3:memory:/night\n0::/\n",
      ["/cpu,cpuacct/night/cpu.cfs_quota_us": "250000\n", "/cpu,cpuacct/night/cpu.cfs_period_us": "100000\n"], 2.5
    ),
    (
      "4:cpu:/night\n", ["/cpu/night/cpu.cfs_quota_us": "-1\n", "/cpu/night/cpu.cfs_period_us": "100000\n"], nil
    ),
    ("3:memory:/night\n", ["/cpu/night/cpu.cfs_quota_us": "100000\n"], nil),
    // What is no number is no limit.
    ("0::/night\n", ["/night/cpu.max": "0 0\n"], nil),
    ("0::/night\n", ["/night/cpu.max": "much\n"], nil),
    ("", [:], nil), ("nonsense\n\n", [:], nil),
  ]

  @Test(arguments: groups)
  func theNarrowestGroupDecides(_ groups: (membership: String, files: [String: String], quota: Double?)) {
    #expect(ControlGroups(membership: groups.membership) { groups.files[$0] }.quota == groups.quota)
  }

  @Test(arguments: [
    ("0", 1), ("0-1", 2), ("0-3,8", 5), ("2,4,6-7", 4), ("0-127", 128), ("", nil), ("3-1", nil), ("x", nil),
    ("0-9223372036854775807", nil), ("-1", nil),
  ])
  func affinityCounts(_ list: String, _ count: Int?) {
    let status = "Name:\tshosho\nCpus_allowed:\tff\nCpus_allowed_list:\t\(list)\nMems_allowed_list:\t0-9\n"
    #expect(ProcessorShare.affinity(status: status) == count)
  }

  @Test(arguments: [
    ("400000 100000", 4), ("100000 100000", 1), ("50000 100000", 1), ("199999 100000", 1), ("max 100000", 8),
    ("99999999999999999999999 1", 8), ("1600000 100000", 8),
  ])
  func theSmallerShareCountsAndPartsAreNoWorkers(_ limit: String, _ workers: Int) {
    let groups = ControlGroups(membership: "0::/") { $0 == "/cpu.max" ? limit : nil }
    #expect(ProcessorShare.count(status: "Cpus_allowed_list:\t0-7\n", groups: groups) == workers)
  }

  @Test func thisProcessHasOne() { #expect(ProcessorShare.count >= 1) }
}
