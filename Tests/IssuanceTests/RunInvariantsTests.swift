import Diagnostics
import Testing

@testable import Issuance

@Suite struct RunInvariantsTests {
  @Test func everyRecordReadMustBeAccountedFor() {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.unchanged, counts.rejected) = (10, 6, 3, 1)
    #expect(counts.addUp)
    counts.rejected = 0
    #expect(!counts.addUp)
  }

  private static func invariants(_ change: (inout RunInvariants) -> Void) -> RunInvariants {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.unchanged, counts.rejected) = (10, 7, 2, 1)
    var invariants = RunInvariants(counts: counts, end: .complete)
    (invariants.made, invariants.entered) = (28, 28)
    invariants.folder = RunInvariants.Folder(path: "out", files: 36, lines: 36)
    change(&invariants)
    return invariants
  }

  private static let nothingFits = invariants { invariants in
    (invariants.counts.issued, invariants.made) = (8, 1)
    invariants.folder?.files = 0
  }

  static let cases: [(name: String, invariants: RunInvariants, codes: [String])] = [
    ("all agree", invariants { _ in }, []),
    ("a record vanished", invariants { $0.counts.read = 11 }, ["run.counts"]),
    ("complete, and something unread", invariants { $0.counts.unread = 1 }, ["run.counts"]),
    ("complete, and nobody knows what is unread", invariants { $0.counts.unread = nil }, ["run.counts"]),
    ("stopped with the rest unread", invariants { ($0.counts.unread, $0.end) = (5, .stopped) }, []),
    ("out of time with the rest unread", invariants { ($0.counts.unread, $0.end) = (5, .timeLimit) }, []),
    ("a paper without its row", invariants { $0.entered = 27 }, ["run.rows"]),
    ("a paper without its line", invariants { $0.folder?.lines = 35 }, ["run.files"]),
    ("a line without its paper", invariants { $0.folder?.files = 35 }, ["run.files"]),
    ("nothing is written", invariants { $0.folder = nil }, []),
    ("everything at once", nothingFits, ["run.counts", "run.rows", "run.files"]),
  ]

  @Test(arguments: cases) func whatDoesNotAgreeIsSaid(name: String, invariants: RunInvariants, codes: [String]) {
    #expect(invariants.problems.map(\.code) == codes, "\(name)")
  }
}
