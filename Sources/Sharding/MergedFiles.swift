import Diagnostics
import HostSystem
import Issuance
import Reporting

/// What a merge writes: papers, manifest and rejects in the order of the inputs, as one process would have written them.
final class MergedFiles {
  private let plan: ShardPlan
  private let output: Folder
  private let manifest: GrowingFile
  private var rejects: [Int: (name: String, file: GrowingFile)] = [:]

  init(plan: ShardPlan, output: Folder) throws(FileFault) {
    self.plan = plan
    self.output = output
    manifest = try output.beginFile(OutputFolderLayout.manifest, mode: .shared)
  }

  /// Takes all records, each from the shard that has it. Papers stand under their final names from here on; the other files do not.
  func fill(_ readers: [ShardReader], owners: RecordOwnership) throws {
    let folders = try readers.map { try Folder(openingAt: $0.shard.path) }
    try owners.forEach { owner in
      if let status = StopSignal.status { throw RunFailure(status, []) }
      guard let record = try readers[owner].next() else { throw Self.changed(readers[owner].shard) }
      for (entry, line) in zip(record.entries, record.lines) {
        guard let (folder, file) = PaperCheck.parts(of: entry.path) else { throw Self.changed(readers[owner].shard) }
        try output.subfolder(folder).linkFile(file, from: folders[owner].subfolder(folder))
        try manifest.append(line + [UInt8(ascii: "\n")])
      }
      if !record.reject.isEmpty { try add(record.reject, input: record.journal.input, readers[owner]) }
    }
  }

  private func add(_ bytes: [UInt8], input: Int, _ reader: ShardReader) throws {
    if rejects[input] == nil {
      let name = reader.rejectName(of: input)
      let file = try output.beginFile(name, mode: .secret)
      try file.append(reader.rejectHeads[input] ?? [])
      rejects[input] = (name, file)
    }
    try rejects[input]?.file.append(bytes)
  }

  /// Gives the files their final names, the report last: where it stands, the others do.
  func finish(_ report: RunReport) throws(FileFault) {
    try manifest.finish()
    for (_, reject) in rejects.sorted(by: { $0.key < $1.key }) { try reject.file.finish() }
    try output.write(Array(report.json.utf8), as: OutputFolderLayout.report, mode: .shared)
    try output.sync()
  }

  private static func changed(_ shard: Shard) -> DiagnosticError {
    DiagnosticError(.altered(shard.path))
  }
}
