import GRDB

extension RegisterFault {
  /// What an error of SQLite or of GRDB means. Of their texts only SQLite's own message is taken: it names tables and columns, never values.
  init(_ error: any Error, path: String) {
    self.path = path
    switch error {
    case let fault as RegisterFault: reason = fault.reason
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
