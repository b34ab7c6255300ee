import Digests
import Foundation
import GRDB
import Testing

@testable import Register

@Suite struct RunTests {
  private let house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  @Test func `a run is kept as it began and as it ended`() throws {
    let register = try house.begun()
    var run = TestHouse.run("R1")
    #expect(try register.runs() == [run])
    run.counts = RunRow.Counts(read: 10, issued: 7, unchanged: 2, rejected: 1)
    (run.state, run.finishedAt) = (.complete, 99)
    try register.finish(run: "R1", state: .complete, counts: run.counts, at: 99)
    try register.beginRun(TestHouse.run("R2"))
    #expect(try register.runs() == [TestHouse.run("R2"), run])
    #expect(fault { try register.finish(run: "R3", state: .complete, counts: run.counts, at: 1) } == .unknownRun("R3"))
    #expect(fault { try register.enterIssues(issue("第1号"), run: "R3", at: 1) } == .unknownRun("R3"))
  }

  @Test func `a run's libraries are kept`() throws {
    let register = try house.begun()
    var run = TestHouse.run("R2")
    run.libraries = "cairo 1.16.0, freetype 2.12.1"
    try register.beginRun(run)
    #expect(try register.runs().first == run)
    #expect(try register.libraries(ofRun: "R2") == run.libraries)
    #expect(try register.libraries(ofRun: "R1") == nil && register.libraries(ofRun: "R9") == nil)
  }

  @Test func `a run's progress is that of its last chunk, and a chunk without one leaves it`() throws {
    let register = try house.begun()
    #expect(try register.progress(ofRun: "R1") == nil)
    try register.enterIssues(issue("第1号"), run: "R1", progress: "one", at: 1)
    #expect(try register.progress(ofRun: "R1") == "one")
    #expect(fault { try register.enterIssues(issue("第2号", "第1号"), run: "R1", progress: "two", at: 1) } != nil)
    #expect(try register.progress(ofRun: "R1") == "one")
    try register.enterIssues(issue("第3号"), run: "R1", at: 1)
    #expect(try register.progress(ofRun: "R1") == "one")
  }

  @Test func `a folder's papers are the newest of each path, whatever became of them`() throws {
    let register = try house.begun()
    var elsewhere = TestHouse.run("R2")
    elsewhere.folder = "/var/spool/other"
    try register.beginRun(elsewhere)
    try register.enterIssues(issue("第1号", "第2号"), run: "R1", at: 1)
    try register.enterIssues(issue("第3号"), run: "R2", at: 1)
    try register.enterIssues(
      [NewIssue(record: content(price: 1), papers: [paper("第1号", supersedes: 1, text: "2")])], run: "R1", at: 2)
    try register.voidPapers(number: "第2号", reason: "契約解除", by: nil, at: 3)
    var sequences: [Int64] = []
    try register.forEachPaper(inFolder: elsewhere.folder) { sequences.append($0.sequence) }
    #expect(sequences == [5, 6])
    sequences = []
    try register.forEachPaper(inFolder: TestHouse.run("R1").folder) { sequences.append($0.sequence) }
    #expect(sequences == [2, 3, 4, 7])
    #expect(try register.meanPaperBytes() == 55_000)
    #expect(try TestHouse().begun().meanPaperBytes() == nil)
  }

  @Test func `a run that did not end is found again by its folder and its inputs`() throws {
    let register = try house.begun()
    let run = TestHouse.run("R1")
    let inputs = run.inputs.map(\.digest)
    #expect(try register.unfinishedRun(folder: run.folder, inputs: inputs) == run)
    #expect(try register.unfinishedRun(folder: run.folder, inputs: []) == nil)
    #expect(try register.unfinishedRun(folder: "/var/spool/other", inputs: inputs) == nil)
    try register.finish(run: "R1", state: .stopped, counts: RunRow.Counts(read: 1, issued: 1), at: 9)
    #expect(try register.unfinishedRun(folder: run.folder, inputs: inputs)?.counts.read == 1)
    try register.resume(run: "R1")
    try register.finish(run: "R1", state: .complete, counts: run.counts, at: 9)
    #expect(try register.unfinishedRun(folder: run.folder, inputs: inputs) == nil)
    #expect(try register.foldersByRun() == ["R1": run.folder])
  }

  @Test func `every source comes back by its set's digest, and is kept once`() throws {
    let register = try house.begun()
    try register.keepSources(TestHouse.sources)
    #expect(try register.sources(of: TestHouse.sources.digest) == TestHouse.sources)
    var files = TestHouse.sources.files
    files[0].bytes += Data(" ".utf8)
    let next = SourceSet(files.map { SourceFile($0.kind, name: $0.name, bytes: $0.bytes) })
    #expect(next.digest != TestHouse.sources.digest && next.rulesDigest == TestHouse.sources.rulesDigest)
    try register.keepSources(next)
    #expect(try register.sources(of: next.digest) == next)
    #expect(
      try register.sources(of: TestHouse.sources.digest)?["Templates/certificate.xml"]
        == TestHouse.sources["Templates/certificate.xml"])
    #expect(try register.sources(of: ContentDigest(of: "other")) == nil)
    #expect(try register.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM source") } == files.count + 1)
  }

  @Test func `a set is the same in whatever order its files come`() {
    #expect(SourceSet(TestHouse.sources.files.reversed()).digest == TestHouse.sources.digest)
  }

  @Test func `a record comes back as it was entered`() throws {
    let register = try house.begun()
    let rows = try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    #expect(try register.recordJSON(of: rows[0]) == content().json)
    try house.tamper("UPDATE record SET json = '{}'")
    guard case .damaged? = fault({ _ = try register.recordJSON(of: rows[0]) }) else {
      return #expect(Bool(false), "not noticed")
    }
  }
}
