import Testing

/// What holds for the command as a whole, before any record is read.
@Suite struct ShellTests {
  @Test func versionNamesTheFormat() throws {
    let command = try Command.run(["--version"])
    #expect(command.status == 0)
    #expect(command.output.contains("format 1"))
  }

  @Test(arguments: [["--nonsense"], ["forms", "fields"], ["verify"], ["no-such-command"]]) func wrongUsageIs64(
    arguments: [String]
  ) throws {
    let command = try Command.run(arguments)
    #expect(command.status == 64)
    #expect(!command.error.isEmpty)
  }

  @Test func helpSpeaksBothLanguages() throws {
    let (japanese, english) = (try Command.run(["--help"]), try Command.run(["--help", "--lang", "en"]))
    #expect(japanese.status == 0 && english.status == 0)
    #expect(japanese.output.contains("電子保証") && english.output.contains("electronic guarantees"))
  }

  @Test func homeThatIsNoneIs78() throws {
    let scratch = try Scratch()
    let command = try Command.run(["forms", "check", "--lang", "en"], home: scratch.path("nowhere"))
    #expect(command.status == 78)
    #expect(command.output.contains("The home lacks Templates/ Rules/ Fonts/."))
  }

  @Test func verifyOfAFolderWithoutManifestIs66() throws {
    let scratch = try Scratch()
    #expect(try Command.run(["verify", scratch.root]).status == 66)
  }

  @Test func schemaIsJSONForOtherReadersToo() throws {
    let scratch = try Scratch()
    let schema = try scratch.put(try Command.run(["schema"]).output, at: "schema.json")
    #expect(try Command.run(tool: "python3", ["-m", "json.tool", schema]).status == 0)
  }
}
