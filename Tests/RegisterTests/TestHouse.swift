import Digests
import Fields
import Foundation
import GRDB

@testable import Register

/// A register in a folder of its own, with one run begun, and the papers of a small surety to put into it.
final class TestHouse: Sendable {
  let folder: URL
  var path: String { folder.appending(path: "register.sqlite").path }

  static let sources = SourceSet([
    SourceFile(.form, name: "Templates/certificate.xml", bytes: Data("<form id=\"certificate\"/>".utf8)),
    SourceFile(.form, name: "Templates/key-notice.xml", bytes: Data("<form id=\"key-notice\"/>".utf8)),
    SourceFile(.part, name: "Templates/house/styles.xml", bytes: Data("<styles/>".utf8)),
    SourceFile(.rules, name: "Rules/tariffs.json", bytes: Data("{\"tariffs\":[]}".utf8)),
    SourceFile(.fonts, name: "Fonts/fonts.json", bytes: Data("{\"faces\":[]}".utf8)),
  ])

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "shosho-register-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Opens the register; it is made first when there is none.
  func open(
    _ access: IssueRegister.Access = .readWrite, sealingKey: SealingKey? = nil, patience: Double = 5
  ) throws -> IssueRegister {
    if access == .readWrite, !FileManager.default.fileExists(atPath: path) { try RegisterFile.make(at: path) }
    return try IssueRegister.open(path, access, sealingKey: sealingKey, patience: patience)
  }

  /// A register with a run in it.
  func begun(_ run: String = "R1", sealingKey: SealingKey? = nil) throws -> IssueRegister {
    let register = try open(sealingKey: sealingKey)
    try register.keepSources(Self.sources)
    try register.beginRun(Self.run(run))
    return register
  }

  static func run(_ id: String) -> RunRow {
    RunRow(
      id: id, startedAt: 1_743_433_200, issuedOn: "2025-04-01", folder: "/var/spool/shosho/2025-04-01",
      configuration: sources.digest,
      inputs: [RunRow.Input(name: "certificates.csv", digest: ContentDigest(of: "保証契約番号"), bytes: 18)])
  }

  /// Changes the file as another program could: without this program's checks and without foreign keys.
  func tamper(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}

/// A record as a run would hand it over.
func content(_ work: String = "市道舗装工事", price: Int = 104_500_000, key: String? = "ABCD-1234-EFGH-5678") -> RecordContent
{
  RecordContent(json: #"{"work.name":"\#(work)","work.price":\#(price)}"#, key: key.map { Secret($0) })
}

func paper(
  _ number: String, _ document: String = "certificate", change: Int = 0, supersedes: Int64? = nil, text: String = "1"
) -> NewPaper {
  NewPaper(
    identity: PaperIdentity(number: number, change: change, document: document), form: document, edition: 1,
    formDigest: ContentDigest(of: "form"), format: 1, path: "\(number)/\(number)-\(document).pdf",
    digest: ContentDigest(of: number + text),
    bytes: 55_000, pages: 1, supersedes: supersedes)
}

func issue(_ numbers: String..., record: RecordContent = content()) -> [NewIssue] {
  numbers.map { NewIssue(record: record, papers: [paper($0), paper($0, "key-notice")]) }
}

extension IssueRegister {
  /// Enters issues of which none may be overtaken, and returns their rows.
  @discardableResult
  func enterIssues(_ issues: [NewIssue], run: String, progress: String? = nil, at time: Int64) throws -> [RegisterRow] {
    let before = try chainHead().rows
    let overtaken = try enterIssues(issues, run: run, progress: { $0.isEmpty ? progress : nil }, at: time)
    if let reason = overtaken.values.first { throw RegisterFault(reason, path: path) }
    return try rows().filter { $0.sequence > before }
  }
}

/// The fault that `body` ends with, or nil.
func fault(_ body: () throws -> Void) -> RegisterFault.Reason? {
  do {
    try body()
    return nil
  } catch {
    return (error as? RegisterFault)?.reason
  }
}
