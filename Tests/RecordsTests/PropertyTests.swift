import Diagnostics
import Encodings
import Fields
import Records
import TestSupport
import Testing

/// What holds of every input, tried on many.
@Suite struct PropertyTests {
  static let secret = "KEY9-9XQ7"

  /// A record a format, the key in it, and inputs made of them.
  static let seeds: [(file: String, bytes: [UInt8], encoding: StatedEncoding?)] = {
    let csv = SampleCSV.csv(also: ["認証キー", "備考"], [[secret, "\"甲\r\n\"\"乙\"\"\""], [secret, "𠮷"], [secret, ""]])
    let record =
      "{\"kind\":\"前払金保証\",\"key\":\"\(secret)\",\"work\":{\"name\":\"改\\n良\",\"price\":1},\"contractor\":{\"members\":[{\"name\":\"甲\"}]}}"
    let utf16 = ([0xFEFF] + Array(csv.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return [
      ("a.csv", Array(csv.utf8), nil), ("a.csv", Array(csv.utf8), .utf8), ("a.csv", Array(csv.utf8), .cp932),
      ("a.csv", utf16, nil),
      ("a.jsonl", Array("\(record)\n\n\(record)\n".utf8), nil), ("a.json", Array("[\(record), \(record)]".utf8), nil),
      ("a.json", Array("{\"n\":1,\"records\":[\(record)],\"m\":{}}".utf8), nil), ("a.json", Array(record.utf8), nil),
    ]
  }()

  /// Bytes cut, doubled, changed and swapped.
  private static func damage(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    let signs: [UInt8] = [
      0x22, 0x2C, 0x0A, 0x0D, 0x00, 0x5C, 0x7B, 0x7D, 0x5B, 0x5D, 0x3A, 0x80, 0x81, 0xFF, 0xE3, 0xF0,
    ]
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[index] = signs.randomElement(using: &random) ?? 0
      case 1: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
      case 2: bytes.insert(signs.randomElement(using: &random) ?? 0, at: index)
      case 3: bytes.remove(at: index)
      default: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...60, using: &random)))
      }
    }
    return bytes
  }

  private static func same(_ a: ReadResult, _ b: ReadResult) -> Bool {
    a.isRefused == b.isRefused && a.diagnostics == b.diagnostics && a.rows.map(\.bytes) == b.rows.map(\.bytes)
      && a.rows.map(\.row.location) == b.rows.map(\.row.location)
      && a.rows.map(\.row.diagnostics) == b.rows.map(\.row.diagnostics)
      && zip(a.rows, b.rows).allSatisfy { a, b in
        a.row.cells.keys == b.row.cells.keys
          && a.row.cells.allSatisfy { key, cell in
            b.row.cells[key].map { $0.location == cell.location && $0.shown.utf8.elementsEqual(cell.shown.utf8) }
              ?? false
          }
      }
  }

  /// Damaged in any way, an input is read without a trap; the chunks it comes in do not matter; every byte stands in at
  /// most one record; no message quotes the key.
  @Test(arguments: seeds.indices) func damagedInputsAreJudgedAlikeInAnyChunks(_ index: Int) {
    let seed = Self.seeds[index]
    var random = Seeded(seed: UInt64(index))
    for round in 0..<120 {
      let bytes = round == 0 ? seed.bytes : Self.damage(seed.bytes, &random)
      let whole = ReadResult(bytes, file: seed.file, encoding: seed.encoding)
      let chunks = ReadResult(
        bytes, file: seed.file, encoding: seed.encoding, chunkSize: Int.random(in: 1...40, using: &random))
      #expect(Self.same(whole, chunks), "round \(round): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      for (row, next) in zip(whole.rows, whole.rows.dropFirst()) {
        #expect(row.bytes.upperBound <= next.bytes.lowerBound)
      }
      #expect(
        whole.rows.allSatisfy { 0...bytes.count ~= $0.bytes.lowerBound && 0...bytes.count ~= $0.bytes.upperBound })
      for diagnostic in whole.diagnostics + whole.rows.flatMap(\.row.diagnostics) {
        // A byte of the key that became a quotation mark or a comma would make the rest a key's name: whole, the key is
        // never said.
        #expect(!diagnostic.json.contains(Self.secret))
      }
    }
  }

  @Test func noiseIsJudgedToo() {
    var random = Seeded(seed: 7)
    for file in ["a.csv", "a.json", "a.jsonl", "-"] {
      for encoding in [nil, .utf8, .cp932, .utf16LittleEndian, .utf16BigEndian] as [StatedEncoding?] {
        for _ in 0..<60 {
          let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
          }
          let whole = ReadResult(bytes, file: file, encoding: encoding)
          #expect(Self.same(whole, ReadResult(bytes, file: file, encoding: encoding, chunkSize: 1)))
        }
      }
    }
  }

  @Test func aRowSaysNothingOfItsBytesWhenPrinted() throws {
    let row = try #require(ReadResult(Self.seeds[0].bytes).rows.first)
    var dumped = ""
    dump(row, to: &dumped)
    #expect(!"\(row) \(String(reflecting: row)) \(dumped)".contains(Self.secret))
  }
}
