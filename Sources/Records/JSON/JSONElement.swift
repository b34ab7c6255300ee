import Diagnostics
import StrictJSON

/// One value cut out of a JSON stream, not yet parsed.
struct JSONElement: Sendable {
  enum Fault: Sendable, Equatable {
    /// A string is longer than `Limits.field`.
    case fieldTooLong
    /// Longer than `Limits.record`.
    case recordTooLong
    /// The input ends inside the value.
    case cut
    /// It cannot be told where the value ends, so reading ends here. The byte is a place in the file.
    case broken(JSONFault.Reason, byte: Int)
  }

  /// The value's bytes as UTF-8; empty when too long to keep.
  var bytes: [UInt8]
  /// Where it stands in the file.
  var location: Range<Int>
  /// Its first line, from 1.
  var line: Int
  var fault: Fault?
  /// Nothing stands behind it, not even a line end: when it breaks off, the input does.
  var endsInput = false
}

/// Cuts a stream into the values that are its records.
protocol JSONElementSource: Sendable {
  /// Keys of the enclosing object that are not read, and where.
  var skippedKeys: [(key: String, byte: Int)] { get }
  mutating func next() throws(DiagnosticError) -> JSONElement?
}
