import Diagnostics
import Fields

/// 元の記録: where a refused record stood in the input in which it came first: file, number of the record, bytes. By it a
/// record whose number was the fault takes its key back from that input.
///
/// `certificates.csv:12 1203-1410`
struct RecordSource: Sendable, Hashable {
  /// The name of the file without its folders.
  let file: String
  let record: Int
  let bytes: Range<Int>

  init(_ record: RecordRow) {
    file = Self.lastPart(record.row.location.file)
    self.record = record.row.location.record ?? 0
    bytes = record.bytes
  }

  /// Nil for any other text.
  init?(_ text: String) {
    guard let match = text.firstMatch(of: #/^\s*(.+):(\d{1,9}) (\d{1,15})-(\d{1,15})\s*$/#), let record = Int(match.2),
      let start = Int(match.3), let end = Int(match.4), start <= end
    else { return nil }
    (file, self.record, bytes) = (Self.lastPart(String(match.1)), record, start..<end)
  }

  var text: String { "\(file):\(record) \(bytes.lowerBound)-\(bytes.upperBound)" }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
