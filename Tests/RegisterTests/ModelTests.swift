import Foundation
import TestSupport
import Testing

@testable import Register

/// Random sequences of everything that happens to a register, against a plain model in memory: batches over some records
/// with and without `--supersede`, voids, reissues, kills in the middle of a transaction and after it, an older copy put
/// back. Whatever the sequence, the register says of every paper what the model says, its chain holds, and it continues
/// every head that it once had, until an older copy takes its place.
///
/// The long version has 10,000 steps: SHOSHO_MODEL_STEPS=10000 swift test --filter ModelTests
@Suite struct ModelTests {
  /// What became of the papers of a record.
  private struct Fate: Equatable {
    /// The price in the record that holds; nil when it is void.
    var price: Int?
    /// How many copies were made of the papers that hold, or held last.
    var copies = 0
  }

  private static let documents = ["certificate", "key-notice"]

  private static var steps: Int {
    ProcessInfo.processInfo.environment["SHOSHO_MODEL_STEPS"].flatMap(Int.init) ?? 600
  }

  private final class World {
    let house: TestHouse
    var register: IssueRegister
    var model: [String: Fate] = [:]
    var heads: [ChainHead] = []
    var saved: (file: Data, model: [String: Fate], heads: [ChainHead])?
    var runs = 1

    init() throws {
      house = try TestHouse()
      register = try house.begun("R1")
    }

    func reopen() throws {
      try register.close()
      register = try house.open()
    }
  }

  @Test func `the register is what a plain model says, step by step`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["SHOSHO_MODEL_SEED"] ?? "") ?? 20_260_130
    var random = Seeded(seed: seed)
    let world = try World()
    for step in 1...Self.steps {
      let time = Int64(step)
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<10: try batch(world, at: time, supersedes: Bool.random(using: &random), kill: nil, &random)
      case 10..<13: try batch(world, at: time, supersedes: true, kill: Bool.random(using: &random), &random)
      case 13..<15: try void(world, at: time, &random)
      case 15..<18: try reissue(world, at: time, &random)
      case 18: try save(world)
      default: try restore(world)
      }
      world.heads.append(try world.register.chainHead())
      // A comparison reads the whole register, so a long sequence has no more of them than a short one.
      let isCompared = step.isMultiple(of: max(50, Self.steps / 40)) || step == Self.steps
      if isCompared { try compare(world, "seed \(seed), step \(step)") }
    }
  }

  private func number(_ random: inout Seeded) -> String { "第\(Int.random(in: 1...25, using: &random))号" }

  /// A run over some records: for each it asks the register, and enters what it decides, as `Batch` does.
  ///
  /// - Parameter kill: true to kill it before the commit, false after it; nil to let it end.
  private func batch(
    _ world: World, at time: Int64, supersedes: Bool, kill: Bool?, _ random: inout Seeded
  ) throws {
    world.runs += 1
    let run = "R\(world.runs)"
    try world.register.beginRun(TestHouse.run(run))
    var issues: [NewIssue] = []
    var next = world.model
    for number in Set((0..<Int.random(in: 1...6, using: &random)).map { _ in number(&random) }).sorted() {
      let price = Int.random(in: 1...3, using: &random)
      let record = content(price: price)
      let known = world.model[number]
      let status = try world.register.status(
        of: ContractIdentity(number: number, change: 0), content: record, documents: Self.documents)
      switch status {
      case .new:
        #expect(known == nil)
        issues.append(NewIssue(record: record, papers: papers(number, time, superseding: [:])))
        next[number] = Fate(price: price)
      case .unchanged: #expect(known?.price == price)
      case .changed(let rows, _):
        #expect(known?.price.map { $0 != price } == true)
        if !supersedes { continue }
        let old = Dictionary(uniqueKeysWithValues: rows.map { ($0.identity.document, $0.sequence) })
        issues.append(NewIssue(record: record, papers: papers(number, time, superseding: old)))
        next[number] = Fate(price: price)
      case .voided: #expect(known != nil && known?.price == nil)
      case .incomplete, .elsewhere: Issue.record("\(number): papers are entered together, and not in a bundle")
      }
    }
    // While the run makes the papers, another program voids one of the records: it is left out.
    var overtaken: String?
    if let first = issues.first?.papers.first?.identity.number, world.model[first]?.price != nil,
      Int.random(in: 0..<4, using: &random) == 0
    {
      try world.register.voidPapers(number: first, reason: "解約", by: nil, at: time)
      overtaken = first
      world.model[first, default: Fate()].price = nil
      next[first] = world.model[first]
    }
    if kill == true {
      // The transaction of the killed process is never committed.
      struct Killed: Error {}
      _ = try? world.register.write { db in
        var writer = try EntryWriter(db)
        for issue in issues where issue.papers[0].supersedes == nil {
          _ = try writer.append(
            RegisterRow(
              sequence: 0, action: .void, state: .voided, endedBy: nil, target: nil, identity: issue.papers[0].identity,
              paper: nil, recordedAt: time, run: nil, mark: nil, reason: "kill", by: nil, chain: RegisterRow.chainStart),
            EntryWriter.References())
        }
        try writer.storeHead()
        throw Killed()
      }
      try world.reopen()
      return
    }
    let refused = try world.register.enterIssues(issues, run: run, progress: { _ in nil }, at: time)
    #expect(refused.keys.map { issues[$0].papers[0].identity.number } == (overtaken.map { [$0] } ?? []))
    world.model = next
    if kill == nil {
      try world.register.finish(run: run, state: .complete, counts: RunRow.Counts(), at: time)
    } else {
      try world.reopen()
    }
  }

  private func papers(_ number: String, _ time: Int64, superseding old: [String: Int64]) -> [NewPaper] {
    Self.documents.map { paper(number, $0, supersedes: old[$0], text: "\($0)\(time)") }
  }

  private func void(_ world: World, at time: Int64, _ random: inout Seeded) throws {
    let number = number(&random)
    let holds = world.model[number]?.price != nil
    let refusal = fault { try world.register.voidPapers(number: number, reason: "解約", by: nil, at: time) }
    #expect((refusal == nil) == holds)
    if holds { world.model[number, default: Fate()].price = nil }
  }

  private func reissue(_ world: World, at time: Int64, _ random: inout Seeded) throws {
    let number = number(&random)
    let original = try world.register.validPaper(number: number, document: "certificate")
    #expect((original != nil) == (world.model[number]?.price != nil))
    guard let original, let copy = original.paper else { return }
    try world.register.enterReissue(original, as: copy, mark: nil, reason: "紛失", by: "sato", at: time)
    world.model[number]?.copies += 1
  }

  private func save(_ world: World) throws {
    try world.reopen()
    try world.register.close()
    world.saved = (try Data(contentsOf: URL(filePath: world.house.path)), world.model, world.heads)
    world.register = try world.house.open()
  }

  /// An older copy takes the register's place. It is whole; the heads of what it lacks tell.
  private func restore(_ world: World) throws {
    guard let saved = world.saved else { return }
    let lost = Set(world.heads).subtracting(saved.heads)
    try world.register.close()
    try saved.file.write(to: URL(filePath: world.house.path))
    world.register = try world.house.open()
    let report = try world.register.verifyChain(proving: world.heads)
    #expect(report.faults.isEmpty)
    // The head at the moment of saving may have been the last of all: then nothing was lost.
    #expect(Set(report.unproved) == lost.filter { $0.length > report.head.length })
    (world.model, world.heads) = (saved.model, saved.heads)
    world.runs += 1
  }

  private func compare(_ world: World, _ story: String) throws {
    let report = try world.register.verifyChain(proving: world.heads)
    #expect(report.faults.isEmpty && report.unproved.isEmpty, "\(story): \(report)")
    let rows = try world.register.rows()
    for (number, fate) in world.model {
      for document in Self.documents {
        let paper = try world.register.validPaper(number: number, document: document)
        #expect(
          paper?.paper?.recordDigest == fate.price.map { content(price: $0).digest }, "\(story): \(number) \(document)")
      }
      let held = rows.last {
        $0.action == .issue && $0.identity.number == number && $0.identity.document == "certificate"
      }
      let copies = rows.filter { $0.action == .reissue && $0.target == held?.sequence }
      #expect(copies.count == fate.copies, "\(story): \(number)")
      #expect(copies.allSatisfy { $0.state == (fate.price == nil ? .voided : .issued) }, "\(story): \(number)")
    }
    let holding = Set(rows.filter { $0.action == .issue && $0.state == .issued }.map(\.identity.number))
    #expect(holding == Set(world.model.filter { $0.value.price != nil }.keys), "\(story)")
  }
}
