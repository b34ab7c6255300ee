import Digests
import Foundation
import GRDB
import Glibc

/// Branches: the registers of a run that is cut into parts for many machines (Documentation/many-machines.md).
///
/// 1. `copy(to:)` writes the house's register to one file that every part can read.
/// 2. `makeBranch` makes a register for one part out of that copy, and the part is issued into it like any batch.
/// 3. `closeBranch` makes the branch one file again.
/// 4. `absorb` (IssueRegister+Absorb.swift) takes the rows of all branches into the house's register.
extension IssueRegister {
  /// Writes the register as it is now to a new file, readable by its owner alone. It has no -wal and -shm files beside
  /// it and nobody writes to it, so any number of processes may read it at once, over a network too. A file that is
  /// already there is replaced.
  package func copy(to target: String) throws(RegisterFault) {
    // An incomplete copy may be left from a process that was killed. The new one is first made empty, for the owner
    // alone, because SQLite would give it the process's default mode.
    unlink(target)
    let descriptor = Glibc.open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .systemError(path: target) }
    Glibc.close(descriptor)
    do {
      try pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [target]) }
    } catch {
      throw RegisterFault(error, path: target)
    }
  }

  /// Makes the register of one part of a run. From the house's register it has what concerns the contracts of the part,
  /// so that it gives the same answers; and the salt, so that its rows can be taken in there. A branch that was made
  /// before stays as it is.
  ///
  /// ```
  /// try IssueRegister.makeBranch(at: "shard-0/register.sqlite", of: "register-before.sqlite", numbers: ["第1号", "第2号"])
  /// let branch = try IssueRegister.open("shard-0/register.sqlite", .readWrite)
  /// ```
  ///
  /// - Parameters:
  ///   - path: the branch's file.
  ///   - copy: of the house's register.
  ///   - numbers: the contract numbers of the part.
  ///   - lock: the caller's on the branch; nil to take it for as long as this takes.
  package static func makeBranch(
    at path: String, of copy: String, numbers: Set<String>, under lock: RunLock? = nil
  ) throws(RegisterFault) {
    let lock = if let lock { lock } else { try RunLock(of: path) }
    if try RegisterFile.presence(of: path) != .present { try RegisterFile.make(at: path, under: lock) }
    let branch = try open(path, .readWrite)
    try RegisterCopy(copy).read { house in
      guard let salt = try Schema.salt(house) else { throw RegisterFault.Reason.damaged("house") }
      try branch.write { db in
        // The salt comes in the same transaction as everything else: where it is, the rest is too.
        if try Schema.salt(db) == salt { return }
        if try ChainWalk.storedHead(db).rows != 0 { throw RegisterFault.Reason.foreign }
        try db.execute(sql: "UPDATE house SET salt = ?", arguments: [salt])
        var builder = try BranchBuilder(from: house, to: db)
        for number in numbers.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
          try builder.copyContract(number)
        }
        try builder.storeHead()
      }
    }
    try branch.close()
  }

  /// Closes a branch whose part is done. From now on it is one file, without -wal and -shm, which can be read from any
  /// machine.
  package func closeBranch() throws(RegisterFault) {
    do {
      // Readers are closed first: the journal mode can be changed only while there is a single connection.
      pool.releaseMemory()
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
      try pool.close()
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}

/// Copies the valid and the void papers of some contracts into a branch. What was superseded is left out: no answer
/// depends on it.
private struct BranchBuilder {
  private let house: Database
  private let branch: Database
  private var references: ReferenceCopier
  private var writer: EntryWriter
  /// The ids in the branch of the runs that were copied.
  private var runs: [String: Int64] = [:]

  init(from house: Database, to branch: Database) throws {
    self.house = house
    self.branch = branch
    references = ReferenceCopier(from: house, to: branch)
    writer = try EntryWriter(branch)
  }

  mutating func copyContract(_ number: String) throws {
    let statement = try house.cachedStatement(
      sql: RowQuery.selection
        + " WHERE entry.number = ? AND entry.action = 'issue' AND entry.state <> 'superseded' ORDER BY entry.sequence")
    for row in try Row.fetchAll(statement, arguments: [number]).map(RowQuery.row) {
      let run = try row.run.map { try copyRun($0) }
      var copied = row
      // It is entered as valid, and without the paper that it superseded, which is not in the branch.
      (copied.state, copied.endedBy, copied.target) = (.issued, nil, nil)
      let sequence = try writer.append(copied, try references.copyReferences(of: row, run: run)).sequence
      guard row.state == .voided, let void = try row.endedBy.flatMap({ try self.row($0) }) else { continue }
      copied = void
      copied.target = sequence
      _ = try writer.append(copied, EntryWriter.References())
    }
  }

  func storeHead() throws {
    try writer.storeHead()
  }

  private func row(_ sequence: Int64) throws -> RegisterRow? {
    let statement = try house.cachedStatement(sql: RowQuery.selection + " WHERE entry.sequence = ?")
    return try Row.fetchOne(statement, arguments: [sequence]).map(RowQuery.row)
  }

  /// Copies a run, whose folder tells where its papers are; its inputs are left out. Returns its id in the branch.
  private mutating func copyRun(_ name: String) throws -> Int64 {
    if let id = runs[name] { return id }
    guard let row = try Row.fetchOne(house, sql: RunRow.selection + " WHERE name = ?", arguments: [name]),
      let rules = ContentDigest(try row.decode(Data.self, atIndex: 13)),
      let fonts = ContentDigest(try row.decode(Data.self, atIndex: 14))
    else { throw RegisterFault.Reason.damaged("run") }
    let run = try RunRow(row)
    try SourceSet.insertConfiguration(run.configuration, rules: rules, fonts: fonts, branch)
    let id = try run.insert(branch)
    runs[name] = id
    return id
  }
}

/// A register to which nobody writes: a copy, or a branch whose part is done. It is read through a single connection
/// and without WAL, so that it may be on a network share.
struct RegisterCopy {
  let path: String
  private let queue: DatabaseQueue

  init(_ path: String) throws(RegisterFault) {
    self.path = path
    var configuration = Configuration()
    configuration.readonly = true
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in try Schema.check(db) }
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CANTOPEN {
      throw RegisterFault(.missing, path: path)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}
