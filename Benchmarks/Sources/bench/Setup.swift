import Foundation

/// What is measured, and where.
struct Setup {
  /// The repository: home of forms, rules and fonts, and of the examples.
  let home: String
  let shosho: String

  init(_ arguments: Arguments) {
    home = arguments.option("home") ?? FileManager.default.currentDirectoryPath
    shosho = arguments.option("shosho") ?? "\(home)/.build/release/shosho"
  }

  /// The examples again and again, each time under the next contract number: like life, and the same on every machine.
  func records(_ count: Int) throws -> Data {
    let lines = try String(contentsOfFile: "\(home)/Examples/certificates.jsonl", encoding: .utf8).split(separator: "\n")
    if lines.isEmpty { throw Failure("no examples in \(home)") }
    let number = /"number":"(\d\d-\d\d)-\d{7}-(\d\d)"/
    var text = ""
    for index in 0..<count {
      let serial = String(index + 1)
      let padded = String(repeating: "0", count: max(0, 7 - serial.count)) + serial
      let line = lines[index % lines.count]
      // The first number of a record is its own; that of the earlier guarantee stays.
      if let match = line.firstMatch(of: number) {
        text += line[..<match.range.lowerBound] + "\"number\":\"\(match.1)-\(padded)-\(match.2)\"" + line[match.range.upperBound...] + "\n"
      }
    }
    return Data(text.utf8)
  }

  /// A folder of its own for one measurement, removed afterwards.
  func withScratch<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "shosho-bench-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// A batch over the first `count` records into `folder`, by which arguments.
  func batch(_ count: Int, in folder: String, jobs: String) throws -> [String] {
    let input = "\(folder)/records-\(count).jsonl"
    try records(count).write(to: URL(filePath: input))
    return ["batch", input, "--out", "\(folder)/out-\(count)", "--jobs", jobs, "--issued-on", "2026-04-01", "--quiet", "--home", home]
  }
}
