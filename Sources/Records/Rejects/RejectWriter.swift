package import Diagnostics

/// Writes refused records as their input was: a CSV in the same encoding under the same headings, JSON as JSON Lines, with the reasons in
/// one more column and the key masked; a mended file can be read again.
///
/// A record that could not be split, so that the key in it cannot be found, is not copied: its line says file, record and bytes only.
package struct RejectWriter: Sendable {
  /// The name of the file that they go to.
  package let fileName: String
  /// What stands at the head of that file: byte order mark and heading row, or nothing.
  package let head: [UInt8]
  private let sheet: RejectSheet?
  private let names: ColumnNames
  private let encoding: TextEncoding

  init(context: RowContext, headings: HeadingRow?, hasMark: Bool) {
    names = context.names
    guard let headings else {
      fileName = "rejects.jsonl"
      head = []
      sheet = nil
      encoding = .utf8
      return
    }
    encoding = context.encoding
    fileName = "rejects.csv"
    let sheet = RejectSheet(headings: headings, names: names, encoding: encoding.inner)
    let mark = TextEncoding.byteOrderMarks.first { hasMark && $0.encoding == context.encoding }?.mark ?? []
    head = mark + encoding.outer(sheet.head)
    self.sheet = sheet
  }

  /// One refused record with what was wrong with it, ready to be appended.
  ///
  /// - Parameter reasons: its errors; warnings and notes are left out.
  package func entry(for record: RecordRow, reasons: [Diagnostic], in language: Language) -> [UInt8] {
    let reasons = reasons.filter { $0.severity == .error }.map { Self.sentence($0, language) }
    if let sheet { return encoding.outer(sheet.row(for: record, reasons: reasons, in: language)) }
    return Array((RejectObject(record, names: names).line(reasons: reasons) + "\n").utf8)
  }

  /// Which cell, what is wrong, what to do.
  private static func sentence(_ diagnostic: Diagnostic, _ language: Language) -> String {
    let heading = (diagnostic.location?.heading ?? diagnostic.location?.field).map { Echo.plain($0) + ": " } ?? ""
    let advice = diagnostic.advice.map { (language == .english ? " " : "") + $0.text(in: language) } ?? ""
    return heading + diagnostic.summary.text(in: language) + advice
  }
}
