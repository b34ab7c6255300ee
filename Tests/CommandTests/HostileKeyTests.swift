import Encodings
import Foundation
import Testing

/// The key gets out nowhere: records that have it in every column but its own, in every way to write it, as CSV and as
/// JSON, and every output of a run over them searched for it.
@Suite struct HostileKeyTests {
  static let key = "7KQM4XHRW2PD9TNC"
  static let written = [
    key, "7KQM 4XHR W2PD 9TNC", "7KQM-4XHR-W2PD-9TNC", "７ＫＱＭ４ＸＨＲＷ２ＰＤ９ＴＮＣ", "7kqm4xhrw2pd9tnc", "キーは\(key)です",
    // One character lost, mistyped, or put in; mathematical characters.
    "7KQM4XHRW2PD9TN", "7KQM-4XHR-W2PD-9TNO", "7KQM 4XHRO W2PD 9TNC", "𝟟𝐊𝐐𝐌𝟜𝐗𝐇𝐑𝐖𝟚𝐏𝐃𝟡𝐓𝐍𝐂",
  ]
  /// Columns that no field has and that are read by nobody.
  static let foreign = ["パスワード", "暗証番号", "認証コード", "閲覧コード", "PW", "token", "鍵", "ＫＥＹ", "担当部署", "メモ"]
  /// Another key, which stands where it belongs in the record that is issued.
  static let good = "9TNC4XHRW2PD7KQM"

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// Headings and the cells of the first example.
  private func example() throws -> (headings: [String], cells: [String]) {
    let rows = try Examples.text("certificates.csv").split(whereSeparator: \.isNewline).prefix(2).map {
      $0.split(separator: /,(?=(?:[^"]*"[^"]*")*[^"]*$)/, omittingEmptySubsequences: false).map {
        String($0).replacing("\"", with: "")
      }
    }
    return (rows[0], rows[1])
  }

  /// A record for each column and each way to write the key, and one that is good.
  private func records() throws -> (headings: [String], rows: [[String]]) {
    let (headings, cells) = try example()
    let number = try #require(headings.firstIndex(of: "保証契約番号"))
    let own = try #require(headings.firstIndex(of: "認証キー"))
    let all = headings + Self.foreign
    var rows: [[String]] = []
    for text in Self.written {
      for column in all.indices where column != own {
        var row = cells + Self.foreign.map { _ in "" }
        row[number] = "44-07-\(1_000_000 + rows.count)-00"
        row[own] = Self.good
        // Under a heading that nobody reads the record would be issued; a fault of its own sends it to the rejects.
        if column >= headings.count { row[own] = "" }
        row[column] = text
        rows.append(row)
      }
    }
    // Split over each pair of neighbouring columns. Not over the last known and the first unknown one: rejects mask both
    // halves, but `inspect rows`, which knows no cell of an unknown column, shows the half that stands in the known one.
    for column in all.indices.dropLast()
    where column != own && column + 1 != own && column + 1 != headings.count {
      var row = cells + Self.foreign.map { _ in "" }
      row[number] = "44-07-\(1_000_000 + rows.count)-00"
      row[own] = column + 1 >= headings.count ? "" : Self.good
      (row[column], row[column + 1]) = ("7KQM4XHR", "W2PD-9TNC")
      rows.append(row)
    }
    // Swapped: the key's cell holds the orderer's name.
    let orderer = try #require(headings.firstIndex(of: "発注者"))
    var swapped = cells + Self.foreign.map { _ in "" }
    swapped[number] = "44-07-2000000-00"
    (swapped[own], swapped[orderer]) = (swapped[orderer], Self.key)
    var good = cells + Self.foreign.map { _ in "" }
    good[number] = "44-07-2000001-00"
    good[own] = Self.good
    return (all, rows + [swapped, good])
  }

  /// Whether half of a key stands in the bytes in any way to write it.
  private func hasKey(_ bytes: Data) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).precomposedStringWithCompatibilityMapping
    let plain = text.uppercased().filter { !" -\n".contains($0) }
    return ["7KQM4XHR", "W2PD9TN", "9TNC4XHR", "W2PD7KQM"].contains(where: plain.contains)
  }

  /// The bytes of a file, and for a PDF all its streams expanded and its text.
  private func contents(of file: (path: String, bytes: Data), below folder: String) throws -> [Data] {
    guard file.path.hasSuffix(".pdf") else { return [file.bytes] }
    let path = scratch.path("\(folder)/\(file.path)")
    let expanded = try Command.run(
      tool: "qpdf", ["--qdf", "--object-streams=disable", path, scratch.path("expanded.pdf")])
    #expect(expanded.status == 0, "\(expanded.error)")
    let text = try Command.run(tool: "pdftotext", ["-raw", path, "-"])
    return [file.bytes, try Data(contentsOf: URL(filePath: scratch.path("expanded.pdf"))), Data(text.output.utf8)]
  }

  /// The command lines and environments of a process and of its children, as everybody on the machine can read them.
  private func processes(of id: Int32) -> [Data] {
    let children = (try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)) ?? ""
    let ids = [id] + children.split(separator: " ").compactMap { Int32($0) }
    return ids.flatMap { id in
      ["cmdline", "environ"].compactMap { FileManager.default.contents(atPath: "/proc/\(id)/\($0)") }
    }
  }

  @Test(arguments: ["csv", "jsonl"]) func noOutputHasIt(_ format: String) throws {
    let (headings, rows) = try records()
    let text: String
    if format == "csv" {
      text = ([headings] + rows).map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
    } else {
      text = rows.map { row in
        // In the order of the columns, so that neighbours stay neighbours.
        let members = zip(headings, row).filter { !$0.1.isEmpty }.map { "\"\($0.0)\":\"\($0.1)\"" }
        return "{" + members.joined(separator: ",") + "}\n"
      }.joined()
    }
    let input = try scratch.put(text, at: "in.\(format)")
    let batch = { (options: [String]) in
      try Command.run(
        ["batch", input, "--out", scratch.path("out"), "--metrics", scratch.path("shosho.prom")] + options
          + Examples.day)
    }
    var said: [(String, String)] = []
    for options in [[], ["--log", "json", "--lang", "en"]] {
      let run = try batch(options)
      #expect(run.status == 65)
      said += [("standard error", run.error), ("standard output", run.output)]
    }
    let rejects = try scratch.text("out/rejects.\(format)")
    #expect(rejects.matches(of: /＊＊＊＊/).count > rows.count - 1)
    for command in [["check", input], ["inspect", "rows", input]] {
      let run = try Command.run(command + (command[0] == "check" ? Examples.day : []))
      said += [(command[0], run.output), (command[0], run.error)]
    }
    for command in ["explain", "render"] {
      let out = command == "render" ? ["--out", scratch.path("copies")] : []
      let run = try Command.run([command, input, "--contract", "44-07-2000000-00"] + out + Examples.day)
      said += [(command, run.output), (command, run.error)]
      let absent = try Command.run([command, input, "--contract", "44-07-2000009-00"] + out + Examples.day)
      said += [(command, absent.output), (command, absent.error)]
    }
    for (what, text) in said { #expect(!hasKey(Data(text.utf8)), "\(what)") }
    for file in try scratch.files(below: "out") where !file.path.hasSuffix("key-notice.pdf") {
      for bytes in try contents(of: file, below: "out") { #expect(!hasKey(bytes), "\(file.path)") }
    }
    #expect(try !hasKey(Data(scratch.text("shosho.prom").utf8)))
  }

  /// A run that is killed leaves the journal of its register and its temporary files behind.
  @Test func aKilledRunLeavesNone() throws {
    let (headings, rows) = try records()
    let good = try #require(rows.last)
    let number = try #require(headings.firstIndex(of: "保証契約番号"))
    let many = (1...40).map { count in
      var row = good
      row[number] = "44-07-\(3_000_000 + count)-00"
      return row
    }
    let text = ([headings] + rows + many).map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
    let input = try scratch.put(text, at: "killed.csv")
    let messages = try scratch.file("messages")
    let run = try Command.start(
      ["batch", input, "--out", scratch.path("killed"), "--documents", "certificate,key-notice", "--chunk", "5"]
        + Examples.day, messages: messages)
    var seen: [Data] = []
    while run.isRunning {
      seen += processes(of: run.processIdentifier)
      let issued = (try? scratch.text("killed/manifest.jsonl").count { $0 == "\n" }) ?? 0
      if issued >= 20 { kill(run.processIdentifier, SIGKILL) }
      usleep(2000)
    }
    #expect(run.terminationReason == .uncaughtSignal, "the run ended before it was killed")
    let files = try scratch.files(below: "killed")
    #expect(files.contains { $0.path.hasSuffix("-wal") }, "\(files.map(\.path))")
    for file in files where !file.path.contains("key-notice") { #expect(!hasKey(file.bytes), "\(file.path)") }
    #expect(try !hasKey(Data(scratch.text("messages").utf8)))
    #expect(!seen.isEmpty && seen.allSatisfy { !hasKey($0) })
  }

  /// A rejects file of CP932, the heading row without its line end, a name of JSON and a key that stands twice.
  @Test func whatCannotBeReadHasItNeither() throws {
    let csv = try Examples.text("certificates.csv").split(whereSeparator: \.isNewline).prefix(2)
    let inputs = [
      ("joined.csv", csv.joined(separator: ",") + "\r\n"),
      ("name.jsonl", "{\"\(Self.key)\":1,\"kind\":\"x\",\"kind2\":2}\n"),
      ("twice.jsonl", "{\"\(Self.key)\":1,\"\(Self.key)\":2}\n"),
      ("outside.json", "{\"\(Self.key)\":1,\"records\":[{}]}"),
      ("columns.csv", csv[0] + "\r\n" + Self.key + "," + csv[1] + "\r\n"),
    ]
    for (name, text) in inputs {
      let input = try scratch.put(text, at: name)
      let run = try Command.run(["batch", input, "--out", scratch.path("out-\(name)")] + Examples.day)
      #expect(run.status == 65 || run.status == 66, "\(name)")
      #expect(!hasKey(Data((run.error + run.output).utf8)), "\(name): \(run.error)")
      for file in try scratch.files(below: "out-\(name)") { #expect(!hasKey(file.bytes), "\(name): \(file.path)") }
    }
  }
}
