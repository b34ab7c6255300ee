package import Diagnostics
import Glibc

/// A file operation that the host refused: which one, on which path, and the system's reason.
///
/// Every throwing function of this module throws it. `diagnostic` is its message: `/mnt/out: cannot be written (No
/// space left on device).`
package struct FileFault: Error, Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    case open, read, write, makeFolder, rename, remove, list, lock
    /// It is opened, and is no regular file.
    case notAFile(OutsideFile.Kind)
    /// It has more bytes than any such file has.
    case tooLong(Int)
  }

  package var action: Action
  package var path: String
  /// The system's error number; 0 when the system gave none.
  package var errno: Int32

  package init(_ action: Action, _ path: String, errno: Int32 = Glibc.errno) {
    self.action = action
    self.path = path
    self.errno = errno
  }

  /// The reason as the C library words it. It is English on every host, since the program never sets a locale.
  private var reason: String { String(cString: strerror(errno)) }

  /// The fault as a message.
  package var diagnostic: Diagnostic {
    let (code, text) = codeAndText
    if case .notAFile = action { return .error(code, at: SourceLocation(file: path), text, advice: advice) }
    if case .tooLong = action { return .error(code, at: SourceLocation(file: path), text, advice: advice) }
    return .error(
      code, at: SourceLocation(file: path),
      LocalizedText("\(text.japanese)（\(reason)）。", "\(text.english) (\(reason))."), advice: advice)
  }

  private var codeAndText: (code: String, text: LocalizedText) {
    switch action {
    case .notAFile(let kind):
      ("file.kind", LocalizedText("ファイルではなく、\(kind.text.japanese)です。", "This is \(kind.text.english), not a file."))
    case .tooLong(let limit):
      (
        "file.long",
        LocalizedText(
          "大きすぎます（\(limit >> 20) MiBを超えています）。", "The file is too large (more than \(limit >> 20) MiB).")
      )
    case .open: ("file.open", LocalizedText("開けません", "cannot be opened"))
    case .read: ("file.read", LocalizedText("読めません", "cannot be read"))
    case .write: ("file.write", LocalizedText("書き込めません", "cannot be written"))
    case .makeFolder: ("file.folder", LocalizedText("フォルダを作れません", "the folder cannot be made"))
    case .rename: ("file.rename", LocalizedText("正式な名前に変えられません", "cannot be given its final name"))
    case .remove: ("file.remove", LocalizedText("消せません", "cannot be removed"))
    case .lock: ("file.lock", LocalizedText("ロックできません", "cannot be locked"))
    case .list: ("file.list", LocalizedText("フォルダの中身を読めません", "the folder cannot be listed"))
    }
  }

  private var advice: LocalizedText? {
    switch action {
    case .notAFile, .tooLong:
      return LocalizedText("名前と場所を確かめてください。", "Check the name and the folder.")
    default: break
    }
    return switch errno {
    case ENOSPC, EDQUOT, EFBIG:
      LocalizedText("空き容量を作ってから、同じ命令をもう一度実行してください。", "Free some space, then run the same command again.")
    case EACCES, EPERM, EROFS:
      LocalizedText("書き込みと読み取りの権限を確かめてください。", "Check the permissions of the file and its folder.")
    case ENOENT, ENOTDIR:
      LocalizedText("名前と場所を確かめてください。", "Check the name and the folder.")
    case ENOLCK, EOPNOTSUPP, ENOSYS:
      LocalizedText(
        "このファイルシステムではロックが使えません。ロックの使える所（ローカルのディスク、ロックの動くNFS）に置いてください。",
        "This file system has no locks. Use one that has: a local disk, or NFS with its lock service running.")
    default: nil
    }
  }
}

extension FileFault {
  /// Whether a lock was refused because another process holds it, so that the same command can succeed later. Every other
  /// reason stays as it is until somebody changes it: to try again would be in vain for ever.
  package static func isHeldLock(errno: Int32) -> Bool { errno == EWOULDBLOCK || errno == EAGAIN || errno == EINTR }
}

extension OutsideFile.Kind {
  fileprivate var text: LocalizedText {
    switch self {
    case .folder: LocalizedText("フォルダ", "a folder")
    case .pipe: LocalizedText("パイプ", "a pipe")
    case .device: LocalizedText("デバイス", "a device")
    case .socket: LocalizedText("ソケット", "a socket")
    }
  }
}
