package import Diagnostics
import GRDB
import Glibc

/// Why the register did not do what was asked: the reason, and the register's file. Then, from top to bottom: what an
/// error of SQLite means, what a command does about each reason, and each reason as a message.
package struct RegisterFault: Error, Sendable, Hashable {
  package enum Reason: Error, Sendable, Hashable {
    case missing
    /// The file has no byte: it was truncated, or its making was killed.
    case empty
    /// A new register was to be made where one is.
    case exists
    /// The file has a second name (a hard link), under which another process could write to it unseen.
    case linkedTwice
    /// There is a file, but it is not a register of this program.
    case foreign
    /// The schema is of a later release.
    case newer(found: Int, known: Int)
    /// The schema is of an earlier release, and the file was opened only to be read.
    case older(found: Int, known: Int)
    /// Another program had the file locked for longer than the caller wanted to wait.
    case busy
    /// Another run has the `RunLock`.
    case running
    /// No permission, no space, a read-only medium; with the system's own message.
    case notWritable(String)
    /// It was opened to be read only, and was asked to write.
    case readOnly
    /// The file is not what was written; with SQLite's message or the name of a table, neither of which has data in it.
    case damaged(String)
    /// A fault of this program.
    case failed(String)
    /// After the caller had looked, a paper of this identity was issued by another program, or the valid one ended.
    case overtaken(PaperIdentity)
    /// There is no valid paper of this identity (or number).
    case notIssued(number: String, change: Int?, document: String?)
    /// The paper is valid as one of the papers in a bundle, not on its own.
    case inBundle(PaperIdentity)
    case voided(PaperIdentity)
    /// Reissues and voids, which a person asks for, must state a reason.
    case noReason
    case keyNotKept(ContractIdentity)
    case sealingKeyMissing(ContractIdentity)
    case sealingKeyWrong(ContractIdentity)
    case unknownRun(String)
  }

  package var reason: Reason
  /// The register's file.
  package var path: String

  package init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  /// The system call that has just failed on this thread, in the system's words.
  static func systemError(path: String) -> RegisterFault {
    RegisterFault(.notWritable(String(cString: strerror(errno))), path: path)
  }
}

extension RegisterFault {
  /// Any error that ended a transaction on the register at `path`. Of the texts of SQLite and GRDB only SQLite's own
  /// message is quoted: it names tables and columns, never values.
  init(_ error: any Error, path: String) {
    self.path = path
    switch error {
    case let fault as RegisterFault: reason = fault.reason
    case let reason as Reason: self.reason = reason
    case let error as DatabaseError: reason = Self.reason(error)
    case let error as RowDecodingError: reason = .damaged(String(describing: type(of: error)))
    default: reason = .failed(String(describing: type(of: error)))
    }
  }

  private static func reason(_ error: DatabaseError) -> Reason {
    let words = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_AUTH:
      return .notWritable(words)
    case .SQLITE_NOTADB: return .foreign
    case .SQLITE_CORRUPT: return .damaged(words)
    default: return .failed(words)
    }
  }
}

extension RegisterFault {
  /// What a command does about a fault. Each kind has one exit code.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// The same command will succeed later.
    case busy
    /// The file cannot be opened or written.
    case notWritable
    /// There is no file at this path.
    case missing
    /// The request itself cannot be granted.
    case refused
    /// The file is not a register that this release can work with.
    case unusable
    /// A fault of this program.
    case failed
  }

  package var kind: Kind {
    switch reason {
    // Overtaken: the same command asks the register anew.
    case .busy, .running, .overtaken: .busy
    case .notWritable, .readOnly, .exists: .notWritable
    case .missing, .empty: .missing
    case .notIssued, .inBundle, .voided, .noReason, .keyNotKept, .sealingKeyMissing, .sealingKeyWrong,
      .unknownRun:
      .refused
    case .foreign, .newer, .older, .damaged, .linkedTwice: .unusable
    case .failed: .failed
    }
  }

  /// The fault as a message.
  package var diagnostic: Diagnostic {
    let (code, summary, advice) = sentences
    return .error("register.\(code)", at: SourceLocation(file: path), summary, advice: advice)
  }

  private var sentences: (String, LocalizedText, LocalizedText?) {
    switch reason {
    case .missing:
      (
        "missing", LocalizedText("発行簿がありません。", "There is no register here."),
        LocalizedText(
          "--registerの指定を確かめてください。初めて使うなら、shosho register initか--new-registerで作ります。",
          "Check what --register says. A new one is made by shosho register init or with --new-register.")
      )
    case .empty:
      (
        "empty", LocalizedText("発行簿のファイルが空です。", "The register's file is empty."),
        LocalizedText(
          "失われたのなら控えから戻してください。初めて使うなら、shosho register initか--new-registerで作ります。",
          "If it was lost, restore it from a backup. A new one is made by shosho register init or with --new-register.")
      )
    case .exists:
      (
        "exists", LocalizedText("ここには、もう発行簿があります。", "There is a register here already."),
        LocalizedText(
          "変えていません。それを使うなら--new-registerを外してください。", "It was left as it is. To use it, leave out --new-register.")
      )
    case .linkedTwice:
      (
        "linked",
        LocalizedText(
          "発行簿に別の名前（ハードリンク）があり、二つの処理が互いに気付かずに書き込めます。",
          "The register has a second name (a hard link), by which two runs could write to it unseen by each other."),
        LocalizedText("名前を一つだけにしてください。", "Leave it only one name.")
      )
    case .foreign:
      (
        "foreign", LocalizedText("このファイルはshoshoの発行簿ではありません。", "This file is not a register of shosho."),
        LocalizedText(
          "別のファイルを--registerに指定してください。ファイルは変えていません。", "Name another file with --register. The file was left as it is.")
      )
    case .newer(let found, let known):
      (
        "newer",
        LocalizedText(
          "この発行簿の版は\(found)で、このプログラムが扱えるのは版\(known)までです。",
          "This register has version \(found); this program knows versions up to \(known)."),
        LocalizedText("新しいshoshoで開いてください。", "Open it with a newer shosho.")
      )
    case .older(let found, let known):
      (
        "older",
        LocalizedText(
          "この発行簿の版は\(found)で、このプログラムの版\(known)に改めてから読みます。",
          "This register has version \(found); it has to be brought to this program's version \(known) before it is read."
        ),
        LocalizedText(
          "控えを取ってから、書き込む命令（batchなど）を一度実行してください。",
          "Back it up, then run a command that writes to it, such as batch, once.")
      )
    case .busy:
      (
        "busy", LocalizedText("発行簿は別の処理が使っています。", "Another program is using the register."),
        LocalizedText("しばらくしてから、同じ命令をもう一度実行してください。", "Run the same command again in a while.")
      )
    case .running:
      (
        "running", LocalizedText("別の発行処理がこの発行簿に記録しています。", "Another run is working on this register."),
        LocalizedText("終わってから、同じ命令をもう一度実行してください。", "Run the same command again when it has ended.")
      )
    case .notWritable(let words):
      (
        "write", LocalizedText("発行簿を開けないか、書き込めません（\(words)）。", "The register cannot be opened or written (\(words))."),
        LocalizedText(
          "空き容量と、ファイルとフォルダの権限を確かめてください。", "Check free space and the permissions of the file and its folder.")
      )
    case .readOnly:
      ("readonly", LocalizedText("発行簿は読み取り専用で開かれています。", "The register was opened to be read only."), nil)
    case .damaged(let words):
      (
        "damaged", LocalizedText("発行簿が壊れています（\(words)）。", "The register is damaged (\(words))."),
        LocalizedText("控えから戻してください。壊れたファイルは残しておいてください。", "Restore it from a backup, and keep the damaged file.")
      )
    case .failed(let words):
      ("failed", LocalizedText("発行簿の処理に失敗しました（\(words)）。", "The register failed (\(words))."), nil)
    case .overtaken(let identity):
      (
        "overtaken",
        LocalizedText(
          "\(Self.name(identity))が、この処理の間に別の処理で変わりました。",
          "\(Self.name(identity)) was changed by another program in the meantime."),
        LocalizedText("同じ命令をもう一度実行してください。", "Run the same command again.")
      )
    case .notIssued(let number, let change, let document):
      (
        "absent",
        LocalizedText(
          "\(Self.name(number, change, document))の有効な書類は発行簿にありません。",
          "The register holds no valid paper of \(Self.name(number, change, document))."),
        LocalizedText(
          "shosho register list --numberで番号を確かめてください。", "Check the number with shosho register list --number.")
      )
    case .inBundle(let identity):
      (
        "bundled",
        LocalizedText(
          "\(Self.name(identity))は、ほかの書類と一つのPDFにまとめて発行しています。",
          "\(Self.name(identity)) was issued together with other papers in one PDF."),
        LocalizedText("そのPDFを--document bundleで指定してください。", "Name that PDF: --document bundle.")
      )
    case .voided(let identity):
      (
        "voided",
        LocalizedText(
          "\(Self.name(identity))は無効とされています。二度と発行できません。", "\(Self.name(identity)) is void; it is never issued again."),
        LocalizedText("shosho register historyで経緯を確かめてください。", "See its story with shosho register history.")
      )
    case .noReason:
      (
        "reason", LocalizedText("理由がありません。", "A reason is missing."),
        LocalizedText("--reasonで理由を示してください。", "State it with --reason.")
      )
    case .keyNotKept(let record):
      (
        "key.absent",
        LocalizedText(
          "\(Self.name(record))の認証キーは発行簿に残していません。", "The register does not keep the key of \(Self.name(record))."),
        LocalizedText(
          "お知らせを後から作るには、発行のときに--sealing-keyを指定しておく必要があります。",
          "To make the notice again later, --sealing-key has to be given when it is issued.")
      )
    case .sealingKeyMissing(let record):
      (
        "key.sealed",
        LocalizedText("\(Self.name(record))の認証キーは封印されています。", "The key of \(Self.name(record)) is sealed."),
        LocalizedText("--sealing-keyで鍵ファイルを示してください。", "Name the key file with --sealing-key.")
      )
    case .sealingKeyWrong(let record):
      (
        "key.wrong",
        LocalizedText(
          "この鍵ファイルでは\(Self.name(record))の認証キーの封印を解けません。",
          "This key file does not open the sealed key of \(Self.name(record))."),
        LocalizedText("発行のときの鍵ファイルを示してください。", "Name the key file with which it was issued.")
      )
    case .unknownRun(let run):
      ("run", LocalizedText("発行処理\(Echo.quoted(run))は発行簿にありません。", "The register has no run \(Echo.quoted(run))."), nil)
    }
  }

  private static func name(_ identity: PaperIdentity) -> String {
    name(identity.number, identity.change, identity.document)
  }

  private static func name(_ record: ContractIdentity) -> String {
    name(record.number, record.change, nil)
  }

  /// `「第1号」+2 certificate`.
  private static func name(_ number: String, _ change: Int?, _ document: String?) -> String {
    var name = Echo.quoted(number)
    if let change, change > 0 { name += "+\(change)" }
    if let document { name += " \(Echo.plain(document))" }
    return name
  }
}
