import Diagnostics
import Fields
import Mapping
import StrictJSON
import Testing

@testable import Encodings
@testable import Records

/// Refused records come back as they came in, the key masked; mended, they can be read again.
@Suite struct RejectTests {
  static let key = "KEY9-9XQ7"
  static let csv = SampleCSV.csv(
    also: ["認証キー", "備考", "部署コード名称"],
    [[key, "\"改\n行と\"\"引用\"\"\"", "x"], ["\"\(key)\"", "髙﨑①～", " y "], [key, "", ""]])
  static let json =
    "{\"kind\":\"前払金保証\",\"number\":\"001\",\"key\":\"\(key)\",\"work\":{\"name\":\"改\\n良\",\"price\":1.50},\"amendment\":{\"kinds\":[\"増額\"],\"count\":2},\"unknownThing\":[null,true]}"

  private static let reason = Diagnostic.error(
    "test", at: SourceLocation(file: "a", heading: "工事名", field: "work.name"),
    LocalizedText("「𠮷」は\"書けません\"。", "No \"𠮷\"."),
    advice: LocalizedText("直してください。", "Mend it."))
  private static let warning = Diagnostic.warning("test", LocalizedText("注意。", "Warning."))

  /// Every record refused, as one file.
  private static func rejects(
    _ bytes: [UInt8], file: String, encoding: StatedEncoding? = nil, mapping: ColumnMapping = ColumnMapping()
  ) throws -> (bytes: [UInt8], name: String) {
    var reader = try RecordReader(
      MemorySource(bytes), file: file, options: ReadingOptions(encoding: encoding, mapping: mapping))
    var result = reader.rejects.head
    while let record = try reader.next() {
      result += reader.rejects.entry(for: record, reasons: [warning, reason] + record.row.diagnostics, in: .japanese)
    }
    return (result, reader.rejects.fileName)
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }

  @Test func mendedRejectsGiveTheSameRecordsInEveryEncoding() throws {
    for (bytes, stated) in [
      (Array(Self.csv.utf8), nil), ([0xEF, 0xBB, 0xBF] + Array(Self.csv.utf8), nil),
      (try EncodingTests.cp932(Self.csv), .cp932),
      (EncodingTests.utf16(Self.csv, isBigEndian: true), nil),
      (EncodingTests.utf16(Self.csv, isBigEndian: false, mark: false), .utf16LittleEndian),
    ] as [([UInt8], StatedEncoding?)] {
      let rejects = try Self.rejects(bytes, file: "a.csv", encoding: stated)
      #expect(rejects.name == "rejects.csv")
      for hidden in [Array(Self.key.utf8), Array(Self.key.utf16).flatMap { [UInt8(0), UInt8($0)] }] {
        #expect(!Self.contains(rejects.bytes, hidden))
      }
      let original = ReadResult(bytes, encoding: stated)
      let keys = try AuthenticationKeyTable(
        RecordReader(MemorySource(bytes), file: "a.csv", options: ReadingOptions(encoding: stated)))
      let again = ReadResult(rejects.bytes, file: "rejects.csv", encoding: stated, keys: keys)
      #expect(again.rowCodes == original.rowCodes)
      #expect(again.values("remarks") == original.values("remarks"))
      #expect(again.values("key") == original.values("key"))
      // Rejects in UTF-8 begin with a byte order mark even if the input did not.
      let isMark = { (code: String) in code == "input.bom" }
      #expect(again.codes.filter { !isMark($0) } == original.codes.filter { !isMark($0) })
      // Refused once more, the reasons are replaced, not added.
      #expect(
        try Self.rejects(rejects.bytes, file: "rejects.csv", encoding: stated).bytes.count <= rejects.bytes.count
          + 1_000)
    }
  }

  @Test func aLineOfRejectsIsTheRowAndItsReasons() throws {
    let rejects = String(decoding: try Self.rejects(Array(Self.csv.utf8), file: "a.csv").bytes, as: UTF8.self)
    let lines = rejects.split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("\u{FEFF}保証の種類,") && lines[0].hasSuffix("認証キー,備考,部署コード名称,元の記録,拒否理由"))
    let place = try #require(ReadResult(Self.csv, file: "a.csv").rows.first?.bytes)
    #expect(
      lines[1].hasSuffix(
        ",＊＊＊＊,\"改\n行と\"\"引用\"\"\",x,a.csv:1 \(place.lowerBound)-\(place.upperBound),\"工事名: 「𠮷」は\"\"書けません\"\"。直してください。\""
      ))
    #expect(lines[2].contains(",\"＊＊＊＊\",髙﨑①～, y ,"))
    let cp932 = try Self.rejects(try EncodingTests.cp932(Self.csv), file: "a.csv", encoding: .cp932).bytes
    let text = TextDecoder.decode(cp932[...], as: .cp932)
    #expect(text.faults == [])
    // Bytes are counted in the encoding of the file.
    let plain = { (text: String) in text.replacing(#/a\.csv:\d+ \d+-\d+/#, with: "") }
    #expect(plain(text.text) == plain(rejects.replacing("𠮷", with: "<U+20BB7>").replacing("\u{FEFF}", with: "")))
  }

  @Test func rowsThatCannotBeSplitAreOnlyPointedAt() throws {
    let text = SampleCSV.csv(also: ["認証キー"], [["\(Self.key),\(Self.key)"], [Self.key + "\"x"]])
    let rejects = String(decoding: try Self.rejects(Array(text.utf8), file: "a.csv").bytes, as: UTF8.self)
    #expect(!rejects.contains("KEY9"))
    let lines = rejects.split(separator: "\r\n")
    let location = try #require(ReadResult(text).rows.first?.bytes)
    #expect(lines[1].contains("a.csv の1件目（バイト \(location.lowerBound)–\(location.upperBound)）。"))
    #expect(lines[1].hasPrefix(String(repeating: ",", count: SampleCSV.required.count + 1) + "a.csv:1 "))
    #expect(lines[1].contains("列の数が見出しと違います"))
  }

  @Test func jsonComesBackAsLines() throws {
    for (file, text) in [("a.json", "[\(Self.json)]"), ("a.jsonl", Self.json + "\n")] {
      let rejects = try Self.rejects(Array(text.utf8), file: file)
      #expect(rejects.name == "rejects.jsonl")
      let line = String(decoding: rejects.bytes, as: UTF8.self)
      let start = file == "a.json" ? 1 : 0
      let source = "\(file):1 \(start)-\(start + Self.json.utf8.count)"
      #expect(
        line
          == "{\"kind\":\"前払金保証\",\"number\":\"001\",\"key\":\"＊＊＊＊\",\"work\":{\"name\":\"改\\n良\",\"price\":1.50},\"amendment\":{\"kinds\":[\"増額\"],\"count\":2},\"unknownThing\":[null,true],\"_source\":\"\(source)\",\"_reasons\":[\"工事名: 「𠮷」は\\\"書けません\\\"。直してください。\"]}\n"
      )
      let keys = try AuthenticationKeyTable(RecordReader(MemorySource(text.utf8), file: file))
      let again = ReadResult(rejects.bytes, file: "rejects.jsonl", keys: keys)
      #expect(again.values("key") == ["🔑" + Self.key])
      #expect(again.codes == ["input.key.unknown"])
      #expect(try Self.rejects(rejects.bytes, file: "rejects.jsonl").bytes.count < rejects.bytes.count * 2)
    }
  }

  @Test func brokenJSONIsOnlyPointedAt() throws {
    let text = "{\"key\":\"\(Self.key)\",}\n\(Self.json.dropLast(3))"
    let rejects = String(decoding: try Self.rejects(Array(text.utf8), file: "a.jsonl").bytes, as: UTF8.self)
    #expect(!rejects.contains("KEY9"))
    #expect(rejects.hasPrefix("{\"_file\":\"a.jsonl\",\"_record\":1,\"_bytes\":[0,20],\"_reasons\":["))
    #expect(rejects.split(separator: "\n").count == 2)
  }

  /// A key under a name with a slip of the pen, or left out by the mapping, is masked too.
  @Test func whatMayBeTheKeyIsMasked() throws {
    for name in ["Key", "keys", "認証キ", "認証キイ", "KEY ", "認証キー "] {
      let rejects = try Self.rejects(Array("[{\"\(name)\":\"\(Self.key)\",\"kind\":\"a\"}]".utf8), file: "a.json").bytes
      #expect(!String(decoding: rejects, as: UTF8.self).contains("KEY9"), "\(name)")
    }
    let mapping = try ColumnMapping(
      Array(#"{"version":1,"columns":{"暗号":"key"},"ignored":["認証キー"]}"#.utf8), file: "m.json")
    let csv = SampleCSV.csv(also: ["認証キー", "暗号", "認証キ"], [[Self.key, Self.key, Self.key]])
    #expect(
      !String(decoding: try Self.rejects(Array(csv.utf8), file: "a.csv", mapping: mapping).bytes, as: UTF8.self)
        .contains("KEY9"))
  }

  /// Whatever name a file from elsewhere has for a secret, its value is masked.
  @Test(arguments: [
    "パスワード", "閲覧用パスワード", "ﾊﾟｽﾜｰﾄﾞ", "暗証番号", "認証コード", "閲覧コード", "ＰＷ", "pw", "PIN", "token", "トークン", "鍵", "ＫＥＹ",
    "Pass Word", "secret",
  ]) func namesOfSecretsAreKnown(_ name: String) throws {
    let csv = SampleCSV.csv(also: [name], [[Self.key]])
    let rejects = try Self.rejects(Array(csv.utf8), file: "a.csv").bytes
    #expect(!String(decoding: rejects, as: UTF8.self).contains("KEY9"))
    let json = Array("{\"\(name)\":{\"value\":\"\(Self.key)\"},\"kind\":\"a\"}\n".utf8)
    #expect(!String(decoding: try Self.rejects(json, file: "a.jsonl").bytes, as: UTF8.self).contains("KEY9"))
  }

  @Test(arguments: ["工事名称", "担当部署", "pint", "鉄筋", "passenger", "合計"]) func otherNamesAreCopied(_ name: String) throws {
    let csv = SampleCSV.csv(also: [name], [[Self.key]])
    #expect(String(decoding: try Self.rejects(Array(csv.utf8), file: "a.csv").bytes, as: UTF8.self).contains("KEY9"))
  }

  /// A mapping cannot send a secret to a field that is printed; to the key, or to nowhere, it can.
  @Test(arguments: [("remarks", false), ("工事名", false), ("key", true), ("number", true)])
  func mappingKeepsSecrets(_ field: String, _ isAllowed: Bool) {
    let mapping = #"{"version":1,"columns":{"パスワード":"\#(field)"}}"#
    let problems: [String]
    do throws(DiagnosticError) {
      _ = try ColumnMapping(Array(mapping.utf8), file: "m.json")
      problems = []
    } catch {
      problems = error.diagnostics.map(\.code)
    }
    #expect(problems == (isAllowed ? [] : ["mapping.secret"]))
  }

  /// A key in a text is masked there in every encoding; the mask that is left in a mended file refuses the record.
  @Test func aKeyInATextIsMasked() throws {
    let form = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4)
    let csv = SampleCSV.csv(also: ["備考", "メモ"], [["\"髙﨑\"\"7KQM 4XHR W2PD 9TNC\"\"まで\"", "７ＫＱＭ４ＸＨＲＷ２ＰＤ９ＴＮＣ"]])
    for (bytes, encoding) in [(Array(csv.utf8), StatedEncoding.utf8), (try EncodingTests.cp932(csv), .cp932)] {
      var options = ReadingOptions(encoding: encoding)
      options.keyForm = form
      var reader = try RecordReader(MemorySource(bytes), file: "a.csv", options: options)
      var rejects = reader.rejects.head
      while let record = try reader.next() {
        rejects += reader.rejects.entry(for: record, reasons: [Self.reason], in: .english)
      }
      let text = TextDecoder.decode(rejects[...], as: encoding == .cp932 ? .cp932 : .utf8).text
      #expect(text.contains(",\"髙﨑\"\"＊＊＊＊\"\"まで\",＊＊＊＊,"), "\(text)")
      let again = ReadResult(rejects, file: "rejects.csv", encoding: encoding)
      #expect(again.rowCodes == [["row.text.masked"]])
    }
    let json = "{\"備考\":\"＊＊＊＊\",\"_reasons\":[]}\n{\"備考\":\"＊＊＊＊\"}\n"
    #expect(ReadResult(json, file: "a.jsonl").rowCodes == [["row.text.masked"], []])
  }

  /// A record whose number was the fault takes its key back by where it stood; only from the very place of the very file.
  @Test func aMendedNumberTakesItsKeyBack() throws {
    let csv = SampleCSV.csv(also: ["認証キー"], [[Self.key], ["OTHER"]])
      .replacing("0012345", with: "12345", maxReplacements: 1)
    let rejects = try Self.rejects(Array(csv.utf8), file: "in/a.csv").bytes
    let mended = String(decoding: rejects, as: UTF8.self).replacing("前払金保証,12345,", with: "前払金保証,0099999,")
    func keys(_ text: String, _ file: String) throws -> AuthenticationKeyTable {
      try AuthenticationKeyTable(RecordReader(MemorySource(text.utf8), file: file))
    }
    #expect(
      ReadResult(mended, file: "m.csv", keys: try keys(csv, "old/a.csv")).values("key") == ["🔑\(Self.key)", "🔑OTHER"])
    for (text, file) in [(csv, "b.csv"), (csv.replacing("12345", with: "012345", maxReplacements: 1), "a.csv")] {
      #expect(ReadResult(mended, file: "m.csv", keys: try keys(text, file)).rowCodes == [["row.key.masked"], []])
    }
    // Refused once more, it still says where it stood first.
    let again = try Self.rejects(Array(mended.utf8), file: "m.csv").bytes
    #expect(String(decoding: again, as: UTF8.self).contains(",a.csv:1 "))
    #expect(!String(decoding: again, as: UTF8.self).contains("m.csv"))
  }

  @Test func aMarkIsLeftOutWhenToldSo() throws {
    var options = ReadingOptions()
    options.marksRejects = false
    let reader = try RecordReader(MemorySource(Self.csv.utf8), file: "a.csv", options: options)
    #expect(!reader.rejects.head.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  @Test func aMaskThatStaysRefusesTheRecord() throws {
    let masked = Self.json.replacing(Self.key, with: Secret.mask)
    let other = masked.replacing("\"001\"", with: "\"002\"")
    let reading = ReadResult(masked + "\n" + other, file: "a.jsonl")
    #expect(reading.rowCodes == [["row.key.masked"], ["row.key.masked"]])
    #expect(reading.values("key") == [nil, nil])
    let keys = try AuthenticationKeyTable(RecordReader(MemorySource(Self.json.utf8), file: "a.jsonl"))
    #expect(ReadResult(masked + "\n" + other, file: "a.jsonl", keys: keys).rowCodes == [[], ["row.key.masked"]])
    // Two different keys for one identity: neither is taken.
    let two = try AuthenticationKeyTable(
      RecordReader(
        MemorySource((Self.json + "\n" + Self.json.replacing(Self.key, with: "ANOTHER")).utf8), file: "a.jsonl"))
    #expect(ReadResult(masked, file: "a.jsonl", keys: two).rowCodes == [["row.key.masked"]])
    // Another change of the contract has another key.
    #expect(
      ReadResult(masked.replacing("\"count\":2", with: "\"count\":1"), file: "a.jsonl", keys: keys).rowCodes == [
        ["row.key.masked"]
      ])
  }

  @Test func cp932WritesWhatItReads() {
    for (lead, low, high) in CP932.characters {
      for scalar in (low + high).unicodeScalars where scalar != "." {
        let bytes = CP932.encode(scalar) ?? []
        #expect(TextDecoder.decode(bytes[...], as: .cp932).text.unicodeScalars.elementsEqual([scalar]), "\(lead)")
      }
    }
    for (scalar, bytes) in [
      ("髙", [0xFB, 0xFC]), ("№", [0x87, 0x82]), ("ｱ", [0xB1]), ("\u{E757}", [0xF9, 0xFC]), ("∪", [0x81, 0xBE]),
    ]
      as [(Unicode.Scalar, [UInt8])]
    {
      #expect(CP932.encode(scalar) == bytes, "\(scalar)")
    }
    #expect(CP932.encode("𠮷") == nil)
  }
}
