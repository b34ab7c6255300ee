import Digests
import Foundation
import Testing

/// `reissue` from the register alone, and the commands of `register`.
@Suite struct ReissueTests {
  /// Some examples of every kind issued once, with their keys sealed.
  private static let issued: Scratch? = {
    guard let scratch = try? Scratch(),
      let key = try? scratch.put(Data((0..<32).map { UInt8($0) }), at: "sealing.key"),
      (try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)) != nil,
      let command = try? Command.run(
        [
          "batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--register",
          scratch.path("register.sqlite"), "--new-register",
          "--sealing-key", key,
        ] + Examples.day), command.status == 0
    else { return nil }
    return scratch
  }()

  private let scratch: Scratch

  /// A copy of the register for each test, so that tests do not see each other's changes.
  init() throws {
    let issued = try #require(Self.issued)
    scratch = try Scratch()
    for name in ["register.sqlite", "sealing.key"] {
      try FileManager.default.copyItem(atPath: issued.path(name), toPath: scratch.path(name))
    }
  }

  private func manifest() throws -> [[String: Any]] {
    try #require(Self.issued).text("out/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
  }

  private func reissue(_ number: String, _ document: String, _ more: [String] = [], reason: String = "紛失") throws
    -> Command
  {
    try Command.run(
      [
        "reissue", number, "--document", document, "--reason", reason, "--by", "sato", "--register",
        scratch.path("register.sqlite"),
        "--out",
        scratch.path("again.pdf"),
      ] + more)
  }

  private func register(_ arguments: String...) throws -> Command {
    try Command.run(["register"] + arguments + ["--register", scratch.path("register.sqlite")])
  }

  @Test func everyPaperComesBackToTheByteFromTheRegisterAlone() throws {
    let issued = try #require(Self.issued)
    // Every kind, amendments and joint ventures among them; each paper of some records and some paper of each.
    let step = Examples.papersPerRecord + 1
    for (index, entry) in try manifest().enumerated() where index.isMultiple(of: step) {
      let (number, document) = (try #require(entry.text("number")), try #require(entry.text("document")))
      let command = try reissue(
        number, document,
        ["--change", try #require(entry.text("change")), "--sealing-key", scratch.path("sealing.key")])
      #expect(command.status == 0, "\(number) \(document): \(command.error)")
      let original = try Data(contentsOf: URL(filePath: issued.path("out/\(try #require(entry.text("path")))")))
      #expect(try Data(contentsOf: URL(filePath: scratch.path("again.pdf"))) == original, "\(number) \(document)")
    }
    #expect(try Command.run(["verify", issued.path("out"), "--register", scratch.path("register.sqlite")]).status == 0)
  }

  @Test func formsOfTheHomeMayHaveMovedOn() throws {
    let issued = try #require(Self.issued)
    let home = try Scratch.home()
    try FileManager.default.removeItem(atPath: home.path("Templates/certificate.xml"))
    try home.put("{}", at: "Rules/tariffs.json")
    let first = try #require(try manifest().first)
    let command = try Command.run(
      [
        "reissue", try #require(first.text("number")), "--document", "certificate", "--reason", "紛失", "--register",
        scratch.path("register.sqlite"), "--out", scratch.path("again.pdf"),
      ], home: home.root)
    #expect(command.status == 0, "\(command.error)")
    #expect(
      try Data(contentsOf: URL(filePath: scratch.path("again.pdf")))
        == Data(contentsOf: URL(filePath: issued.path("out/\(try #require(first.text("path")))"))))
  }

  @Test func markedCopySaysSoAndCounts() throws {
    let number = try #require(try manifest().first?.text("number"))
    for count in 1...2 {
      #expect(try reissue(number, "certificate", ["--mark", "再発行"]).status == 0)
      let text = try Command.run(tool: "pdftotext", [scratch.path("again.pdf"), "-"]).output
      #expect(text.contains("再発行") && text.contains("第\(count)回"), "\(text.prefix(200))")
    }
    let history = try register("history", number, "--document", "certificate", "--format", "json").output.split(
      separator: "\n")
    #expect(history.count == 3)
    #expect(history.last.map { $0.contains("\"reason\":\"紛失\"") && $0.contains("\"by\":\"sato\"") } == true)
  }

  @Test func keyNoticeWantsTheSealingKey() throws {
    let number = try #require(try manifest().first?.text("number"))
    let without = try reissue(number, "key-notice")
    #expect(without.status == 65 && without.error.contains("--sealing-key"))
    try scratch.put(Data(repeating: 9, count: 32), at: "other.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("other.key"))
    #expect(try reissue(number, "key-notice", ["--sealing-key", scratch.path("other.key")]).status == 65)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("again.pdf")))
    #expect(try reissue(number, "key-notice", ["--sealing-key", scratch.path("sealing.key")]).status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("again.pdf"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func voidIsNeverIssuedAgain() throws {
    let number = try #require(try manifest().first?.text("number"))
    #expect(try register("void", number, "--all", "--yes", "--reason", "契約解除", "--by", "sato").status == 0)
    #expect(try reissue(number, "certificate").status == 65)
    #expect(try register("void", number, "--all", "--yes", "--reason", "契約解除").status == 65)
    #expect(try register("show", number, "--document", "certificate").status == 65)
    #expect(
      try register("list", "--number", number, "--state", "voided", "--format", "csv").output.split(separator: "\r\n")
        .count == Examples.papersPerRecord + 1)
    let batch = try Command.run(
      [
        "batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--register",
        scratch.path("register.sqlite"),
      ]
        + Examples.day)
    #expect(batch.status == 65 && batch.error.contains("register.voided"))
  }

  @Test func copiesOfAVoidPaperAreVoid() throws {
    let issued = try #require(Self.issued)
    let number = try #require(try manifest().first?.text("number"))
    #expect(try reissue(number, "certificate").status == 0)
    #expect(try reissue(number, "certificate", ["--mark", "再発行"]).status == 0)
    func states(_ command: Command) throws -> [String] {
      try command.output.split(separator: "\n").map { line in
        let row = try Examples.object(String(line))
        return "\(row.text("action") ?? "-") \(row.text("state") ?? "-")"
      }
    }
    let paper = ["--document", "certificate", "--format", "json"]
    func list(_ more: [String] = []) throws -> [String] {
      try states(
        Command.run(
          ["register", "list", "--number", number, "--register", scratch.path("register.sqlite")] + paper + more))
    }
    #expect(try list() == ["issue issued", "reissue issued", "reissue issued"])
    let void = try register("void", number, "--all", "--yes", "--reason", "契約解除", "--by", "sato", "--lang", "en")
    #expect(
      void.status == 0 && void.error.contains("\(Examples.papersPerRecord) papers are void")
        && void.error.contains("2 copies"), "\(void.error)")
    let voided = ["issue voided", "reissue voided", "reissue voided"]
    #expect(try list() == voided)
    #expect(try list(["--state", "voided"]) == voided)
    #expect(try list(["--state", "issued"]) == [])
    #expect(
      try states(register("history", number, "--document", "certificate", "--format", "json")) == voided + [
        "void voided"
      ])
    #expect(
      try states(register("export", "--number", number, "--document", "certificate", "--format", "json")) == voided + [
        "void voided"
      ])
    let shown = try register("show", number, "--document", "certificate")
    #expect(shown.status == 65 && shown.error.contains("register.voided"))
    for mark in [[], ["--mark", "再発行"]] {
      let refused = try reissue(number, "certificate", mark)
      #expect(refused.status == 65 && refused.error.contains("register.voided"))
    }
    // The folder has no faults, but the papers of one record are no longer in force.
    let verify = try Command.run([
      "verify", issued.path("out"), "--register", scratch.path("register.sqlite"), "--lang", "en",
    ])
    #expect(
      verify.status == 0 && verify.output.contains("0 problems; \(Examples.papersPerRecord) hold no more"),
      "\(verify.output)")
    #expect(verify.output.components(separatedBy: "verify.voided").count == Examples.papersPerRecord + 1)
  }

  @Test func unknownNumberAndUnknownRegisterSaySo() throws {
    #expect(try reissue("99-99", "certificate").error.contains("register.absent"))
    #expect(try Command.run(["register", "list", "--register", scratch.path("none.sqlite")]).status == 66)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("none.sqlite")))
  }

  @Test func exportHasEveryRowAndNoKey() throws {
    let export = try register("export", "--format", "csv", "--out", scratch.path("export.csv"))
    #expect(export.status == 0)
    let text = try scratch.text("export.csv")
    #expect(text.split(separator: "\r\n").count == (try manifest().count) + 1)
    let keys = try Examples.lines().compactMap { try Examples.object($0).text("key") }
    #expect(!keys.contains { text.contains($0) })
    let shown = try register("show", try #require(try manifest().first?.text("number")), "--document", "key-notice")
      .output
    #expect(!keys.contains { shown.contains($0) } && shown.contains("\"work.name\""))
  }

  @Test func verifyFindsWhatRegisterAndFolderTellDifferently() throws {
    let issued = try #require(Self.issued)
    func verify() throws -> Command {
      try Command.run(["verify", issued.path("out"), "--register", scratch.path("register.sqlite")])
    }
    func tamper(_ sql: String) throws {
      let script = "import sqlite3,sys\nd=sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()"
      #expect(try Command.run(tool: "python3", ["-c", script, scratch.path("register.sqlite"), sql]).status == 0)
    }
    #expect(try verify().status == 0)
    try tamper("UPDATE entry SET digest = zeroblob(32) WHERE sequence = 3")
    let altered = try verify()
    #expect(
      altered.status == 70 && altered.output.contains("register.chain.altered")
        && altered.output.contains("verify.register.unlike"))
    try tamper("DELETE FROM entry WHERE sequence = 4")
    #expect(try verify().output.contains("verify.register.absent"))
  }
}

/// When a reissue does not give the bytes that were issued, the command names the difference, and issues the paper only
/// with `--accept-changes`.
@Suite struct ReissueDifferenceTests {
  private let scratch: Scratch
  private let number = "44-07-1000001-00"

  init() throws {
    scratch = try Scratch()
    let input = try scratch.put(try Examples.many(1), at: "in.jsonl")
    try scratch.register()
    let batch = try Command.run(
      [
        "batch", input, "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--documents",
        "certificate",
      ]
        + Examples.day)
    #expect(batch.status == 0, "\(batch.error)")
  }

  private func reissue(_ more: [String] = [], home: String = Command.root) throws -> Command {
    try Command.run(
      [
        "reissue", number, "--document", "certificate", "--reason", "紛失", "--register", scratch.path("register.sqlite"),
        "--out",
        scratch.path("again.pdf"), "--lang", "en",
      ] + more, home: home)
  }

  private func sql(_ statement: String) throws -> String {
    let script =
      "import sqlite3,sys\nd=sqlite3.connect(sys.argv[1])\nfor r in d.execute(sys.argv[2]): print(*r)\nd.commit()"
    let command = try Command.run(tool: "python3", ["-c", script, scratch.path("register.sqlite"), statement])
    #expect(command.status == 0, "\(command.error)")
    return command.output
  }

  private func issued() throws -> Data {
    try Data(contentsOf: URL(filePath: scratch.path("out/\(number)/\(number)-certificate.pdf")))
  }

  private func again() throws -> Data { try Data(contentsOf: URL(filePath: scratch.path("again.pdf"))) }

  static let causes: [(name: String, sql: String, words: String)] = [
    ("format", "UPDATE entry SET digest = zeroblob(32), format = 0", "the engine's format number, 0 → "),
    ("library", "UPDATE run SET libraries = 'cairo 1.0.0, freetype 2.0.0'", "a library, cairo 1.0.0 → "),
    ("nothing known", "UPDATE run SET libraries = NULL", "a library of unknown version"),
  ]

  @Test(arguments: causes) func causeIsNamed(name: String, sql: String, words: String) throws {
    _ = try self.sql("UPDATE entry SET digest = zeroblob(32)")
    _ = try self.sql(sql)
    for more in [[], ["--mark", "再発行"]] {
      let refused = try reissue(more)
      #expect(
        refused.status == 65 && refused.error.contains("reissue.changed") && refused.error.contains(words),
        "\(refused.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("again.pdf")))
    #expect(try reissue(["--accept-changes"]).status == 0)
    #expect(try again() == issued())
  }

  /// A home in which the file of the first Mincho face has changed since the day of issue.
  private func homeWithAnotherFont(_ change: (_ list: inout [String: Any], _ file: String) throws -> Void = { _, _ in })
    throws -> Scratch
  {
    let home = try Scratch.home()
    var list = try Examples.object(home.text("Fonts/fonts.json"))
    var faces = try #require(list["faces"] as? [[String: Any]])
    let roles = try #require(list["roles"] as? [[String: Any]])
    let first = try #require((roles.first { $0.text("name") == "mincho" }?["chain"] as? [String])?.first)
    let index = try #require(faces.firstIndex { $0.text("id") == first })
    let file = try #require(faces[index].text("file"))
    let found = try Command.run(tool: "find", ["/usr/share/fonts", "-name", file]).output.split(separator: "\n")
    let bytes = try Data(contentsOf: URL(filePath: String(try #require(found.first)))) + [0]
    try home.put(bytes, at: "Fonts/\(file)")
    faces[index]["editions"] = [
      ["version": "2", "systems": [], "sha256": ContentDigest(of: bytes).hexadecimal] as [String: Any]
    ]
    list["faces"] = faces
    try change(&list, first)
    try home.put(try JSONSerialization.data(withJSONObject: list), at: "Fonts/fonts.json")
    return home
  }

  @Test func anotherFileOfAFontIsTakenWhenThePaperIsTheSame() throws {
    let home = try homeWithAnotherFont()
    let command = try reissue(home: home.root)
    #expect(command.status == 0, "\(command.error)")
    #expect(try again() == issued())
    // The register keeps the changed list of fonts, which the new row names.
    #expect(try sql("SELECT count(DISTINCT configuration), count(*) FROM entry") == "2 2\n")
    #expect(
      try Command.run(["verify", scratch.path("out"), "--register", scratch.path("register.sqlite")]).status == 0)
  }

  @Test func anotherFontIsNamedAndNeedsAWord() throws {
    let home = try homeWithAnotherFont { list, first in
      var roles = try #require(list["roles"] as? [[String: Any]])
      let gothic = try #require((roles.first { $0.text("name") == "gothic" }?["chain"] as? [String])?.first)
      for index in roles.indices {
        roles[index]["chain"] = (roles[index]["chain"] as? [String])?.map { $0 == first ? gothic : $0 }
      }
      list["roles"] = roles
    }
    let refused = try reissue(home: home.root)
    #expect(
      refused.status == 65 && refused.error.contains("the fonts (today's)") && refused.error.contains("[fonts."),
      "\(refused.error)")
    let accepted = try reissue(["--accept-changes"], home: home.root)
    #expect(accepted.status == 0, "\(accepted.error)")
    #expect(try again() != issued())
    #expect(
      try Command.run(["verify", scratch.path("out"), "--register", scratch.path("register.sqlite")]).status == 0)
  }
}
