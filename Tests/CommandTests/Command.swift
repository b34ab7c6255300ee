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

  /// Beside the test bundle, whatever flavour was built.
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
  ///
  /// - Parameter words: where its words go; thrown away without.
  static func start(_ arguments: [String], words: FileHandle = .nullDevice) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["SHOSHO_HOME": root]) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = words
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
    // Files, not pipes: a pipe that nobody reads would stop the program.
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
