import Diagnostics
import Fields
import Records
import Testing

/// Every fault of a row is that row's alone, in a stated sentence; the rows around it are read.
@Suite struct CSVFaultTests {
  private static func sheet(_ faulty: String) -> String {
    let good = Sheet.csv(lineEnd: "\n").split(separator: "\n").map(String.init)
    return [good[0], good[1], faulty, good[1]].joined(separator: "\n") + "\n"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var code: String
    var row: String
    var testDescription: String { code }
  }

  static let cells = Sheet.record.map { "\"\($0)\"" }

  @Test(arguments: [
    Case(code: "row.columns", row: "秘密の鍵,一"),
    Case(code: "row.columns", row: cells.joined(separator: ",") + ",一つ多い"),
    Case(code: "row.quote.bare", row: "秘密\"の鍵" + String(repeating: ",", count: cells.count - 1)),
    Case(code: "row.quote.after", row: "\"秘密\"の鍵" + String(repeating: ",", count: cells.count - 1)),
  ])
  func aFaultyRowIsRefusedAlone(_ item: Case) throws {
    let reading = Reading(Self.sheet(item.row))
    #expect(reading.rowCodes == [[], [item.code], []])
    #expect(reading.values("number") == ["0012345", nil, "0012345"])
    let diagnostic = try #require(reading.rows[1].row.diagnostics.first)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.location?.record == 2)
    #expect(diagnostic.location?.line == 3)
    #expect(!TextWriter(language: .japanese).text(of: diagnostic).contains("秘密"))
    #expect(!diagnostic.json.contains("鍵"))
  }

  @Test func aFieldOfTenMegabytesIsRefusedAndReadingGoesOn() {
    for quote in ["", "\""] {
      for (length, piece) in [(10_000_000, 65_536), (1_200_000, 500_000), (5_000_000, 100_000_000)] {
        let long = quote + String(repeating: "長", count: length / 3) + quote
        let text = Self.sheet(([long] + Self.cells.dropFirst()).joined(separator: ","))
        let reading = Reading(text, piece: piece)
        #expect(reading.rowCodes == [[], ["row.field.long"], []])
        #expect(reading.rows[1].row.diagnostics.first?.location?.heading == "保証の種類")
        #expect(
          reading.rows[1].bytes.count == long.utf8.count + Self.cells.dropFirst().joined(separator: ",").utf8.count + 1)
        #expect(reading.rows[2].row.location.line == 4)
      }
    }
  }

  @Test func aFieldOfExactlyOneMebibyteIsRead() {
    for (length, codes) in [(1 << 20, []), (1 << 20 + 1, ["row.field.long"])] as [(Int, [String])] {
      for quote in ["", "\""] {
        let row = ([quote + String(repeating: "a", count: length) + quote] + Self.cells.dropFirst()).joined(
          separator: ",")
        for piece in [997, 65_536, 3_000_000] {
          #expect(Reading(Self.sheet(row), piece: piece).rowCodes == [[], codes, []])
        }
      }
    }
  }

  @Test func aRowLongerThanARecordMayBeIsRefused() {
    let row = Self.cells.map { _ in String(repeating: "a", count: 900_000) }.joined(separator: ",")
    for piece in [10_000, 65_536, 100_000_000] {
      #expect(Reading(Self.sheet(row), piece: piece).rowCodes == [[], ["row.long"], []])
    }
    let commas = String(repeating: ",", count: 200_000)
    #expect(Reading(Self.sheet(commas)).rowCodes == [[], ["row.columns"], []])
  }

  /// Cut at any byte, a file gives the rows before the cut whole, and at most one refused row after them, which says that it is cut or
  /// lacks columns; only a cut right behind the last field cannot be seen.
  @Test func aFileCutAnywhereGivesWhatStoodBefore() throws {
    let text = Array(Sheet.csv(also: ["備考"], [["\"一\n二\""], ["三"]]).utf8)
    let whole = Reading(text)
    let headingEnd = try #require(text.firstIndex(of: 0x0A)) + 1
    for length in headingEnd..<text.count {
      let reading = Reading(text[..<length])
      #expect(!reading.isRefused)
      for (row, original) in zip(reading.rows, whole.rows) where row.bytes == original.bytes {
        #expect(row.row.diagnostics.isEmpty)
      }
      if let last = reading.rows.last, whole.rows.allSatisfy({ $0.bytes != last.bytes }) {
        let codes = last.row.diagnostics.map(\.code)
        #expect(
          codes == ["row.cut"] || codes == [] && last.row["guarantee.amount"] != nil, "cut at \(length): \(codes)")
      }
    }
  }

  @Test func rowsOfNothingButCommasArePassedOverAndSaid() {
    let reading = Reading(Sheet.csv() + String(repeating: ",", count: Sheet.required.count - 1) + "\r\n")
    #expect(reading.rows.count == 1)
    #expect(reading.codes == ["input.emptyRows"])
  }
}
