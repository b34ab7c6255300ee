import Foundation
import Testing

/// `forms check` lays the papers out with the home's samples: it finds what reading the forms cannot tell.
@Suite("Forms tried with the samples") struct FormTrialTests {
  private static func check(addressOf count: Int) throws -> Command {
    let home = try Scratch.home()
    let rules = try home.text("Rules/issuer.json")
    let address = "https://d-sure.example/" + String(repeating: "a/", count: count).prefix(count - 23)
    _ = try home.put(rules.replacing("https://d-sure.example/", with: address), at: "Rules/issuer.json")
    return try Command.run(["forms", "check", "--lang", "en"], home: home.path(""))
  }

  @Test(
    "the code of the key notice has its quiet zone for addresses of up to 120 characters",
    arguments: [26, 27, 42, 43, 62, 84, 106, 120])
  func fits(count: Int) throws {
    let command = try Self.check(addressOf: count)
    #expect(command.status == 0, "\(command.error)")
  }

  @Test("and it is told when it has not")
  func covers() throws {
    let command = try Self.check(addressOf: 150)
    #expect(command.status == 78 && command.output.contains("paper.code"), "\(command.output)\(command.error)")
  }
}
