import Foundation
import Testing

/// The fonts of a home are judged before anything is issued, also those that no record may ever need.
@Suite struct FontsTests {
  /// A home whose fallback of the Mincho chain is the beginning of the right file.
  private func homeWithTruncatedFallback() throws -> Scratch {
    let home = try Scratch.home()
    let found = try Command.run(tool: "find", ["/usr/share/fonts", "-name", "ipamjm.ttf"]).output.split(separator: "\n")
    let bytes = try Data(contentsOf: URL(filePath: String(try #require(found.first))))
    try home.put(bytes.prefix(100_000), at: "Fonts/ipamjm.ttf")
    return home
  }

  @Test func aTruncatedFallbackEndsEveryCommandBeforeTheFirstRecord() throws {
    let home = try homeWithTruncatedFallback()
    let records = Examples.path("certificates.jsonl")
    let commands = [
      ["batch", records, "--out", home.path("out")] + Examples.day,
      ["check", records] + Examples.day,
      ["plan", records, "--shards", "2", "--out", home.path("run")] + Examples.day,
      ["render", records, "--contract", "44-07-0012345-00", "--out", home.path("papers")] + Examples.day,
      ["forms", "check"], ["forms", "check", "\(home.root)/Templates/certificate.xml"], ["fonts", "check"],
      ["fonts", "adopt"],
    ]
    for arguments in commands {
      let command = try Command.run(arguments, home: home.root)
      let said = command.output + command.error
      #expect(command.status == 78, "\(arguments): \(said)")
      #expect(
        said.contains("[fonts.digest]") && said.contains("Fonts/ipamjm.ttf") && said.contains("fonts-ipamj-mincho"),
        "\(arguments): \(said)")
    }
    #expect(!FileManager.default.fileExists(atPath: home.path("out/manifest.jsonl")))
    #expect(!FileManager.default.fileExists(atPath: home.path("Fonts/adopted")))
    let list = try Command.run(["fonts", "list", "--lang", "en"], home: home.root)
    #expect(list.status == 0)
    #expect(list.output.contains("  ipamj-mincho  unknown edition (SHA-256 "), "\(list.output)")
    #expect(list.output.contains("  biz-ud-mincho  1.0"), "\(list.output)")
  }

  @Test func adoptedFontsAreThoseOfTheHomeAndChangeNoPaper() throws {
    let home = try Scratch.home()
    func issue(_ folder: String) throws {
      let record = try home.put(Examples.lines()[0], at: "in.jsonl")
      let command = try Command.run(["batch", record, "--out", home.path(folder)] + Examples.day, home: home.root)
      #expect(command.status == 0, "\(command.error)")
    }
    try issue("before")
    let adopt = try Command.run(["fonts", "adopt"], home: home.root)
    #expect(adopt.status == 0, "\(adopt.error)")
    let list = try Command.run(["fonts", "list"], home: home.root)
    let files = list.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(files.count == 10 && files.allSatisfy { $0.contains("\(home.root)/Fonts/adopted/") }, "\(list.output)")
    try issue("after")
    for (before, after) in zip(try home.issued(below: "before"), try home.issued(below: "after")) {
      #expect(before.path == after.path && before.bytes == after.bytes, "\(before.path)")
    }
  }

  @Test func formsOfTheHouseServeAndAreListed() throws {
    let home = try Scratch.home()
    let form = try home.text("Templates/certificate.xml")
    try home.put("<unused/>", at: "Templates/certificate.xml")
    try FileManager.default.createDirectory(atPath: home.path("Templates/local"), withIntermediateDirectories: true)
    try home.put(form, at: "Templates/local/certificate.xml")
    let check = try Command.run(["forms", "check"], home: home.root)
    #expect(check.status == 0, "\(check.output)")
    let list = try Command.run(["forms", "list", "--lang", "en"], home: home.root)
    #expect(
      list.output.hasPrefix(
        "certificate.xml  \(home.root)/Templates/local/certificate.xml  hides \(home.root)/Templates/certificate.xml\n"),
      "\(list.output)")
    #expect(list.output.contains("\nhouse/foot.xml  \(home.root)/Templates/house/foot.xml\n"))
  }
}
