import Diagnostics
import Forms
import Testing

@Suite("The four papers' forms")
struct TemplatesTests {
  @Test("are read without a problem and named as the commands call them")
  func read() throws {
    do {
      let library = try Repository.library()
      #expect(library.forms.map(\.id).sorted() == ["certificate", "customer-copy", "key-notice", "premium-sheet"])
      #expect(library.forms.filter(\.printsSecret).map(\.id) == ["key-notice"])
    } catch let refusal as Refusal {
      let writer = TextWriter(language: .english)
      Issue.record("\(refusal.diagnostics.map(writer.text).joined(separator: "\n"))")
    }
  }
}

extension TemplatesTests {
  @Test("take a fifth paper as a file and nothing else")
  func fifth() throws {
    let library = try FormLibrary(
      forms: Repository.sources(in: "Templates") + Repository.sources(in: "Examples/forms"),
      parts: Repository.sources(in: "Templates/house"))
    #expect(library["cover-letter"]?.paths.contains("contractor.members") == true)
  }
}
