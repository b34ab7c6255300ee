import Diagnostics
package import Digests
package import HostSystem
package import Register
package import Reporting

/// 控え: issued papers kept by their digest (`ab/ab12….pdf`), so that one can be had again without being made. A paper that shows the
/// authentication key is kept encrypted only, under the sealing key (`.pdf.sealed`); without one it is not kept.
package final class PaperArchive: Sendable {
  private let folder: Folder
  private let cipher: PaperCipher?

  /// Opens the archive, making its folder when it is missing.
  ///
  /// - Parameter cipher: what papers with the key are encrypted with; nil to leave them out.
  package init(at path: String, cipher: PaperCipher?) throws(FileFault) {
    folder = try Folder(makingAt: path)
    // Others may be writing into an archive now; nobody takes a day for a paper.
    try folder.removeStaleTemporaries(olderThan: 86_400)
    self.cipher = cipher
  }

  /// Opens the archive that a command names beside a register, with the register's sealing key.
  package static func open(_ path: String, for register: IssueRegister) throws(RunFailure) -> PaperArchive {
    do {
      return try PaperArchive(at: path, cipher: register.paperCipher)
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// The archive that the options of a run name; nil when they name none.
  package static func open(_ options: RegisterOptions, for register: IssueRegister) throws(RunFailure) -> PaperArchive?
  {
    guard let path = options.archive else { return nil }
    return try open(path, for: register)
  }

  /// Whether papers that show the authentication key are kept.
  var keepsSecrets: Bool { cipher != nil }

  /// What a run says whose key notices are not kept.
  static let leavesOutSecrets = Diagnostic(
    .note, "archive.notices",
    LocalizedText(
      "封印の鍵がないので、認証キーを印字する書類は控えに残しません。",
      "Papers that print the key are not kept in the archive: there is no key to seal them with."),
    advice: LocalizedText("残すなら--sealing-keyで鍵ファイルを示してください。", "To keep them, name a key file with --sealing-key."))

  /// Where the archive is, as the user named it.
  var path: String { folder.path }

  /// Keeps a paper; one that is there already is left alone unless `replacing` says that it is not what it should be.
  ///
  /// - Parameter isDurable: whether to wait until this one paper is on the disk; a run waits for many with `sync`.
  package func keep(
    _ bytes: [UInt8], digest: ContentDigest, isSecret: Bool, replacing: Bool = false, isDurable: Bool = false
  ) throws(FileFault) {
    let name = Name(digest, isSecret: isSecret)
    let length = bytes.count + (isSecret ? PaperCipher.overhead : 0)
    if !replacing, InputFile.size(at: "\(folder.path)/\(name.path)") == length { return }
    guard let content = isSecret ? cipher?.encrypt(bytes, digest: digest) : bytes else { return }
    try folder.write(
      content, as: name.file, mode: isSecret ? .secret : .shared, in: folder.subfolder(name.folder),
      isDurable: isDurable)
  }

  /// What the archive has under a digest.
  package enum Copy: Sendable, Hashable {
    case found([UInt8], isSecret: Bool)
    case absent
    /// A file is there, and it is not the paper: damaged, or sealed under another key.
    case unusable(path: String)
    /// Sealed, and no sealing key was given.
    case sealed
  }

  /// The paper of this digest, proved by it.
  package func copy(of digest: ContentDigest) -> Copy {
    let plain = "\(folder.path)/\(Name(digest, isSecret: false).path)"
    if let bytes = try? InputFile.bytes(at: plain) {
      return ContentDigest(of: bytes) == digest ? .found(bytes, isSecret: false) : .unusable(path: plain)
    }
    let path = "\(folder.path)/\(Name(digest, isSecret: true).path)"
    guard let sealed = try? InputFile.bytes(at: path) else { return .absent }
    guard let cipher else { return .sealed }
    guard let bytes = cipher.decrypt(sealed, digest: digest), ContentDigest(of: bytes) == digest else {
      return .unusable(path: path)
    }
    return .found(bytes, isSecret: true)
  }

  /// Waits until what was kept is on the disk.
  package func sync() throws(FileFault) {
    try folder.sync()
  }

  /// Where a paper stands in the archive: 256 folders, so that none grows without end.
  private struct Name {
    let folder: String
    let file: String

    init(_ digest: ContentDigest, isSecret: Bool) {
      let digits = digest.hexadecimal
      folder = String(digits.prefix(2))
      file = digits + (isSecret ? ".pdf.sealed" : ".pdf")
    }

    var path: String { "\(folder)/\(file)" }
  }
}

extension BatchRegister {
  /// Keeps a paper that was issued, where papers are kept.
  ///
  /// - Parameter digest: SHA-256 of the bytes in hexadecimal, as the manifest has it.
  package func archive(_ bytes: [UInt8], digest: String, isSecret: Bool) throws(FileFault) {
    guard let archive, let digest = ContentDigest(hexadecimal: digest) else { return }
    try archive.keep(bytes, digest: digest, isSecret: isSecret)
  }
}
