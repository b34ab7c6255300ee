import Testing

/// A Japanese sentence that ends in what a parser or a library says in English helps nobody who needs the Japanese one.
/// The compiler cannot tell the two kinds of text apart, so that the sources are read.
@Suite("Japanese sentences are Japanese to their end") struct SentenceTests {
  /// The reasons of the operating system are worded by the C library, which has them in English alone.
  private static let ofTheSystem: Set<String> = ["HostSystem/FileFault.swift", "shosho/Program.swift"]

  /// The Japanese halves of the literal texts of a source, comments left out.
  private static func sentences(_ file: SourceTree.File) -> [String] {
    let source = file.text.replacing(#/(?m)^\s*\/\/[^\n]*/#, with: "")
    let literal = #/LocalizedText\(\s*"((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/#
    return source.matches(of: literal).map { String($0.1) }
  }

  /// What is put into a sentence: `\(reason)` → `reason`.
  private static func interpolations(_ sentence: String) -> [String] {
    sentence.matches(of: #/\\\(((?:[^()]|\([^()]*\))*)\)/#).map { String($0.1) }
  }

  /// Whether a name is one of those under which a fault's words in English are handed on.
  private static func isReason(_ name: String) -> Bool {
    name.wholeMatch(of: #/(?:\w+\.)*(?:reason|what|error|problem|fault|cause|why|message)/#) != nil
  }

  @Test func noReasonIsPutInAsItIs() {
    var seen = 0
    for (name, module) in SourceTree.modules {
      for file in module.files where !Self.ofTheSystem.contains("\(name)/\(file.path)") {
        for sentence in Self.sentences(file) {
          seen += 1
          for reason in Self.interpolations(sentence) where Self.isReason(reason) {
            Issue.record("\(name)/\(file.path): \(sentence) has \(reason), and not its Japanese")
          }
        }
      }
    }
    #expect(seen > 500, "the texts are found")
  }

  @Test func reasonsAreRecognized() {
    #expect(Self.isReason("reason") && Self.isReason("error.message") && !Self.isReason("reason.japanese"))
    #expect(Self.interpolations(#"読めません（\(a.b(c))、\(what)）。"#) == ["a.b(c)", "what"])
  }
}
