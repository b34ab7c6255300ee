import Foundation

/// A second reading of Documentation/register.md, in another language and without our code: scripts/audit-register.
enum Auditor {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../scripts/audit-register"
  ).path

  static func audit(_ path: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
