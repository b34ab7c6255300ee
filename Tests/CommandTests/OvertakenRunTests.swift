import Foundation
import Testing

/// What stands in the output folder while papers are made: the register may move, and a place may be taken. No issued
/// paper is overwritten by one without a row.
@Suite struct OvertakenRunTests {
  private let scratch: Scratch
  private let first = "44-07-1000001-00"

  init() throws {
    scratch = try Scratch()
    try scratch.register()
  }

  private func arguments(_ input: String, _ more: [String] = []) -> [String] {
    [
      "batch", scratch.path(input), "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"),
      "--documents", "certificate,key-notice", "--lang", "en",
    ] + more + Examples.day
  }

  private func verify() throws -> Command {
    try Command.run([
      "verify", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--lang", "en",
    ])
  }

  private func papers(_ number: String) throws -> [Data] { try scratch.files(below: "out/\(number)").map(\.bytes) }

  private func counts() throws -> [String] {
    let counts = try Examples.object(scratch.text("out/report.json"))["counts"] as? [String: Any] ?? [:]
    return ["issued", "unchanged", "rejected", "documents"].map { counts.text($0) ?? "-" }
  }

  /// While 120 records are being superseded, the first of them, whose new papers are made already, is declared void. That
  /// is the fate of this record alone. The run stands still meanwhile, however fast the machine is.
  @Test func aVoidDuringASupersedingRunIsThatRecordsFate() throws {
    try scratch.put(try Examples.many(120), at: "in.jsonl")
    let work = try #require(try Examples.object(Examples.lines()[0]).text("work.name"))
    try scratch.put(try Examples.many(120).replacing(work, with: "\(work)（その2）"), at: "changed.jsonl")
    #expect(try Command.run(arguments("in.jsonl")).status == 0)
    let before = try papers(first)
    let messages = try scratch.file("messages")
    let run = try Command.start(arguments("changed.jsonl", ["--supersede", "--jobs", "1"]), messages: messages)
    // Once papers of later records wait for their names, those of the first do.
    func waiting() -> Int {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: scratch.path("out"))) ?? []
      return names.count { $0.hasPrefix(".shosho-new-") }
    }
    while run.isRunning, waiting() < 6 { usleep(1_000) }
    kill(run.processIdentifier, SIGSTOP)
    let void = try Command.run([
      "register", "void", first, "--all", "--yes", "--reason", "解約", "--register", scratch.path("register.sqlite"),
    ])
    #expect(void.status == 0 && run.isRunning, "\(void.error)")
    kill(run.processIdentifier, SIGCONT)
    run.waitUntilExit()
    let said = try scratch.text("messages")
    #expect(run.terminationStatus == 65, "\(said)")
    #expect(said.contains(first) && said.contains("[register.voided]"), "\(said)")
    #expect(try counts() == ["119", "0", "1", "238"])
    #expect(try papers(first) == before)
    #expect(try papers("44-07-1000002-00") != before)
    #expect(try scratch.text("out/rejects.jsonl").split(separator: "\n").count == 1)
    let verified = try verify()
    #expect(verified.status == 0 && verified.output.contains("2 hold no more"), "\(verified.output)")
    // Once more is no dead end: the record is void, all others are unchanged.
    #expect(try Command.run(arguments("changed.jsonl", ["--supersede"])).status == 65)
    #expect(try counts() == ["0", "119", "1", "0"])
    #expect(try verify().status == 0 && papers(first) == before)
    #expect(try scratch.files(below: "out").filter { $0.path.hasPrefix(".shosho") }.isEmpty)
  }

  /// A file that nobody issued stands in the place of a paper.
  @Test func aPaperThatNoRowKnowsIsNotReplaced() throws {
    try scratch.put(try Examples.many(2), at: "in.jsonl")
    let place = "out/\(first)/\(first)-certificate.pdf"
    try scratch.put("somebody's", at: place)
    let refused = try Command.run(arguments("in.jsonl"))
    #expect(refused.status == 73 && refused.error.contains("[run.paper.foreign]"), "\(refused.error)")
    #expect(refused.error.contains("\(first)-certificate.pdf"))
    #expect(try scratch.text(place) == "somebody's")
    let list = try Command.run(["register", "list", "--register", scratch.path("register.sqlite"), "--format", "csv"])
    #expect(list.output.split(separator: "\r\n").count == 1, "nothing was entered: \(list.output)")
    let moved = try Command.run(arguments("in.jsonl", ["--set-aside"]))
    #expect(moved.status == 0 && moved.error.contains("[run.paper.aside]"), "\(moved.error)")
    #expect(try scratch.text("out/set-aside/\(first)-certificate.pdf") == "somebody's")
    #expect(try verify().status == 0)
  }

  /// An issued paper that somebody has altered comes back; what they made of it is kept.
  @Test func anAlteredPaperIsKeptAsideWhenTheIssuedOneComesBack() throws {
    try scratch.put(try Examples.many(1), at: "in.jsonl")
    #expect(try Command.run(arguments("in.jsonl")).status == 0)
    let before = try papers(first)
    let place = "out/\(first)/\(first)-certificate.pdf"
    for text in ["one", "two"] {
      try scratch.put(text, at: place)
      #expect(try Command.run(arguments("in.jsonl")).status == 0)
    }
    #expect(try papers(first) == before)
    #expect(
      try scratch.files(below: "out/set-aside").map { String(decoding: $0.bytes, as: UTF8.self) }.sorted() == [
        "one", "two",
      ])
    #expect(try verify().status == 0)
  }
}
