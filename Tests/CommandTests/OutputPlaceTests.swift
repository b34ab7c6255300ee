import Foundation
import Testing

/// No file that a command is asked to write takes the place of something that must stay: by whatever name it is named,
/// it is refused (73) and left as it is.
@Suite struct OutputPlaceTests {
  private let scratch: Scratch
  private let outside: Scratch
  private let number = "44-07-1000001-00"

  init() throws {
    scratch = try Scratch()
    outside = try Scratch()
    try scratch.put(try Examples.many(2), at: "in.jsonl")
    try scratch.put(Data((0..<32).map { UInt8($0) }), at: "sealing.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("sealing.key"))
    try scratch.put("a letter", at: "letter.txt")
    try scratch.register()
    let batch = try Command.run(batch())
    #expect(batch.status == 0, "\(batch.error)")
    // Other names of the same files.
    for name in ["register.sqlite", "in.jsonl", "sealing.key"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path("link-\(name)"), withDestinationPath: scratch.path(name))
    }
    for name in ["in.jsonl", "sealing.key"] {
      try FileManager.default.linkItem(atPath: scratch.path(name), toPath: scratch.path("hard-\(name)"))
    }
    try FileManager.default.createDirectory(atPath: scratch.path("folder"), withIntermediateDirectories: true)
    #expect(try Command.run(tool: "mkfifo", [outside.path("pipe")]).status == 0)
  }

  private func batch() -> [String] {
    [
      "batch", scratch.path("in.jsonl"), "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"),
      "--sealing-key", scratch.path("sealing.key"), "--archive", scratch.path("archive"), "--documents", "certificate",
    ] + Examples.day
  }

  enum Writer: CaseIterable {
    case metrics, reissue, export, render, picture
  }

  private func write(_ writer: Writer, to path: String, _ more: [String] = []) throws -> Command {
    let register = ["--register", scratch.path("register.sqlite"), "--sealing-key", scratch.path("sealing.key")]
    let arguments =
      switch writer {
      case .metrics: batch() + ["--metrics", path]
      case .reissue:
        ["reissue", number, "--document", "certificate", "--reason", "紛失", "--out", path] + register + [
          "--archive", scratch.path("archive"),
        ]
      case .export: ["register", "export", "--out", path] + register
      case .render:
        ["render", scratch.path("in.jsonl"), "--contract", number, "--document", "certificate", "--out", path]
          + Examples.day
      case .picture:
        ["preview", "certificate", "--record", scratch.path("in.jsonl"), "--dpi", "40", "--out", path] + Examples.day
      }
    return try Command.run(arguments + more)
  }

  /// All files but SQLite's companions of the register, which a reader may make.
  private func contents() throws -> [Data] {
    try scratch.files(below: ".").filter { !$0.path.hasSuffix("-wal") && !$0.path.hasSuffix("-shm") }.map(\.bytes)
  }

  private func paper() throws -> String { "out/\(number)/\(number)-certificate.pdf" }

  private func archived() throws -> String { try #require(try scratch.files(below: "archive").first).path }

  @Test(arguments: Writer.allCases) func nothingThatMustStayIsReplaced(writer: Writer) throws {
    var places = [try paper(), "out/manifest.jsonl", "out/report.json", "letter.txt", "in.jsonl"]
    // `render` takes a folder for the place of its papers.
    if writer != .render { places.append("folder") }
    if writer != .export { places += ["link-in.jsonl", "hard-in.jsonl"] }
    if writer != .picture, writer != .render {
      places += ["register.sqlite", "link-register.sqlite", "register.sqlite-run", "sealing.key", "hard-sealing.key"]
    }
    if writer == .reissue { places.append("archive/\(try archived())") }
    let before = try contents()
    for place in places {
      let refused = try write(writer, to: scratch.path(place))
      #expect([73, 64].contains(refused.status) && refused.error.contains("[output."), "\(place): \(refused.error)")
    }
    #expect(try write(writer, to: outside.path("pipe")).error.contains("[output.kind]"))
    for device in ["/dev/null", "/dev/full"] where geteuid() == 0 {
      let refused = try write(writer, to: device)
      #expect(refused.status == 73 && refused.error.contains("[output.kind]"), "\(device): \(refused.error)")
      var status = stat()
      #expect(stat(device, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
    #expect(try contents() == before)
    // The user's word suffices for a letter, and for nothing else.
    #expect(try write(writer, to: scratch.path(try paper()), ["--replace"]).status == 73)
    if writer == .render || writer == .picture {
      #expect(try write(writer, to: scratch.path("in.jsonl"), ["--replace"]).status == 73)
    }
    let replaced = try write(writer, to: scratch.path("letter.txt"), ["--replace"])
    #expect(replaced.status == 0, "\(replaced.error)")
    #expect(try Data(contentsOf: URL(filePath: scratch.path("letter.txt"))) != Data("a letter".utf8))
    // What this program has made it may make again, and an empty file holds nothing.
    #expect(try write(writer, to: scratch.path("letter.txt")).status == 0)
    try scratch.put("", at: "empty")
    #expect(try write(writer, to: scratch.path("empty")).status == 0)
  }

  @Test func aRegisterCannotHaveTheNameOfAFileOfTheRun() throws {
    for name in ["manifest.jsonl", "report.json", "rejects.csv"] {
      let refused = try Command.run(
        [
          "batch", scratch.path("in.jsonl"), "--out", scratch.path("new"), "--register", scratch.path("new/\(name)"),
          "--new-register", "--documents", "certificate",
        ] + Examples.day)
      #expect(refused.status == 64 && refused.error.contains("[output.issued]"), "\(refused.error)")
    }
  }

  @Test func aPrintFileTakesNobodysPlace() throws {
    try scratch.put("somebody's", at: "print-0001.pdf")
    let refused = try Command.run(batch() + ["--merge", scratch.path("print.pdf")])
    #expect(refused.status == 73 && refused.error.contains("[output.exists]"), "\(refused.error)")
    #expect(try scratch.text("print-0001.pdf") == "somebody's")
    for more in [["--replace"], []] {
      #expect(try Command.run(batch() + ["--merge", scratch.path("print.pdf")] + more).status == 0)
    }
  }

  /// Somebody who may read the register, and write neither it nor its folder.
  @Test(.enabled(if: geteuid() == 0)) func aReaderWithoutWritePermissionCanList() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path("register.sqlite"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.root)
    let before = try FileManager.default.contentsOfDirectory(atPath: scratch.root)
    let list = try Command.run(
      tool: "setpriv",
      [
        "--reuid=65534", "--regid=65534", "--clear-groups", Command.path, "register", "list", "--format", "csv",
        "--register", scratch.path("register.sqlite"),
      ])
    #expect(list.status == 0 && list.output.split(separator: "\r\n").count == 3, "\(list.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.root) == before)
  }
}
