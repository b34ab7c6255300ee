import Testing

@testable import Register

@Suite struct RecordDifferenceTests {
  static let cases: [(before: String, after: String, expected: [String])] = [
    (#"{"a":"x","b":1}"#, #"{"a":"x","b":1}"#, []),
    (#"{"a":"x"}"#, #"{"a":"y"}"#, ["a: x → y"]),
    (#"{"a":"x"}"#, #"{}"#, ["a: x → -"]),
    (#"{}"#, #"{"a":false}"#, ["a: - → false"]),
    (#"{"a":"が"}"#, #"{"a":"か\u3099"}"#, ["a: が → か\u{3099}"]),
    (#"{"amendment.kinds":["増額"]}"#, #"{"amendment.kinds":["増額","減額"]}"#, ["amendment.kinds[2]: - → 減額"]),
    (
      #"{"contractor.members":[{"name":"甲建設"},{"name":"乙組"}]}"#,
      #"{"contractor.members":[{"name":"甲建設"},{"name":"丙組"}]}"#,
      ["contractor.members[2].name: 乙組 → 丙組"]
    ),
  ]

  @Test(arguments: cases) func `differences name the field and both values`(
    _ row: (before: String, after: String, expected: [String])
  )
    throws
  {
    let found = try RecordDifference.between(row.before, row.after).map {
      "\($0.path): \($0.before ?? "-") → \($0.after ?? "-")"
    }
    #expect(found.map { Array($0.unicodeScalars) } == row.expected.map { Array($0.unicodeScalars) })
  }
}
