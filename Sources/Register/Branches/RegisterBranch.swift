import GRDB

/// The register of one part of a run, as the house's register takes it in.
package struct RegisterBranch: Sendable, Hashable {
  package var path: String
  /// The id of the run whose rows are wanted: others were there when the branch was made.
  package var run: String

  package init(path: String, run: String) {
    self.path = path
    self.run = run
  }

  /// Walks over the branch's chain, and counts what its run entered. The branch must be closed.
  package func examine() throws(RegisterFault) -> (chain: ChainReport, tally: RunTotals) {
    try RegisterCopy(path).read { db in (try ChainWalk.report(db, path: path), try RunTotals(db, run: run)) }
  }
}
