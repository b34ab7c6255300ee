import Testing

@testable import Issuance

@Suite struct OutputFolderLayoutTests {
  @Test func severalInputsAreTold() {
    #expect(OutputFolderLayout.rejects("rejects.csv", input: nil) == "rejects.csv")
    #expect(OutputFolderLayout.rejects("rejects.jsonl", input: 2) == "rejects-2.jsonl")
  }

  static let names: [(String, Bool)] = [
    ("rejects.csv", true), ("rejects.jsonl", true), ("rejects-12.csv", true), ("rejects-2.xlsx", true),
    ("rejects-.csv", false),
    ("rejects-a.csv", false),
    ("rejects.txt", false), ("my-rejects.csv", false), ("rejects", false), ("rejects.csv.bak", false),
  ]

  /// Only what a run of ours wrote is ever removed.
  @Test(arguments: names) func ownNames(name: String, isOurs: Bool) {
    #expect(OutputFolderLayout.isRejects(name) == isOurs)
  }
}
