import Foundation
import Testing

/// `--protect`: papers that open only with the password of their contract.
@Suite struct ProtectionTests {
  private static let count = 4

  /// A password of its own for each contract.
  private static func password(_ index: Int) -> String { "Kagi no \(index) #\(index * 7919)" }

  private static func passwords(_ numbers: [String]) -> String {
    numbers.enumerated().map { "\($0.element)\t\(password($0.offset))" }.joined(separator: "\n") + "\n"
  }

  /// A few records issued once, their key notices encrypted.
  private struct Issued {
    let scratch: Scratch
    let numbers: [String]
    let command: Command
    let batch: [String]

    init() throws {
      scratch = try Scratch()
      let lines = Array(try Examples.lines().prefix(count))
      numbers = try lines.map { try #require(try Examples.object($0).text("number")) }
      let input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
      let file = try scratch.put(passwords(numbers), at: "passwords.txt")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      batch =
        ["batch", input, "--out", scratch.path("out"), "--protect", "key-notice=\(file)", "--lang", "en"] + Examples.day
      command = try Command.run(batch)
    }

    func path(_ index: Int, _ document: String) -> String {
      scratch.path("out/\(numbers[index])/\(numbers[index])-\(document).pdf")
    }

    func manifest() throws -> [[String: Any]] {
      try scratch.text("out/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
    }
  }

  private static let shared = Result { try Issued() }

  private func issued() throws -> Issued {
    let issued = try Self.shared.get()
    try #require(issued.command.status == 0, "\(issued.command.error)")
    return issued
  }

  @Test func onlyThePaperThatWasNamedIsEncrypted() throws {
    let issued = try issued()
    for index in issued.numbers.indices {
      for document in ["certificate", "key-notice", "customer-copy", "premium-sheet"] {
        let isEncrypted = try Command.run(tool: "qpdf", ["--is-encrypted", issued.path(index, document)]).status == 0
        #expect(isEncrypted == (document == "key-notice"), "\(document)")
      }
      let open = try Command.run(
        tool: "pdftotext", ["-raw", "-upw", Self.password(index), issued.path(index, "key-notice"), "-"])
      #expect(open.status == 0 && open.output.contains(issued.numbers[index]))
      let other = try Command.run(
        tool: "pdftotext", ["-upw", Self.password(index + 1), issued.path(index, "key-notice"), "-"])
      #expect(other.status != 0)
    }
  }

  @Test func theManifestSaysSoAndDoesNotCallItPDFA() throws {
    let issued = try issued()
    let plain = try #require(BatchTests.issued)
    let ordinary = try plain.scratch.text("out/manifest.jsonl").split(separator: "\n").map {
      try Examples.object(String($0))
    }
    for entry in try issued.manifest() {
      let same = try #require(ordinary.first { $0.text("path") == entry.text("path") })
      if entry.text("document") == "key-notice" {
        #expect(entry.text("standard") == nil && entry.text("protection") == "AES-256")
        #expect(entry.text("unprotectedSha256") == same.text("sha256") && entry.text("sha256") != same.text("sha256"))
      } else {
        #expect(entry.text("standard") == "PDF/A-2a" && entry.text("protection") == nil)
        #expect(entry.text("sha256") == same.text("sha256"))
      }
    }
    #expect(try Command.run(["verify", issued.scratch.path("out")]).status == 0)
  }

  /// The metadata inside the file must not claim a standard that encryption breaks.
  @Test func itsMetadataDoNotClaimPDFA() throws {
    let issued = try issued()
    let file = try Command.run(
      tool: "qpdf",
      [
        "--decrypt", "--password=\(Self.password(0))", "--qdf", issued.path(0, "key-notice"),
        issued.scratch.path("open.pdf"),
      ])
    #expect(file.status == 0)
    let text = String(decoding: try Data(contentsOf: URL(filePath: issued.scratch.path("open.pdf"))), as: UTF8.self)
    #expect(!text.contains("pdfaid:part") && text.contains("pdfuaid:part=\"1\""))
    let verify = try Command.run(["verify", "--pdf", issued.path(0, "key-notice"), "--lang", "en"])
    #expect(verify.status == 70 && verify.output.contains("is encrypted"), "\(verify.output)")
  }

  @Test func noPasswordStandsAnywhere() throws {
    let issued = try issued()
    for index in issued.numbers.indices {
      let password = Data(Self.password(index).utf8)
      for (path, bytes) in try issued.scratch.files(below: "out") {
        #expect(bytes.range(of: password) == nil, "\(path)")
      }
      #expect(
        !issued.command.error.contains(Self.password(index)) && !issued.command.output.contains(Self.password(index)))
    }
  }

  @Test func aSecondRunLeavesThemAloneAndALostOneIsToldOf() throws {
    let issued = try Issued()
    let before = try issued.scratch.issued(below: "out")
    let again = try Command.run(issued.batch)
    #expect(again.status == 0 && again.error.contains("\(Self.count) unchanged"), "\(again.error)")
    #expect(try issued.scratch.issued(below: "out").map(\.bytes) == before.map(\.bytes))
    #expect(
      try Command.run(tool: "\(Command.root)/scripts/audit-register", [issued.scratch.path("out/register.sqlite")])
        .status == 0)
    try FileManager.default.removeItem(atPath: issued.path(0, "key-notice"))
    let lost = try Command.run(issued.batch)
    #expect(lost.status == 65 && lost.error.contains("shosho reissue --protect"), "\(lost.error)")
  }

  @Test func aContractWithoutAPasswordIsRefused() throws {
    let scratch = try Scratch()
    let lines = Array(try Examples.lines().prefix(2))
    let numbers = try lines.map { try #require(try Examples.object($0).text("number")) }
    let input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
    let command = try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--protect", "certificate=-", "--lang", "en"] + Examples.day,
      input: Data("\(numbers[1]) \(Self.password(1))\n".utf8))
    #expect(command.status == 65 && command.error.contains("no password for this contract number"), "\(command.error)")
    #expect(try scratch.files(below: "out/\(numbers[0])").isEmpty)
    #expect(try scratch.files(below: "out/\(numbers[1])").count == Examples.papersPerRecord)
  }

  @Test func wrongUsageIsRefusedBeforeAnythingIsWritten() throws {
    let scratch = try Scratch()
    let file = try scratch.put("44-07-1 geheim geheim\nbroken\n", at: "passwords.txt")
    for (option, status, words) in [
      ("key-notise=\(file)", 64, "key-notice"), ("key-notice=\(scratch.path("absent"))", 66, "absent"),
      ("key-notice=\(file)", 66, "no line of a contract number"), ("key-notice", 64, "id=file"),
    ] {
      let command = try Command.run(
        [
          "batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--protect", option, "--lang",
          "en",
        ] + Examples.day)
      #expect(
        command.status == Int32(status) && command.error.contains(words),
        "\(option): \(command.status) \(command.error)")
      #expect(!command.error.contains("geheim"))
      #expect(try scratch.files(below: "out").isEmpty)
    }
  }

  @Test func aReissueNeedsAPasswordToo() throws {
    let issued = try issued()
    let copy = issued.scratch.path("register-copy.sqlite")
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: issued.scratch.path("out/register.sqlite"), toPath: copy)
    func reissue(_ more: [String]) throws -> Command {
      try Command.run(
        [
          "reissue", issued.numbers[0], "--document", "certificate", "--reason", "紛失", "--register", copy, "--out",
          issued.scratch.path("again.pdf"), "--lang", "en",
        ] + more)
    }
    // The key notice cannot be made again without a sealing key; another paper may be encrypted now although it was
    // not.
    #expect(try reissue([]).status == 0)
    let wanted = try reissue(["--protect", "certificate=\(issued.scratch.path("passwords.txt"))"])
    #expect(wanted.status == 0, "\(wanted.error)")
    #expect(
      try Command.run(tool: "qpdf", ["--check", "--password=\(Self.password(0))", issued.scratch.path("again.pdf")])
        .status == 0)
    let key = try Command.run([
      "reissue", issued.numbers[0], "--document", "key-notice", "--reason", "紛失", "--register", copy, "--out",
      issued.scratch.path("key.pdf"), "--lang", "en",
    ])
    #expect(key.status == 64 && key.error.contains("--protect key-notice="), "\(key.error)")
  }
}
