import Diagnostics
import Digests
import Glibc
import HostSystem
import Issuance
import Register
import Reporting

/// Checks that a closed shard is whole: its files are those of its trailer, its counts agree, and no other shard has
/// its records. Its papers are read by `PaperCheck`, because that takes longest.
struct ShardInspection {
  private(set) var problems: [Diagnostic] = []
  /// How many bytes the rejects have before their first record, by input.
  private(set) var rejectHeads: [Int: Int] = [:]

  private let shard: Shard
  private let trailer: ShardTrailer

  init(_ shard: Shard, _ trailer: ShardTrailer) {
    self.shard = shard
    self.trailer = trailer
  }

  /// Reads the trailer of a shard. The error says why the shard does not count as closed: it was never begun, it is not
  /// finished, or it belongs to another plan.
  static func trailer(of shard: Shard) throws(DiagnosticError) -> ShardTrailer {
    guard InputFile.isFolder(shard.path) else { throw DiagnosticError(.missing(shard)) }
    guard let bytes = try? InputFile.bytes(at: "\(shard.path)/\(OutputFolderLayout.trailer)") else {
      throw DiagnosticError(.open(shard))
    }
    guard let trailer = ShardTrailer(bytes) else {
      throw DiagnosticError(.altered("\(shard.path)/\(OutputFolderLayout.trailer)"))
    }
    guard trailer.plan == shard.planDigest, trailer.shards == shard.plan.shards, trailer.shard == shard.index else {
      throw DiagnosticError(.foreign(shard))
    }
    return trailer
  }

  /// Checks everything but the papers.
  ///
  /// - Parameter owners: the records of the shards that were inspected before, to which those of this shard are added.
  mutating func inspectFiles(_ owners: inout RecordOwnership) throws {
    for file in trailer.files {
      let path = "\(shard.path)/\(file.name)"
      do {
        if try ContentDigest(ofFileAt: path).hexadecimal != file.digest { problems.append(.altered(path)) }
      } catch {
        problems.append(error.errno == ENOENT ? .altered(path) : error.diagnostic)
      }
    }
    inspectRegister()
    // Reading altered files would only give further problems with the same cause.
    if !problems.isEmpty { return }
    try inspectRecords(&owners)
  }

  private mutating func inspectRegister() {
    do {
      let (chain, totals) = try RegisterBranch(path: shard.register, run: trailer.run).examine()
      if chain.rows != trailer.rows || chain.head.text != trailer.head {
        problems.append(.altered(shard.register))
      }
      problems += chain.faults.map { fault in
        var diagnostic = fault.diagnostic
        diagnostic.location = SourceLocation(file: shard.register)
        return diagnostic
      }
      if (totals.records, totals.papers) != (trailer.counts.issued, trailer.counts.documents) {
        problems.append(.shardCounts(shard))
      }
    } catch {
      problems.append(error.diagnostic)
    }
  }

  private mutating func inspectRecords(_ owners: inout RecordOwnership) throws {
    let reader = try ShardReader(shard, trailer: trailer)
    var counts = (read: 0, rejected: 0)
    var rejectBytes: [Int: Int] = [:]
    var paths: Set<String> = []
    do {
      while let record = try reader.next() {
        counts.read += 1
        let journal = record.journal
        if let bytes = journal.reject {
          counts.rejected += 1
          rejectBytes[journal.input, default: 0] += bytes
        }
        if !owners.assignRecord(input: journal.input, record: journal.record, shard: shard.index) {
          problems.append(.doubled(journal, shard))
        }
        for entry in record.entries where !paths.insert(entry.path).inserted { problems.append(.doubled(entry, shard)) }
      }
    } catch let error as DiagnosticError {
      problems += error.diagnostics
      return
    }
    if counts != (trailer.counts.read, trailer.counts.rejected) || counts.read != shard.plan.records[shard.index]
      || !trailer.counts.addUp
    {
      problems.append(.shardCounts(shard))
    }
    for (input, name) in trailer.rejects(inputs: shard.plan.inputs.count) {
      let size = try InputFile.requiredSize(at: "\(shard.path)/\(name)")
      rejectHeads[input] = max(0, size - (rejectBytes[input] ?? 0))
    }
  }
}

extension Diagnostic {
  fileprivate static func missing(_ shard: Shard) -> Diagnostic {
    .error(
      "merge.missing", at: SourceLocation(file: shard.path),
      LocalizedText("分割\(shard.index)がありません。", "Shard \(shard.index) is missing."),
      advice: LocalizedText("shosho statusで残りを調べ、実行してください。", "See with shosho status what is left, and run it."))
  }

  fileprivate static func open(_ shard: Shard) -> Diagnostic {
    .error(
      "merge.open", at: SourceLocation(file: shard.path),
      LocalizedText("分割\(shard.index)は終わっていません。", "Shard \(shard.index) is not closed."),
      advice: LocalizedText("shosho statusで残りを調べ、実行してください。", "See with shosho status what is left, and run it."))
  }

  fileprivate static func foreign(_ shard: Shard) -> Diagnostic {
    .error(
      "merge.foreign", at: SourceLocation(file: shard.path),
      LocalizedText("この計画の分割\(shard.index)ではありません。", "This is not shard \(shard.index) of this plan."),
      advice: LocalizedText("フォルダを除けて、その分割を実行してください。", "Put the folder aside, and run the shard."))
  }

  static func altered(_ file: String) -> Diagnostic {
    .error(
      "merge.altered", at: SourceLocation(file: file),
      LocalizedText(
        "分割が終わったときの内容と違うか、なくなっています。", "The content is not what it was when the shard was closed, or is gone."),
      advice: LocalizedText("その分割をもう一度実行してください。", "Run the shard again."))
  }

  static func shardCounts(_ shard: Shard) -> Diagnostic {
    .error(
      "merge.counts", at: SourceLocation(file: shard.path),
      LocalizedText("分割\(shard.index)の件数が合いません。", "The counts of shard \(shard.index) do not add up."),
      advice: LocalizedText("フォルダとログを残して、報告してください。", "Keep the folder and the log, and report this."))
  }

  fileprivate static func doubled(_ journal: ShardJournal, _ shard: Shard) -> Diagnostic {
    let file = journal.input < shard.plan.inputs.count ? shard.plan.inputs[journal.input].file : shard.path
    return .error(
      "merge.doubled", at: SourceLocation(file: file, record: journal.record),
      LocalizedText(
        "この記録が二つの分割にあるか、入力にありません（\(shard.path)）。",
        "This record stands twice among the shards, or in no input (\(shard.path))."),
      advice: LocalizedText("フォルダとログを残して、報告してください。", "Keep the folder and the log, and report this."))
  }

  fileprivate static func doubled(_ entry: ManifestEntry, _ shard: Shard) -> Diagnostic {
    .error(
      "merge.twice", at: SourceLocation(file: "\(shard.path)/\(entry.path)"),
      LocalizedText("同じ書類が2度あります。", "The same document stands here twice."))
  }
}

/// Checks that the papers of a shard are what its manifest says. Several workers read every paper to its end.
struct PaperCheck {
  private let shard: Shard
  private let trailer: ShardTrailer

  init(_ shard: Shard, _ trailer: ShardTrailer) {
    self.shard = shard
    self.trailer = trailer
  }

  /// - Returns: an error for each paper that is missing or altered, or whose path is not one that a paper can have.
  func findProblems(jobs: Int) throws -> [Diagnostic] {
    let reader = try ShardReader(shard, trailer: trailer)
    let path = shard.path
    var problems: [Diagnostic] = []
    try WorkerPool(workers: jobs).run(
      next: { () throws -> [ManifestEntry]? in
        if let status = StopSignal.status { throw RunFailure(status, []) }
        return try reader.next()?.entries
      },
      makeWorker: {
        let folder = try Folder(openingAt: path)
        return { (entries: [ManifestEntry]) in entries.compactMap { Self.problem(of: $0, in: folder) } }
      },
      deliver: { (found: [Diagnostic]) in problems += found })
    return problems
  }

  /// What is wrong with a paper. One that cannot be read is not called altered: what is in it is not known.
  private static func problem(of entry: ManifestEntry, in folder: Folder) -> Diagnostic? {
    let altered = Diagnostic.altered("\(folder.path)/\(entry.path)")
    guard let (inner, file) = entry.folderAndFile else { return altered }
    do {
      return entry.matches(try folder.bytes(of: file, inSubfolder: inner)) ? nil : altered
    } catch {
      return error.errno == ENOENT ? altered : error.diagnostic
    }
  }
}

/// Which shard has which record of a run's inputs. Four bytes are held for each record.
struct RecordOwnership {
  private static let nobody = UInt32.max
  private var owners: [[UInt32]]

  /// - Parameter counts: how many records each input has.
  init(counts: [Int]) {
    owners = counts.map { Array(repeating: Self.nobody, count: $0) }
  }

  /// Assigns a record to a shard.
  ///
  /// - Parameter record: the record's number in the input, from 1.
  /// - Returns: false when a shard has the record already, or when there is no such record.
  mutating func assignRecord(input: Int, record: Int, shard: Int) -> Bool {
    guard owners.indices.contains(input), owners[input].indices.contains(record - 1),
      owners[input][record - 1] == Self.nobody
    else {
      return false
    }
    owners[input][record - 1] = UInt32(shard)
    return true
  }

  /// Calls `body` with the shard of each record, in the order of the inputs.
  func forEach(_ body: (Int) throws -> Void) rethrows {
    for input in owners {
      for owner in input where owner != Self.nobody { try body(Int(owner)) }
    }
  }
}
