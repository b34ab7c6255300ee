import Foundation
import Testing

/// The built executable, run as an operator would.
struct Command: Sendable {
  var status: Int32
  var output: String
  var error: String

  /// The repository's root, which is also a home.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The executable beside the test bundle, so that debug tests run the debug build and release tests the release
  /// build.
  static let executable: URL = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      folder = URL(filePath: link).deletingLastPathComponent()
    }
    return folder.appending(path: "shosho")
  }()

  static var path: String { executable.path }

  /// Runs `shosho` with the repository as its home.
  static func run(_ arguments: [String], input: Data? = nil, home: String = root, in folder: String? = nil) throws
    -> Command
  {
    try run(executable, arguments, input: input, environment: ["SHOSHO_HOME": home], in: folder)
  }

  /// Runs `shosho` where no file may grow beyond so many KiB.
  static func run(_ arguments: [String], fileLimit: Int) throws -> Command {
    try run(
      URL(filePath: "/bin/bash"), ["-c", "ulimit -f \(fileLimit); exec \"$@\"", "bash", executable.path] + arguments,
      input: nil,
      environment: ["SHOSHO_HOME": root], in: nil)
  }

  /// Runs `shosho` as if it were another moment, in another time zone.
  static func run(_ arguments: [String], clock: String, zone: String) throws -> Command {
    try run(
      URL(filePath: "/usr/bin/env"), ["faketime", clock, executable.path] + arguments, input: nil,
      environment: ["SHOSHO_HOME": root, "TZ": zone], in: nil)
  }

  /// Starts `shosho` without waiting for it.
  /// - Parameter messages: where its standard error goes; discarded by default.
  static func start(_ arguments: [String], messages: FileHandle = .nullDevice) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["SHOSHO_HOME": root]) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    return process
  }

  /// Runs another program of the host, such as a reader of PDF.
  static func run(tool: String, _ arguments: [String]) throws -> Command {
    try run(URL(filePath: "/usr/bin/env"), [tool] + arguments, input: nil, environment: [:], in: nil)
  }

  private static func run(
    _ program: URL, _ arguments: [String], input: Data?, environment: [String: String], in folder: String?
  ) throws -> Command {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    // Files instead of pipes, because a program that writes to a pipe waits when nobody reads it.
    let scratch = try Scratch()
    let output = try scratch.file("output")
    let error = try scratch.file("error")
    process.standardOutput = output
    process.standardError = error
    if let input {
      try input.write(to: URL(filePath: scratch.path("input")))
      process.standardInput = try FileHandle(forReadingFrom: URL(filePath: scratch.path("input")))
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      output: try scratch.text("output"), error: try scratch.text("error"))
  }
}

extension Command {
  /// Runs a script of the shell in a mount namespace of its own, where it may mount what it likes; all of it is gone
  /// with its end. `shosho` calls the built command there, `$1`, `$2`, … are the arguments.
  static func inNamespace(_ script: String, _ arguments: [String]) throws -> Command {
    let options = geteuid() == 0 ? ["--mount"] : ["--map-root-user", "--mount"]
    let prelude = "set -u; export SHOSHO_HOME='\(root)'; shosho() { '\(executable.path)' \"$@\"; }\n"
    return try run(tool: "unshare", options + ["bash", "-c", prelude + script, "bash"] + arguments)
  }
}

/// A temporary folder for one test, which is removed at the end of the test.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "shosho-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var root: String { folder.path }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// A new file, open for writing.
  func file(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path(name)))
    return try FileHandle(forWritingTo: URL(filePath: path(name)))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  @discardableResult
  func put(_ bytes: Data, at name: String) throws -> String {
    try FileManager.default.createDirectory(
      at: URL(filePath: path(name)).deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: URL(filePath: path(name)))
    return path(name)
  }

  @discardableResult
  func put(_ text: String, at name: String) throws -> String {
    try put(Data(text.utf8), at: name)
  }

  /// The path of a register here, which is made when there is none.
  @discardableResult
  func register(_ name: String = "register.sqlite") throws -> String {
    if !FileManager.default.fileExists(atPath: path(name)) {
      let made = try Command.run(["register", "init", path(name)])
      #expect(made.status == 0, "\(made.error)")
    }
    return path(name)
  }

  /// A copy of the repository's home that a test may change.
  static func home() throws -> Scratch {
    let home = try Scratch()
    for name in ["Templates", "Rules", "Fonts"] {
      try FileManager.default.copyItem(atPath: "\(Command.root)/\(name)", toPath: home.path(name))
    }
    return home
  }

  /// The files that a run issued below a folder here: all but its report and its register.
  func issued(below name: String) throws -> [(path: String, bytes: Data)] {
    try files(below: name).filter { $0.path != "report.json" && !$0.path.hasPrefix("register.sqlite") }
  }

  /// Relative paths of all files below a folder here, sorted, with their bytes.
  func files(below name: String) throws -> [(path: String, bytes: Data)] {
    let base = path(name)
    let paths = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return try paths.sorted().compactMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(base)/\(path)", isDirectory: &isFolder), !isFolder.boolValue
      else { return nil }
      return (path, try Data(contentsOf: URL(filePath: "\(base)/\(path)")))
    }
  }
}
