import Diagnostics
import Fields
import Testing

@testable import Surety

@Suite("What a record must have, by its kind and by the papers that are wanted")
struct RequirementTests {
  @Test(
    "the key is required when a paper prints it, whatever the paper is called, and may always be given",
    arguments: [
      (true, nil, false), (true, "7KQM4XHRW2PD9TNC", true), (false, nil, true), (false, "7KQM4XHRW2PD9TNC", true),
    ]
      as [(Bool, String?, Bool)])
  func key(_ printsKey: Bool, _ key: String?, _ isAccepted: Bool) throws {
    let assessment = try Samples.assess(
      Samples.record(["key": key]), papers: PaperRequirements(printsKey: printsKey))
    #expect(assessment.isAccepted == isAccepted)
    let missing = assessment.diagnostics.filter { $0.code == "record.required" }.map(\.location?.field)
    #expect(missing == (isAccepted ? [] : ["key"]))
  }

  @Test("a row that could not be read has its reader's errors alone: no field is called missing besides")
  func unreadable() throws {
    let location = SourceLocation(file: "sample.csv", record: 7)
    let unreadable = Diagnostic.error(
      "csv.quote", at: location, LocalizedText("引用符が閉じていません。", "A quote is not closed."))
    let row = RawRow(location: location, diagnostics: [unreadable])
    let assessment = try Samples.assess(row)
    #expect(assessment.diagnostics == [unreadable])
    #expect(!assessment.isAccepted && assessment.premium == nil && assessment.values.members.isEmpty)
  }

  @Test("an empty record, which could be read, lacks every required field")
  func empty() throws {
    let assessment = try Samples.assess(RawRow(location: SourceLocation(file: "sample.jsonl", record: 1)))
    #expect(!assessment.isAccepted)
    let missing = assessment.diagnostics.filter { $0.code == "record.required" }.compactMap(\.location?.field)
    #expect(Set(missing).isSuperset(of: ["kind", "number", "key", "work.price", "guarantee.amount"]))
  }
}

@Suite("Whatever a cell holds, a record is accepted or refused with reasons")
struct HostileInputTests {
  static let texts = [
    "", " ", "　", "0", "-1", "1", "9999999999999", "99999999999999999999999", "1e309", "NaN", "null", "true",
    "2025-04-01", "9999-12-31", "1873-01-01", "R1.5.1", "令和元年", "年月日", "元年元月元日", "../../etc/passwd", "<b>&amp;</b>",
    "{{ key }}", "=1+1", "か\u{3099}", "ｶﾞ", "\u{202E}abc", "\u{0}", "\u{E000}", "👨‍👩‍👧", "葛\u{E0100}", "金円", "¥", "円",
    "十百千万億兆", "〇〇〇", "有", "無", "工事", "業務", "増額・減額・保証期限変更", "増額・増額", "・・", "44-07-0012345-99", "契約保証", "前払金保証",
    "中間前払金保証", "臼杵市", "白杵市", "様", "御中", String(repeating: "長", count: 5000),
  ]

  @Test(arguments: ["44-07-0012388-01", "44-07-0015502-00"]) func everyField(_ number: String)
    throws
  {
    for field in Catalogue.fields {
      let path = field.path.replacing("[]", with: "[1]")
      for text in Self.texts {
        let assessment = try Samples.assess(Samples.record([path: text], like: number))
        let errors = assessment.diagnostics.filter { $0.severity == .error }
        #expect(assessment.isAccepted == errors.isEmpty)
        for error in errors where error.location?.field == nil || !error.summary.japanese.hasSuffix("。") {
          Issue.record("\(path) = \(Echo.quoted(text)): \(error.code) lacks a place or a sentence")
        }
        // The key and what the record holds beyond forty characters never reach a message.
        for diagnostic in assessment.diagnostics where diagnostic.summary.japanese.count > 400 {
          Issue.record("\(diagnostic.code) is too long")
        }
      }
    }
  }

  @Test("JSON values of a wrong shape are refused by name", arguments: Catalogue.fields.filter { !$0.isMemberField })
  func shapes(_ field: Field) throws {
    for value in [RawValue.bool(true), .number("1.5"), .list([.text("x")]), .unsupportedShape("object")] {
      var row = try Samples.record([:])
      row.cells[FieldKey(field.path)] = RawCell(value, at: SourceLocation(file: "sample.jsonl", record: 1))
      let assessment = try Samples.assess(row)
      let isFlag = if case .bool = value { field.type == .yesNo } else { false }
      #expect(assessment.isAccepted == isFlag)
    }
  }
}
