import Diagnostics
import Forms
import Foundation
import Testing

@Suite("The four papers' forms")
struct TemplatesTests {
  @Test("are read without a problem and named as the commands call them")
  func read() throws {
    do {
      let library = try Repository.library()
      #expect(library.forms.map(\.id).sorted() == ["certificate", "customer-copy", "key-notice", "premium-sheet"])
      #expect(library.forms.filter(\.printsSecret).map(\.id) == ["key-notice"])
    } catch let refusal as DiagnosticError {
      let writer = TextWriter(language: .english)
      Issue.record("\(refusal.diagnostics.map(writer.text).joined(separator: "\n"))")
    }
  }

  @Test("take a fifth paper as a file and nothing else")
  func fifth() throws {
    let forms = try Repository.sources(in: "Templates")
    let parts = try Repository.sources(in: "Templates/house")
    func ids(_ sources: [FormSource]) throws -> [String] {
      try FormLibrary(forms: sources, parts: parts, wanted: []).ids
    }
    // The house may have one of the examples already.
    let taken = Set(try ids(forms))
    let further = try Repository.sources(in: "Examples/forms").filter { taken.isDisjoint(with: try ids([$0])) }
    let library = try FormLibrary(forms: forms + further, parts: parts)
    #expect(library["cover-letter"]?.paths.contains("contractor.members") == true)
  }

  @Test("use every style of the house; one that none uses is named with its place")
  func styles() throws {
    let parts = try Repository.sources(in: "Templates/house")
    #expect(try Repository.library().warnings.isEmpty)
    let spare = FormSource(
      name: "house/spare.xml",
      bytes: Array("<part><styles>\n<style name=\"spare\" role=\"mincho\" size=\"9pt\"/></styles></part>".utf8))
    let forms = ["a", "b"].map { id in
      FormSource(
        name: "\(id).xml",
        bytes: Array(
          "<form id=\"\(id)\" version=\"1\" title=\"\"><include part=\"styles\"/><include part=\"spare\"/></form>".utf8)
      )
    }
    let warnings = try FormLibrary(forms: forms, parts: parts + [spare]).warnings
    #expect(
      warnings.contains { $0.location?.position == "house/spare.xml:2:1" && $0.summary.english.contains("spare") })
  }

  @Test("are known by their ids, which no two may share")
  func ids() throws {
    let form = Array("<form id=\"a\" version=\"1\" title=\"\"/>".utf8)
    #expect {
      try FormLibrary(forms: ["one.xml", "two.xml"].map { FormSource(name: $0, bytes: form) }, parts: [])
    } throws: { error in
      let problems = (error as? DiagnosticError)?.diagnostics ?? []
      return problems.map(\.code) == ["form.id.doubled"] && problems[0].location?.file == "two.xml"
        && problems[0].summary.english.contains("one.xml")
    }
  }

  @Test("are read only as far as they are wanted: the others' faults keep nobody waiting, their ids are known")
  func wanted() throws {
    let broken = FormSource(
      name: "zz.xml", bytes: Array("<form id=\"broken\" version=\"1\" title=\"\"><nonsense/></form>".utf8))
    let forms = try Repository.sources(in: "Templates") + [broken]
    let parts = try Repository.sources(in: "Templates/house")
    let library = try FormLibrary(forms: forms, parts: parts, wanted: ["key-notice"])
    #expect(library.forms.map(\.id) == ["key-notice"])
    #expect(library.ids == (try Repository.library().forms.map(\.id)) + ["broken"])
    #expect(throws: DiagnosticError.self) { try FormLibrary(forms: forms, parts: parts) }
  }
}

/// The project's own forms, as tests read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func sources(in folder: String) throws -> [FormSource] {
    let url = root.appendingPathComponent(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".xml") }.sorted()
    return try names.map { name in
      FormSource(name: "\(folder)/\(name)", bytes: Array(try Data(contentsOf: url.appendingPathComponent(name))))
    }
  }

  static func library() throws -> FormLibrary {
    try FormLibrary(forms: sources(in: "Templates"), parts: sources(in: "Templates/house"))
  }
}
