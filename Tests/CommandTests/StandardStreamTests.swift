import Foundation
import Testing

/// What a shell, a full disk or a dump of memory can do to a command.
@Suite("The process and its streams") struct StandardStreamTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Runs a line of shell, in which `$shosho` is the command; the exit status and what it said.
  func shell(_ line: String) throws -> (status: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.environment = [
      "PATH": "/usr/bin:/bin", "SHOSHO_HOME": Command.root, "shosho": Command.path, "LANG": "en_US.UTF-8",
      "scratch": scratch.path("."), "day": Examples.day.joined(separator: " "),
      "records": Examples.path("certificates.jsonl"),
    ]
    let pipe = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let error = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, error)
  }

  @Test(
    "a result that standard output did not take whole is 73, with the reason",
    arguments: ["schema", "--help", "explain $records --contract 44-07-0012345-00 $day", "inspect rows $records"])
  func cutOutput(command: String) throws {
    let full = try shell("$shosho \(command) >/dev/full")
    #expect(full.status == 73 && full.error.contains("[output.cut]") && full.error.contains("No space left"))
    let closed = try shell("$shosho \(command) >&-")
    #expect(closed.status == 73 && closed.error.contains("[output.cut]"))
  }

  @Test(
    "a name of a file neither forges a line nor drives the terminal",
    arguments: [
      "check {}", "batch {} --out $scratch/out $day", "inspect rows {}", "verify {}", "verify --pdf {}",
      "mapping check {} {}",
      "register list --register {}", "merge {}", "render {} --contract 1 --out $scratch/paper.pdf",
      "check $records --mapping {}",
      "check $records --keys-from {}", "schema --home {}", "fonts list --home {}", "reissue 1 --register {} --out {}/x",
    ])
  func hostileNames(command: String) throws {
    let name = "'\(scratch.path("."))/in\nerror: all papers are void\u{1B}[2K\u{202E}.csv'"
    for content in ["", "保証の種類\n前払金保証\n"] {
      try scratch.put(content, at: "in\nerror: all papers are void\u{1B}[2K\u{202E}.csv")
      let said = try shell("$shosho \(command.replacing("{}", with: name)) >/dev/null").error
      let all = said + (try shell("$shosho \(command.replacing("{}", with: name)) 1>&2 2>/dev/null").error)
      #expect(!all.contains("\nerror: all papers"), "\(all)")
      #expect(!all.unicodeScalars.contains { ["\u{1B}", "\u{202E}"].contains($0) }, "\(all)")
    }
  }

  @Test("a reader that went away is no message, but no success either") func closedPipe() throws {
    let piped = try shell("$shosho inspect rows $records | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}")
    #expect(piped.status == 73 && piped.error.isEmpty)
  }

  @Test("messages of a process without standard streams get into no file") func closedStreams() throws {
    let run = try shell(
      "$shosho check $records $day >&- 2>&- <&-; $shosho batch $records --out $scratch/out $day <&- >&- 2>&-")
    #expect(run.status == 0)
    let words = try shell("grep -rIl 'of records\\|記録' --include='*.pdf' $scratch/out; exit 0")
    #expect(words.error.isEmpty)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  @Test("the memory, in which keys are, is neither dumped nor read by another process of the user") func memory() throws
  {
    let seen = try shell(
      """
      mkfifo $scratch/lines; $shosho inspect date <$scratch/lines & exec 3>$scratch/lines
      for i in $(seq 100); do [[ $(readlink /proc/$!/exe) == "$(readlink -f $shosho)" ]] && break; sleep 0.05; done; sleep 0.3
      grep -q 'Max core file size *0 *0' /proc/$!/limits || echo "dumps are allowed" >&2
      [[ $(stat -c %U /proc/$!/mem) == root ]] || echo "the user may read the memory" >&2
      exec 3>&-; wait $!
      """)
    #expect(seen.error == "" && seen.status == 0)
  }
}
