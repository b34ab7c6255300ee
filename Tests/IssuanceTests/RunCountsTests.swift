import Testing

@testable import Issuance

@Suite struct RunCountsTests {
  @Test func everyRecordReadMustBeAccountedFor() {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.unchanged, counts.rejected) = (10, 6, 3, 1)
    #expect(counts.addUp)
    counts.rejected = 0
    #expect(!counts.addUp)
  }
}
