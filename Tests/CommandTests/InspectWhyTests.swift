import Testing

@Suite("shosho inspect why") struct InspectWhyTests {
  static func why(_ arguments: [String]) throws -> Command {
    try Command.run(["inspect", "why"] + arguments + ["--lang", "en"])
  }

  @Test("names the place at which each line ends, its rule, and the next best") func answer() throws {
    let command = try Self.why([
      "certificate", "--record", Command.root + "/Tests/Features/everything-longest-certificate/record.json", "--box",
      "工事名",
    ])
    #expect(command.status == 0)
    #expect(command.output.contains("ends here: ") && command.output.contains("cell “.”, free"))
    #expect(command.output.contains("end of the paragraph"))
  }

  @Test("suggests a box's name, and never shows the key") func refusals() throws {
    let box = try Self.why(["certificate", "--box", "工事明"])
    #expect(box.status == 64 && box.error.contains("Did you mean") && box.error.contains("工事名"))
    let key = try Self.why(["key-notice", "--box", "認証キー"])
    #expect(key.status == 64 && key.error.contains("inspect.secret"))
    #expect(key.output.isEmpty)
  }
}
