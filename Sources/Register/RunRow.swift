package import Digests
import Foundation
import GRDB
import Glibc

/// 発行処理 (run): one batch, from its beginning to its end.
///
/// ```
/// RunRow(
///   id: "1743433200-4711", startedAt: 1_743_433_200, issuedOn: "2025-04-01", folder: "/srv/out/2025-04-01",
///   configuration: sources.digest, inputs: [RunRow.Input(name: "certificates.csv", digest: digest, bytes: 18_420)])
/// ```
package struct RunRow: Sendable, Hashable {
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Begun and not ended: it runs now, or was killed.
    case begun
    case complete
    /// Ended before its input did, by a signal or a limit.
    case stopped
  }

  /// Numbers of records, as in the run's report.
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

  /// An input file. It is recognised by its digest; the name is what the command line said.
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
  /// When the run started, in seconds since 1970-01-01T00:00:00Z. `finishedAt` counts in the same way.
  package var startedAt: Int64
  package var finishedAt: Int64?
  /// 発行日 (day of issue), `2025-04-01`.
  package var issuedOn: String
  /// The output folder, as an absolute path.
  package var folder: String
  package var configuration: ContentDigest
  package var inputs: [Input]
  package var counts: Counts
  /// The libraries that drew and compressed, with their versions; nil for a run of the schema's first version.
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

/// What a run has entered in a register, over all its attempts.
package struct RunTotals: Sendable, Hashable {
  /// Records of which at least one paper was issued.
  package var records = 0
  package var papers = 0
  package var bytes = 0
  package var pages = 0

  package init() {}

  init(_ db: Database, run: String) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(DISTINCT entry.change || ' ' || entry.number), count(*),
          coalesce(sum(entry.bytes), 0), coalesce(sum(entry.pages), 0)
        FROM entry JOIN run ON run.id = entry.run WHERE run.name = ? AND entry.action = 'issue'
        """, arguments: [run])
    guard let row else { return }
    records = try row.decode(Int.self, atIndex: 0)
    papers = try row.decode(Int.self, atIndex: 1)
    bytes = try row.decode(Int.self, atIndex: 2)
    pages = try row.decode(Int.self, atIndex: 3)
  }
}

/// Keeps two runs from one register. A run holds it from before its first query until its last row is written; it is
/// released with this object or with the process.
///
/// It locks a file of its own, `FILE-run`: on the register itself the lock would interfere with those of SQLite. It stands
/// beside the file itself, whatever links lead there, so that a second name of one register has the same lock.
/// Readers, voids and reissues do not take it, because their transactions are short.
package final class RunLock: Sendable {
  private let descriptor: Int32

  /// Throws `running` at once when another run has the lock.
  package init(of path: String) throws(RegisterFault) {
    descriptor = open(RegisterFile.realPath(path) + "-run", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .systemError(path: path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    throw Self.fault(errno: errno, path: path)
  }

  /// Why the lock was refused: another run has it, or the file system cannot lock, which no waiting mends.
  static func fault(errno: Int32, path: String) -> RegisterFault {
    if errno == EWOULDBLOCK || errno == EAGAIN || errno == EINTR { return RegisterFault(.running, path: path) }
    return RegisterFault(.notWritable("lock: \(String(cString: strerror(errno)))"), path: path)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
