import Testing

@testable import Issuance

@Suite struct ManifestEntryTests {
  private let entry = ManifestEntry(
    number: "0001-23", change: 1, document: "certificate", path: "0001-23+1/0001-23+1-certificate.pdf",
    digest: String(repeating: "0f", count: 32), bytes: 51_234, pages: 1, form: "certificate", formEdition: 1)

  @Test func lineHoldsEverythingInAFixedOrder() {
    #expect(
      entry.line
        == #"{"number":"0001-23","change":1,"document":"certificate","path":"0001-23+1/0001-23+1-certificate.pdf","#
        + #""sha256":"\#(entry.digest)","bytes":51234,"pages":1,"form":"certificate","#
        + #""formVersion":1,"standard":"PDF/A-2a"}"#
        + "\n")
  }

  @Test func lineIsReadBack() {
    #expect(ManifestEntry(line: entry.line.utf8) == entry)
    #expect(ManifestEntry(line: entry.line.dropLast(3).utf8) == nil)
    #expect(ManifestEntry(line: "{}".utf8) == nil)
  }
}
