import Diagnostics
import Digests
import TestSupport
import Testing

@testable import HostSystem
@testable import Issuance
@testable import Papers
@testable import Reporting

@Suite struct FolderVerificationTests {
  private let temporary = TemporaryFolder()

  private func issue(_ number: String, _ bytes: [UInt8]) throws -> ManifestEntry {
    let out = try Folder(makingAt: temporary.path)
    let name = PaperName(number: number, change: nil, document: "certificate")
    try out.write(bytes, as: name.file, mode: .shared, in: out.subfolder(name.folder))
    return ManifestEntry(
      number: number, change: 0, document: "certificate", path: name.path, digest: ContentDigest(of: bytes).hexadecimal,
      bytes: bytes.count, pages: 1, form: "certificate", formEdition: 1)
  }

  private func writeManifest(_ entries: [ManifestEntry]) {
    temporary.put(entries.map(\.line).joined(), at: "manifest.jsonl")
  }

  @Test func wholeFolderHasNoFindings() throws {
    writeManifest([try issue("1", [1]), try issue("2", [2])])
    temporary.put("{}", at: "report.json")
    let verification = try FolderVerification(folder: temporary.path)
    #expect(verification.documents == 2)
    #expect(verification.findings.isEmpty)
  }

  @Test func eachMissingExtraAndAlteredFileIsNamed() throws {
    let kept = try issue("1", [1])
    var altered = try issue("2", [2])
    altered.digest = String(repeating: "0", count: 64)
    var missing = try issue("3", [3])
    missing.path = "3/3-premium-sheet.pdf"
    writeManifest([kept, altered, missing])
    temporary.put("", at: "1/notes.txt")
    temporary.put("", at: "stray.pdf")
    let findings = try FolderVerification(folder: temporary.path).findings
    let found = Set(findings.map { "\($0.code) \($0.location?.file.dropFirst(temporary.path.count + 1) ?? "")" })
    #expect(
      found == [
        "verify.altered 2/2-certificate.pdf", "verify.missing 3/3-premium-sheet.pdf",
        "verify.extra 3/3-certificate.pdf",
        "verify.extra 1/notes.txt", "verify.extra stray.pdf",
      ])
  }

  @Test func manifestCannotLeadOutOfItsFolder() throws {
    var entry = try issue("1", [1])
    entry.path = "../../etc/passwd"
    writeManifest([entry])
    #expect(try FolderVerification(folder: temporary.path).findings.map(\.code).contains("verify.outside"))
  }

  @Test func cutManifestIsSeen() throws {
    let entry = try issue("1", [1])
    temporary.put(String(entry.line.dropLast(2)), at: "manifest.jsonl")
    let codes = try FolderVerification(folder: temporary.path).findings.map(\.code)
    #expect(codes.contains("verify.manifest.cut"))
  }

  @Test func folderWithoutManifestIsNoInput() {
    #expect(throws: RunFailure.self) { try FolderVerification(folder: temporary.path) }
  }

  /// FIPS 180-4's own example.
  @Test func digestOfABC() {
    #expect(
      ContentDigest(of: Array("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
