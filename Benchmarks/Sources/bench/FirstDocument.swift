import Foundation

/// One paper of one record with `render`: the median of 15 runs from start to file.
struct FirstDocument {
  let milliseconds: Double
  let processorMilliseconds: Double

  init(setup: Setup) throws {
    let runs = try setup.withScratch { folder in
      let input = "\(folder)/one.jsonl"
      try setup.records(1).write(to: URL(filePath: input))
      let number = "44-07-0000001-00"
      return try (0..<15).map { _ in
        let run = try ChildProcess(
          setup.shosho,
          [
            "render", input, "--contract", number, "--document", "certificate", "--out", "\(folder)/one.pdf", "--home",
            setup.home,
          ])
        if run.status != 0 { throw Failure("render ended with \(run.status)") }
        return run
      }
    }
    milliseconds = runs.map(\.wallSeconds).sorted()[7] * 1000
    processorMilliseconds = runs.map(\.processorSeconds).sorted()[7] * 1000
  }

  var sentence: String {
    String(format: "first document: %.0f ms from start to file, %.0f ms of CPU", milliseconds, processorMilliseconds)
  }
}
