import Diagnostics
import Glibc
import TestSupport
import Testing

@testable import HostSystem

@Suite struct FolderTests {
  @Test func writesWholeFilesWithTheirModes() throws {
    let temporary = TemporaryFolder()
    let out = try Folder(makingAt: "\(temporary.path)/a/b/out")
    let inner = try out.subfolder("R7-0001")
    try out.write([1, 2, 3], as: "paper.pdf", mode: .shared, in: inner)
    try out.write([4], as: "notice.pdf", mode: .secret, in: inner)
    #expect(try InputFile.bytes(at: "\(temporary.path)/a/b/out/R7-0001/paper.pdf") == [1, 2, 3])
    #expect(temporary.mode(of: "a/b/out/R7-0001/paper.pdf") == 0o640)
    #expect(temporary.mode(of: "a/b/out/R7-0001/notice.pdf") == 0o600)
    #expect(try out.names() == ["R7-0001"])
  }

  @Test func growingFileIsSecretAndNamelessUntilFinished() throws {
    let temporary = TemporaryFolder()
    let out = try Folder(makingAt: temporary.path)
    let file = try out.beginFile("manifest.jsonl", mode: .shared)
    try file.append(String(repeating: "x", count: 100_000))
    let during = try out.names()
    #expect(during.count == 1 && during[0].hasPrefix(GrowingFile.temporaryPrefix))
    #expect(temporary.mode(of: during[0]) == 0o600)
    try file.finish()
    #expect(try out.names() == ["manifest.jsonl"])
    #expect(try InputFile.bytes(at: "\(temporary.path)/manifest.jsonl").count == 100_000)
    #expect(temporary.mode(of: "manifest.jsonl") == 0o640)
  }

  /// Large pieces do not wait for the small ones before them.
  @Test func piecesOfAnySizeStayInOrder() throws {
    let temporary = TemporaryFolder()
    let out = try Folder(makingAt: temporary.path)
    let pieces = [3, 5000, 1, 70_000, 4096, 4095, 2].enumerated().map {
      [UInt8](repeating: UInt8($0.offset), count: $0.element)
    }
    let file = try out.beginFile("paper.pdf", mode: .shared)
    for piece in pieces { try file.append(piece) }
    try file.finish()
    #expect(try InputFile.bytes(at: "\(temporary.path)/paper.pdf") == pieces.flatMap(\.self))
  }

  @Test func unfinishedFileLeavesNothingAndKeepsTheOldOne() throws {
    let temporary = TemporaryFolder()
    temporary.put("old", at: "manifest.jsonl")
    let out = try Folder(makingAt: temporary.path)
    do {
      let file = try out.beginFile("manifest.jsonl", mode: .shared)
      try file.append("new")
    }
    #expect(try out.names() == ["manifest.jsonl"])
    #expect(try InputFile.bytes(at: "\(temporary.path)/manifest.jsonl") == Array("old".utf8))
  }

  @Test func staleTemporariesOfOursAloneAreRemoved() throws {
    let temporary = TemporaryFolder()
    temporary.put("", at: "\(GrowingFile.temporaryPrefix)99-1")
    temporary.put("", at: ".shosho-other")
    temporary.put("", at: "notes.txt")
    let out = try Folder(makingAt: temporary.path)
    #expect(try out.removeStaleTemporaries() == 1)
    #expect(try out.names() == [".shosho-other", "notes.txt"])
  }

  @Test func symbolicLinkInPlaceOfASubfolderIsRefused() throws {
    let temporary = TemporaryFolder()
    temporary.make("elsewhere")
    temporary.make("out")
    symlink("../elsewhere", "\(temporary.path)/out/R7-0001")
    let out = try Folder(makingAt: "\(temporary.path)/out")
    #expect(throws: FileFault.self) { try out.subfolder("R7-0001") }
  }

  @Test func unwritablePlaceIsAFaultWithItsPath() throws {
    let temporary = TemporaryFolder()
    temporary.put("a file", at: "out")
    let fault = #expect(throws: FileFault.self) { try Folder(makingAt: "\(temporary.path)/out/inner") }
    #expect(fault?.errno == ENOTDIR)
    #expect(fault?.diagnostic.location?.file.hasPrefix(temporary.path) == true)
  }

  @Test func secondRunOnTheSameFolderIsTold() throws {
    let temporary = TemporaryFolder()
    let first = try Folder(makingAt: temporary.path)
    let second = try Folder(makingAt: temporary.path)
    #expect(try first.tryLock())
    #expect(try !second.tryLock())
  }
}
