import Crypto
package import Diagnostics
package import Digests
import Fields
import Foundation
import Glibc

/// 封印鍵 (sealing key): the AES-256 key with which the register encrypts what must not be read in a backup:
/// authentication keys, and in an archive the papers that show them (`PaperCipher`). The key itself cannot be read out
/// of this type, and prints as a mask.
///
/// This file has all cryptography of the register except plain digests: with it, at the end, the keyed digest by which
/// a changed authentication key is told from an unchanged one (`KeyDigest`).
///
/// ```
/// let key = try SealingKey.read("/etc/shosho/sealing.key")    // made by: openssl rand -out sealing.key 32
/// let register = try IssueRegister.open(path, .readWrite, sealingKey: key)
/// ```
package struct SealingKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let key: SymmetricKey

  /// AES-256 has keys of 32 bytes; nil for any other length.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    key = SymmetricKey(data: bytes)
  }

  private static let length = 32

  /// Reads a key file: 32 bytes, or 64 hexadecimal digits with or without a line end. A file that anyone but its owner
  /// may read or write is refused.
  package static func read(_ path: String) throws(DiagnosticError) -> SealingKey {
    // Without waiting: a pipe in the place of the key would hang the program.
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw refusal(path, "open", LocalizedText("鍵ファイルを開けません。", "The key file cannot be opened."))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refusal(path, "open", LocalizedText("鍵ファイルを開けません。", "The key file cannot be opened."))
    }
    guard status.st_mode & 0o077 == 0 else {
      throw refusal(
        path, "mode", LocalizedText("鍵ファイルを所有者以外も読み書きできます。", "Others than its owner may read or write the key file."),
        advice: LocalizedText("chmod 600で所有者だけのものにしてください。", "Make it the owner's alone: chmod 600."))
    }
    // Room for one byte more than the longest valid file (64 digits, CR LF), so that a longer one is noticed.
    var bytes = [UInt8](repeating: 0, count: length * 2 + 3)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    let content = Array(bytes.prefix(max(0, count)))
    guard let key = SealingKey(bytes: content) ?? SealingKey(digits: content) else {
      throw refusal(
        path, "length",
        LocalizedText("鍵ファイルは32バイト、または16進数64桁でなければなりません。", "A key file is 32 bytes or 64 hexadecimal digits."),
        advice: LocalizedText("openssl rand -out FILE 32で作れます。", "Make one with openssl rand -out FILE 32."))
    }
    return key
  }

  private init?(digits: [UInt8]) {
    let text = String(decoding: digits, as: UTF8.self)
    guard let bytes = Hexadecimal.bytes(of: text.trimmingCharacters(in: .newlines)) else { return nil }
    self.init(bytes: bytes)
  }

  private static func refusal(_ path: String, _ code: String, _ summary: LocalizedText, advice: LocalizedText? = nil)
    -> DiagnosticError
  {
    DiagnosticError(.error("sealing.\(code)", at: SourceLocation(file: path), summary, advice: advice))
  }

  /// What `seal` adds to the length, in bytes: AES-GCM has a nonce of 12 and a tag of 16.
  static let overhead = 28

  /// Encrypts by AES-GCM under a random nonce: nonce, encrypted bytes, tag.
  ///
  /// - Parameter context: the digest of what the bytes belong to. With another digest they do not open, so that sealed
  ///   bytes cannot be moved from one record to another.
  func seal(_ bytes: some DataProtocol, context: ContentDigest) -> Data? {
    try? AES.GCM.seal(bytes, using: key, authenticating: context.data).combined
  }

  /// Nil when the bytes were sealed with another key or another context, or were altered.
  func open(_ sealed: Data, context: ContentDigest) -> Data? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
    return try? AES.GCM.open(box, using: key, authenticating: context.data)
  }

  package var description: String { "＊＊＊＊" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Encrypts whole papers for an archive, each bound to its own digest, with the sealing key of a register.
///
/// ```
/// let cipher = register.paperCipher                     // nil without a sealing key
/// let kept = cipher.encrypt(bytes, digest: digest)      // PaperCipher.overhead bytes longer
/// cipher.decrypt(kept, digest: digest)                  // bytes
/// ```
package struct PaperCipher: Sendable {
  /// What encryption adds to the length of a file, in bytes.
  package static let overhead = SealingKey.overhead

  private let key: SealingKey

  init(_ key: SealingKey) {
    self.key = key
  }

  /// The nonce, the encrypted bytes and the tag of AES-GCM; nil only when the library of cryptography fails.
  package func encrypt(_ bytes: [UInt8], digest: ContentDigest) -> [UInt8]? {
    key.seal(bytes, context: digest).map(Array.init)
  }

  /// Nil when the paper was encrypted with another key, has another digest, or was altered.
  package func decrypt(_ sealed: [UInt8], digest: ContentDigest) -> [UInt8]? {
    key.open(Data(sealed), context: digest).map(Array.init)
  }
}

extension IssueRegister {
  /// Nil when the register was opened without a sealing key.
  package var paperCipher: PaperCipher? { sealingKey.map(PaperCipher.init) }
}

/// Tells a changed authentication key from an unchanged one without keeping the key: HMAC-SHA256 with the register's
/// own random salt.
///
/// In another register the same key has another digest, and without the salt a digest says nothing. Whoever has the
/// whole file can still try keys one after another, as with any digest; therefore only its owner may read the file.
struct KeyDigest: Sendable {
  private let salt: SymmetricKey

  init(salt: Data) {
    self.salt = SymmetricKey(data: salt)
  }

  /// 32 random bytes, as long as the digest: more would not make it stronger.
  static func freshSalt() -> Data {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
  }

  /// The digest of 32 bytes; empty when there is no key.
  func callAsFunction(_ key: Secret?) -> Data {
    guard let key else { return Data() }
    return key.open { text in Data(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: salt)) }
  }
}
