import Digests
import Foundation
import Testing

/// A paper that no longer comes to the file that was issued: the command names what differs, and issues it only on request.
@Suite struct ReissueDifferenceTests {
  private let scratch: Scratch
  private let number = "44-07-1000001-00"

  init() throws {
    scratch = try Scratch()
    let input = try scratch.put(try Examples.many(1), at: "in.jsonl")
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

  /// A home whose file of the first Mincho face is not the one of the day of issue.
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
    faces[index]["sha256"] = ContentDigest(of: bytes).hexadecimal
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
    // The row says with which list of fonts it was made; that list is kept, too.
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
