import Diagnostics
import Digests
import Foundation
import Glibc

/// A file with one key of 32 bytes.
enum KeyFile {
  static let length = 32

  /// Reads a key file: 32 bytes, or 64 hexadecimal digits with or without a line end. A file that anyone but its owner
  /// may read or write is refused.
  static func read(_ path: String) throws(DiagnosticError) -> [UInt8] {
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
    if content.count == length { return content }
    let text = String(decoding: content, as: UTF8.self).trimmingCharacters(in: .newlines)
    guard let digits = Hexadecimal.bytes(of: text), digits.count == length else { throw badLength(path) }
    return digits
  }

  static func badLength(_ path: String) -> DiagnosticError {
    refusal(
      path, "length",
      LocalizedText("鍵ファイルは32バイト、または16進数64桁でなければなりません。", "A key file is 32 bytes or 64 hexadecimal digits."),
      advice: LocalizedText("openssl rand -out FILE 32で作れます。", "Make one with openssl rand -out FILE 32."))
  }

  private static func refusal(_ path: String, _ code: String, _ summary: LocalizedText, advice: LocalizedText? = nil)
    -> DiagnosticError
  {
    DiagnosticError(.error("sealing.\(code)", at: SourceLocation(file: path), summary, advice: advice))
  }
}
