import Diagnostics
import Fields
import Records
import Rules
import Testing

@testable import Surety

@Suite("The example records, in every format and encoding")
struct ExamplesTests {
  @Test(
    "pass the rules without an error",
    arguments: [
      "certificates.jsonl", "certificates.json", "certificates.csv", "certificates-cp932.csv", "certificates-host.csv",
    ])
  func passes(_ name: String) throws {
    for row in try Samples.examples(name) {
      let assessment = try Samples.assess(row)
      let errors = assessment.diagnostics.filter { $0.severity == .error }.map {
        TextWriter(language: .english).text(of: $0)
      }
      #expect(errors.isEmpty)
      #expect(assessment.isAccepted)
    }
  }

  @Test(
    "are the same records whichever file they came from",
    arguments: ["certificates.json", "certificates.csv", "certificates-cp932.csv"])
  func agree(_ name: String) throws {
    let source = try Samples.examples("certificates.jsonl").map {
      try #require(Samples.assess($0).certificate).canonicalJSON
    }
    let other = try Samples.examples(name).map { try #require(Samples.assess($0).certificate).canonicalJSON }
    #expect(other.count > 30)
    #expect(Set(other).isSubset(of: source))
    if name != "certificates-cp932.csv" { #expect(other == source) }
  }

  @Test("read like life: at least forty, of every kind, with changes of every kind")
  func variety() throws {
    let certificates = try Samples.examples("certificates.jsonl").map { try #require(Samples.assess($0).certificate) }
    #expect(certificates.count >= 40)
    #expect(Set(certificates.map(\.kind)) == Set(GuaranteeKind.allCases))
    #expect(Set(certificates.compactMap(\.amendment).flatMap(\.kinds)) == ["増額", "減額", "保証期限変更"])
    #expect(Set(certificates.map(\.members.count)).isSuperset(of: [0, 3, 11]))
    #expect(certificates.contains { $0.work.category == "業務" })
    #expect(certificates.contains { $0.work.name.split(separator: "\n").count == 6 })
    #expect(certificates.contains { $0.work.name.split(separator: "\n").count == 2 })
    #expect(certificates.contains { $0.guaranteeAmount >= 100_000_000 })
    #expect(certificates.contains { $0.work.contractedOn?.wareki?.contains("令和元年") == true })
    let names = certificates.map { $0.contractor.name + ($0.contractor.representative ?? "") }.joined()
    for character in ["髙﨑", "濵", "德", "𠮷", "葛\u{E0100}", "辻\u{E0100}", "邉\u{E0100}"] {
      #expect(names.unicodeScalars.contains(run: character.unicodeScalars), "\(character)")
    }
  }

  /// Of each record of faults.csv, in order, the codes of its errors: exactly these and no others.
  static let faults: [[String]] = [
    [], ["record.kind.bidBond"], ["record.number.zeros"], ["record.date.era"], ["record.date.impossible"],
    ["record.date.serial"],
    ["record.date.noEra"], ["record.yen.fraction"], ["record.guarantee.amount"], ["record.yen.sign"],
    ["record.yen.form"], ["record.yen.grouping"], ["record.guarantee.until"], ["record.guarantee.covers"],
    ["record.refused"], ["limit.performance.share"], ["record.required"], ["limit.interim.share"],
    ["orderer.lookalike"], ["orderer.start"], ["orderer.clauses"], ["orderer.trigger.missing"],
    ["premium.amount.different"], ["premium.received.different"], ["record.amendment.kind", "record.amendment.kind"],
    ["record.amendment.count"], ["record.key.pattern"], ["record.required"], ["record.text.lineBreak"],
    ["record.text.invisible"], ["record.required", "record.required"], ["record.work.period"], ["record.members.name"],
    ["record.yesNo.form"], ["row.columns"],
  ]

  @Test(
    "Each fault of faults.csv is answered by its code, its place and a sentence in both languages",
    arguments: faults.indices)
  func fault(_ index: Int) throws {
    let rows = try Samples.faults.get()
    #expect(rows.count == Self.faults.count)
    let assessment = try Samples.assess(rows[index])
    let errors = assessment.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code).sorted() == Self.faults[index].sorted())
    #expect(assessment.isAccepted == errors.isEmpty)
    for error in errors {
      #expect(error.location?.file == "faults.csv")
      #expect(error.location?.record == index + 1)
      #expect(
        error.location?.heading != nil || error.code == "row.columns" || error.location?.field == Catalogue.membersPath)
      #expect(error.summary.japanese.hasSuffix("。") && error.summary.english.hasSuffix("."))
    }
  }
}

extension Collection<Unicode.Scalar> {
  fileprivate func contains(run: some Collection<Unicode.Scalar>) -> Bool {
    indices.contains { self[$0...].starts(with: run) }
  }
}
