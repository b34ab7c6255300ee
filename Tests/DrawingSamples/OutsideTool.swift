package import Foundation

/// A program of the system that judges a file: its exit code and everything it says.
package struct OutsideTool {
  package let status: Int32
  package let data: Data
  package var output: String { String(decoding: data, as: UTF8.self) }

  /// Runs a program with the file as its last argument but for `after`, for a minute at most.
  package init(_ program: String, _ arguments: [String] = [], on bytes: [UInt8], then after: [String] = []) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("shosho-judged-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "60", program] + arguments + [file.path] + after
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
