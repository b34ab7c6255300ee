import Diagnostics
import Encodings
import Fields
import StrictJSON
import Testing

@testable import Records

@Suite struct InspectionTests {
  @Test func aRowIsOneLineOfJSONWithTheKeyMasked() throws {
    let reading = ReadResult("\n" + RejectTests.json, file: "a.jsonl")
    let row = try #require(reading.rows.first)
    let node = try JSONParser.parse(row.json(masking: nil).utf8)
    #expect(!row.json(masking: nil).contains("KEY9") && !row.json(masking: nil).contains("\n"))
    #expect(node["file"]?.string == "a.jsonl")
    #expect(node["record"]?.integer == 1)
    #expect(node["line"]?.integer == 2)
    #expect(node["bytes"]?.array?.first?.value == .number("1"))
    #expect(node["cells"]?["key"]?.string == Secret.mask)
    #expect(node["cells"]?["work.price"]?.value == .number("1.50"))
    #expect(node["cells"]?["amendment.kinds"]?.array?.map(\.string) == ["増額"])
    #expect(
      node["cells"]?.members?.map(\.key) == [
        "kind", "number", "key", "work.name", "work.price", "amendment.count", "amendment.kinds",
      ])
  }

  private func inspected(_ bytes: [UInt8], _ encoding: StatedEncoding?, chunkSize: Int) throws -> (
    text: String, diagnostics: [Diagnostic]
  ) {
    var inspection = try TextInspection(MemorySource(bytes, chunkSize: chunkSize), file: "a", encoding: encoding)
    var result = (text: "", diagnostics: [Diagnostic]())
    while let next = try inspection.next() {
      result.text += next.text
      result.diagnostics += next.diagnostics
    }
    return result
  }

  @Test func textComesOutAsUTF8WhateverTheChunks() throws {
    let text = String(repeating: "髙﨑㈱①～\r\n", count: 2_000)
    for (bytes, encoding) in [
      (Array(text.utf8), nil), (try EncodingTests.cp932(text), .cp932),
      (EncodingTests.utf16(text, isBigEndian: true), nil),
      (EncodingTests.utf16(text, isBigEndian: false), .utf16),
    ] as [([UInt8], StatedEncoding?)] {
      for chunkSize in [1, 3, 64, 65_536] {
        let found = try inspected(bytes, encoding, chunkSize: chunkSize)
        #expect(found.text.utf8.elementsEqual(text.utf8))
        #expect(found.diagnostics == [])
      }
    }
  }

  @Test func everyByteThatIsNoCharacterIsTold() throws {
    let start = Array(String(repeating: "あ\n", count: 20_000).utf8)
    let bytes = start + [0xE3, 0x81, 0x0A, 0xFF, 0x41, 0xE3]
    for chunkSize in [1, 2, 65_536] {
      let found = try inspected(bytes, nil, chunkSize: chunkSize)
      #expect(found.diagnostics.map(\.location?.byte) == [start.count, start.count + 3, start.count + 5])
      #expect(found.diagnostics.map(\.location?.line) == [20_001, 20_002, 20_002])
    }
    let found = try inspected([0x41, 0x80, 0x0A, 0x81, 0x20, 0x95, 0xDB, 0x81], .cp932, chunkSize: 1)
    #expect(found.text == "A\u{FFFD}\n\u{FFFD} 保\u{FFFD}")
    #expect(found.diagnostics.map(\.location?.byte) == [1, 3, 7])
    #expect(found.diagnostics.map(\.location?.line) == [1, 2, 2])
  }
}
