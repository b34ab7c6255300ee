import Foundation

/// What a run leaves, as far as two runs over the same input must leave the same: everything but times, run ids and encrypted bytes.
struct RunTraces: Equatable {
  /// Every file of the output folder but report and register, by path, with its bytes and its mode.
  var files: [String: Data]
  var modes: [String: Int]
  /// The archive's files by path; of sealed ones the length, for the encryption is another every time.
  var archive: [String: Data]
  /// The register's rows and runs, one a line.
  var rows: String
  /// The counts of report.json.
  var counts: [String: String]
  /// Its other members but times and the register's id and chain: how texts gave way, inputs, day, end.
  var report: [String: String]

  init(_ scratch: Scratch, _ folder: String) throws {
    let issued = try scratch.issued(below: "\(folder)/out")
    files = Dictionary(uniqueKeysWithValues: issued.map { ($0.path, $0.bytes) })
    modes = try Dictionary(
      uniqueKeysWithValues: issued.map { file in
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("\(folder)/out/\(file.path)"))
        return (file.path, attributes[.posixPermissions] as? Int ?? 0)
      })
    archive = try Dictionary(
      uniqueKeysWithValues: scratch.files(below: "\(folder)/archive").filter { !$0.path.contains(".shosho-tmp-") }.map {
        path, bytes in
        (path, path.hasSuffix(".sealed") ? Data("\(bytes.count)".utf8) : bytes)
      })
    rows = try Self.query(Self.script, scratch.path("\(folder)/register.sqlite"))
    let whole = try Examples.object(scratch.text("\(folder)/out/report.json"))
    counts = (whole["counts"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }.mapValues(String.init)
    report = try whole.filter {
      !["counts", "milliseconds", "processorMilliseconds", "stageMilliseconds", "register"].contains($0.key)
    }
    .mapValues { value in
      String(decoding: try JSONSerialization.data(withJSONObject: [value], options: .sortedKeys), as: UTF8.self)
    }
  }

  /// Names of what differs, for a person; empty when the two are equal.
  func differences(from other: RunTraces) -> [String] {
    func keys<Value: Equatable>(_ a: [String: Value], _ b: [String: Value], _ what: String) -> [String] {
      Set(a.keys).union(b.keys).sorted().filter { a[$0] != b[$0] }.map { "\(what) \($0)" }
    }
    var names =
      keys(files, other.files, "file") + keys(modes, other.modes, "mode of") + keys(archive, other.archive, "archived")
    names += keys(counts, other.counts, "count") + keys(report, other.report, "report's")
    let (mine, yours) = (rows.split(separator: "\n"), other.rows.split(separator: "\n"))
    names +=
      mine.filter { !yours.contains($0) }.map { "row \($0)" }
      + yours.filter { !mine.contains($0) }.map { "no row \($0)" }
    return names
  }

  /// The state of each run, the oldest first: begun, stopped, complete. Empty when there is no register yet.
  static func runs(_ path: String) throws -> [Substring] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try query("for row in d.execute('SELECT state FROM run ORDER BY id'): print(*row)", path).split(
      separator: "\n")
  }

  /// Through another reader of SQLite.
  private static func query(_ script: String, _ path: String) throws -> String {
    let opening = "import sqlite3, sys\nd = sqlite3.connect(sys.argv[1])\n"
    let command = try Command.run(tool: "python3", ["-c", opening + script, path])
    return command.status == 0 ? command.output : "unreadable: \(command.error)"
  }

  private static let script = """
    for row in d.execute('''
        SELECT sequence, action, entry.state, endedBy, target, number, change, document, mark, reason, "by", form, edition,
          hex(formDigest), hex(record.digest), record.json, record.sealed IS NULL, length(record.key), hex(configuration.digest),
          hex(configuration.rules), hex(configuration.fonts), format, entry.issuedOn, path, hex(entry.digest), bytes, pages
        FROM entry LEFT JOIN record ON record.id = entry.record LEFT JOIN configuration ON configuration.id = entry.configuration
        ORDER BY sequence'''): print(*row, sep='|')
    for row in d.execute('''
        SELECT run.id, state, configuration.issuedOn, folder, "read", issued, unchanged, rejected, libraries, hex(run_input.digest), run_input.bytes
        FROM run JOIN run_input ON run_input.run = run.id ORDER BY run.id, position'''): print('run', *row, sep='|')
    """
}
