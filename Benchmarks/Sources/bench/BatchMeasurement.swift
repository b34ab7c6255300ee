import Foundation

/// A batch over so many records: what each of its documents cost.
struct BatchMeasurement {
  let records: Int
  let documents: Int
  let milliseconds: Double
  let bytes: Int
  let peakMegabytes: Double
  let documentsPerSecond: Double
  /// Milliseconds a document, by stage, in the order of report.json.
  let stages: [(name: String, milliseconds: Double)]

  /// The stages of report.json; what is left is the start, the close and the handing over.
  private static let stageNames = [
    "read", "check", "fill", "compose", "draw", "finish", "readBack", "write", "register",
  ]

  init(of records: Int, jobs: String, setup: Setup) throws {
    self.records = records
    let (run, counts, times) = try setup.withScratch { folder in
      let run = try ChildProcess(setup.shosho, try setup.batch(records, in: folder, jobs: jobs))
      if run.status != 0 { throw Failure("the batch ended with \(run.status)") }
      let file = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: "\(folder)/out-\(records)/report.json")))
      let report = file as? [String: Any] ?? [:]
      return (run, report["counts"] as? [String: Int] ?? [:], report["stageMilliseconds"] as? [String: Double] ?? [:])
    }
    documents = counts["documents"] ?? 0
    if documents == 0 { throw Failure("no document was issued") }
    milliseconds = run.processorSeconds * 1000 / Double(documents)
    let documents = Double(documents)
    let known = Self.stageNames.map { (name: $0, milliseconds: (times[$0] ?? 0) / documents) }
    stages = known + [("rest", milliseconds - known.reduce(0) { $0 + $1.milliseconds })]
    bytes = (counts["bytes"] ?? 0) / Int(documents)
    peakMegabytes = Double(run.peakKilobytes) / 1024
    documentsPerSecond = documents / run.wallSeconds
  }

  static func table(_ rows: [BatchMeasurement]) -> String {
    ([
      "| records | documents | CPU ms a document | bytes a document | peak memory MB | documents a second |",
      "|--:|--:|--:|--:|--:|--:|",
    ]
      + rows.map { row in
        "| \(row.records) | \(row.documents) | \(decimal(row.milliseconds, 2)) | \(row.bytes) | \(decimal(row.peakMegabytes, 0)) | "
          + "\(decimal(row.documentsPerSecond, 0)) |"
      }).joined(separator: "\n") + "\n\n" + stageTable(rows)
  }

  private static func stageTable(_ rows: [BatchMeasurement]) -> String {
    let names = (rows.first?.stages ?? []).map(\.name)
    return
      ([
        "| records | " + names.joined(separator: " | ") + " |",
        "|--:" + String(repeating: "|--:", count: names.count) + "|",
      ]
      + rows.map { row in
        "| \(row.records) | " + row.stages.map { decimal($0.milliseconds, 3) }.joined(separator: " | ") + " |"
      })
      .joined(separator: "\n")
  }

  static func json(_ rows: [BatchMeasurement]) -> String {
    "["
      + rows.map { row in
        """
        {"records":\(row.records),"documents":\(row.documents),"cpuMilliseconds":\(decimal(row.milliseconds, 3)),"bytes":\(row.bytes),\
        "peakMegabytes":\(decimal(row.peakMegabytes, 1)),"documentsPerSecond":\(decimal(row.documentsPerSecond, 1)),\
        "stages":{\(row.stages.map { "\"\($0.name)\":\(decimal($0.milliseconds, 4))" }.joined(separator: ","))}}
        """
      }.joined(separator: ",") + "]"
  }

  private static func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
