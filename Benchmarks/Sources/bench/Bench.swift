import Foundation

/// `bench`: what a document costs.
@main
struct Bench {
  static let usage = """
    bench records N                 N lifelike records as JSON Lines, on standard output
    bench run [--counts LIST] [--jobs N] [--json]
                                    CPU, bytes and peak memory a document over 100, 1000 and 10000 records
    bench instructions [--json]     instructions a document, counted by callgrind
    bench check FILE                the same, against the thresholds of FILE
    bench first                     one paper of one record: from start to file
    Every command takes --home DIR (the repository) and --shosho FILE (the built command); all but `first` and `check`
    take --documents LIST (ids of the papers; without it all four).

    """

  static func main() {
    do {
      defer { Scratch.remove() }
      try run(Arguments(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n\(usage)".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: Arguments) throws {
    let setup = Setup(arguments)
    switch arguments.words.first {
    case "records":
      try FileHandle.standardOutput.write(contentsOf: setup.records(Int(arguments.words.dropFirst().first ?? "") ?? 0))
    case "run":
      let counts = (arguments.option("counts") ?? "100,1000,10000").split(separator: ",").compactMap { Int($0) }
      let rows = try counts.map { try BatchMeasurement(of: $0, jobs: arguments.option("jobs") ?? "1", setup: setup) }
      print(arguments.flag("json") ? BatchMeasurement.json(rows) : BatchMeasurement.table(rows))
    case "instructions":
      let count = try InstructionCount(setup: setup)
      print(arguments.flag("json") ? count.json : count.sentence)
    case "check": try Threshold.check(arguments.words.dropFirst().first ?? "", setup: setup)
    case "first": print(try FirstDocument(setup: setup).sentence)
    default: throw Failure("what to measure?")
    }
  }
}

/// Why nothing was measured.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
