import Diagnostics
import Glibc
import HostSystem
import Records

/// The refused records of a run, in one file for each input and in the format of that input, so that people can mend
/// them and run the file again. Only the owner may read the files, for the records hold authentication keys.
final class RejectFiles {
  private let writers: [RejectWriter]
  private let inputs: [String]
  private let output: Folder
  private let language: Language
  private let makesWorkbooks: Bool
  private var files: [Int: GrowingFile] = [:]

  /// - Parameters:
  ///   - inputs: what the user named, in the order of `writers`.
  ///   - makesWorkbooks: whether the rejects of a workbook become one in the end. Those of a shard stay as they grow, so
  ///     that the merge can put them together.
  init(writers: [RejectWriter], inputs: [String], output: Folder, language: Language, makesWorkbooks: Bool) {
    self.writers = writers
    self.inputs = inputs
    self.output = output
    self.language = language
    self.makesWorkbooks = makesWorkbooks
  }

  /// Adds a refused record, with the reasons, to the file of its input.
  ///
  /// - Returns: how many bytes the record takes there.
  func appendRecord(_ outcome: RecordOutcome, input: Int) throws(FileFault) -> Int {
    let writer = writers[input]
    let file: GrowingFile
    if let open = files[input] {
      file = open
    } else {
      file = try output.beginFile(fileName(input), mode: .secret)
      try file.append(writer.head)
      files[input] = file
    }
    let entry = writer.entry(for: outcome.record, reasons: outcome.diagnostics, in: language)
    try file.append(entry)
    return entry.count
  }

  /// The names of the files that were begun, as they are called in the end.
  var fileNames: [String] { files.keys.sorted().map { finishedName($0) ?? fileName($0) } }

  /// Gives the files their final names, and removes those of an earlier run for which this run has none.
  func finishFiles() throws(FileFault) {
    for (input, file) in files.sorted(by: { $0.key < $1.key }) {
      try file.finish()
      try makeWorkbook(input)
    }
    let written = Set(fileNames)
    // An input of this run may itself be a mended file of rejects: it is the user's, and stays.
    let used = Set(inputs.compactMap(Self.lastPart))
    for name in try output.names()
    where OutputFolderLayout.isRejects(name) && !written.contains(name) && !used.contains(name) {
      try output.remove(name)
    }
  }

  /// Makes the workbook of a workbook's rejects, in whose place it stands.
  private func makeWorkbook(_ input: Int) throws(FileFault) {
    guard let name = finishedName(input) else { return }
    let lines = try InputFile.bytes(at: "\(output.path)/\(fileName(input))")
    guard let workbook = writers[input].finishedFile(of: lines) else { throw FileFault(.write, name, errno: ENOMEM) }
    try output.write(workbook, as: name, mode: .secret)
    try output.remove(fileName(input))
  }

  /// `rejects.xlsx`; nil when the rejects of the input stay in the file in which they grow.
  private func finishedName(_ input: Int) -> String? {
    guard makesWorkbooks, let name = writers[input].finishedFileName else { return nil }
    return OutputFolderLayout.rejects(name, input: writers.count > 1 ? input + 1 : nil)
  }

  /// `rejects.csv`, or `rejects-2.csv` for the second of several inputs.
  private func fileName(_ input: Int) -> String {
    OutputFolderLayout.rejects(writers[input].fileName, input: writers.count > 1 ? input + 1 : nil)
  }

  private static func lastPart(_ path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}
