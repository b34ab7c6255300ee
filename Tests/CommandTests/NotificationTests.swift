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

  @Test("is not made unless it is asked for")
  func unasked() throws {
    let scratch = try Scratch()
    let input = try scratch.put(try Self.record(email: "keiri@kasasagi.example") + "\n", at: "in.jsonl")
    let command = try Command.run(["batch", input, "--out", scratch.path("out")] + Examples.day)
    #expect(command.status == 0)
    #expect(!(try scratch.text("out/manifest.jsonl").contains("notification")))
  }

  @Test(
    "an address that is none is the record's fault, and so is none at all",
    arguments: [("keiri.kasasagi.example", "record.mail.form"), (nil, "paper.mail.address")] as [(String?, String)])
  func refused(email: String?, code: String) throws {
    let scratch = try Scratch()
    let command = try Self.batch(try Self.record(email: email), scratch)
    #expect(command.status == 65)
    #expect(command.error.contains(code), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/\(Self.number)")))
  }
}
