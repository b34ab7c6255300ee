import Testing

@testable import Issuing

@Suite struct RejectNameTests {
  @Test func severalInputsAreTold() {
    #expect(RejectFiles.name("rejects.csv", input: nil) == "rejects.csv")
    #expect(RejectFiles.name("rejects.jsonl", input: 2) == "rejects-2.jsonl")
  }

  static let names: [(String, Bool)] = [
    ("rejects.csv", true), ("rejects.jsonl", true), ("rejects-12.csv", true), ("rejects-.csv", false),
    ("rejects-a.csv", false),
    ("rejects.txt", false), ("my-rejects.csv", false), ("rejects", false), ("rejects.csv.bak", false),
  ]

  /// Only what a run of ours wrote is ever removed.
  @Test(arguments: names) func ownNames(name: String, isOurs: Bool) {
    #expect(RejectFiles.isRejects(name) == isOurs)
  }
}
