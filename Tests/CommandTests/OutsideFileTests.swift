import Foundation
import Testing

/// What is no file in the place of a file from outside: nobody waits for it, it is named, and the status is the one that
/// Documentation/operations.md gives for the place.
@Suite struct OutsideFileTests {
  enum Kind: String, CaseIterable { case pipe, device, folder, huge }

  /// A place of a file, with the command that reads it.
  enum Place: String, CaseIterable {
    case input, mapping, expected, passwords, form, sealingKey, rules, plan, trailer, keysFrom

    var status: Int32 {
      switch self {
      case .form, .rules, .mapping, .sealingKey: 78
      default: 66
      }
    }
  }

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func plant(_ kind: Kind, at name: String) throws -> String {
    let path = try scratch.put("", at: name)
    try FileManager.default.removeItem(atPath: path)
    switch kind {
    case .pipe: #expect(mkfifo(path, 0o600) == 0)
    case .device: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    case .huge:
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      #expect(truncate(path, 20_000_000_000) == 0)
    }
    return path
  }

  private func command(_ place: Place, _ path: String) throws -> [String] {
    let input = try scratch.put(try Examples.text("certificates.csv"), at: "in.csv")
    let batch = { ["batch", $0, "--out", scratch.path("out")] + Examples.day }
    return switch place {
    case .input: batch(path)
    case .mapping: batch(input) + ["--mapping", path]
    case .expected: batch(input) + ["--expect", path]
    case .passwords: batch(input) + ["--passwords", path]
    case .form: batch(input) + ["--form", path]
    case .sealingKey: batch(input) + ["--sealing-key", path, "--new-register"]
    case .keysFrom: batch(input) + ["--keys-from", path]
    case .rules, .plan, .trailer: []
    }
  }

  @Test(arguments: [Place.input, .mapping, .expected, .sealingKey, .keysFrom], Kind.allCases)
  func isNamed(_ place: Place, _ kind: Kind) throws {
    // A long input is read to its end, piece by piece.
    if kind == .huge, place == .input || place == .keysFrom { return }
    let path = try plant(kind, at: "planted")
    let run = try Command.run(try command(place, path))
    #expect([64, 66, 78].contains(run.status), "\(run.status) \(run.error)")
    #expect(run.error.contains("planted"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/manifest.jsonl")))
  }
}
