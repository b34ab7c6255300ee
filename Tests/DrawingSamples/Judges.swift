import Drawing
package import Foundation
package import Layout
import Typesetting

/// A finished file with what its maker says of it, for Tests/Judges/judge.py.
package struct JudgedFile: Sendable {
  package var name: String
  package var bytes: [UInt8]
  /// `2026-04-01`: the only day that the file may name.
  package var day: String
  package var title: String
  package var pages: [Page]
  package var hasAttachment: Bool
  /// Whether the text of the structure is read too.
  package var isReadInFull: Bool

  package init(
    name: String, bytes: [UInt8], day: String, title: String, pages: [Page], hasAttachment: Bool = false,
    isReadInFull: Bool = true
  ) {
    self.name = name
    self.bytes = bytes
    self.day = day
    self.title = title
    self.pages = pages
    self.hasAttachment = hasAttachment
    self.isReadInFull = isReadInFull
  }
}

/// Other people's programs: qpdf, pikepdf's PDF/A validator, ghostscript, MuPDF, poppler.
package enum Judges {
  /// What they find in the files, a line each, judged in one go; empty when they find nothing.
  package static func findings(in files: [JudgedFile]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shosho-judged-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      try Data(file.bytes).write(to: folder.appendingPathComponent("\(file.name).pdf"))
      let facts: [String: Any] = [
        "day": file.day, "title": file.title, "level": file.hasAttachment ? "3b" : "2b", "full": file.isReadInFull,
        "shown": text(file.pages.flatMap { $0.underlayText + $0.contentText }),
        "read": text(file.pages.flatMap(\.contentText)),
        "leaves": file.pages.flatMap(\.content).flatMap(\.leaves),
        "headings": file.pages.flatMap(\.content).flatMap(\.headings),
      ]
      try JSONSerialization.data(withJSONObject: facts).write(to: folder.appendingPathComponent("\(file.name).json"))
    }
    let process = Process()
    process.executableURL = try python()
    process.arguments = [root.appendingPathComponent("Tests/Judges/judge.py").path, folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = output.split(separator: "\n").map(String.init)
    // The last line counts the files: without it, or with another number, nobody has judged.
    let verdict = lines.last ?? ""
    if process.terminationStatus == 0, verdict == "\(files.count) files, 0 findings" { return [] }
    return lines.isEmpty ? ["judge.py ended with \(process.terminationStatus)"] : lines
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Of SHOSHO_VENV, or .venv in the package. A judge that is missing is a test that fails.
  private static func python() throws -> URL {
    let environment = ProcessInfo.processInfo.environment["SHOSHO_VENV"] ?? root.appendingPathComponent(".venv").path
    let python = environment + "/bin/python"
    guard FileManager.default.isExecutableFile(atPath: python) else { throw Missing() }
    return URL(fileURLWithPath: python)
  }

  package struct Missing: Error, CustomStringConvertible {
    package var description: String {
      "The judges' Python environment is missing: run scripts/setup --tests, or set SHOSHO_VENV."
    }
  }

  private static func text(_ runs: [GlyphRun]) -> String { runs.map(\.text).joined() }
}

extension Page {
  /// What no one reads aloud, in drawing order.
  fileprivate var underlayText: [GlyphRun] {
    underlay.flatMap { artifact -> [GlyphRun] in if case .text(let runs) = artifact { runs } else { [] } }
  }

  fileprivate var contentText: [GlyphRun] { content.flatMap(\.runs) }
}

extension Element {
  /// Levels of the headings, in reading order.
  fileprivate var headings: [Int] {
    switch self {
    case .group(.heading(let level), _), .leaf(.heading(let level), _): [level]
    case .group(_, let children): children.flatMap(\.headings)
    case .leaf, .figure: []
    }
  }

  /// Name and text of the leaves.
  fileprivate var leaves: [[String]] {
    switch self {
    case .group(_, let children): children.flatMap(\.leaves)
    case .leaf(let tag, let runs): [[tag.name, runs.map(\.text).joined()]]
    case .figure: []
    }
  }

  fileprivate var runs: [GlyphRun] {
    switch self {
    case .group(_, let children): children.flatMap(\.runs)
    case .leaf(_, let runs): runs
    case .figure: []
    }
  }
}

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
