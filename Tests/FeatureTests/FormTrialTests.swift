import Diagnostics
import Fields
import Forms
import Foundation
import Layout
import Papers
import Surety
import Testing
import Typesetting

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

  /// An address of so many characters; every sixth of it may end a line.
  static func address(length: Int) -> String {
    let start = length < 20 ? "a.example/" : "https://d-sure.example/"
    return String((start + String(repeating: "vwxyz/", count: 20)).prefix(length - 1)) + "1"
  }

  @Test("the notice has room for every address of its viewer: the code's quiet zone, and the steps apart")
  func viewerAddresses() throws {
    let issuer = try String(contentsOf: House.root.appending(path: "Rules/issuer.json"), encoding: .utf8)
    let form = try #require(try House.form("key-notice", file: nil, images: []))
    let layout = PageLayout(setter: HarfBuzzTextSetter(store: try House.fonts()))
    let day = try #require(CalendarDate(iso: "2026-04-01"))
    for length in 10...120 {
      let address = Self.address(length: length)
      let rules = try House.rules(issuer: Array(issuer.replacing("https://d-sure.example/", with: address).utf8))
      let values = TrialValues.all[1].values(issuer: ValueTree(issuerOf: rules, on: day))
      let page = try #require(try layout.layOut(form.fill(values)).pages.first, "\(length)")
      let runs = page.content.flatMap(\.runs).map {
        (text: $0.text, y: $0.origin.y.millimetres, x: $0.origin.x.millimetres)
      }
      let step = try #require(runs.first { $0.text.hasPrefix("保証契約番号と認証キー") }).y
      let column = runs.filter { $0.x > 119 && $0.y < step - 0.1 && $0.y > step - 40 }.map(\.y)
      #expect(step - (column.max() ?? 0) >= 5, "\(length) characters: \(step - (column.max() ?? 0)) mm")
    }
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

extension Element {
  /// All runs below the element, in order.
  fileprivate var runs: [GlyphRun] {
    switch self {
    case .group(_, let elements): elements.flatMap(\.runs)
    case .leaf(_, let runs): runs
    case .figure: []
    }
  }
}
