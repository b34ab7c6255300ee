import Foundation
import Testing

/// `--archive`: issued papers are kept under their digests, so that `reissue` finds them, and never show the key.
@Suite struct ArchiveTests {
  private let scratch: Scratch
  private let input: String
  private let number = "44-07-1000001-00"

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.many(2), at: "in.jsonl")
    try scratch.register()
    try scratch.put(Data((0..<32).map { UInt8($0) }), at: "sealing.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("sealing.key"))
  }

  private var locations: [String] {
    ["--register", scratch.path("register.sqlite"), "--archive", scratch.path("archive")]
  }
  private var sealing: [String] { ["--sealing-key", scratch.path("sealing.key")] }

  private func batch(_ more: [String] = []) throws -> Command {
    try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--documents", "certificate,key-notice"] + locations + Examples.day
        + more)
  }

  private func reissue(_ document: String, _ more: [String] = [], home: String = Command.root) throws -> Command {
    try Command.run(
      ["reissue", number, "--document", document, "--reason", "紛失", "--out", scratch.path("again.pdf"), "--lang", "en"]
        + locations + more,
      home: home)
  }

  private func archived() throws -> [String] { try scratch.files(below: "archive").map(\.path) }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: scratch.path(path))) }

  private func paper(_ document: String) throws -> Data { try bytes("out/\(number)/\(number)-\(document).pdf") }

  @Test func everyIssuedPaperIsKeptAndNoticesSealedOnly() throws {
    #expect(try batch(sealing).status == 0)
    let names = try archived()
    #expect(
      names.count == 4 && names.count { $0.hasSuffix(".pdf") } == 2 && names.count { $0.hasSuffix(".pdf.sealed") } == 2)
    for entry in try scratch.text("out/manifest.jsonl").split(separator: "\n").map({ try Examples.object(String($0)) })
    {
      let digest = try #require(entry.text("sha256"))
      let suffix = entry.text("document") == "key-notice" ? ".pdf.sealed" : ".pdf"
      #expect(names.contains("\(digest.prefix(2))/\(digest)\(suffix)"))
    }
    let keys = try Examples.lines().compactMap { try Examples.object($0).text("key") }
    for (path, bytes) in try scratch.files(below: "archive") {
      #expect(!keys.contains { bytes.range(of: Data($0.utf8)) != nil }, "\(path)")
      if path.hasSuffix(".sealed") { #expect(bytes.range(of: Data("%PDF".utf8)) == nil) }
    }
    // A second run with the same input adds nothing to the archive.
    #expect(try batch(sealing).status == 0)
    #expect(try archived() == names)
  }

  @Test func withoutASealingKeyNoNoticeIsKept() throws {
    let command = try batch(["--lang", "en"])
    #expect(command.status == 0 && command.error.contains("archive.notices"), "\(command.error)")
    #expect(try archived().allSatisfy { $0.hasSuffix(".pdf") } && archived().count == 2)
  }

  @Test func reissueTakesFromTheArchiveFirst() throws {
    #expect(try batch(sealing).status == 0)
    let plain = try reissue("certificate")
    #expect(plain.status == 0 && plain.error.contains("taken from the archive"), "\(plain.error)")
    #expect(try bytes("again.pdf") == paper("certificate"))
    let notice = try reissue("key-notice", sealing)
    #expect(notice.status == 0 && notice.error.contains("taken from the archive"), "\(notice.error)")
    #expect(try bytes("again.pdf") == paper("key-notice"))
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("again.pdf"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let locked = try reissue("key-notice")
    #expect(locked.status == 65 && locked.error.contains("register.key.sealed"), "\(locked.error)")
    let marked = try reissue("certificate", ["--mark", "再発行"])
    #expect(marked.status == 0 && marked.error.contains("made again"))
    // The marked copy is an issued paper, too.
    #expect(try archived().count == 5)
    let rows = try Command.run([
      "register", "history", number, "--format", "csv", "--register", scratch.path("register.sqlite"),
    ]).output
    #expect(rows.split(separator: "\r\n").count { $0.contains(",reissue,") } == 3)
  }

  @Test func damagedCopyIsMadeAgainAndReplaced() throws {
    #expect(try batch(sealing).status == 0)
    for (path, bytes) in try scratch.files(below: "archive") {
      try scratch.put(bytes.dropLast() + [0], at: "archive/\(path)")
    }
    for document in ["certificate", "key-notice"] {
      let command = try reissue(document, sealing)
      #expect(command.status == 0 && command.error.contains("archive.unusable"), "\(command.error)")
      #expect(try bytes("again.pdf") == paper(document))
      #expect(try reissue(document, sealing).error.contains("taken from the archive"))
    }
  }

  /// When a form has changed since the issue, the paper comes from the archive and is not made again from the register.
  @Test func lostPaperOfAnOlderFormComesBackFromTheArchive() throws {
    #expect(try batch(sealing).status == 0)
    let (certificate, notice) = (try paper("certificate"), try paper("key-notice"))
    for document in ["certificate", "key-notice"] {
      try FileManager.default.removeItem(atPath: scratch.path("out/\(number)/\(number)-\(document).pdf"))
    }
    let home = try Scratch.home()
    for name in ["certificate", "key-notice"] {
      let form = try home.text("Templates/\(name).xml")
      try home.put(
        form.replacing("edition=\"1\"", with: "edition=\"2\"").replacing("y=\"20mm\"", with: "y=\"21mm\""),
        at: "Templates/\(name).xml")
    }
    let again = try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--documents", "certificate,key-notice"] + locations + sealing
        + Examples.day,
      home: home.root)
    #expect(again.status == 0, "\(again.error)")
    #expect(try paper("certificate") == certificate && paper("key-notice") == notice)
    #expect(
      try Command.run(["verify", scratch.path("out"), "--register", scratch.path("register.sqlite")]).status == 0)
  }

  /// An archive that is first named in a later run also gets the unchanged papers that the run finds in its folder.
  @Test func archiveBegunLaterIsFilled() throws {
    #expect(
      try Command.run(
        [
          "batch", input, "--out", scratch.path("out"), "--documents", "certificate,key-notice", "--register",
          scratch.path("register.sqlite"),
        ]
          + Examples.day
      ).status == 0)
    #expect(try batch(sealing).status == 0)
    #expect(try archived().count == 4)
  }

  @Test func renderedPaperIsKeptToo() throws {
    let command = try Command.run(
      ["render", input, "--contract", number, "--document", "certificate", "--out", scratch.path("one.pdf")] + locations
        + Examples.day)
    #expect(command.status == 0, "\(command.error)")
    #expect(try archived().count == 1)
    let bare = [
      "render", input, "--contract", number, "--out", scratch.path("x"), "--archive", scratch.path("archive"),
    ]
    #expect(try Command.run(bare).status == 64)
  }
}
