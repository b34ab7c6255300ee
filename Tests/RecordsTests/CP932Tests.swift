import Foundation
import Testing

@testable import Encodings
@testable import Records

/// The table against outside judges: Python's codec and Foundation's, over every code there is.
@Suite struct CP932Tests {
  private static func decoded(_ bytes: [UInt8]) -> String? {
    let (text, faults) = TextDecoder.decode(bytes[...], as: .cp932)
    return faults.isEmpty ? text : nil
  }

  /// All codes of one byte and of two, as Python reads them.
  private static func python() throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      def show(b):
          try: return ' '.join('%X' % ord(c) for c in b.decode('cp932'))
          except UnicodeDecodeError: return '-'
      print('\\n'.join([show(bytes([a])) for a in range(256)] + [show(bytes([a, b])) for a in range(256) for b in range(256)]))
      """,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Python alone maps five single bytes that the WHATWG's Shift_JIS and ours refuse.
  private static let pythonAlone: Set<UInt8> = [0x80, 0xA0, 0xFD, 0xFE, 0xFF]

  private static func show(_ text: String?) -> String {
    text.map { $0.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: " ") } ?? "-"
  }

  @Test func everyCodeIsAsPythonReadsIt() throws {
    let judge = try Self.python()
    try #require(judge.count == 256 + 65_536)
    for lead in UInt8.min...UInt8.max {
      let alone = Self.pythonAlone.contains(lead) ? "-" : judge[Int(lead)]
      #expect(Self.show(Self.decoded([lead])) == alone, "\(lead)")
      for trail in UInt8.min...UInt8.max {
        let expected = judge[256 + Int(lead) << 8 + Int(trail)]
        let found = Self.show(Self.decoded([lead, trail]))
        // A comparison outside of #expect: 65,536 of those are slow.
        if found != expected, !Self.pythonAlone.contains(lead), !Self.pythonAlone.contains(trail) {
          Issue.record("\(lead) \(trail): \(found), not \(expected)")
        }
      }
    }
  }

  @Test func thereAreAsManyTwoByteCodesAsTheStandardHas() {
    let pairs = (0x81...0xFC).flatMap { lead in (0x40...0xFC).map { [UInt8(lead), UInt8($0)] } }
    let count = pairs.count { CP932.unit(in: $0[...], at: 0).isPair }
    #expect(count == 9_604)
  }

  /// Text from one table, bytes from the other.
  @Test func foundationWritesWhatWeRead() throws {
    let text = CP932.characters.map { $0.low + $0.high }.joined().filter { $0 != "." }
    let bytes = try #require(text.data(using: .shiftJIS))
    #expect(Self.decoded(Array(bytes))?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  /// WHATWG Encoding Standard, Shift_JIS decoder: an ASCII byte behind a bad lead byte is a character of its own.
  @Test func asciiBehindABadLeadByteSurvives() {
    for (bytes, text) in [
      ([0x81, 0x20, 0x41], "\u{FFFD} A"), ([0x85, 0x5C], "\u{FFFD}\\"), ([0xFC, 0x7E, 0x42], "\u{FFFD}~B"),
      ([0x81, 0xFF, 0x41], "\u{FFFD}A"),
      ([0x85, 0xA1, 0x41], "\u{FFFD}A"), ([0x41, 0x81], "A\u{FFFD}"),
    ] as [([UInt8], String)] {
      #expect(TextDecoder.decode(bytes[...], as: .cp932).text == text, "\(bytes)")
    }
  }

  @Test func noTrailByteIsADelimiter() {
    for delimiter in [0x22, 0x2C, 0x0A, 0x0D] as [UInt8] {
      for lead in UInt8(0x81)...0xFC { #expect(!CP932.unit(in: [lead, delimiter], at: 0).isPair) }
    }
  }
}

extension CP932.Unit {
  fileprivate var isPair: Bool {
    if case .scalar(_, width: 2) = self { true } else { false }
  }
}
