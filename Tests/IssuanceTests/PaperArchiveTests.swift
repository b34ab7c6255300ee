import Digests
import Foundation
import Glibc
import TestSupport
import Testing

@testable import HostSystem
@testable import Issuance
@testable import Register

@Suite struct PaperArchiveTests {
  private let temporary = TemporaryFolder()
  private let paper = Array("%PDF-1.7 保証証書".utf8)
  private var digest: ContentDigest { ContentDigest(of: paper) }

  private func archive(key: UInt8? = nil) throws -> PaperArchive {
    try PaperArchive(
      at: "\(temporary.path)/archive",
      cipher: key.flatMap { SealingKey(bytes: Array(repeating: $0, count: 32)) }.map(PaperCipher.init))
  }

  private func path(_ suffix: String) -> String {
    "archive/\(digest.hexadecimal.prefix(2))/\(digest.hexadecimal)\(suffix)"
  }

  @Test func paperComesBackByItsDigest() throws {
    let archive = try archive()
    #expect(archive.copy(of: digest) == .absent)
    try archive.keep(paper, digest: digest, isSecret: false)
    try archive.sync()
    #expect(archive.copy(of: digest) == .found(paper, isSecret: false))
    #expect(temporary.mode(of: path(".pdf")) == 0o640)
  }

  @Test func paperWithTheKeyIsKeptSealedOnly() throws {
    let archive = try archive(key: 7)
    try archive.keep(paper, digest: digest, isSecret: true)
    #expect(temporary.mode(of: path(".pdf")) == nil && temporary.mode(of: path(".pdf.sealed")) == 0o600)
    let sealed = try InputFile.bytes(at: "\(temporary.path)/\(path(".pdf.sealed"))")
    #expect(sealed.count == paper.count + PaperCipher.overhead && !sealed.starts(with: paper.prefix(8)))
    #expect(archive.copy(of: digest) == .found(paper, isSecret: true))
    #expect(try self.archive().copy(of: digest) == .sealed)
    #expect(try self.archive(key: 8).copy(of: digest) == .unusable(path: "\(temporary.path)/\(path(".pdf.sealed"))"))
  }

  @Test func withoutASealingKeyThePaperWithTheKeyIsNotKept() throws {
    let archive = try archive()
    try archive.keep(paper, digest: digest, isSecret: true)
    #expect(archive.copy(of: digest) == .absent && !archive.keepsSecrets)
  }

  @Test func sealedCopyUnderAnotherPapersNameDoesNotOpen() throws {
    let archive = try archive(key: 7)
    let other = Array("%PDF-1.7 お客様控え".utf8)
    try archive.keep(other, digest: ContentDigest(of: other), isSecret: true)
    try archive.keep(paper, digest: digest, isSecret: true)
    let name = ContentDigest(of: other).hexadecimal
    let source = "\(temporary.path)/archive/\(name.prefix(2))/\(name).pdf.sealed"
    #expect(rename(source, "\(temporary.path)/\(path(".pdf.sealed"))") == 0)
    guard case .unusable = archive.copy(of: digest) else { return #expect(Bool(false), "opened") }
  }

  @Test func damagedCopyIsSeenAndCanBeReplaced() throws {
    let archive = try archive()
    try archive.keep(paper, digest: digest, isSecret: false)
    var damaged = paper
    damaged[3] ^= 1
    temporary.put(String(decoding: damaged, as: UTF8.self), at: path(".pdf"))
    #expect(archive.copy(of: digest) == .unusable(path: "\(temporary.path)/\(path(".pdf"))"))
    // A copy of the right length is taken for the paper while a batch goes on; whoever has seen the damage says so.
    try archive.keep(paper, digest: digest, isSecret: false)
    #expect(archive.copy(of: digest) != .found(paper, isSecret: false))
    try archive.keep(paper, digest: digest, isSecret: false, replacing: true)
    #expect(archive.copy(of: digest) == .found(paper, isSecret: false))
  }

  @Test func oldTemporariesGoAndThoseOfARunNowStay() throws {
    _ = try archive()
    for name in ["old", "new"] { temporary.put("", at: "archive/.shosho-tmp-\(name)") }
    var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
    #expect(utimes("\(temporary.path)/archive/.shosho-tmp-old", &times) == 0)
    _ = try archive()
    #expect(temporary.mode(of: "archive/.shosho-tmp-old") == nil)
    #expect(temporary.mode(of: "archive/.shosho-tmp-new") != nil)
  }
}
