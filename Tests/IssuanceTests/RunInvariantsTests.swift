import Diagnostics
import Testing

@testable import Issuance

@Suite struct BalanceTests {
  private static func balance(_ change: (inout RunInvariants) -> Void) -> RunInvariants {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.unchanged, counts.rejected) = (10, 7, 2, 1)
    var balance = RunInvariants(counts: counts, end: .complete)
    (balance.made, balance.entered) = (28, 28)
    balance.folder = RunInvariants.Folder(path: "out", files: 36, lines: 36)
    change(&balance)
    return balance
  }

  private static let nothingFits = balance { balance in
    (balance.counts.issued, balance.made) = (8, 1)
    balance.folder?.files = 0
  }

  static let cases: [(name: String, balance: RunInvariants, codes: [String])] = [
    ("all agree", balance { _ in }, []),
    ("a record vanished", balance { $0.counts.read = 11 }, ["run.counts"]),
    ("complete, and something unread", balance { $0.counts.unread = 1 }, ["run.counts"]),
    ("complete, and nobody knows what is unread", balance { $0.counts.unread = nil }, ["run.counts"]),
    ("stopped with the rest unread", balance { ($0.counts.unread, $0.end) = (5, .stopped) }, []),
    ("out of time with the rest unread", balance { ($0.counts.unread, $0.end) = (5, .timeLimit) }, []),
    ("a paper without its row", balance { $0.entered = 27 }, ["run.rows"]),
    ("a paper without its line", balance { $0.folder?.lines = 35 }, ["run.files"]),
    ("a line without its paper", balance { $0.folder?.files = 35 }, ["run.files"]),
    ("nothing is written", balance { $0.folder = nil }, []),
    ("everything at once", nothingFits, ["run.counts", "run.rows", "run.files"]),
  ]

  @Test(arguments: cases) func whatDoesNotAgreeIsSaid(name: String, balance: RunInvariants, codes: [String]) {
    #expect(balance.problems.map(\.code) == codes, "\(name)")
  }
}
