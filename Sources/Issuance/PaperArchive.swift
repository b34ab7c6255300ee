import Diagnostics
package import Digests
import Glibc
package import HostSystem
package import Register
package import Reporting

/// 控え: a folder that keeps issued papers by their digest (`ab/ab12….pdf`), so that a lost paper can be given again
/// without making it anew.
///
/// A paper that shows the authentication key is only kept encrypted under the sealing key (`ab/ab12….pdf.sealed`),
/// and is not kept when there is no such key.
package final class PaperArchive: Sendable {
  let folder: Folder
  private let cipher: PaperCipher?

  /// Opens the archive. Its folder is made when it is missing.
  ///
  /// - Parameter cipher: encrypts the papers that show the authentication key; nil to leave them out.
  package init(at path: String, cipher: PaperCipher?) throws(FileFault) {
    folder = try Folder(makingAt: path)
    // Other runs may be writing into the archive just now.
    try folder.removeStaleTemporaries(sparingUsed: true)
    self.cipher = cipher
  }

  /// Opens an archive that is there, to read it only.
  init(reading path: String, cipher: PaperCipher?) throws(FileFault) {
    folder = try Folder(openingAt: path)
    self.cipher = cipher
  }

  /// Opens the archive that a command names besides a register, with the sealing key of that register.
  package static func open(_ path: String, for register: IssueRegister) throws(RunFailure) -> PaperArchive {
    do {
      return try PaperArchive(at: path, cipher: register.paperCipher)
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// Opens the archive that the options of a run name; nil when they name none.
  package static func open(
    _ options: RegisterOptions, for register: IssueRegister
  ) throws(RunFailure) -> PaperArchive? {
    guard let path = options.archive else { return nil }
    return try open(path, for: register)
  }

  /// Whether papers that show the authentication key are kept.
  var keepsSecrets: Bool { cipher != nil }

  /// The note of a run whose key notices are not kept.
  static let leavesOutSecrets = Diagnostic(
    .note, "archive.notices",
    LocalizedText(
      "封印の鍵がないので、認証キーを印字する書類は控えに残しません。",
      "Papers that print the key are not kept in the archive: there is no key to seal them with."),
    advice: LocalizedText("残すなら--sealing-keyで鍵ファイルを示してください。", "To keep them, name a key file with --sealing-key."))

  /// The archive's folder, as the user named it.
  var path: String { folder.path }

  /// Keeps a paper. When a file of the same length is there already, it is taken for the paper and left alone.
  ///
  /// - Parameters:
  ///   - digest: of `bytes`.
  ///   - isSecret: whether the paper shows the authentication key.
  ///   - replacing: whether to write the file anyway, because the one that is there is known to be damaged.
  ///   - isDurable: whether to wait until this paper is on the disk. A run waits for many papers at once with `sync`.
  package func keep(
    _ bytes: [UInt8], digest: ContentDigest, isSecret: Bool, replacing: Bool = false, isDurable: Bool = false
  ) throws(FileFault) {
    let name = Name(digest, isSecret: isSecret)
    let length = bytes.count + (isSecret ? PaperCipher.overhead : 0)
    if !replacing, InputFile.size(at: "\(folder.path)/\(name.path)") == length { return }
    guard let content = isSecret ? cipher?.encrypt(bytes, digest: digest) : bytes else { return }
    try folder.write(
      content, as: name.file, mode: isSecret ? .secret : .shared, in: folder.subfolder(name.folder),
      isDurable: isDurable, isShared: true)
  }

  /// What the archive has of a paper.
  package enum Copy: Sendable, Hashable {
    case found([UInt8], isSecret: Bool)
    case absent
    /// There is a file, but it is not the paper: it was damaged, or sealed under another key.
    case unusable(path: String)
    /// The paper is sealed, and no sealing key was given.
    case sealed
    /// There is a file that the host does not let be read: by its permissions, or because the medium fails. What is in
    /// it is not known.
    case unreadable(FileFault)
  }

  /// Reads the paper with this digest, and checks that the bytes have it.
  package func copy(of digest: ContentDigest) -> Copy {
    do {
      let (plain, sealed) = (Name(digest, isSecret: false), Name(digest, isSecret: true))
      if let bytes = try bytes(of: plain) {
        return ContentDigest(of: bytes) == digest
          ? .found(bytes, isSecret: false) : .unusable(path: "\(folder.path)/\(plain.path)")
      }
      guard let encrypted = try bytes(of: sealed) else { return .absent }
      guard let cipher else { return .sealed }
      guard let bytes = cipher.decrypt(encrypted, digest: digest), ContentDigest(of: bytes) == digest else {
        return .unusable(path: "\(folder.path)/\(sealed.path)")
      }
      return .found(bytes, isSecret: true)
    } catch {
      return .unreadable(error)
    }
  }

  /// Nil when there is no file of this name.
  private func bytes(of name: Name) throws(FileFault) -> [UInt8]? {
    do {
      return try folder.bytes(of: name.file, inSubfolder: name.folder)
    } catch {
      if error.errno == ENOENT { return nil }
      throw error
    }
  }

  /// Waits until all papers that were kept are on the disk.
  package func sync() throws(FileFault) {
    try folder.sync()
  }

  /// The file of a paper in the archive. The first two digits of the digest are its folder, so that a million papers
  /// are spread over 256 folders.
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
  /// Keeps an issued paper in the run's archive, if it has one.
  ///
  /// - Parameter digest: SHA-256 of the bytes, in hexadecimal.
  package func archive(_ bytes: [UInt8], digest: String, isSecret: Bool) throws(FileFault) {
    guard let archive, let digest = ContentDigest(hexadecimal: digest) else { return }
    try archive.keep(bytes, digest: digest, isSecret: isSecret)
  }
}
