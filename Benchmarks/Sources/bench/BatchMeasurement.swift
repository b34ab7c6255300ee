import Foundation

/// A batch over so many records: what each of its documents cost.
struct BatchMeasurement {
  let records: Int
  let documents: Int
  let milliseconds: Double
  let bytes: Int
  let peakMegabytes: Double
  let documentsPerSecond: Double

  init(of records: Int, jobs: String, setup: Setup) throws {
    self.records = records
    let (run, counts) = try setup.withScratch { folder in
      let run = try ChildProcess(setup.shosho, try setup.batch(records, in: folder, jobs: jobs))
      if run.status != 0 { throw Failure("the batch ended with \(run.status)") }
      let report = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: "\(folder)/out-\(records)/report.json")))
      return (run, (report as? [String: Any])?["counts"] as? [String: Int] ?? [:])
    }
    documents = counts["documents"] ?? 0
    if documents == 0 { throw Failure("no document was issued") }
    milliseconds = run.processorSeconds * 1000 / Double(documents)
    bytes = (counts["bytes"] ?? 0) / documents
    peakMegabytes = Double(run.peakKilobytes) / 1024
    documentsPerSecond = Double(documents) / run.wallSeconds
  }

  static func table(_ rows: [BatchMeasurement]) -> String {
    (["| records | documents | CPU ms a document | bytes a document | peak memory MB | documents a second |", "|--:|--:|--:|--:|--:|--:|"]
      + rows.map { row in
        "| \(row.records) | \(row.documents) | \(decimal(row.milliseconds, 2)) | \(row.bytes) | \(decimal(row.peakMegabytes, 0)) | "
          + "\(decimal(row.documentsPerSecond, 0)) |"
      }).joined(separator: "\n")
  }

  static func json(_ rows: [BatchMeasurement]) -> String {
    "["
      + rows.map { row in
        """
        {"records":\(row.records),"documents":\(row.documents),"cpuMilliseconds":\(decimal(row.milliseconds, 3)),"bytes":\(row.bytes),\
        "peakMegabytes":\(decimal(row.peakMegabytes, 1)),"documentsPerSecond":\(decimal(row.documentsPerSecond, 1))}
        """
      }.joined(separator: ",") + "]"
  }

  private static func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
