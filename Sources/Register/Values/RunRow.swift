/// 発行処理: one batch, from its beginning to its end.
package struct RunRow: Sendable, Hashable {
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Begun and not ended: running now, or killed.
    case begun
    case complete
    /// Ended before its input did, by a signal or a limit.
    case stopped
  }

  /// Records, as in the run's report.
  package struct Counts: Sendable, Hashable {
    package var read: Int
    package var issued: Int
    package var unchanged: Int
    package var rejected: Int

    package init(read: Int = 0, issued: Int = 0, unchanged: Int = 0, rejected: Int = 0) {
      self.read = read
      self.issued = issued
      self.unchanged = unchanged
      self.rejected = rejected
    }
  }

  /// An input by its content; the name is what the command line said.
  package struct Input: Sendable, Hashable {
    package var name: String
    package var digest: ContentDigest
    package var bytes: Int

    package init(name: String, digest: ContentDigest, bytes: Int) {
      self.name = name
      self.digest = digest
      self.bytes = bytes
    }
  }

  /// Unique in the register.
  package var id: String
  package var state: State
  package var startedAt: Int64
  package var finishedAt: Int64?
  /// 発行日, `2025-04-01`.
  package var issuedOn: String
  /// The output folder, as an absolute path.
  package var folder: String
  package var configuration: ContentDigest
  package var inputs: [Input]
  package var counts: Counts
  /// The libraries that drew and compressed, with their versions; nil for a run of a register's first schema.
  package var libraries: String?

  package init(
    id: String, state: State = .begun, startedAt: Int64, finishedAt: Int64? = nil, issuedOn: String, folder: String,
    configuration: ContentDigest, inputs: [Input], counts: Counts = Counts(), libraries: String? = nil
  ) {
    self.id = id
    self.state = state
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.issuedOn = issuedOn
    self.folder = folder
    self.configuration = configuration
    self.inputs = inputs
    self.counts = counts
    self.libraries = libraries
  }
}
