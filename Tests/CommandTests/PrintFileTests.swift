import Foundation
import Testing

/// `--merge`: the papers of many records in files for a printer.
@Suite struct PrintFileTests {
  private static let documents = ["--documents", "certificate,premium-sheet"]

  private let scratch: Scratch
  private let input: String

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.lines().prefix(5).joined(separator: "\n") + "\n", at: "in.jsonl")
  }

  private func batch(_ options: [String], out: String = "out") throws -> Command {
    try Command.run(["batch", input, "--out", scratch.path(out), "--lang", "en"] + Examples.day + options)
  }

  private func prints(_ folder: String) throws -> [(path: String, bytes: Data)] {
    try scratch.files(below: folder).filter { $0.path.hasSuffix(".pdf") }
  }

  private func entries(_ out: String = "out") throws -> [[String: Any]] {
    try scratch.text("\(out)/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
  }

  private func text(_ path: String) throws -> String {
    try Command.run(tool: "pdftotext", ["-raw", path, "-"]).output
  }

  @Test func allPapersStandInTheOrderOfTheManifest() throws {
    let command = try batch(Self.documents + ["--merge", scratch.path("print/all.pdf"), "--jobs", "1"])
    #expect(command.status == 0, "\(command.error)")
    #expect(try prints("print").map(\.path) == ["all-0001.pdf"])
    let print = scratch.path("print/all-0001.pdf")
    let papers = try entries().map { try text(scratch.path("out/\($0.text("path")!)")) }
    #expect(papers.count == 10)
    #expect(try text(print) == papers.joined())
    let outlines = try #require(
      try Examples.object(Command.run(tool: "qpdf", ["--json=2", "--json-key=outlines", print]).output)["outlines"]
        as? [[String: Any]])
    let numbers = try Examples.lines().prefix(5).map { try Examples.object($0).text("number")! }
    #expect(outlines.map { $0["title"] as? String } == numbers)
    #expect(outlines.allSatisfy { ($0["kids"] as? [Any])?.count == 2 && $0["open"] as? Bool == false })
    var page = 1
    var starts: [Int] = []
    for entry in try entries() {
      starts.append(page)
      page += try #require(entry["pages"] as? Int)
    }
    let kids = outlines.flatMap { $0["kids"] as? [[String: Any]] ?? [] }
    #expect(kids.map { $0["destpageposfrom1"] as? Int } == starts)
    let structure = try Command.run(tool: "pdfinfo", ["-struct", print]).output.split(separator: "\n")
    #expect(structure.count { $0 == "  Part" } == 10)
    #expect(try Command.run(tool: "qpdf", ["--check", print]).status == 0)
    #expect(try Command.run(["verify", "--pdf", print]).status == 0)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  /// One worker, four workers, and a second run make the same print files.
  @Test func filesAreSplitBetweenRecordsAndAlwaysTheSame() throws {
    let options = Self.documents + ["--bundle", "certificate,premium-sheet", "--merge-pages", "5"]
    #expect(try batch(options + ["--merge", scratch.path("one/p.pdf"), "--jobs", "1"]).status == 0)
    let first = try prints("one")
    let pages = try first.map { file in
      let lines = try Command.run(tool: "pdfinfo", [scratch.path("one/\(file.path)")]).output.split(separator: "\n")
      return Int(lines.first { $0.hasPrefix("Pages:") }?.split(separator: " ").last ?? "") ?? 0
    }
    #expect(first.map(\.path) == (1...first.count).map { "p-000\($0).pdf" } && first.count > 1)
    #expect(pages.allSatisfy { $0 <= 5 })
    #expect(try pages.reduce(0, +) == entries().compactMap { $0["pages"] as? Int }.reduce(0, +))
    #expect(try batch(options + ["--merge", scratch.path("four/p.pdf"), "--jobs", "4"], out: "other").status == 0)
    try scratch.put("an earlier run's", at: "again/p-0099.pdf")
    try scratch.put("somebody else's", at: "again/p-99.pdf")
    let again = try batch(options + ["--merge", scratch.path("again/p.pdf")])
    #expect(again.status == 0 && again.error.contains("5 unchanged"), "\(again.error)")
    #expect(try prints("four").map(\.bytes) == first.map(\.bytes))
    #expect(try prints("again").map(\.path) == first.map(\.path) + ["p-99.pdf"])
    #expect(try prints("again").dropLast().map(\.bytes) == first.map(\.bytes))
  }

  @Test func keyNoticesStandWithNothingElse() throws {
    let mixed = try batch(["--merge", scratch.path("mixed.pdf")])
    #expect(mixed.status == 0 && ShardedRun.codes(mixed).contains("merge.secret"), "\(mixed.error)")
    // The key is printed in groups of digits.
    func tight(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }
    let text = tight(try text(scratch.path("mixed-0001.pdf")))
    let keys = try Examples.lines().prefix(5).compactMap { try Examples.object($0).text("key") }.map(tight)
    #expect(!keys.isEmpty && keys.allSatisfy { !text.contains($0) })
    let alone = try batch(["--documents", "key-notice", "--merge", scratch.path("keys.pdf")], out: "keys")
    #expect(alone.status == 0 && !ShardedRun.codes(alone).contains("merge.secret"), "\(alone.error)")
    let notices = tight(try self.text(scratch.path("keys-0001.pdf")))
    #expect(keys.allSatisfy { notices.contains($0) })
    let mode =
      try FileManager.default.attributesOfItem(atPath: scratch.path("keys-0001.pdf"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  /// A paper that would be made with other bytes today is left out of the print file, and the run says so.
  @Test func aPaperThatTodayIsAnotherIsNotPrinted() throws {
    let home = try Scratch.home()
    func run(_ options: [String]) throws -> Command {
      try Command.run(
        ["batch", input, "--out", scratch.path("out"), "--documents", "certificate", "--lang", "en"] + Examples.day
          + options,
        home: home.root)
    }
    #expect(try run([]).status == 0)
    let form = try home.text("Templates/certificate.xml")
    let changed = form.replacing("保証証書", with: "保証書")
    #expect(changed != form)
    try home.put(changed, at: "Templates/certificate.xml")
    let again = try run(["--merge", scratch.path("print.pdf")])
    // Each is named: they are to be printed from their own files.
    #expect(
      again.status == 0 && again.error.components(separatedBy: "[merge.missing]").count == 5 + 1, "\(again.error)")
    #expect(again.error.contains("5 papers are not in them."), "\(again.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("print-0001.pdf")))
  }

  /// Nobody sends half of the papers to the printer unknowingly: what is not in the files is counted, with the folder
  /// in which it stands.
  @Test func whatAnotherRunIssuedElsewhereIsToldWithItsFolder() throws {
    func run(_ records: Int, _ out: String, _ documents: String) throws -> (Command, [String: Int]) {
      let input = try scratch.put(try Examples.lines().prefix(records).joined(separator: "\n") + "\n", at: "some.jsonl")
      let command = try Command.run(
        [
          "batch", input, "--out", scratch.path(out), "--register", try scratch.register(), "--documents",
          documents,
          "--lang", "en", "--merge", scratch.path("print/all.pdf"),
        ] + Examples.day)
      let report = try Examples.object(scratch.text("\(out)/report.json"))
      return (command, report["print"] as? [String: Int] ?? [:])
    }
    let (first, held) = try run(2, "one", "certificate")
    #expect(first.status == 0 && first.error.contains("hold 2 papers of 2 of the 2 records."), "\(first.error)")
    #expect(held == ["files": 1, "pages": 2, "records": 2, "papers": 2, "elsewhere": 0, "differing": 0])
    // Three new records, and the premium sheets of all: two certificates stay where they are.
    let (second, more) = try run(5, "two", "certificate,premium-sheet")
    #expect(second.status == 0 && ShardedRun.codes(second) == ["merge.elsewhere"], "\(second.error)")
    #expect(second.error.contains("hold 8 papers of 5 of the 5 records; 2 papers are not in them."), "\(second.error)")
    #expect(second.error.contains("\(scratch.path("one")): warning: 2 unchanged papers"), "\(second.error)")
    #expect(more["papers"] == 8 && more["records"] == 5 && more["elsewhere"] == 2 && more["differing"] == 0)
    // Nothing new at all: no print file, and both folders by name.
    let (third, none) = try run(5, "three", "certificate,premium-sheet")
    let codes = ShardedRun.codes(third).subtracting(["input.known"])
    #expect(third.status == 0 && codes == ["merge.elsewhere"], "\(third.error)")
    for folder in ["one: warning: 2", "two: warning: 8"] { #expect(third.error.contains(folder), "\(third.error)") }
    #expect(none == ["files": 0, "pages": 0, "records": 0, "papers": 0, "elsewhere": 10, "differing": 0])
    #expect(try prints("print").isEmpty)
    // What the advice says helps.
    let (fourth, all) = try run(2, "one", "certificate")
    #expect(fourth.status == 0 && fourth.error.contains("2 unchanged") && all == held, "\(fourth.error)")
  }

  @Test func wrongUses() throws {
    let inside = try batch(Self.documents + ["--merge", scratch.path("out/print.pdf")])
    #expect(inside.status == 64 && ShardedRun.codes(inside) == ["merge.inside"], "\(inside.error)")
    let passwords = try scratch.put("44-07-0012345-00 Kagi no print\n", at: "passwords.txt")
    let protected = try batch(
      Self.documents + ["--protect", "certificate=\(passwords)", "--merge", scratch.path("print.pdf")])
    #expect(protected.status == 64 && ShardedRun.codes(protected).contains("merge.protect"), "\(protected.error)")
    #expect(try batch(["--merge-pages", "5"]).status == 64)
    #expect(try batch(["--merge", scratch.path("print.pdf"), "--merge-pages", "0"]).status == 64)
  }
}
