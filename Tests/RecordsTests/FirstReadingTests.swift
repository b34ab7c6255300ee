import Diagnostics
import Fields
import Records
import Testing

@Suite struct FirstReadingTests {
  @Test func aSheetIsReadWithPlaces() throws {
    let reading = Reading(Sheet.csv(also: ["認証キー", "備考"], [["ABCD-1234", "\"一行目\n二行目\""], ["EFGH-5678", ""]]))
    #expect(reading.codes == [])
    #expect(reading.rowCodes == [[], []])
    #expect(reading.values("number") == ["0012345", "0012345"])
    #expect(reading.values("work.price") == ["48,250,000", "48,250,000"])
    #expect(reading.values("key") == ["🔑ABCD-1234", "🔑EFGH-5678"])
    #expect(reading.values("remarks") == ["一行目\n二行目", nil])
    let second = try #require(reading.rows.last?.row["number"]?.location)
    #expect(second.record == 2)
    #expect(second.line == 4)
    #expect(second.heading == "保証契約番号")
    #expect(second.field == "number")
  }

  @Test func jsonAndJSONLinesAreReadAlike() {
    let record =
      #"{"kind": "契約保証", "number": "001", "work": {"price": 1200, "name": null, "tax": ""}, "amendment": {"kinds": ["増額", "減額"]}, "contractor": {"members": [{"name": "甲"}, {"name": "乙"}]}, "key": "K"}"#
    for (file, text) in [
      ("a.json", "[\(record)]"), ("a.json", "{\"records\": [\(record)]}"), ("a.json", record),
      ("a.jsonl", record + "\n"), ("-", record),
      ("-", "[\(record)]"),
    ] {
      let reading = Reading(text, file: file)
      #expect(reading.rowCodes == [[]], "\(file) \(text)")
      #expect(reading.values("work.price") == ["#1200"])
      #expect(reading.values("work.name") == [nil])
      #expect(reading.values("amendment.kinds") == ["[増額|減額]"])
      #expect(reading.values("key") == ["🔑K"])
      #expect(reading.rows.first?.row.cells[FieldKey("contractor.members[].name", member: 1)]?.shown == "乙")
      #expect(reading.rows.first?.row.memberCount == 2)
    }
  }
}
