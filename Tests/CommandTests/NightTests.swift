import Foundation
import Testing

/// The files of Deploy/ for the nightly run on one machine are read by systemd and cron themselves, and run.
@Suite struct NightTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func deployed(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(Command.root)/Deploy/\(name)")), as: UTF8.self)
  }

  /// systemd's own reader takes both units; only the program and its settings are at other places here than on an
  /// operator's machine.
  @Test func serviceAndTimerAreUnits() throws {
    let night = "/usr/local/lib/shosho/night"
    let service = try deployed("systemd/shosho.service")
    #expect(service.contains("ExecStart=\(night)\n") && service.contains("EnvironmentFile=/etc/shosho/night.conf\n"))
    try scratch.put(service.replacing(night, with: "\(Command.root)/Deploy/night"), at: "shosho.service")
    try scratch.put(try deployed("systemd/shosho.timer"), at: "shosho.timer")
    let verify = try Command.run(
      tool: "systemd-analyze", ["verify", scratch.path("shosho.service"), scratch.path("shosho.timer")])
    #expect(verify.status == 0 && verify.error.isEmpty && verify.output.isEmpty, "\(verify.error)")
    try scratch.put(service.replacing("Type=oneshot", with: "Type=onceonly"), at: "wrong.service")
    #expect(try !Command.run(tool: "systemd-analyze", ["verify", scratch.path("wrong.service")]).error.isEmpty)
  }

  /// The exit codes after which a restart continues the run, and those after which it is useless, are those of
  /// Documentation/operations.md.
  @Test func serviceKnowsWhatEachStatusMeans() throws {
    let lines = try deployed("systemd/shosho.service").split(separator: "\n").map(String.init)
    #expect(lines.contains("SuccessExitStatus=65") && lines.contains("Restart=on-failure"))
    let prevented = try #require(lines.first { $0.hasPrefix("RestartPreventExitStatus=") })
    #expect(prevented == "RestartPreventExitStatus=64 66 69 70 73 78 130 143")
  }

  /// systemd's own programs make the service's user and every folder that the night's settings name, each in a root of
  /// its own.
  @Test func userAndFoldersAreMade() throws {
    let root = scratch.path("root")
    try scratch.put("root:x:0:0::/root:/bin/sh\n", at: "root/etc/passwd")
    try scratch.put("root:x:0:\n", at: "root/etc/group")
    for (program, file) in [("systemd-sysusers", "sysusers"), ("systemd-tmpfiles", "tmpfiles")] {
      let create = program == "systemd-tmpfiles" ? ["--create"] : []
      let made = try Command.run(
        tool: program, create + ["--root=\(root)", "\(Command.root)/Deploy/systemd/\(file).conf"])
      #expect(made.status == 0, "\(made.error)")
    }
    #expect(try scratch.text("root/etc/passwd").contains(":/var/lib/shosho:/usr/sbin/nologin\n"))
    let service = try deployed("systemd/shosho.service")
    #expect(service.contains("User=shosho\nGroup=shosho\n"))
    let paths = try deployed("night").matches(of: /:=(\/var\/lib\/shosho\/[a-z]+)/).map(\.1)
    #expect(paths.count == 5)
    for path in paths where !path.hasSuffix("register") {
      var isFolder: ObjCBool = false
      #expect(
        FileManager.default.fileExists(atPath: root + path, isDirectory: &isFolder) && isFolder.boolValue, "\(path)")
    }
  }

  /// Installed files name the installed program and home.
  @Test func nightNamesItsPrefix() throws {
    let prefix = scratch.path("opt")
    let install = try Command.run(tool: "\(Command.root)/scripts/install", [Command.executable.path, prefix])
    #expect(install.status == 0, "\(install.error)")
    let service = try scratch.text("opt/lib/systemd/system/shosho.service")
    let program = try #require(service.firstMatch(of: /ExecStart=(.*)/)?.1)
    let home = try #require(
      try scratch.text("opt/share/shosho/Deploy/night.conf").firstMatch(of: /SHOSHO_HOME=(.*)/)?.1)
    #expect(program.hasPrefix(prefix) && FileManager.default.isExecutableFile(atPath: String(program)))
    #expect(home.hasPrefix(prefix) && FileManager.default.fileExists(atPath: "\(home)/Templates/certificate.xml"))
    for file in [
      "lib/shosho/night", "share/shosho/Deploy/cron/crontab", "lib/sysusers.d/shosho.conf",
      "lib/tmpfiles.d/shosho.conf",
    ] {
      #expect(try !scratch.text("opt/\(file)").contains("/usr/local"), "\(file)")
    }
  }

  @Test func cronReadsItsTable() throws {
    let check = try Command.run(tool: "crontab", ["-n", "\(Command.root)/Deploy/cron/crontab"])
    #expect(check.status == 0, "\(check.error)")
    let wrong = try scratch.put(try deployed("cron/crontab").replacing("15 2 * * *", with: "15 25 * * *"), at: "wrong")
    #expect(try Command.run(tool: "crontab", ["-n", wrong]).status != 0)
  }

  /// Settings for a night in the scratch folder.
  private func settings() throws -> String {
    try FileManager.default.createDirectory(atPath: scratch.path("log"), withIntermediateDirectories: true)
    try scratch.put(try Examples.many(2), at: "in.jsonl")
    try scratch.register()
    try scratch.put(Data(repeating: 9, count: 32), at: "sealing.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("sealing.key"))
    return """
      SHOSHO_HOME='\(Command.root)'
      SHOSHO_INPUT='\(scratch.path("in.jsonl"))'
      SHOSHO_OUT='\(scratch.path("out"))'
      SHOSHO_REGISTER='\(scratch.path("register.sqlite"))'
      SHOSHO_ARCHIVE='\(scratch.path("archive"))'
      SHOSHO_SEALING_KEY='\(scratch.path("sealing.key"))'
      SHOSHO_METRICS='\(scratch.path("shosho.prom"))'
      SHOSHO_DAY=2026-01-30
      SHOSHO_OPTIONS='--documents certificate,key-notice'

      """
  }

  /// The line of the table as cron runs it: by sh, with % as an escaped sign, and nothing of a login shell.
  @Test func cronsLineIssuesANight() throws {
    let settings = try scratch.put(try settings(), at: "night.conf")
    let line = try #require(try deployed("cron/crontab").split(separator: "\n").last { !$0.hasPrefix("#") })
    let command = String(line.dropFirst("15 2 * * * ".count)).replacing("\\%", with: "%")
      .replacing("/etc/shosho/night.conf", with: settings).replacing("/var/lib/shosho", with: scratch.root)
      .replacing("/usr/local/lib/shosho/night", with: "\(Command.root)/Deploy/night")
    let path = "PATH=\(Command.executable.deletingLastPathComponent().path):/usr/bin:/bin"
    for _ in 1...2 {
      let night = try Command.run(tool: "env", ["-i", path, "/bin/sh", "-c", command])
      #expect(night.status == 0 && night.output.isEmpty && night.error.isEmpty, "\(night.error)")
    }
    let exits = try scratch.text("log/exit").split(separator: "\n").map { $0.prefix(2) }
    let log = try scratch.text("log/batch.jsonl")
    #expect(exits == ["0 ", "0 "], "\(log)")
    #expect(
      try Command.run(["verify", scratch.path("out/2026-01-30"), "--register", scratch.path("register.sqlite")]).status
        == 0)
    #expect(try scratch.files(below: "archive").count == 4)
    #expect(try scratch.text("shosho.prom").contains("shosho_batch_records{outcome=\"unchanged\"} 2\n"))
  }

  /// A night over a bad input, as its log tells it in the morning: 69 and how many records were not read; then the mended
  /// input, of which only the rest is issued.
  @Test func logOfABadNightSaysWhatIsLeft() throws {
    let settings = try scratch.put(try settings() + "SHOSHO_MAX_REJECTS=2\n", at: "night.conf")
    let good = try Examples.many(12).split(separator: "\n").map(String.init)
    let bad = good.enumerated().map { [3, 6, 10].contains($0) ? $1.replacing("2025-06-20", with: "2025-02-30") : $1 }
    let path = "PATH=\(Command.executable.deletingLastPathComponent().path):/usr/bin:/bin"
    func night(_ lines: [String]) throws -> (status: Int32, log: [[String: Any]]) {
      try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
      let run = try Command.run(
        tool: "env", ["-i", path, "/bin/sh", "-c", "set -a; . \(settings); exec '\(Command.root)/Deploy/night'"])
      return (run.status, try run.error.split(separator: "\n").map { try Examples.object(String($0)) })
    }
    let first = try night(bad)
    #expect(first.status == 69)
    let summary = try #require(first.log.last)
    #expect(summary.text("event") == "summary" && summary.text("status") == "69")
    #expect(summary.text("read") == "7" && summary.text("issued") == "5" && summary.text("unread") == "5")
    #expect(first.log.contains { $0.text("code") == "run.unread" && $0.text("level") == "error" })
    #expect(first.log.count { $0.text("code") == "record.date.impossible" } == 2)
    #expect(try scratch.text("shosho.prom").contains("shosho_batch_exit_status 69\n"))
    let second = try night(good)
    #expect(second.status == 0, "\(second.log)")
    #expect(second.log.count == 1 && second.log[0].text("unchanged") == "5" && second.log[0].text("issued") == "7")
  }

  /// Every setting of the script stands in the file of settings, with the same default.
  @Test func settingsAreTheScripts() throws {
    let script = try deployed("night")
    let settings = try deployed("night.conf").split(separator: "\n").map { $0.drop { $0 == "#" } }
    let defaults = script.split(separator: "\n").filter { $0.hasPrefix(": \"${SHOSHO_") && !$0.contains("_DAY") }
    #expect(defaults.count == 7)
    for line in defaults {
      let setting = line.dropFirst(5).prefix { $0 != "}" }.replacing(":=", with: "=")
      #expect(settings.contains { $0 == setting }, "\(setting)")
    }
    #expect(settings.contains { $0 == "SHOSHO_MAX_REJECTS=100" } && script.contains("${SHOSHO_MAX_REJECTS:-100}"))
  }
}

/// The files of Deploy/ are valid for the schedulers that read them. The Slurm and GNU parallel files are run by
/// scripts/test-slurm.
@Suite struct DeployTests {
  @Test func kubernetesAndAWSBatch() throws {
    let check = try Command.run(tool: "\(Command.root)/.venv/bin/python", ["\(Command.root)/scripts/check-deploy"])
    #expect(check.status == 0, "scripts/setup --tests installs what this needs\n\(check.output)\(check.error)")
  }

  @Test(arguments: [
    "slurm/shosho-submit", "slurm/shosho-shard.sbatch", "slurm/shosho-merge.sbatch", "parallel/shosho-parallel",
  ])
  func shellScripts(file: String) throws {
    #expect(try Command.run(tool: "bash", ["-n", "\(Command.root)/Deploy/\(file)"]).status == 0)
  }
}
