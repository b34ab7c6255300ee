import Foundation

/// What a document may cost in instructions, as checked in: more is a step back, and less asks for a new figure, so that the next step back
/// shows.
struct Threshold: Codable {
  var documents: String
  var millionInstructions: Double
  /// A share of that, either way.
  var tolerance: Double

  /// The thresholds of Benchmarks/thresholds.json, each with what is counted now.
  static func check(_ file: String, setup: Setup) throws {
    let thresholds = try JSONDecoder().decode([Threshold].self, from: Data(contentsOf: URL(filePath: file)))
    if thresholds.isEmpty { throw Failure("no threshold in \(file)") }
    var failures: [String] = []
    for threshold in thresholds {
      let count = try InstructionCount(setup: setup.with(documents: threshold.documents)).millions
      let share = count / threshold.millionInstructions - 1
      let line = String(
        format: "%@: %.2f million instructions a document, %.2f checked in (%+.1f %%, %.0f %% allowed)",
        threshold.documents, count,
        threshold.millionInstructions, share * 100, threshold.tolerance * 100)
      print(line)
      if abs(share) > threshold.tolerance { failures.append(line) }
    }
    if !failures.isEmpty {
      throw Failure(
        "outside the thresholds of \(file); if that is meant, write the new figure there:\n"
          + failures.joined(separator: "\n"))
    }
  }
}
