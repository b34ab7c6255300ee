import Diagnostics
import Fields
import HostSystem
package import Reporting

/// The passwords of protected papers by contract number, from a file or descriptor that has a line a contract: the number, white space, the
/// password up to the line's end.
///
/// Nothing of a password reaches a message: lines are named by their count.
package struct PasswordList: Sendable {
  private let passwords: [String: Secret]
  /// What is to be said of the passwords although they will do.
  let warnings: [Diagnostic]

  /// The longest that AES-256 in a PDF knows (ISO 32000-2 7.6.4.3.3), in bytes.
  private static let limit = 127

  /// Whoever has a file may try passwords as fast as a machine can: what is shorter gives way within days.
  private static let advisedLength = 8

  /// - Parameter path: a file, `/dev/fd/3`, or `-`.
  package init(path: String) throws(RunFailure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    try self.init(bytes, file: path)
  }

  /// - Throws: every line that is none, together.
  init(_ bytes: [UInt8], file: String) throws(RunFailure) {
    var passwords: [String: Secret] = [:]
    var problems: [Diagnostic] = []
    var short: [Int] = []
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { continue }
      let location = SourceLocation(file: file, line: index + 1)
      guard let gap = line.firstIndex(where: Self.isSpace), gap > line.startIndex,
        let start = line[gap...].firstIndex(where: { !Self.isSpace($0) }),
        let number = String(validating: line[..<gap], as: UTF8.self)
      else {
        problems.append(.notALine(at: location))
        continue
      }
      let password = line[start...]
      // What a reader makes of other characters depends on how it prepares them, and two differ.
      guard password.count <= Self.limit, password.allSatisfy({ 0x20...0x7E ~= $0 }) else {
        problems.append(.notAPassword(at: location, limit: Self.limit))
        continue
      }
      if password.count < Self.advisedLength { short.append(index + 1) }
      if passwords.updateValue(Secret(String(decoding: password, as: UTF8.self)), forKey: number) != nil {
        problems.append(.twice(at: location))
      }
    }
    if passwords.isEmpty, problems.isEmpty { problems.append(.noLines(at: SourceLocation(file: file))) }
    if !problems.isEmpty { throw RunFailure(.noInput, problems) }
    self.passwords = passwords
    warnings =
      short.first.map {
        [.short(at: SourceLocation(file: file, line: $0), more: short.count - 1, advised: Self.advisedLength)]
      } ?? []
  }

  subscript(number: String) -> Secret? { passwords[number] }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension Diagnostic {
  fileprivate static func notALine(at location: SourceLocation) -> Diagnostic {
    .error(
      "passwords.line", at: location,
      LocalizedText("保証契約番号とパスワードの行ではありません。", "This is no line of a contract number and a password."),
      advice: LocalizedText("1行に、番号、空白、パスワードの順に書いてください。", "Write on each line the number, a space, and the password."))
  }

  fileprivate static func notAPassword(at location: SourceLocation, limit: Int) -> Diagnostic {
    .error(
      "passwords.characters", at: location,
      LocalizedText(
        "パスワードは\(limit)字までの半角の英数字と記号に限ります。",
        "A password has at most \(limit) characters, letters, digits and signs of ASCII."),
      advice: LocalizedText(
        "ほかの文字は、開く側のソフトによって扱いが違います。", "Programs that open PDFs differ in what they make of others."))
  }

  fileprivate static func short(at location: SourceLocation, more: Int, advised: Int) -> Diagnostic {
    .warning(
      "passwords.short", at: location,
      LocalizedText(
        "パスワードが\(advised)字に足りません\(more > 0 ? "（ほかに\(more)行）" : "")。",
        "A password has fewer than \(advised) characters\(more > 0 ? " (and \(more) further lines)" : "")."),
      advice: LocalizedText("短いものは総当たりで破られます。長くしてください。", "Short ones give way to trying all. Use longer ones."))
  }

  fileprivate static func twice(at location: SourceLocation) -> Diagnostic {
    .error(
      "passwords.twice", at: location,
      LocalizedText("この保証契約番号のパスワードは前の行にもあります。", "An earlier line has a password for this contract number."),
      advice: LocalizedText("正しい行だけを残してください。", "Keep the right line only."))
  }

  fileprivate static func noLines(at location: SourceLocation) -> Diagnostic {
    .error("passwords.none", at: location, LocalizedText("パスワードが一つもありません。", "There is no password."))
  }
}
