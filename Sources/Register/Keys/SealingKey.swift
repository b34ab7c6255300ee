import Crypto
package import Diagnostics
import Foundation
import Glibc

/// 封印鍵: the key under which the register keeps authentication keys. It prints as a mask and has no other way out.
package struct SealingKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let key: SymmetricKey

  /// From 32 bytes; nil for any other length.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    key = SymmetricKey(data: bytes)
  }

  private static let length = 32

  /// Reads a key file: 32 bytes, or 64 hexadecimal digits with or without a line end. A file that anyone but its owner may read, or
  /// write, is refused.
  package static func read(_ path: String) throws(DiagnosticError) -> SealingKey {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
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
    // One byte more than the longest good file, to tell it from a longer one.
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

  /// What `seal` adds to the length: a nonce of 12 bytes and a tag of 16.
  static let overhead = 28

  /// AES-GCM with a random nonce: nonce, encrypted bytes, tag. `context` is what they belong to; elsewhere they do not open.
  func seal(_ bytes: some DataProtocol, context: ContentDigest) -> Data? {
    try? AES.GCM.seal(bytes, using: key, authenticating: context.data).combined
  }

  /// Nil when this is another key, the bytes belong elsewhere, or they were altered.
  func open(_ sealed: Data, context: ContentDigest) -> Data? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
    return try? AES.GCM.open(box, using: key, authenticating: context.data)
  }

  package var description: String { "＊＊＊＊" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
