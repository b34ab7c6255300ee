import Synchronization
import Testing

@testable import HostSystem

@Suite struct WorkerPoolTests {
  private struct Broken: Error {}

  @Test(arguments: [1, 2, 4, 7]) func resultsComeInOrder(workers: Int) throws {
    var source = (0..<500).makeIterator()
    var seen: [Int] = []
    try WorkerPool(workers: workers).run(
      next: { source.next() },
      makeWorker: {
        { job in
          // Uneven work, so that later jobs are often done first.
          (0..<((job * 7919) % 997)).reduce(job) { sum, _ in sum }
        }
      },
      deliver: { seen.append($0) })
    #expect(seen == Array(0..<500))
  }

  @Test func readingStaysCloseToWriting() throws {
    var given = 0
    var delivered = 0
    var widest = 0
    try WorkerPool(workers: 2).run(
      next: {
        widest = max(widest, given - delivered)
        given += 1
        return given <= 300 ? given : nil
      },
      makeWorker: { { $0 } },
      deliver: { (_: Int) in delivered += 1 })
    #expect(delivered == 300)
    #expect(widest <= 8)
  }

  @Test func workersAreBuiltOnTheirOwnThreads() throws {
    let count = Counter()
    var source = (0..<100).makeIterator()
    try WorkerPool(workers: 3).run(
      next: { source.next() },
      makeWorker: {
        count.add()
        return { $0 }
      }, deliver: { (_: Int) in })
    #expect((1...3).contains(count.value))
  }

  @Test func failureOfAWorkerEndsTheRun() {
    var source = (0..<100).makeIterator()
    #expect(throws: Broken.self) {
      try WorkerPool(workers: 2).run(
        next: { source.next() }, makeWorker: { () throws -> (Int) -> Int in throw Broken() }, deliver: { _ in })
    }
  }

  @Test func failureOfTheWriterEndsTheRun() {
    var source = (0..<100).makeIterator()
    #expect(throws: Broken.self) {
      try WorkerPool(workers: 2).run(
        next: { source.next() }, makeWorker: { { $0 } }, deliver: { if $0 == 3 { throw Broken() } })
    }
  }

  @Test func failureOfTheReaderEndsTheRun() {
    #expect(throws: Broken.self) {
      try WorkerPool(workers: 2).run(
        next: { () throws -> Int? in throw Broken() }, makeWorker: { { $0 } }, deliver: { (_: Int) in })
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
  }
}
