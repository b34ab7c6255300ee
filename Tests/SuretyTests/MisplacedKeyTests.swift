import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("A key in another field refuses the record, and is quoted nowhere")
struct MisplacedKeyTests {
  static let key = "7KQM4XHRW2PD9TNC"
  static let written = [
    key, "7KQM 4XHR W2PD 9TNC", "７ＫＱＭ－４ＸＨＲ－Ｗ２ＰＤ－９ＴＮＣ", "7kqm-4xhr-w2pd-9tnc", "閲覧は\(key)で。",
  ]

  @Test(arguments: Catalogue.fields.filter { !$0.isSecret }.map(\.path), written)
  func everyField(_ path: String, _ text: String) throws {
    let path = path.replacing("[]", with: "[1]")
    let assessment = try Samples.assess(Samples.record([path: text], like: "44-07-0012388-01"))
    #expect(!assessment.isAccepted)
    let found = assessment.diagnostics.filter { $0.code == "record.key.misplaced" }
    #expect(found.count == 1 && found.first?.location?.field == path && found.first?.severity == .error)
    for diagnostic in assessment.diagnostics {
      for piece in ["7KQM", "7kqm", "７ＫＱＭ", "9TNC"] { #expect(!diagnostic.json.contains(piece), "\(diagnostic.json)") }
    }
  }

  @Test("swapped with the orderer, a text of the whole length, and as an element of a list")
  func shapes() throws {
    let swapped = try Samples.assess(Samples.record(["orderer.name": Self.key, "key": "臼杵市"]))
    #expect(
      Set(swapped.diagnostics.filter { $0.severity == .error }.map(\.code)) == [
        "record.key.misplaced", "record.key.pattern",
      ])
    let long = String(repeating: "長", count: 2000) + Self.key
    let found = try Samples.assess(Samples.record(["remarks": long])).diagnostics
    #expect(found.filter { $0.severity == .error }.map(\.code) == ["record.key.misplaced"])
    var row = try Samples.record([:], like: "44-07-0012388-01")
    row.cells[FieldKey("amendment.kinds")]?.value = .list([.text("増額"), .text(Self.key)])
    #expect(try Samples.assess(row).diagnostics.contains { $0.code == "record.key.misplaced" })
  }

  /// A damaged key refuses the record as a whole one does, and no diagnostic quotes it.
  @Test(
    arguments: Catalogue.fields.filter { !$0.isSecret }.map(\.path),
    ["7KQM4XHRW2PD9TN", "7KQM-4XHR-W2P0-9TNC", "𝟟𝐊𝐐𝐌4XHRW2PD9TNO"])
  func damaged(_ path: String, _ text: String) throws {
    let path = path.replacing("[]", with: "[1]")
    let assessment = try Samples.assess(Samples.record([path: text], like: "44-07-0012388-01"))
    #expect(!assessment.isAccepted)
    #expect(assessment.diagnostics.count { $0.code == "record.key.damaged" && $0.location?.field == path } == 1)
    for diagnostic in assessment.diagnostics { #expect(!diagnostic.json.contains("4XHR"), "\(diagnostic.json)") }
  }

  @Test("a key split over two cells refuses the record and is quoted nowhere")
  func split() throws {
    let row = try Samples.record(["payment.method": "7KQM4XHR", "payment.status": "W2PD9TNC"])
    let found = try Samples.assess(row).diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == ["record.key.split", "record.key.split"])
    #expect(found.compactMap(\.location?.field) == ["payment.method", "payment.status"])
    #expect(found.allSatisfy { !$0.json.contains("7KQM") && !$0.json.contains("9TNC") })
  }

  @Test("what only may be a key is kept with a warning, and masked in every sentence")
  func suspected() throws {
    let mail = try Samples.assess(Samples.record(["contractor.email": "kasasagi2kens3ab@kasasagi.example"]))
    #expect(mail.isAccepted && mail.values.plain("contractor.email") == ["kasasagi2kens3ab@kasasagi.example"])
    #expect(mail.diagnostics.filter { $0.severity == .warning }.map(\.code) == ["record.key.suspected"])
    let name = try Samples.assess(Samples.record(["orderer.name": "KASASAGUMU25678"]))
    #expect(name.isAccepted && name.diagnostics.contains { $0.code == "orderer.unknown" })
    #expect(name.diagnostics.allSatisfy { !$0.json.contains("GUMU25678") })
    let day = try Samples.assess(Samples.record(["concludedOn": "KASASAGUMU25678"]))
    #expect(!day.isAccepted && day.diagnostics.allSatisfy { !$0.json.contains("GUMU25678") })
    let firm = try Samples.assess(Samples.record(["contractor.name": "INTERNATIONALWRK株式会社"]))
    #expect(firm.isAccepted && firm.diagnostics.allSatisfy { $0.severity < .warning })
  }

  @Test("a key of letters alone is none where every key is mixed")
  func unmixed() throws {
    let found = try Samples.assess(Samples.record(["key": "ABCDEFGHJKLMNPQR"])).diagnostics
    #expect(found.map(\.code) == ["record.key.pattern"])
  }

  @Test("a value of its own field's form is none, though a key could look so")
  func numbers() throws {
    let rules = try Samples.rulebook(
      replacing: [
        #""alphabet": "ABCDEFGHJKLMNPQRSTUVWXYZ23456789""#: #""alphabet": "0123456789""#,
        #""length": 16"#: #""length": 8"#, #""mixed": true"#: #""mixed": false"#,
      ],
      in: "Rules/issuer.json")
    let row = try Samples.record(["key": "12345678", "concludedOn": "20250620"])
    #expect(rules.assess(row, papers: .withoutKey, issuedOn: Samples.today).isAccepted)
    let remark = try Samples.record(["key": "12345678", "remarks": "20250620"])
    #expect(!rules.assess(remark, papers: .withoutKey, issuedOn: Samples.today).isAccepted)
  }
}
