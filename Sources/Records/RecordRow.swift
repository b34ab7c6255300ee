import Diagnostics
package import Fields

/// A record as it was read, with the bytes it came from for the rejects.
///
/// The bytes hold the key in clear: nothing outside this module can reach them, and printing a row does not show them.
package struct RecordRow: Sendable, CustomStringConvertible, CustomReflectable {
  package var row: RawRow
  /// Where the record stands in the file, in bytes from 0.
  package let bytes: Range<Int>
  /// The record's bytes in the inner encoding; nil when they could not be split into cells, so that the key in them cannot be masked.
  let raw: [UInt8]?
  /// The key cell holds the mask that rejects write in its stead.
  var hasMaskedKey = false

  init(_ row: RawRow, bytes: Range<Int>, raw: [UInt8]?) {
    self.row = row
    self.bytes = bytes
    self.raw = raw
  }

  package var description: String { "record \(row.location.record ?? 0)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
