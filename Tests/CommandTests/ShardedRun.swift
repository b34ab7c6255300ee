import Foundation
import Testing

/// A planned run in a temporary folder, whose input is some of the examples and one faulty record.
struct ShardedRun {
  let scratch: Scratch
  let input: String
  let shards: Int

  static let documents = "certificate,key-notice"

  /// - Parameter input: the records; without, fourteen examples and one that is refused.
  init(shards: Int, input: String? = nil) throws {
    scratch = try Scratch()
    self.shards = shards
    if let input {
      self.input = try scratch.put(input, at: "in.jsonl")
    } else {
      // A record with an unknown kind of guarantee, in the middle of the file.
      var lines = Array(try Examples.lines().prefix(14))
      lines.insert(try Self.spoiled(lines[0].replacing("44-07-0012345-00", with: "44-07-7777777-00")), at: 9)
      self.input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
    }
  }

  private static func spoiled(_ line: String) throws -> String {
    var object = try Examples.object(line)
    object["kind"] = "火災保険"
    return String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
  }

  func plan(_ more: [String] = [], out: String = "run") throws -> Command {
    try Command.run(
      ["plan", input, "--shards", String(shards), "--out", scratch.path(out), "--documents", Self.documents]
        + Examples.day + more)
  }

  func arguments(_ shard: Int, out: String = "run") -> [String] {
    ["batch", "--plan", scratch.path("\(out)/plan.json"), "--shard", "\(shard)/\(shards)", "--quiet"]
  }

  func shard(_ shard: Int, _ more: [String] = [], out: String = "run") throws -> Command {
    try Command.run(arguments(shard, out: out) + more)
  }

  func merge(_ more: [String] = [], out: String = "run") throws -> Command {
    try Command.run(["merge", scratch.path(out), "--lang", "en"] + more)
  }

  /// The same input issued by one process.
  func single(_ more: [String] = [], out: String = "single") throws -> Command {
    try Command.run(
      ["batch", input, "--out", scratch.path(out), "--documents", Self.documents, "--quiet"] + Examples.day + more)
  }

  /// Expects the merged folder to hold what the single run's holds: papers, manifest, rejects, each byte for byte.
  func expectSame(_ merged: String = "run", as single: String = "single") throws {
    let mine = try scratch.issued(below: merged).filter {
      !$0.path.hasPrefix("shard-") && $0.path != "plan.json" && $0.path != "register-before.sqlite"
    }
    let other = try scratch.issued(below: single)
    #expect(mine.map(\.path) == other.map(\.path))
    for (one, two) in zip(mine, other) { #expect(one.bytes == two.bytes, "\(one.path)") }
  }

  /// The codes of a command's messages.
  static func codes(_ command: Command) -> Set<String> {
    Set(
      command.error.split(separator: "\n").compactMap { line in
        guard line.hasSuffix("]"), let open = line.lastIndex(of: "[") else { return nil }
        return String(line[line.index(after: open)...].dropLast())
      })
  }
}
