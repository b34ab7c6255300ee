/// How an output folder is laid out: the names of everything in it but the papers.
///
///     out/
///       44-07-0012345-00/44-07-0012345-00-certificate.pdf   papers, a folder a contract (`PaperName`)
///       manifest.jsonl      a line a paper
///       report.json         what the run did
///       rejects.csv         records that were refused, a file an input
///       register.sqlite     the register, when no other is named
///       set-aside/          papers that a killed run left and that were never issued
///
/// A run over many machines has besides the plan, the register as it stood when the plan was made, and a folder for
/// each shard, which is an output folder of its own with two more files: what became of each record, and the trailer.
package enum OutputFolderLayout {
  package static let manifest = "manifest.jsonl"
  package static let report = "report.json"
  package static let register = "register.sqlite"
  package static let plan = "plan.json"
  package static let registerBefore = "register-before.sqlite"
  package static let journal = "records.jsonl"
  package static let trailer = "shard.json"
  package static let setAside = "set-aside"

  private static let shardPrefix = "shard-"

  /// `shard-7`: the folder of a shard, numbered from 0.
  package static func shard(_ index: Int) -> String { "\(shardPrefix)\(index)" }

  /// Whether the name is that of a shard's folder.
  package static func isShard(_ name: String) -> Bool {
    guard name.hasPrefix(shardPrefix) else { return false }
    let digits = name.utf8.dropFirst(shardPrefix.utf8.count)
    return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether the name is that of a file that a run writes beside the papers. SQLite keeps further files beside the
  /// register, whose names begin with the register's.
  package static func isFileOfRun(_ name: String) -> Bool {
    [manifest, report, plan, registerBefore, journal, trailer].contains(name) || isRejects(name)
      || name.hasPrefix(register)
  }

  // MARK: Rejects

  /// What comes before the number of the input, in a run with several inputs.
  private static let rejectsPrefix = "rejects-"

  /// `rejects.csv`, or `rejects-2.csv` for the second of several inputs.
  ///
  /// - Parameters:
  ///   - name: `rejects.csv`, `rejects.jsonl` or `rejects.xlsx`, by the format of the input.
  ///   - input: from 1; nil for the only input of a run.
  package static func rejects(_ name: String, input: Int?) -> String {
    guard let input, let dot = name.lastIndex(of: ".") else { return name }
    return "\(name[..<dot])-\(input)\(name[dot...])"
  }

  /// The input whose rejects the file has, from 0; nil when the name is not that of rejects.
  ///
  ///     input(ofRejects: "rejects.csv", inputs: 1)     → 0
  ///     input(ofRejects: "rejects-2.csv", inputs: 3)   → 1
  package static func input(ofRejects name: String, inputs: Int) -> Int? {
    guard isRejects(name), let dot = name.lastIndex(of: ".") else { return nil }
    if inputs == 1 { return name[..<dot] == "rejects" ? 0 : nil }
    guard let number = Int(name[..<dot].dropFirst(rejectsPrefix.utf8.count)), (1...inputs).contains(number) else {
      return nil
    }
    return number - 1
  }

  /// Whether the name is one that a run gives to a file of rejects. No other file is ever removed by a run.
  package static func isRejects(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), ["csv", "jsonl", "xlsx"].contains(name[name.index(after: dot)...]) else {
      return false
    }
    let stem = name[..<dot]
    if stem == "rejects" { return true }
    let number = stem.dropFirst(rejectsPrefix.utf8.count)
    return stem.hasPrefix(rejectsPrefix) && !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
