import GRDB

/// A register that is only looked at, and that nobody is writing: a copy, or one whose writer has ended.
struct RegisterCopy {
  let path: String
  private let queue: DatabaseQueue

  init(_ path: String) throws(RegisterFault) {
    self.path = path
    var configuration = Configuration()
    configuration.readonly = true
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in try Schema.check(db, path: path) }
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CANTOPEN {
      throw RegisterFault(.missing, path: path)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}
