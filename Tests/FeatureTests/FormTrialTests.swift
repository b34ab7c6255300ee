import Diagnostics
import Fields
import Forms
import Foundation
import Papers
import Testing

/// `forms check` lays every form out with the longest values of the catalogue, so that whoever moves a box learns at
/// once what would stand over it.
@Suite("The trial of a form with the longest values")
struct FormTrialTests {
  /// The codes and boxes of the faults of the cover letter, after one change to its text.
  static func faults(changing old: String, to new: String) throws -> [String] {
    let file = House.root.appending(path: "Examples/forms/cover-letter.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
    try text.replacing(old, with: new).write(to: changed, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: changed) }
    let form = try #require(try House.form("cover-letter", file: changed.path(), images: []))
    return try FormTrial(fonts: House.fonts(), issuer: House.issuerValues()).faults(of: form).map {
      "\($0.code) \($0.location?.field ?? "-")"
    }
  }

  @Test("finds nothing on the house's own papers")
  func house() throws {
    let trial = try FormTrial(fonts: House.fonts(), issuer: House.issuerValues())
    for form in try House.configuration().forms { #expect(trial.faults(of: form) == []) }
  }

  @Test(
    "names what stands over something else or beyond the page",
    arguments: [
      ("<block y=\"112mm\">", "<block y=\"112mm\">", []),
      // The table is moved up under the sentence, which grows with the orderer's name.
      ("<block y=\"112mm\">", "<block y=\"96mm\">", ["paper.overlap orderer.name"]),
      ("right=\"190mm\" y=\"20mm\"", "right=\"240mm\" y=\"20mm\"", ["paper.shape.edge -", "paper.edge -"]),
      ("y=\"88mm\" indent", "y=\"290mm\" indent", ["paper.edge orderer.name"]),
    ])
  func coverLetter(old: String, new: String, expected: [String]) throws {
    let faults = try Self.faults(changing: old, to: new)
    #expect(expected.allSatisfy(faults.contains) && faults.isEmpty == expected.isEmpty, "\(faults)")
  }
}
