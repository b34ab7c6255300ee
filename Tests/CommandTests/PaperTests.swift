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

  @Test func everyPaperHoldsItsStandards() throws {
    let papers = try scratch.files(below: "out").map(\.path).filter { $0.hasSuffix(".pdf") }.map {
      scratch.path("out/\($0)")
    }
    let command = try Command.run(["verify", "--pdf"] + papers)
    #expect(command.status == 0, "\(command.output.prefix(2_000))")
    let other = try scratch.put("%PDF-1.4\nnot one\n", at: "other.pdf")
    #expect(try Command.run(["verify", "--pdf", other]).status == 70)
    #expect(try Command.run(["verify", other, other]).status == 64)
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
