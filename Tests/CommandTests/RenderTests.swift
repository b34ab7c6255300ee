import Foundation
import Testing

/// `render` and `explain`, which work on one record.
@Suite struct OneContractTests {
  private let scratch: Scratch
  private let number = "44-07-0012388-01"

  init() throws {
    scratch = try Scratch()
  }

  private func render(_ options: [String]) throws -> Command {
    try Command.run(["render", Examples.path("certificates.jsonl"), "--contract", number] + options + Examples.day)
  }

  @Test func allPapersGoIntoAFolderMarkedAsCopies() throws {
    #expect(try render(["--out", scratch.path("out")]).status == 0)
    let files = try scratch.files(below: "out")
    let papers = Set(["certificate", "customer-copy", "key-notice", "premium-sheet"] + Examples.papers()).sorted()
    #expect(files.map(\.path) == papers.map { "\(number)-\($0).pdf" })
    let issued = try #require(BatchTests.issued)
    for (path, bytes) in files {
      let batch = try Data(contentsOf: URL(filePath: issued.scratch.path("out/\(number)/\(path)")))
      #expect(bytes != batch, "\(path) carries no mark")
    }
  }

  @Test func onePaperGoesIntoAFileOrToStandardOutput() throws {
    #expect(try render(["--document", "premium-sheet", "--out", scratch.path("sheet.pdf")]).status == 0)
    let file = try Data(contentsOf: URL(filePath: scratch.path("sheet.pdf")))
    #expect(file.starts(with: Data("%PDF-1.7".utf8)))
    let output = try render(["--document", "premium-sheet", "--out", "-"])
    #expect(output.status == 0 && output.output.hasPrefix("%PDF-1.7"))
  }

  @Test func picturesHaveTheSizeOfTheirPage() throws {
    #expect(
      try render(["--document", "certificate", "--out", scratch.path("page.png"), "--png", "--dpi", "72"]).status == 0)
    let png = try Data(contentsOf: URL(filePath: scratch.path("page.png")))
    #expect(png.starts(with: Data([0x89, 0x50, 0x4E, 0x47])))
    let (width, height) = (png[16..<20].reduce(0) { $0 << 8 | Int($1) }, png[20..<24].reduce(0) { $0 << 8 | Int($1) })
    #expect((width, height) == (595, 842))
  }

  @Test func contractThatIsNotThereIs66WithTheNearest() throws {
    let command = try Command.run(
      [
        "render", Examples.path("certificates.jsonl"), "--contract", "44-07-0012388-10", "--out", scratch.path("out"),
        "--lang", "en",
      ])
    #expect(command.status == 66)
    #expect(command.error.contains("Did you mean"))
    #expect(try scratch.files(below: "out").isEmpty)
  }

  @Test func contractThatStandsTwiceIs65() throws {
    let line = try Examples.lines()[0]
    let input = try scratch.put("\(line)\n\(line)\n", at: "in.jsonl")
    let command = try Command.run(["render", input, "--contract", "44-07-0012345-00", "--out", scratch.path("out")])
    #expect(command.status == 65)
  }

  @Test func unknownDocumentIsWrongUsage() throws {
    #expect(try render(["--document", "certificat", "--out", scratch.path("x.pdf")]).status == 64)
    #expect(try render(["--out", "-"]).status == 64)
  }

  @Test func explanationNamesRulesFormsAndPremium() throws {
    let arguments = ["explain", Examples.path("certificates.jsonl"), "--contract", "44-07-0012345-00"] + Examples.day
    let text = try Command.run(arguments)
    #expect(text.status == 0)
    for part in ["Rules/tariffs.json", "Rules/orderers.json", "44,170", "key-notice"] {
      #expect(text.output.contains(part), "\(part)")
    }
    let json = try Examples.object(try Command.run(arguments + ["--json"]).output)
    #expect(json.text("number") == "44-07-0012345-00")
    #expect(!text.output.contains("7KQM4XHRW2PD9TNC"))
  }
}

/// `preview`: a form as a picture, once or whenever a file changes.
@Suite struct PreviewTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func preview(_ arguments: [String]) throws -> Command {
    try Command.run(["preview"] + arguments + ["--dpi", "40"] + Examples.day)
  }

  /// A form of one line, which is not in Templates/.
  private static func form(_ body: String) -> String {
    """
    <form id="note" version="1" title="通知">
    <include part="styles"/><page paper="A4"/>
    <first>\(body)</first>
    </form>
    """
  }

  private func isPNG(_ name: String) -> Bool {
    (try? Data(contentsOf: URL(filePath: scratch.path(name))))?.starts(with: Data([0x89, 0x50, 0x4E, 0x47])) ?? false
  }

  @Test(
    "every form of the home shows with the first sample",
    arguments: ["certificate", "customer-copy", "key-notice", "premium-sheet"])
  func samples(form: String) throws {
    #expect(try preview([form, "--out", scratch.path("page.png")]).status == 0)
    #expect(isPNG("page.png"))
  }

  @Test("a record's own values stand in the picture, and the pages after the first are numbered")
  func record() throws {
    let arguments = ["--record", Examples.path("certificates.jsonl"), "--contract", "44-07-0014988-00"]
    #expect(try preview(["certificate", "--out", scratch.path("page.png")] + arguments).status == 0)
    #expect(isPNG("page.png") && isPNG("page-2.png"))
  }

  @Test("a picture of the key is its owner's alone")
  func secret() throws {
    #expect(try preview(["key-notice", "--out", scratch.path("key.png")]).status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("key.png"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("a form's faults come back with file, line and column, and no picture is written")
  func faults() throws {
    let path = try scratch.put(Self.form("<text y=\"40mm\">{{ work.nane }}</text>"), at: "note.xml")
    let command = try preview([path, "--out", scratch.path("page.png"), "--lang", "en"])
    #expect(command.status == 78)
    #expect(
      command.error.contains("note.xml:3:23") && command.error.contains("Did you mean work.name?"), "\(command.error)")
    #expect(!isPNG("page.png"))
  }

  @Test("what is not there is said")
  func absent() throws {
    let command = try preview(["certifcate", "--lang", "en"])
    #expect(command.status == 64 && command.error.contains("Did you mean certificate?"))
    #expect(try preview(["certificate", "--record", scratch.path("none.jsonl")]).status == 66)
  }

  @Test("a watched form is shown again when it changes; with a fault in it the last good picture stays")
  func watch() throws {
    let path = try scratch.put(Self.form("<text y=\"40mm\">一</text>"), at: "note.xml")
    let watching = try Command.start(
      ["preview", path, "--watch", "--out", scratch.path("page.png"), "--dpi", "40", "--lang", "en"] + Examples.day,
      messages: scratch.file("words"))
    defer { watching.terminate() }
    func wait(for what: String, _ holds: () throws -> Bool) throws {
      for _ in 0..<600 {
        if try holds() { return }
        usleep(100_000)
      }
      Issue.record("\(what) did not come; it said: \(try scratch.text("words"))")
    }
    func words(_ text: String) throws -> Int { try scratch.text("words").components(separatedBy: text).count - 1 }

    try wait(for: "the first picture") { try words("Wrote") == 1 }
    let first = try Data(contentsOf: URL(filePath: scratch.path("page.png")))
    try scratch.put(Self.form("<text y=\"40mm\">{{ nunber }}</text>"), at: "note.xml")
    try wait(for: "the fault") { try words("note.xml:3:23") == 1 && words("The last good picture stays.") == 1 }
    #expect(try Data(contentsOf: URL(filePath: scratch.path("page.png"))) == first)
    try scratch.put(Self.form("<text y=\"40mm\">二</text>"), at: "note.xml")
    try wait(for: "the second picture") { try words("Wrote") == 2 }
    #expect(try Data(contentsOf: URL(filePath: scratch.path("page.png"))) != first)
    watching.interrupt()
    watching.waitUntilExit()
    #expect(watching.terminationReason == .exit && watching.terminationStatus == 130)
  }
}
