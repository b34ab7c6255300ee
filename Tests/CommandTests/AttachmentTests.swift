import Foundation
import Testing

/// `--attach-record`: what a paper prints, as data in it.
@Suite struct AttachmentTests {
  /// Some examples issued once with their data: every kind, amendments with a surcharge and with a refund among them.
  private static let issued: Scratch? = {
    guard let scratch = try? Scratch(),
      let command = try? Command.run(
        ["batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--attach-record"] + Examples.day),
      command.status == 0
    else { return nil }
    return scratch
  }()

  private let scratch: Scratch

  init() throws {
    scratch = try #require(Self.issued)
  }

  private func papers(_ document: String) throws -> [(path: String, number: String)] {
    try scratch.text("out/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
      .filter { $0.text("document") == document }.map { (scratch.path("out/\($0.text("path")!)"), $0.text("number")!) }
  }

  private func data(_ path: String) throws -> (name: String, json: String) {
    let list = try Command.run(tool: "qpdf", ["--list-attachments", path]).output
    let name = String(try #require(list.split(separator: " ").first))
    return (name, try Command.run(tool: "qpdf", [path, "--show-attachment=\(name)"]).output)
  }

  /// Every value under its path, lists counted.
  private func leaves(_ value: Any, _ path: String = "") -> [(path: String, value: Any)] {
    switch value {
    case let object as [String: Any]: object.flatMap { leaves($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case let array as [Any]: array.enumerated().flatMap { leaves($0.element, "\(path)[\($0.offset)]") }
    default: [(path, value)]
    }
  }

  private func tight(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }

  @Test(arguments: ["certificate", "key-notice", "customer-copy", "premium-sheet"])
  func eachTextOfTheDataStandsOnThePaper(_ document: String) throws {
    for (path, number) in try papers(document).prefix(12) {
      let json = try data(path).json
      let leaves = leaves(try Examples.object(json))
      #expect(leaves.count > 8 && leaves.contains { $0.path == "number" && $0.value as? String == number })
      let page = tight(try Command.run(tool: "pdftotext", ["-raw", path, "-"]).output)
      for (name, value) in leaves {
        // Dates, amounts and fractions are printed in another form than they are written as data.
        guard let text = value as? String, text.wholeMatch(of: /[0-9\/-]+/) == nil else { continue }
        #expect(page.contains(tight(text)), "\(number) \(document): \(name) \(text)")
      }
    }
  }

  @Test func noPaperCarriesWhatOnlyAnotherPrints() throws {
    let keys = try Examples.lines().compactMap { try Examples.object($0).text("key") }
    var refunds = 0
    for document in ["certificate", "key-notice", "customer-copy", "premium-sheet"] {
      for (path, _) in try papers(document) {
        let json = try data(path).json
        let paths = Set(leaves(try Examples.object(json)).map(\.path))
        #expect(!keys.contains { json.contains($0) } && !paths.contains { $0 == "key" || $0 == "issuer.keyGroup" })
        if document == "certificate" || document == "key-notice" {
          #expect(
            !paths.contains { $0.hasPrefix("premium") || $0.hasPrefix("refund") || $0.hasPrefix("payment") }, "\(path)")
        }
        if paths.contains("refund.account") {
          #expect(document == "premium-sheet")
          refunds += 1
        }
      }
    }
    #expect(refunds > 0)
  }

  @Test func suchAPaperIsPDFA3() throws {
    let (path, number) = try papers("certificate")[0]
    #expect(try data(path).name == "\(number)-certificate.json")
    #expect(
      try scratch.text("out/manifest.jsonl").split(separator: "\n").allSatisfy {
        $0.contains(#""standard":"PDF/A-3a""#)
      })
    #expect(try Command.run(["verify", "--pdf"] + papers("certificate").map(\.path)).status == 0)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  /// The register knows that the data were attached, whoever asks again.
  @Test func aLostPaperAndAReissueComeToTheSameBytes() throws {
    let folder = try Scratch()
    let input = try folder.put(Examples.lines()[0] + "\n", at: "one.jsonl")
    let batch = ["batch", input, "--out", folder.path("out"), "--documents", "certificate"] + Examples.day
    #expect(try Command.run(batch + ["--attach-record"]).status == 0)
    let paper = try #require(try folder.files(below: "out").first { $0.path.hasSuffix(".pdf") })
    try FileManager.default.removeItem(atPath: folder.path("out/\(paper.path)"))
    #expect(try Command.run(batch).status == 0)
    #expect(try Data(contentsOf: URL(filePath: folder.path("out/\(paper.path)"))) == paper.bytes)
    let number = try #require(try Examples.object(Examples.lines()[0]).text("number"))
    let reissue = try Command.run([
      "reissue", number, "--document", "certificate", "--reason", "紛失", "--register",
      folder.path("out/register.sqlite"), "--out",
      folder.path("again.pdf"),
    ])
    #expect(reissue.status == 0, "\(reissue.error)")
    #expect(try Data(contentsOf: URL(filePath: folder.path("again.pdf"))) == paper.bytes)
  }
}
