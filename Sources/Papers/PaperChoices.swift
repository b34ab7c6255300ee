package import Diagnostics
import Fields
import HostSystem
import PDFFinishing
import PDFSyntax
package import Reporting

/// What a run asks of its papers beyond what the forms say: attached data, passwords, and the print file. Below it is
/// what `--protect` needs: the request, and the list of passwords that it names.
package struct PaperChoices: Sendable {
  /// Whether the fields that a paper prints are attached to it as data.
  package var attachesRecord = false
  /// The passwords of the papers that are encrypted, by the paper's id.
  package var passwords: [String: PasswordList] = [:]
  /// Whether every paper's text is read back from its file before it is published.
  package var readsBack = true

  /// A folder into which each message is written besides; nil when no messages are made.
  package var notifications: String?

  /// The ids of the papers that also go into the run's print file; nil without one.
  package var printed: Set<String>?

  package init() {}
}

/// `--protect ID=FILE`: a paper to encrypt, and where its passwords are.
package struct ProtectionRequest: Sendable, Hashable {
  /// The paper's id.
  package var document: String
  /// A file, `/dev/fd/3`, or `-`.
  package var path: String

  package init(document: String, path: String) {
    self.document = document
    self.path = path
  }

  /// From `key-notice=passwords.txt`; nil for a text that has no id or no file.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex, text.index(after: sign) < text.endIndex else {
      return nil
    }
    self.init(document: String(text[..<sign]), path: String(text[text.index(after: sign)...]))
  }

  /// Whether others than the owner may read the file of passwords; false for a descriptor.
  var isOpenToOthers: Bool { InputFile.isOpenToOthers(path) }
}

extension PaperChoices {
  /// Reads the lists of passwords that a command names into `passwords`.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers that are made.
  ///   - report: takes the warnings.
  package mutating func protect(
    _ requests: [ProtectionRequest], documents: [String], _ report: ([Diagnostic]) -> Void
  ) throws(RunFailure) {
    for request in requests {
      guard documents.contains(request.document) else {
        throw RunFailure(.usage, .notMade("protect.document", request.document, documents))
      }
      guard passwords[request.document] == nil else { throw .protectedTwice(request.document) }
      guard PDFProtector.isAvailable else {
        throw RunFailure(.badConfiguration, .missingProtector(onDebian: HostEnvironment.debianRelease))
      }
      let list = try PasswordList(path: request.path)
      passwords[request.document] = list
      report(list.warnings + (request.isOpenToOthers ? [.openToOthers(request.path)] : []))
    }
  }
}

extension RunFailure {
  fileprivate static func protectedTwice(_ id: String) -> RunFailure {
    RunFailure(
      .usage,
      .error("protect.twice", LocalizedText("\(id)のパスワードのファイルが2度示されています。", "The passwords of \(id) are named twice.")))
  }
}

extension Diagnostic {
  /// That libqpdf is missing, with the package that has it.
  ///
  /// - Parameter release: the release of Debian, or nil for another system.
  static func missingProtector(onDebian release: Int?) -> Diagnostic {
    let package =
      switch release {
      case 12: LocalizedText("libqpdf29", "libqpdf29")
      case 13: LocalizedText("libqpdf30", "libqpdf30")
      default: LocalizedText("libqpdf29またはlibqpdf30", "libqpdf29 or libqpdf30")
      }
    var problem = PDFFault(.noLibrary, at: 0).diagnostic()
    problem.advice = LocalizedText(
      "パッケージ\(package.japanese)を入れてください。", "Install the package \(package.english).")
    return problem
  }

  fileprivate static func openToOthers(_ path: String) -> Diagnostic {
    .warning(
      "passwords.open", at: SourceLocation(file: path),
      LocalizedText("パスワードのファイルをほかの人も読めます。", "Others may read this file of passwords."),
      advice: LocalizedText("chmod 600で所有者だけのものにしてください。", "Make it the owner's alone with chmod 600."))
  }
}

/// The passwords of protected papers by contract number. They come from a file or descriptor with a line for each
/// contract: the number, white space, and the password up to the end of the line.
///
/// ```
/// # passwords of April
/// 44-07-0012345-00 correct horse
/// ```
///
/// The file may begin with a byte order mark, and lines that begin with `#` are comments.
///
/// Nothing of a password reaches a message: lines are named by their numbers.
package struct PasswordList: Sendable {
  private let passwords: [String: Secret]
  /// Warnings about passwords that can be used but are weak.
  let warnings: [Diagnostic]

  /// The longest password that AES-256 in a PDF allows (ISO 32000-2 7.6.4.3.3), in bytes.
  private static let limit = 127

  /// Characters. Whoever has a file can try passwords as fast as a machine can, and shorter ones are found within days.
  private static let advisedLength = 8

  /// - Parameter path: a file, `/dev/fd/3`, or `-`.
  package init(path: String) throws(RunFailure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path, atMost: OutsideFile.Limit.list)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    try self.init(bytes, file: path)
  }

  /// - Throws: the problems of all lines together.
  init(_ bytes: [UInt8], file: String) throws(RunFailure) {
    var passwords: [String: Secret] = [:]
    var problems: [Diagnostic] = []
    var short: [Int] = []
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var lines = marked.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty || line.first(where: { !Self.isSpace($0) }) == UInt8(ascii: "#") { continue }
      let location = SourceLocation(file: file, line: index + 1)
      guard let gap = line.firstIndex(where: Self.isSpace), gap > line.startIndex,
        let start = line[gap...].firstIndex(where: { !Self.isSpace($0) }),
        let number = String(validating: line[..<gap], as: UTF8.self)
      else {
        problems.append(.notALine(at: location))
        continue
      }
      let password = line[start...]
      // Readers differ in how they prepare other characters, so that one might not open what another does.
      guard password.count <= Self.limit, password.allSatisfy({ 0x20...0x7E ~= $0 }) else {
        problems.append(.notAPassword(at: location, limit: Self.limit))
        continue
      }
      // The number stands on every paper and in the file's name.
      if password.elementsEqual(number.utf8) {
        problems.append(.isTheNumber(at: location))
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

  fileprivate static func isTheNumber(at location: SourceLocation) -> Diagnostic {
    .error(
      "passwords.number", at: location,
      LocalizedText("パスワードが保証契約番号そのものです。", "The password is the contract number itself."),
      advice: LocalizedText(
        "番号は書類にもファイル名にもあります。ほかのものにしてください。", "The number is on the paper and in the file's name. Use another."))
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
