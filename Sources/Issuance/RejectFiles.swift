import Diagnostics
import HostSystem
import Records

/// The refused records of a run, one file an input, each as its input was. The owner alone may read them: they hold what people must mend.
final class RejectFiles {
  private let writers: [RejectWriter]
  private let inputs: [String]
  private let output: Folder
  private let language: Language
  private var files: [Int: GrowingFile] = [:]

  /// - Parameter inputs: what the user named, in the order of `writers`.
  init(writers: [RejectWriter], inputs: [String], output: Folder, language: Language) {
    self.writers = writers
    self.inputs = inputs
    self.output = output
    self.language = language
  }

  /// How many bytes the record takes there.
  func add(_ outcome: RecordOutcome, input: Int) throws(FileFault) -> Int {
    let writer = writers[input]
    let file: GrowingFile
    if let open = files[input] {
      file = open
    } else {
      file = try output.beginFile(name(input), mode: .secret)
      try file.append(writer.head)
      files[input] = file
    }
    let entry = writer.entry(for: outcome.record, reasons: outcome.diagnostics, in: language)
    try file.append(entry)
    return entry.count
  }

  /// The names of the files that there are.
  var written: [String] { files.keys.sorted().map(name) }

  /// Gives the files their names, and removes those that an earlier run left where this one refused nothing.
  func close() throws(FileFault) {
    for (_, file) in files.sorted(by: { $0.key < $1.key }) { try file.finish() }
    let written = Set(written)
    // A mended rejects file may be this run's input: it is the user's, and stays.
    let used = Set(inputs.compactMap(Self.lastPart))
    for name in try output.names()
    where OutputFolderLayout.isRejects(name) && !written.contains(name) && !used.contains(name) {
      try output.remove(name)
    }
  }

  /// `rejects.csv`, or `rejects-2.csv` for the second of several inputs.
  private func name(_ input: Int) -> String {
    OutputFolderLayout.rejects(writers[input].fileName, input: writers.count > 1 ? input + 1 : nil)
  }

  private static func lastPart(_ path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}
