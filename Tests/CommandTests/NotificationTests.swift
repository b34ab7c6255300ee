import Foundation
import Testing

/// `--notifications`: the mail that tells a contractor which papers are ready.
@Suite("Notifications") struct NotificationTests {
  private static let number = "44-07-0012345-00"

  /// The first example with another address, or with none.
  private static func record(email: String?) throws -> String {
    var record = try Examples.object(try Examples.lines()[0])
    var contractor = record["contractor"] as? [String: Any] ?? [:]
    contractor["email"] = email
    record["contractor"] = contractor
    return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
  }

  private static func batch(_ record: String, _ scratch: Scratch, out: String = "out") throws -> Command {
    let input = try scratch.put(record + "\n", at: "in.jsonl")
    return try Command.run(
      ["batch", input, "--out", scratch.path(out), "--notifications", scratch.path("\(out)-mail"), "--lang", "en"]
        + Examples.day)
  }

  @Test("a message a record, in folder, manifest and register, the same on every run, and without the key")
  func message() throws {
    let scratch = try Scratch()
    let record = try Self.record(email: "keiri@kasasagi.example")
    let command = try Self.batch(record, scratch)
    try #require(command.status == 0, "\(command.error)")
    let path = "\(Self.number)/\(Self.number)-notification.eml"
    let bytes = try Data(contentsOf: URL(filePath: scratch.path("out/\(path)")))
    #expect(bytes == (try Data(contentsOf: URL(filePath: scratch.path("out-mail/\(Self.number)-notification.eml")))))
    let entries = try scratch.text("out/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
    let entry = try #require(entries.first { $0.text("document") == "notification" })
    #expect(entry.text("path") == path && entry.text("pages") == "0" && entry["standard"] == nil)
    #expect(entries.count == Examples.papersPerRecord + 1)
    let listed = try Command.run([
      "register", "list", "--register", scratch.path("out/register.sqlite"), "--lang", "en",
    ])
    #expect(listed.output.contains("notification"), "\(listed.output)\(listed.error)")
    #expect(try Command.run(["verify", scratch.path("out"), "--lang", "en"]).status == 0)
    try #require(try Self.batch(record, scratch, out: "again").status == 0)
    #expect(bytes == (try Data(contentsOf: URL(filePath: scratch.path("again/\(path)")))))
    let halves = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")
    let body = try #require(
      Data(base64Encoded: halves[1].replacing("\r\n", with: "")).flatMap { String(data: $0, encoding: .utf8) })
    #expect(halves[0].contains("To:") && halves[0].contains("<keiri@kasasagi.example>"))
    #expect(body.contains("電子証書の確認はこちら") && body.contains(Self.number) && body.contains("お客様控え"))
    let key = try #require(try Examples.object(try Examples.lines()[0]).text("key"))
    #expect(!body.contains(key) && !body.contains(String(key.prefix(4))))
    // A second run finds everything issued, and notifies nobody again.
    let second = try Self.batch(record, scratch)
    #expect(second.status == 0, "\(second.error)")
  }

  @Test("without an address the papers are issued, and it is said and counted that no message was made")
  func noAddress() throws {
    let scratch = try Scratch()
    let record = try Self.record(email: nil)
    let command = try Self.batch(record, scratch)
    #expect(command.status == 0 && command.error.contains("paper.mail.none"), "\(command.error)")
    #expect(try scratch.text("out/manifest.jsonl").split(separator: "\n").count == Examples.papersPerRecord)
    #expect(try scratch.text("out/report.json").contains("\"paper.mail.none\":1"))
    // A second run misses nothing.
    let again = try Self.batch(record, scratch)
    #expect(again.status == 0, "\(again.error)")
    #expect(try scratch.text("out/manifest.jsonl").split(separator: "\n").count == Examples.papersPerRecord)
  }

  /// Header and text of the message in a folder.
  private static func parts(_ scratch: Scratch, _ out: String = "out") throws -> (header: String, text: String) {
    let halves = try scratch.text("\(out)/\(number)/\(number)-notification.eml").components(separatedBy: "\r\n\r\n")
    let text = try #require(Data(base64Encoded: halves[1].replacing("\r\n", with: "")))
    return (halves[0], String(decoding: text, as: UTF8.self))
  }

  @Test("lists the papers that are made, and no other")
  func lists() throws {
    let scratch = try Scratch()
    let input = try scratch.put(try Self.record(email: "keiri@kasasagi.example") + "\n", at: "in.jsonl")
    let command = try Command.run(
      [
        "batch", input, "--out", scratch.path("out"), "--documents", "certificate,premium-sheet", "--notifications",
        scratch.path("mail"),
      ] + Examples.day)
    try #require(command.status == 0, "\(command.error)")
    let text = try Self.parts(scratch).text
    #expect(text.contains("・保証証書（前払金保証）") && text.contains("・保証料計算書"))
    #expect(!text.contains("・お客様控え") && !text.contains("・電子証書閲覧用"))
    #expect(!text.contains("認証キーの表示を押し"))
  }

  @Test("a message that replaces another says so, names it, and is made again to the same bytes")
  func superseding() throws {
    let scratch = try Scratch()
    try #require(try Self.batch(try Self.record(email: "keiri@kasasagi.example"), scratch).status == 0)
    let first = try Self.parts(scratch).header
    let changed = try Self.record(email: "soumu@kasasagi.example")
    let input = try scratch.put(changed + "\n", at: "in.jsonl")
    let command = try Command.run(
      [
        "batch", input, "--out", scratch.path("out"), "--supersede", "--notifications", scratch.path("out-mail"),
      ] + Examples.day)
    try #require(command.status == 0, "\(command.error)")
    func identifier(_ header: String, _ field: String) -> String? {
      header.components(separatedBy: "\r\n").first { $0.hasPrefix("\(field): ") }?.components(separatedBy: ": ").last
    }
    let second = try Self.parts(scratch)
    let old = try #require(identifier(first, "Message-ID"))
    #expect(identifier(second.header, "In-Reply-To") == old && identifier(second.header, "References") == old)
    #expect(identifier(second.header, "Message-ID") != old)
    #expect(second.text.contains("に代わるものです"))
    let again = try Command.run([
      "reissue", Self.number, "--document", "notification", "--register", scratch.path("out/register.sqlite"), "--out",
      scratch.path("again"), "--reason", "lost",
    ])
    #expect(again.status == 0, "\(again.error)")
  }

  @Test("is not made unless it is asked for")
  func unasked() throws {
    let scratch = try Scratch()
    let input = try scratch.put(try Self.record(email: "keiri@kasasagi.example") + "\n", at: "in.jsonl")
    let command = try Command.run(["batch", input, "--out", scratch.path("out")] + Examples.day)
    #expect(command.status == 0)
    #expect(!(try scratch.text("out/manifest.jsonl").contains("notification")))
  }

  @Test(
    "an address that is none is the record's fault", arguments: ["keiri.kasasagi.example", "keiri@192.0.2.1"])
  func refused(email: String) throws {
    let scratch = try Scratch()
    let command = try Self.batch(try Self.record(email: email), scratch)
    #expect(command.status == 65)
    #expect(command.error.contains("record.mail.form"), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/\(Self.number)")))
  }
}
