import Foundation
import Testing

@Suite("The forms' schema for editors")
struct FormSchemaTests {
  static let files: [String] = ["Templates", "Templates/house", "Templates/messages", "Examples/forms"].flatMap {
    folder in
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent(folder).path)) ?? []
    return names.filter { $0.hasSuffix(".xml") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test("passes every form and part, by xmllint's judgement", arguments: files)
  func valid(file: String) throws {
    #expect(try Self.verdict(on: Data(contentsOf: Repository.root.appendingPathComponent(file))) == 0)
  }

  @Test(
    "refuses what the reader refuses",
    arguments: [
      "<form id=\"a\" version=\"2\" title=\"\"/>",
      "<form id=\"a\" version=\"1\" title=\"\"><first><txt y=\"1mm\"/></first></form>",
      "<form id=\"a\" version=\"1\" title=\"\"><first><text styl=\"x\" y=\"1mm\">a</text></first></form>",
    ])
  func invalid(text: String) throws {
    #expect(try Self.verdict(on: Data(text.utf8)) != 0)
  }

  /// What the grammar alone can tell: an editor marks it while it is written. The rest (paths, styles, whether a text
  /// fits) is the reader's.
  private static let grammar = [
    "attribute.unknown", "colour", "columns.width", "element.unknown", "id", "leader", "length", "measure", "number",
    "version", "word",
  ]

  @Test("refuses each broken form whose fault is one of the grammar")
  func refusesBrokenForms() throws {
    let folder = Repository.root.appendingPathComponent("Tests/BrokenForms")
    var refused = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".xml") {
      let form = folder.appendingPathComponent(name)
      let expected = try String(contentsOf: form.deletingPathExtension().appendingPathExtension("txt"), encoding: .utf8)
      guard Self.grammar.contains(where: { expected.contains("[form.\($0)]") }) else { continue }
      #expect(try Self.verdict(on: Data(contentsOf: form)) != 0, "\(name)")
      refused += 1
    }
    #expect(refused >= 20)
  }

  private static func verdict(on form: Data) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "xmllint", "--noout", "--schema", Repository.root.appendingPathComponent("Templates/form.xsd").path, "-",
    ]
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(form)
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
