import Foundation
import Testing

/// The commands that both READMEs show work when they are pasted, in their order, into a shell at the root of the
/// repository.
///
/// They run in a folder that has the repository's Examples/, Templates/, Rules/ and Fonts/, and where `shosho` is the
/// built command. What stands in blocks marked `sh` is run; `make` is not, but its targets have to be there.
@Suite struct READMETests {
  private static let names = ["README.md", "README.ja.md"]

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(Command.root)/\(name)")), as: UTF8.self)
  }

  /// The lines of the blocks marked `sh`, block by block.
  private func blocks(_ name: String) throws -> [[String]] {
    var blocks: [[String]] = []
    var isInside = false
    for line in try text(name).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```sh"
        if isInside { blocks.append([]) }
      } else if isInside {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks
  }

  /// The commands of all blocks, without comments and blank lines.
  private func commands(_ name: String) throws -> [String] {
    try blocks(name).joined().compactMap { line in
      let command = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
        .trimmingCharacters(in: .whitespaces)
      return command.isEmpty ? nil : command
    }
  }

  /// A folder in which the commands of a README work.
  private func checkout() throws -> Scratch {
    let scratch = try Scratch()
    for name in ["Examples", "Templates", "Rules", "Fonts"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path(name), withDestinationPath: "\(Command.root)/\(name)")
    }
    return scratch
  }

  /// Pastes lines into a shell there, which ends at the first command that fails and names it.
  private func paste(_ lines: [String], in scratch: Scratch) throws -> Command {
    let prelude = """
      set -Eeuo pipefail
      trap 'echo "README: $BASH_COMMAND" >&2' ERR
      cd "$1"
      export PATH="$2:$PATH" SHOSHO_HOME="$3"

      """
    let script = lines.filter { !$0.hasPrefix("make ") }.joined(separator: "\n")
    return try Command.run(
      tool: "bash",
      [
        "-c", prelude + script, "bash", scratch.root, Command.executable.deletingLastPathComponent().path, Command.root,
      ])
  }

  @Test func bothShowTheSameCommands() throws {
    let commands = try commands(Self.names[0])
    #expect(commands.count > 25)
    #expect(try self.commands(Self.names[1]) == commands)
  }

  @Test func allCommandsWorkInTheirOrder() throws {
    let scratch = try checkout()
    let lines = try blocks(Self.names[0]).joined()
    let result = try paste(Array(lines), in: scratch)
    #expect(result.status == 0, "\(result.error)")

    // What the text beneath the three jobs says of them, with the papers that a house may have added.
    #expect(
      try scratch.text("trial/night/manifest.jsonl").split(separator: "\n").count == 33 * Examples.papersPerRecord)
    #expect(
      try scratch.files(below: "trial/now").map(\.path).filter { $0.hasSuffix(".pdf") }.count
        == Examples.papersPerRecord)
    let number = "44-07-0012345-00"
    #expect(
      try Data(contentsOf: URL(filePath: scratch.path("trial/copy.pdf")))
        == Data(contentsOf: URL(filePath: scratch.path("trial/night/\(number)/\(number)-customer-copy.pdf"))))
  }

  @Test func pastedAgainTheJobsIssueNothingTwice() throws {
    let scratch = try checkout()
    let jobs = try #require(try blocks(Self.names[0]).first)
    #expect(try paste(jobs, in: scratch).status == 0)
    let batch = try #require(jobs.first { $0.hasPrefix("shosho batch ") })
    let again = try paste([batch + " --lang en"], in: scratch)
    #expect(again.status == 0 && again.error.contains("0 issued (0 documents), 33 unchanged"), "\(again.error)")
    let render = try #require(jobs.first { $0.hasPrefix("shosho render ") })
    let refused = try paste([render], in: scratch)
    #expect(refused.status == 65 && ShardedRun.codes(refused) == ["record.issued"], "\(refused.error)")
    #expect(refused.error.contains("shosho reissue"))
  }

  @Test(arguments: names) func targetsOfMakeAreThere(name: String) throws {
    let targets = try text("Makefile").split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^([a-z-]+):/).map { String($0.1) }
    }
    let wanted = try text(name).matches(of: /(?:`|\n)make ([a-z-]+)/).map { String($0.1) }
    #expect(wanted.contains("demo") && Set(wanted).isSubset(of: targets), "\(wanted)")
  }

  /// The picture at the head and every page that a README leads to.
  @Test(arguments: names) func linksLeadSomewhere(name: String) throws {
    let text = try text(name)
    let links = text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)|src="([^"]+)"/).map { String($0.1 ?? $0.2 ?? "") }
    #expect(links.contains("Documentation/certificate.png"))
    for link in links {
      #expect(FileManager.default.fileExists(atPath: "\(Command.root)/\(link)"), "\(link)")
    }
  }
}
