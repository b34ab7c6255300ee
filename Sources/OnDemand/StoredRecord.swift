import Diagnostics
import Fields
import Records
import Register
import Reporting

/// A record as the register kept it, read again by the reader of all records.
enum StoredRecord {
  /// - Parameter key: the authentication key, when the paper prints it.
  static func read(_ json: String, key: Secret?, register: String) throws(RunFailure) -> RecordRow {
    do {
      var reader = try RecordReader(
        MemorySource(json.utf8), file: register,
        options: ReadingOptions(encoding: StatedEncoding(name: "utf-8"), format: .jsonLines))
      guard var record = try reader.next() else {
        throw RunFailure(RegisterFault(.damaged("record"), path: register))
      }
      if let key { record.row.cells[FieldKey("key")] = RawCell(.secret(key), at: SourceLocation(file: register)) }
      return record
    } catch let refusal as DiagnosticError {
      throw RunFailure(.badConfiguration, refusal)
    } catch {
      throw RunFailure(error)
    }
  }
}
