import Foundation

/// What is measured, and where.
struct Setup: Sendable {
  /// The repository: home of forms, rules and fonts, and of the examples.
  let home: String
  let shosho: String
  /// Ids of the papers that each record makes; nil for all.
  let documents: String?

  init(_ arguments: Arguments) {
    home = arguments.option("home") ?? FileManager.default.currentDirectoryPath
    shosho = arguments.option("shosho") ?? "\(home)/.build/release/shosho"
    documents = arguments.option("documents")
  }

  /// The first `count` records of `LifelikeRecords`.
  func records(_ count: Int) -> Data {
    var records = LifelikeRecords()
    var text = ""
    for serial in 0..<count { text += records.record(serial: serial + 1) + "\n" }
    return Data(text.utf8)
  }

  /// A folder of its own for one measurement.
  func withScratch<Result>(_ body: (String) throws -> Result) throws -> Result { try body(try Scratch.folder()) }

  /// The same with these papers only.
  func with(documents: String) -> Setup { Setup(home: home, shosho: shosho, documents: documents) }

  private init(home: String, shosho: String, documents: String?) {
    (self.home, self.shosho, self.documents) = (home, shosho, documents)
  }

  /// Papers a record.
  var papers: Int { documents?.split(separator: ",").count ?? 4 }

  /// A batch over the first `count` records into `folder`, by which arguments.
  func batch(_ count: Int, in folder: String, jobs: String) throws -> [String] {
    let input = "\(folder)/records-\(count).jsonl"
    try records(count).write(to: URL(filePath: input))
    return [
      "batch", input, "--out", "\(folder)/out-\(count)", "--jobs", jobs, "--issued-on", "2026-04-01", "--quiet",
      "--home", home,
    ] + (documents.map { ["--documents", $0] } ?? [])
  }
}
