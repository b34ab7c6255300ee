import Foundation
import Testing

/// `render` and `explain`: one record, now.
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
    #expect(
      files.map(\.path)
        == ["certificate", "customer-copy", "key-notice", "premium-sheet"].map { "\(number)-\($0).pdf" })
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
