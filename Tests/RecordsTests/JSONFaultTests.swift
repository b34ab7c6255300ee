import Diagnostics
import Fields
import Records
import Testing

/// A fault inside an element is that record's; where the file stops being JSON, reading ends and what is left counts as
/// one record.
@Suite struct JSONFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    var file = "a.json"
    /// Each record's codes.
    var codes: [[String]]
    var testDescription: String { name }
  }

  static let inside: [Case] = [
    Case(name: "a trailing comma", json: #"[{"kind":"a",},{"kind":"b"}]"#, codes: [["row.json"], []]),
    Case(name: "a duplicate key", json: #"[{"kind":"a","kind":"a"},{"kind":"b"}]"#, codes: [["row.json"], []]),
    Case(name: "an unquoted word", json: #"[{"kind":TRUE},{"kind":"b"}]"#, codes: [["row.json"], []]),
    Case(name: "a leading zero", json: #"[{"number":0123},{"kind":"b"}]"#, codes: [["row.json"], []]),
    Case(name: "a tab in a string", json: "[{\"kind\":\"a\tb\"},{\"kind\":\"b\"}]", codes: [["row.json"], []]),
    Case(name: "a bad escape", json: #"[{"kind":"\x41"},{"kind":"b"}]"#, codes: [["row.json"], []]),
    Case(name: "brackets in strings", json: #"[{"kind":"]}\"{["},{"kind":"b"}]"#, codes: [[], []]),
    Case(name: "a backslash at a string's end", json: #"[{"kind":"a\\"},{"kind":"b"}]"#, codes: [[], []]),
    Case(
      name: "elements that are no objects", json: #"[1, "a", null, true, [], {"kind":"b"}]"#,
      codes: Array(repeating: ["row.shape"], count: 5) + [[]]),
    Case(
      name: "too deep",
      json: "[{\"kind\":" + String(repeating: "[", count: 99) + String(repeating: "]", count: 99) + "},{}]",
      codes: [["row.json"], []]),
    Case(
      name: "an object for a record's part", json: #"[{"work":"工事"},{"contractor":{"members":{}}},{"amendment":null}]"#,
      codes: [["row.shape"], ["row.shape"], []]),
    Case(
      name: "a venture's member that is no object", json: #"[{"contractor":{"members":["甲",{"name":"乙"}]}}]"#,
      codes: [["row.shape"]]),
    Case(
      name: "too many members",
      json: "[{\"contractor\":{\"members\":[" + Array(repeating: "{}", count: 21).joined(separator: ",") + "]}}]",
      codes: [["row.members"]]),
    Case(
      name: "a field nested and flat", json: #"[{"work":{"price":1},"work.price":2}]"#, codes: [["row.field.twice"]]),
    Case(
      name: "a misspelt key", json: #"[{"work":{"prise":1}},{"work":{"prise":1,"price":2}}]"#,
      codes: [["row.key.misspelt"], []]),
    Case(
      name: "lines: a broken one", json: "{\"kind\":\"a\"\n{\"kind\":\"b\"}\n", file: "a.jsonl",
      codes: [["row.json"], []]),
    Case(
      name: "lines: a trailing comma", json: "{\"kind\":\"a\"},\n{\"kind\":\"b\"}\n", file: "a.jsonl",
      codes: [["row.json"], []]),
    Case(
      name: "lines: an array", json: "[{\"kind\":\"a\"}]\n{\"kind\":\"b\"}", file: "a.jsonl",
      codes: [["row.shape"], []]),
    Case(
      name: "lines: blank ones and CR LF", json: "\r\n{\"kind\":\"a\"}\r\n \t\r\n{\"kind\":\"b\"}\r\n\r\n",
      file: "a.jsonl",
      codes: [[], []]),
    Case(
      name: "lines: two on one", json: "{\"kind\":\"a\"} {\"kind\":\"b\"}\n{}", file: "a.jsonl",
      codes: [["row.json"], []]),
    Case(name: "lines: cut", json: "{\"kind\":\"a\"}\n{\"kind\":\"b", file: "a.jsonl", codes: [[], ["row.cut"]]),
    Case(name: "one object alone", json: #"{"kind":"a","work":{"tax":1}}"#, codes: [[]]),
    Case(name: "one object alone with a fault", json: #"{"kind":"a","work":{"tax":1,}}"#, codes: [["row.json"]]),
  ]

  static let structural: [Case] = [
    Case(name: "cut inside an element", json: #"[{"kind":"a"},{"kind":"b"#, codes: [[], ["row.cut"]]),
    Case(name: "cut behind an element", json: #"[{"kind":"a"}"#, codes: [[], ["row.cut"]]),
    Case(name: "cut behind a comma", json: #"[{"kind":"a"},"#, codes: [[], ["row.cut"]]),
    Case(name: "cut behind the array", json: #"{"records":[{"kind":"a"}]"#, codes: [[], ["row.cut"]]),
    Case(name: "cut before the array", json: #"{"records":"#, codes: [["row.cut"]]),
    Case(name: "a missing comma", json: #"[{"kind":"a"} {"kind":"b"},{}]"#, codes: [[], ["input.json"]]),
    Case(name: "a comma behind the last", json: #"[{"kind":"a"},]"#, codes: [[], ["input.json"]]),
    Case(name: "two commas", json: #"[{"kind":"a"},,{}]"#, codes: [[], ["input.json"]]),
    Case(name: "a comma first", json: #"[,{"kind":"a"}]"#, codes: [["input.json"]]),
    Case(name: "brackets that do not match", json: #"[{"kind":["a"}},{}]"#, codes: [["input.json"]]),
    Case(name: "a closing brace too many", json: #"[{"kind":"a"}},{}]"#, codes: [[], ["input.json"]]),
    Case(name: "a line end inside a string", json: "[{\"kind\":\"a},\n{\"kind\":\"b\"}]", codes: [["input.json"]]),
    Case(name: "something behind the array", json: #"[{"kind":"a"}] []"#, codes: [[], ["input.json"]]),
    Case(
      name: "objects without an array around them", json: "{\"kind\":\"a\"}\n{\"kind\":\"b\"}",
      codes: [[], ["input.json"]]),
    Case(name: "a bare word", json: "kind", codes: [["input.json"]]),
    Case(name: "a colon missing", json: #"{"records" [{}]}"#, codes: [["input.json"]]),
  ]

  /// What stands beside the records is read by the same rules, before them and behind them.
  static let beside: [Case] = [
    #""meta":{"a":1,}"#, #""meta":{"a":01}"#, #""meta":{"a":nul}"#, #""meta":{"a":-}"#, #""meta":{"a":1.}"#,
    #""meta":"\ud800""#, #""meta":"\x""#, "\"meta\":\"a\tb\"", "\"me\tta\":1", #""meta":{"a":1,"a":2}"#,
    #""meta":1,"meta":2"#, #""meta":.5"#, #""meta":{"a":[1,,2]}"#, #""meta":+1"#,
  ].flatMap { broken in
    [
      Case(name: "before: \(broken)", json: #"{\#(broken),"records":[{"kind":"a"}]}"#, codes: [["input.json"]]),
      Case(name: "behind: \(broken)", json: #"{"records":[{"kind":"a"}],\#(broken)}"#, codes: [[], ["input.json"]]),
    ]
  }

  @Test(arguments: inside + structural + beside) func isJudged(_ item: Case) {
    let whole = ReadResult(item.json, file: item.file)
    #expect(whole.rowCodes == item.codes)
    #expect(whole.rows.map(\.row.location.record) == Array(1...max(1, item.codes.count)).map(Optional.some))
    for chunkSize in [1, 2, 3, 5, 11] {
      let reading = ReadResult(item.json, file: item.file, chunkSize: chunkSize)
      #expect(reading.rowCodes == item.codes, "chunks of \(chunkSize)")
      #expect(reading.rows.map(\.bytes) == whole.rows.map(\.bytes), "chunks of \(chunkSize)")
      #expect(reading.rows.map(\.row.location) == whole.rows.map(\.row.location), "chunks of \(chunkSize)")
      #expect(reading.rows.map(\.row.diagnostics) == whole.rows.map(\.row.diagnostics), "chunks of \(chunkSize)")
      #expect(reading.diagnostics == whole.diagnostics, "chunks of \(chunkSize)")
    }
  }

  /// It is valid JSON; which array has the records must be said. One without anything in it has none.
  @Test func severalArraysAreToldWhatTheyAre() {
    let refused = ReadResult(#"{"a":[{"kind":"a"}],"b":[{}]}"#, file: "a.json")
    #expect(refused.isRefused && refused.codes == ["input.json.arrays"])
    #expect(refused.diagnostics.first?.location?.byte == 24)
    for json in [#"{"data":[{"kind":"a"}],"errors":[ ]}"#, #"{"errors":[],"data":[{"kind":"a"}]}"#] {
      let reading = ReadResult(json, file: "a.json")
      #expect(reading.values("kind") == ["a"], "\(json)")
      #expect(!reading.isRefused && reading.rowCodes == [[]])
    }
  }

  /// The last record's range reaches to the end of the input: nothing is lost without being counted.
  @Test(arguments: structural) func whatIsLeftIsCounted(_ item: Case) {
    let reading = ReadResult(item.json, file: item.file)
    #expect(reading.rows.last?.bytes.upperBound == item.json.utf8.count)
  }

  @Test func elementsAndCellsKnowTheirPlaces() throws {
    let json = "{\n \"note\": 1,\n \"records\": [\n  {\"kind\": \"a\",\n   \"work\": {\"name\": \"工\"}}\n ]}"
    let reading = ReadResult(json, file: "a.json")
    let cell = try #require(reading.rows.first?.row["work.name"])
    let bytes = Array(json.utf8)
    let value = try #require(bytes.indices.first { bytes[$0...].starts(with: "\"工".utf8) })
    #expect(
      cell.location
        == SourceLocation(file: "a.json", record: 1, line: 5, byte: value, heading: "work.name", field: "work.name"))
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: "{\"kind".utf8) })
    #expect(reading.rows.first?.row.location == SourceLocation(file: "a.json", record: 1, line: 4, byte: start))
    #expect(reading.codes == ["input.json.member"])
  }

  @Test func anUnknownKeyIsSaidOnceAFile() {
    let record = #"{"kind":"a","まったく別の項目":1,"work":{"まったく別の項目":{"x":[1]}}}"#
    let reading = ReadResult("[\(record),\(record),\(record)]", file: "a.json")
    #expect(reading.codes == ["input.key.unknown", "input.key.unknown"])
    #expect(reading.rowCodes == [[], [], []])
  }

  @Test func tooLongIsRefusedAndReadingGoesOn() {
    let long = String(repeating: "長", count: 500_000)
    let many = (0..<430).map { "\"k\($0)\":\"" + String(repeating: "a", count: 10_000) + "\"" }.joined(separator: ",")
    for chunkSize in [65_536, 100_000_000] {
      let array = ReadResult(
        "[{\"kind\":\"\(long)\"},{\(many)},{\"kind\":\"b\"}]", file: "a.json", chunkSize: chunkSize)
      #expect(array.rowCodes == [["row.field.long"], ["row.long"], []])
      let lines = ReadResult(
        "{\"kind\":\"\(long)\"}\n{\(many)}\n{\"kind\":\"\(long.prefix(500_000))\"}\n{\"kind\":\"b\"}", file: "a.jsonl",
        chunkSize: chunkSize)
      #expect(lines.rowCodes == [["row.field.long"], ["row.long"], ["row.field.long"], []])
      #expect(ReadResult("{\"kind\":\"a\",\(many)}", file: "a.json", chunkSize: chunkSize).rowCodes == [["row.long"]])
    }
  }

  @Test func valuesKeepTheirShape() {
    let json =
      #"{"work":{"price":104309999.99999999,"lowBid":true,"name":{"a":1},"place":[1],"number":["a","b"]},"amendment":{"kinds":["増額",["x"]]},"key":[1],"remarks":"\ud842\udfb7"}"#
    let reading = ReadResult(json, file: "a.json")
    #expect(reading.values("work.price") == ["#104309999.99999999"])
    #expect(reading.values("work.lowBid") == ["true"])
    #expect(reading.values("work.name") == ["<object>"])
    #expect(reading.values("work.place") == ["[#1]"])
    #expect(reading.values("amendment.kinds") == ["<array>"])
    #expect(reading.values("key") == ["<array>"])
    #expect(reading.values("remarks") == ["𠮷"])
  }
}
