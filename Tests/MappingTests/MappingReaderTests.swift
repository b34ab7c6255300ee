import Diagnostics
import Fields
import Testing

@testable import Mapping

/// A mapping is checked whole: every fault with its line and column, and with the nearest known name.
@Suite struct MappingReaderTests {
  private static func faults(of json: String) -> [Diagnostic] {
    do {
      _ = try ColumnMapping(Array(json.utf8), file: "m.json")
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test func everyFaultIsSaidAtOnce() {
    let faults = Self.faults(
      of: """
        {"version": 2,
         "flie": {},
         "file": {"delimiter": "semikolon", "skip": -1, "encoding": "sjis"},
         "fields": {
          "工事明": "KOJNM",
          "請負代金額": {"colum": "UKEGK"},
          "約款版": {"column": "YAKYMD", "date": "yyyymmd"},
          "保証金額": {"column": "A", "field": "前払金額"},
          "備考": {"join": []}
         }}
        """)
    #expect(
      faults.map { "\($0.location?.position ?? "") \($0.code)" } == [
        "m.json:2:2 mapping.key", "m.json:3:24 mapping.value", "m.json:3:45 mapping.shape", "m.json:3:61 mapping.value",
        "m.json:5:3 mapping.target", "m.json:6:13 mapping.key", "m.json:6:12 mapping.source",
        "m.json:7:39 mapping.value", "m.json:8:27 mapping.source", "m.json:9:18 mapping.shape",
      ])
    let advice = faults.compactMap(\.advice?.english)
    for name in ["file", "semicolon", "工事名", "column", "yyyymmdd"] {
      #expect(advice.contains { $0.contains(name) }, "\(name) is not named as the nearest")
    }
  }

  @Test(arguments: [
    (#"{"version":2,"fields":{"保証金額":{"field":"前払金額"},"前払金額":{"field":"保証金額"}}}"#, "mapping.cycle"),
    (#"{"version":2,"fields":{"備考":{"join":["認証キー","甲"]}}}"#, "mapping.secret"),
    (#"{"version":2,"fields":{"認証キー":"K","備考":"K"}}"#, "mapping.secret"),
    (#"{"version":2,"columns":{"K":"key"},"fields":{"備考":"K"}}"#, "mapping.secret"),
    (#"{"version":2,"fields":{"備考":{"field":"key"}}}"#, "mapping.secret"),
    (#"{"version":2,"fields":{"認証キー":{"constant":"7KQM4XHRW2PD9TNC"}}}"#, "mapping.secret"),
    (#"{"version":2,"fields":{"工事名":"a","work.name":"b"}}"#, "mapping.twice"),
    (#"{"version":2,"columns":{"a":"工事名"},"fields":{"工事名":"b"}}"#, "mapping.twice"),
    (#"{"version":2,"rows":{"record":{"same":"番号"}}}"#, "mapping.members"),
    (#"{"version":2,"members":{"fields":{"商号":"a"}}}"#, "mapping.members"),
    (#"{"version":2,"file":{"headings":false},"fields":{"工事名":"a"}}"#, "mapping.position"),
    (#"{"version":2,"file":{"headings":false,"widths":{"bytes":[8]}},"fields":{"工事名":2}}"#, "mapping.position"),
    (#"{"version":2,"file":{"widths":{"bytes":[8]},"delimiter":"tab"}}"#, "mapping.file"),
    (#"{"version":2,"file":{"trailer":{"column":1,"is":"9","total":3}}}"#, "mapping.trailer"),
    (#"{"version":2,"fields":{"備考":{"column":"a","part":{"pattern":"{a}{b}","group":"a"}}}}"#, "mapping.pattern"),
    (#"{"version":2,"fields":{"備考":{"column":"a","part":{"pattern":"{a}年","group":"b"}}}}"#, "mapping.value"),
    (#"{"version":2,"fields":{"備考":{"column":"a","date":"yyyymmdd","number":{}}}}"#, "mapping.steps"),
    (#"{"version":2,"fields":{"備考":{"first":[{"first":[{"first":[{"first":["a"]}]}]}]}}}"#, "mapping.depth"),
    (#"{"version":1,"fields":{}}"#, "mapping.key"),
    (#"{"version":2,"fields":{"a":"b","a":"c"}}"#, "mapping.json"),
  ])
  func whatOnlyTheWholeShows(json: String, code: String) {
    #expect(Self.faults(of: json).map(\.code) == [code])
  }

  @Test func recipesStandBehindWhatTheyNeed() throws {
    let json = #"{"version":2,"fields":{"保証金額":{"field":"前払金額"},"前払金額":{"field":"請負代金額"},"請負代金額":"A"}}"#
    let mapping = try ColumnMapping(Array(json.utf8), file: "m.json")
    #expect(mapping.recipes.map(\.key.path) == ["work.price", "advance.amount", "guarantee.amount"])
  }

  @Test func guessesAndQuestionsAreSaid() throws {
    let json = #"{"version":2,"fields":{"工事名":{"column":"A","guess":"似た名前"}},"questions":["FILLERは何か"]}"#
    let mapping = try ColumnMapping(Array(json.utf8), file: "m.json")
    #expect(mapping.warnings.map(\.code) == ["mapping.guess", "mapping.question"])
    #expect(mapping.warnings.allSatisfy { $0.severity == .warning })
  }
}
