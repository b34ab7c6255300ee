import Foundation
import Testing

/// scripts/keep-forms: what happens to forms that were changed where they were installed, before others take their
/// places.
@Suite struct KeptFormsTests {
  private let scratch = try! Scratch()

  private func install(_ forms: [String: String]) throws {
    for (name, text) in forms { try scratch.put(text, at: "Templates/\(name)") }
    let sums = try Command.run(
      tool: "bash", ["-c", "cd \"$0\" && sha256sum \"$@\"", scratch.path("Templates")] + forms.keys.sorted())
    try scratch.put(sums.output, at: "Templates/shipped.sha256")
  }

  private func keepForms() throws -> String {
    let command = try Command.run(tool: "\(Command.root)/scripts/keep-forms", [scratch.path("Templates")])
    #expect(command.status == 0, "\(command.error)")
    return command.error
  }

  @Test func aChangedFormBecomesOneOfTheHouseAndIsTold() throws {
    try install(["a.xml": "a", "b.xml": "b", "gone.xml": "gone", "house/foot.xml": "foot"])
    try scratch.put("changed", at: "Templates/b.xml")
    try scratch.put("changed foot", at: "Templates/house/foot.xml")
    try FileManager.default.removeItem(atPath: scratch.path("Templates/gone.xml"))
    let said = try keepForms()
    #expect(
      said.split(separator: "\n").count == 2 && said.contains("/local/b.xml") && said.contains("/local/house/foot.xml"))
    #expect(try scratch.files(below: "Templates/local").map(\.path) == ["b.xml", "house/foot.xml"])
    #expect(try scratch.text("Templates/local/b.xml") == "changed")
  }

  @Test func aFormOfTheHouseIsNotReplaced() throws {
    try install(["a.xml": "a"])
    try scratch.put("ours", at: "Templates/local/a.xml")
    for change in ["first", "second"] {
      try scratch.put(change, at: "Templates/a.xml")
      _ = try keepForms()
    }
    #expect(
      try scratch.files(below: "Templates/local").map { [$0.path, String(decoding: $0.bytes, as: UTF8.self)] } == [
        ["a.xml", "ours"], ["a.xml.changed", "second"], ["a.xml.changed.~1~", "first"],
      ])
  }

  @Test func whatWasNotInstalledOrNotChangedStays() throws {
    try scratch.put("a", at: "Templates/a.xml")
    #expect(try keepForms() == "")
    try install(["a.xml": "a"])
    #expect(try keepForms() == "")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("Templates/local")))
  }
}
