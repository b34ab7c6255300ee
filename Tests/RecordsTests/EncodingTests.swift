import Diagnostics
import Encodings
import Fields
import Foundation
import Mapping
import Testing

@testable import Records

/// An encoding is stated or proved, and the same records come out of each.
@Suite struct EncodingTests {
  static let text = SampleCSV.csv(also: ["認証キー", "備考"], [["ABCD", "\"改\n行\""], ["EFGH", "髙﨑㈱①～"]])

  static func utf16(_ text: String, isBigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  static func cp932(_ text: String) throws -> [UInt8] {
    Array(try #require(text.data(using: .shiftJIS)))
  }

  private func shown(_ reading: ReadResult) -> [[String: String]] {
    reading.rows.map { row in Dictionary(uniqueKeysWithValues: row.row.cells.map { ($0.key.text, $0.value.shown) }) }
  }

  @Test func everyEncodingGivesTheSameRecords() throws {
    let plain = ReadResult(Self.text)
    #expect(plain.values("remarks") == ["改\n行", "髙﨑㈱①～"])
    let files: [(bytes: [UInt8], stated: StatedEncoding?, codes: [String])] = [
      ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), nil, ["input.bom"]),
      ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8, ["input.bom"]),
      (Array(Self.text.utf8), .utf8, []),
      (try Self.cp932(Self.text), .cp932, []),
      (Self.utf16(Self.text, isBigEndian: false), nil, []),
      (Self.utf16(Self.text, isBigEndian: true), nil, []),
      (Self.utf16(Self.text, isBigEndian: true), .utf16, []),
      (Self.utf16(Self.text, isBigEndian: false, mark: false), .utf16LittleEndian, []),
      (Self.utf16(Self.text, isBigEndian: true, mark: false), .utf16BigEndian, []),
    ]
    for file in files {
      for chunkSize in [1, 7, 65_536] {
        let reading = ReadResult(file.bytes, encoding: file.stated, chunkSize: chunkSize)
        #expect(shown(reading) == shown(plain))
        #expect(reading.codes == file.codes)
        #expect(reading.rowCodes == [[], []])
        #expect(reading.rows.map(\.row.location.line) == [2, 4])
      }
    }
  }

  /// A cell's byte is a byte of the file as it came: reading there finds the cell again.
  @Test func placesAreBytesOfTheFile() throws {
    for (bytes, stated, encoded) in [
      (Array(Self.text.utf8), nil, Array("髙﨑".utf8)),
      ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), nil, Array("髙﨑".utf8)),
      (try Self.cp932(Self.text), .cp932, try Self.cp932("髙﨑")),
      (Self.utf16(Self.text, isBigEndian: false), nil, Self.utf16("髙﨑", isBigEndian: false, mark: false)),
      (Self.utf16("𠮷" + Self.text, isBigEndian: true), nil, Self.utf16("髙﨑", isBigEndian: true, mark: false)),
    ] as [([UInt8], StatedEncoding?, [UInt8])] {
      let mapping = try ColumnMapping(Array(#"{"version":1,"columns":{"𠮷保証の種類":"kind"}}"#.utf8), file: "m.json")
      let reading = ReadResult(bytes, encoding: stated, mapping: mapping)
      let row = try #require(reading.rows.last)
      let byte = try #require(row.row["remarks"]?.location.byte)
      #expect(Array(bytes[byte..<byte + encoded.count]) == encoded)
      #expect(
        bytes.count == row.bytes.upperBound + (encoded.count == Array("髙﨑".utf16).count * 2 && stated != .cp932 ? 4 : 2)
      )
    }
  }

  @Test func whatIsStatedMustNotContradictTheMark() {
    #expect(
      ReadResult(Self.utf16(Self.text, isBigEndian: false), encoding: .utf8).codes == ["input.encoding.contradicted"])
    #expect(
      ReadResult([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), encoding: .cp932).codes == ["input.encoding.contradicted"])
    #expect(
      ReadResult(Self.utf16(Self.text, isBigEndian: false), encoding: .utf16BigEndian).codes == [
        "input.encoding.contradicted"
      ])
    #expect(
      ReadResult(Self.utf16(Self.text, isBigEndian: false, mark: false), encoding: .utf16).codes == [
        "input.encoding.order"
      ])
  }

  /// The first 64 KiB prove UTF-8 for what is read of them; the first byte behind them that is not ends the reading.
  @Test func aFileThatStopsBeingUTF8EndsThere() throws {
    let rows = SampleCSV.csv(Array(repeating: [], count: 400))
    let good = Array(rows.utf8)
    let bad = good + (try Self.cp932(SampleCSV.csv([[], []])))
    for chunkSize in [4_096, 65_536, 1_000_000] {
      let reading = ReadResult(bad, chunkSize: chunkSize)
      #expect(reading.rows.count == 401)
      #expect(reading.rows.dropLast().allSatisfy { $0.row.diagnostics.isEmpty })
      let last = try #require(reading.rows.last)
      #expect(last.row.diagnostics.map(\.code) == ["input.encoding.ended"])
      #expect(last.bytes == good.count..<bad.count)
      #expect(last.row.diagnostics.first?.location?.byte == good.count)
    }
    // The same bytes, when UTF-8 is stated, are the fault of their rows.
    let stated = ReadResult(bad, encoding: .utf8)
    #expect(stated.rows.count == 403)
    #expect(stated.rows.dropLast(3).allSatisfy { $0.row.diagnostics.isEmpty })
    #expect(stated.rows.suffix(3).allSatisfy { !$0.row.diagnostics.isEmpty })
  }

  @Test func unmappedBytesRefuseTheirRecordAtTheirPlace() throws {
    let good = try Self.cp932(SampleCSV.csv(also: ["備考"], [["甲"], ["乙"], ["丙"]]))
    let mark = try Self.cp932("乙")
    let index = try #require(good.indices.first { good[$0...].starts(with: mark) })
    for (bad, faults) in [
      ([0x80], 1), ([0xFD], 1), ([0xA0, 0xFF], 2), ([0x85, 0x41], 1), ([0xEB, 0x9F], 1), ([0x81], 1),
    ]
      as [([UInt8], Int)]
    {
      let bytes = Array(good[..<index]) + bad + Array(good[(index + 2)...])
      let reading = ReadResult(bytes, encoding: .cp932)
      #expect(reading.rowCodes == [[], Array(repeating: "row.encoding", count: faults), []], "\(bad)")
      let location = try #require(reading.rows[1].row.diagnostics.first?.location)
      #expect(location.byte == index)
      #expect(location.field == "remarks")
      #expect(reading.values("number") == ["0012345", "0012345", "0012345"])
    }
  }

  @Test func theKeyIsNotShownWhereItsBytesAreBroken() throws {
    let text = Array(SampleCSV.csv(also: ["認証キー"], [["@"]]).utf8)
    let index = try #require(text.firstIndex(of: UInt8(ascii: "@")))
    let reading = ReadResult(Array(text[..<index]) + [0xFD] + Array(text[(index + 1)...]), encoding: .cp932)
    #expect(reading.rowCodes.allSatisfy { !$0.isEmpty } || reading.isRefused)
    #expect(reading.diagnostics.allSatisfy { !$0.json.contains("FD") })
    #expect(
      reading.rows.flatMap(\.row.diagnostics).filter { $0.location?.field == "key" }.allSatisfy {
        !$0.json.contains("FD")
      })
  }

  @Test func gaijiPassAsPrivateUse() throws {
    let bytes = try Self.cp932(SampleCSV.csv(also: ["備考"], [["@@"]]))
    let index = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("@@".utf8)) })
    let reading = ReadResult(Array(bytes[..<index]) + [0xF0, 0x40] + Array(bytes[(index + 2)...]), encoding: .cp932)
    #expect(reading.values("remarks") == ["\u{E000}"])
  }

  @Test func aLoneSurrogateRefusesItsRecord() throws {
    var units = Array(SampleCSV.csv(also: ["備考"], [["@"], ["乙"]]).utf16)
    let index = try #require(units.firstIndex(of: 0x40))
    units[index] = 0xD842
    let bytes = ([0xFEFF] + units).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let reading = ReadResult(bytes)
    #expect(reading.rowCodes == [["row.encoding"], []])
    #expect(reading.rows.first?.row.diagnostics.first?.location?.byte == 2 + 2 * index)
    // An odd byte at the end is a cut file.
    #expect(
      ReadResult(bytes.dropLast(3)).rowCodes.last == ["row.encoding"]
        || ReadResult(bytes.dropLast(3)).rowCodes.last == ["row.cut"])
  }

  @Test func jsonIsNotReadAsCP932() throws {
    #expect(
      ReadResult(try Self.cp932("[{\"kind\":\"表\"}]"), file: "a.json", encoding: .cp932).codes == [
        "input.json.encoding"
      ])
    #expect(ReadResult(try Self.cp932("[{\"kind\":\"前払金保証\"}]"), file: "a.json").codes == ["input.encoding.unknown"])
  }

  @Test func jsonIsReadWithAMarkAndInUTF16() {
    let text = "[{\"kind\":\"契約保証\"},\n {\"number\":\"𠮷\",\"remarks\":\"x\"}]"
    for bytes in [
      [0xEF, 0xBB, 0xBF] + Array(text.utf8), Self.utf16(text, isBigEndian: true), Self.utf16(text, isBigEndian: false),
    ] {
      let reading = ReadResult(bytes, file: "a.json")
      #expect(reading.values("kind") == ["契約保証", nil])
      let location = reading.rows.last?.row["remarks"]?.location
      #expect(location?.line == 2)
      #expect(
        location?.byte.map { bytes[$0...].contains(UInt8(ascii: "x")) && bytes[($0 + 4)...].first != UInt8(ascii: "x") }
          == true)
    }
  }

  /// 1A at the end of CP932 is the end of the file, however the bytes come; elsewhere, and in UTF-8, it is a character.
  @Test(arguments: [1, 2, 7, 65_536]) func subIsTheEndOfCP932(_ chunk: Int) throws {
    let bytes = try Self.cp932(SampleCSV.csv([[], []]))
    let tails: [([UInt8], [String])] = [
      ([], []), ([0x1A], ["input.endMark"]), ([0x1A, 0x1A, 0x1A], ["input.endMark"]),
      ([0x1A, 0x0D, 0x0A], ["input.endMark"]), ([0x1A, 0x0A, 0x1A, 0x0D, 0x0A, 0x0D, 0x0A], ["input.endMark"]),
    ]
    for (tail, codes) in tails {
      let read = ReadResult(bytes + tail, encoding: .cp932, chunkSize: chunk)
      #expect(read.rows.count == 2 && read.codes == codes && read.rowCodes == [[], []], "\(read.codes)")
    }
    let inside = ReadResult(bytes.dropLast(2) + [0x1A, 0x20, 0x0D, 0x0A], encoding: .cp932, chunkSize: chunk)
    #expect(inside.codes == [] && inside.rowCodes == [[], ["row.quote.after"]])
    let utf8 = ReadResult(Array(SampleCSV.csv().utf8) + [0x1A], chunkSize: chunk)
    #expect(utf8.rowCodes.last != [])
  }

  /// A NUL is named with its line and byte: near the beginning it refuses the file, later its record, in any column.
  @Test func aNULIsNamedWithItsPlace() throws {
    let text = SampleCSV.csv(also: ["メモ"], (0..<900).map { ["\($0)"] })
    let bytes = Array(text.utf8)
    let near = ReadResult(bytes.prefix(500) + [0] + bytes[500...])
    #expect(near.isRefused && near.codes == ["input.binary"])
    let line = bytes.prefix(500).count { $0 == 0x0A } + 1
    #expect(near.diagnostics[0].summary.english.contains("line \(line), at byte 500."))
    // Behind the digits of the last record's unread column.
    let place = bytes.count - 2
    let far = ReadResult(bytes.prefix(place) + [0] + bytes[place...])
    #expect(!far.isRefused && far.rows.count == 900 && far.rowCodes.last == ["row.nul"])
    let said = try #require(far.rows.last?.row.diagnostics.first)
    #expect(said.summary.english.contains("line 901, at byte \(place) ") && said.location?.line == 901)
  }
}
