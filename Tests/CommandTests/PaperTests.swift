import Foundation
import Testing

/// The issued papers as other programs read them.
@Suite struct PaperTests {
  private let scratch: Scratch
  private let records: [[String: Any]]

  init() throws {
    let issued = try #require(BatchTests.issued)
    scratch = issued.scratch
    records = try Examples.lines().map(Examples.object)
  }

  private func path(_ number: String, _ document: String) -> String {
    scratch.path("out/\(number)/\(number)-\(document).pdf")
  }

  /// The paper's text by poppler, in the order in which it is read aloud, white space removed.
  private func text(_ number: String, _ document: String) throws -> String {
    let command = try Command.run(tool: "pdftotext", ["-raw", path(number, document), "-"])
    try #require(command.status == 0, "\(command.error)")
    return Self.tight(command.output)
  }

  private static func tight(_ text: String) -> String {
    var tight = ""
    tight.unicodeScalars += text.unicodeScalars.filter {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableOrControl
    }
    return tight
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return result
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.unicodeScalars), Array(tight(part).unicodeScalars))
    guard !part.isEmpty, text.count >= part.count else { return part.isEmpty }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  @Test func certificateHoldsEachPrintedValue() throws {
    for record in records {
      let number = try #require(record.text("number"))
      let text = try text(number, "certificate")
      let amounts = ["guarantee.amount", "work.price"].compactMap { record.text($0) }.filter {
        $0.allSatisfy(\.isNumber)
      }
      let wanted =
        ["number", "kind", "contractor.name", "contractor.address", "work.number", "work.name", "work.place"].compactMap
      { record.text($0) }
        + amounts.map { "金\(Self.grouped($0))円" }
      for value in wanted { #expect(Self.contains(text, value), "\(number): \(value)") }
    }
  }

  @Test func premiumSheetHoldsTheStatedPremium() throws {
    var seen = 0
    for record in records {
      guard let number = record.text("number"), let amount = record.text("premium.amount"),
        amount.allSatisfy(\.isNumber)
      else { continue }
      seen += 1
      #expect(Self.contains(try text(number, "premium-sheet"), Self.grouped(amount)), "\(number): \(amount)")
    }
    #expect(seen > 0)
  }

  @Test func keyStandsOnTheNoticeAndOnNoOtherPaper() throws {
    for record in records.prefix(8) {
      guard let number = record.text("number"), let key = record.text("key") else { continue }
      #expect(Self.contains(try text(number, "key-notice"), key), "\(number)")
      for document in ["certificate", "customer-copy", "premium-sheet"] {
        #expect(!Self.contains(try text(number, document), key), "\(number) \(document)")
      }
    }
  }

  /// A file that cannot be read breaks no requirement: that none was checked is said, in words and in JSON.
  private func unreadableFilesAreSaidNotToBeJudged(_ file: String, beside paper: String) throws {
    let alone = try Command.run(["verify", "--pdf", "--lang", "en", file])
    #expect(alone.status == 70 && alone.output.contains("This PDF could not be judged"))
    #expect(alone.output.contains("ISO 19005-2: could not be judged (none of the "))
    #expect(!alone.output.contains("requirements do not hold"))
    let both = try Command.run(["verify", "--pdf", "--lang", "en", "--standard", "ua", file, paper])
    #expect(both.status == 70)
    #expect(both.output.contains("ISO 14289-1: 0 requirements do not hold; in 1 files none of the "))
    let json = try #require(
      try JSONSerialization.jsonObject(
        with: Data(Command.run(["verify", "--pdf", "--json", "--standard", "ua", file, paper]).output.utf8))
        as? [String: Any])
    #expect(json["sound"] as? Bool == false && json["files"] as? Int == 2)
    let unjudged = try #require(json["notJudged"] as? [[String: Any]])
    #expect(unjudged.map { $0["file"] as? String } == [file])
    let requirements = try #require(unjudged[0]["requirements"] as? [String])
    #expect(requirements.contains("ISO 14289-1 7.1-3") && requirements.allSatisfy { $0.hasPrefix("ISO 14289-1 ") })
    let standards = try #require(json["standards"] as? [[String: Any]])
    #expect(standards.map { $0["filesNotJudged"] as? Int } == [1] && standards[0]["failed"] as? Int == 0)
    #expect(standards[0]["requirements"] as? Int == requirements.count)
  }

  @Test func everyPaperHoldsItsStandards() throws {
    let papers = try scratch.files(below: "out").map(\.path).filter { $0.hasSuffix(".pdf") }.map {
      scratch.path("out/\($0)")
    }
    let command = try Command.run(["verify", "--pdf"] + papers)
    #expect(command.status == 0, "\(command.output.prefix(2_000))")
    let other = try scratch.put("%PDF-1.4\nnot one\n", at: "other.pdf")
    try unreadableFilesAreSaidNotToBeJudged(other, beside: papers[0])
    #expect(try Command.run(["verify", other, other]).status == 64)
    for (standard, name, another) in [("a", "ISO 19005-2", "ISO 14289-1"), ("ua", "ISO 14289-1", "ISO 19005-2")] {
      let alone = try Command.run(["verify", "--pdf", "--standard", standard, papers[0]])
      #expect(alone.status == 0 && alone.output.contains("\(name): ") && !alone.output.contains(another))
    }
    #expect(try Command.run(["verify", "--pdf", "--standard", "x", papers[0]]).status == 64)
    #expect(try Command.run(["verify", "--standard", "a", papers[0]]).status == 64)
  }

  @Test(arguments: ["certificate", "key-notice", "customer-copy", "premium-sheet"])
  func fileIsSoundAndItsFontsAreInIt(document: String) throws {
    for record in records.prefix(6) {
      let number = try #require(record.text("number"))
      let path = path(number, document)
      let check = try Command.run(tool: "qpdf", ["--check", path])
      #expect(check.status == 0, "\(check.output)")
      let fonts = try Command.run(tool: "pdffonts", [path]).output.split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      for font in fonts { #expect(font.contains(" yes yes yes "), "\(font)") }
    }
  }
}

extension Unicode.Scalar.Properties {
  /// Marks of direction and joining that a reader may add or drop; variation selectors are kept.
  fileprivate var isDefaultIgnorableOrControl: Bool {
    generalCategory == .control || (generalCategory == .format)
  }
}

/// `--attach-record`: a paper contains the values that it prints as JSON.
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

  /// Every value of the JSON by its path, in which elements of lists have their index.
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

  /// The register keeps that the data were attached, so that a reissue attaches them too.
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
