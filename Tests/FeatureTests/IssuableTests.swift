import Fields
import Forms
import Foundation
import Records
import Surety
import TestSupport
import Testing

@testable import Papers

/// `check` only lays papers out; `batch` draws them, finishes them and reads them back. Whatever a record's texts are,
/// both must come to the same answer: a paper that was laid out can be made, and no text ends a run.
@Suite("What check accepts, batch issues")
struct IssuableTests {
  /// Pieces of texts, from ordinary to unheard of: rare kanji, selectors, marks on marks, text that no font has, text
  /// that runs the other way, every kind of space, and addresses.
  static let pieces = [
    "令和7年度　", "市道改良工事", "（第2工区）", "㈱", "髙﨑", "葛\u{E0100}", "邉\u{E011F}\u{E0100}", "か\u{3099}\u{3099}",
    "e\u{301}\u{301}\u{301}",
    "ｶﾞｷﾞ", "𠮷", "𡈽", "😀", "👨‍👩‍👧", "العربية", "\u{202E}abc", "\u{200B}", "\u{A0}", "\u{3000}\u{3000}", "\u{2003}", "\n",
    "1,234,567円",
    "https://d-sure.example/a?b=c", "w" + String(repeating: "o", count: 90) + "rd", "ーー", "……", "）））", "（（（", "〳〵", "☑",
    "①②③",
    "\u{E000}", "\u{F0041}", "金", "様",
  ]

  static func text(_ numbers: inout Seeded, limit: Int) -> String {
    var text = String.UnicodeScalarView()
    let wanted = Int.random(in: 1...limit, using: &numbers)
    while text.count < wanted {
      text.append(contentsOf: (pieces.randomElement(using: &numbers) ?? "").unicodeScalars)
    }
    return String(text)
  }

  /// The paths of a form's free texts.
  static let paths = Catalogue.fields.filter { field in
    if case .text = field.type { return !field.isMemberField }
    return false
  }

  @Test("of random texts in random fields, whatever the form", arguments: 0..<6)
  func random(seed: Int) throws {
    var numbers = Seeded(seed: UInt64(seed))
    let configuration = try House.configuration()
    let maker = try PaperMaker(configuration: configuration)
    let subjects = try PressedPapers.subjects()
    var (made, refused) = (0, 0)
    for _ in 0..<40 {
      let subject = try #require(subjects.randomElement(using: &numbers))
      var values = subject.values
      for field in Self.paths where Int.random(in: 0..<6, using: &numbers) == 0 {
        // Half of the texts are short: those have a chance to fit.
        let limit = Bool.random(using: &numbers) ? 12 : field.limit
        values.set(field.path, to: .text(Self.text(&numbers, limit: limit)))
      }
      let document = OutputDocument(subject.form)
      let isAccepted = (try? maker.layOutPaper(document, of: subject.naming, values: values, row: subject.row)) != nil
      do {
        _ = try maker.makePaper(document, of: subject.naming, values: values, row: subject.row)
        made += 1
        #expect(isAccepted)
      } catch {
        refused += 1
        guard case .refused = error else {
          Issue.record("seed \(seed), \(subject.form.id): \(error)")
          continue
        }
        #expect(!isAccepted)
      }
    }
    #expect(made >= 5 && refused >= 5, "\(made) made, \(refused) refused")
  }
}
