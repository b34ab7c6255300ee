import Diagnostics
import Fields

/// 合計: how many records an input must have, and what their 保証金額 must sum up to, as its sender says.
///
/// A file that was cut, doubled or mixed up in transport can still be read; only what its sender counted shows that
/// something is missing.
package struct ControlTotals: Sendable, Hashable {
  /// Nil when the sender does not say.
  package var records: Int?
  /// In yen; nil when the sender does not say.
  package var amount: Int64?

  package init(records: Int? = nil, amount: Int64? = nil) {
    (self.records, self.amount) = (records, amount)
  }
}

/// 合計行: the last record of an input, which is no certificate but has the control totals; `trailer` of a mapping says
/// how it is known and where its figures stand.
///
/// ```json
/// {"version": 1, "columns": {…}, "trailer": {"field": "保証の種類", "is": "合計", "records": "保証契約番号", "amount": "保証金額"}}
/// ```
package struct TrailerForm: Sendable {
  /// The field by whose text the trailer is known.
  let field: FieldKey
  let text: String
  /// The fields in whose columns the figures stand.
  let records: FieldKey?
  let amount: FieldKey?

  /// Whether the record is the trailer.
  func matches(_ row: RawRow) -> Bool {
    Self.text(row, field)?.trimmedOfWhiteSpace.utf8.elementsEqual(text.utf8) ?? false
  }

  /// What the trailer says.
  func totals(of row: RawRow) throws(DiagnosticError) -> ControlTotals {
    ControlTotals(
      records: try number(row, records).map(Int.init), amount: try number(row, amount))
  }

  private func number(_ row: RawRow, _ key: FieldKey?) throws(DiagnosticError) -> Int64? {
    guard let key else { return nil }
    if let text = Self.text(row, key), let number = try? AmountReader.read(text) { return number }
    throw DiagnosticError(.trailerUnreadable(key.heading, at: row.cells[key]?.location ?? row.location))
  }

  private static func text(_ row: RawRow, _ key: FieldKey) -> String? {
    switch row.cells[key]?.value {
    case .text(let text)?, .number(let text)?: text
    default: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func trailerUnreadable(_ heading: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.unreadable", at: location,
      LocalizedText("合計行の\(heading)の欄が数として読めません。", "The trailer's figure under \(heading) cannot be read as a number."),
      advice: LocalizedText("送り手に確かめてください。何も発行していません。", "Ask the sender. Nothing was issued."))
  }

  static func trailerMissing(_ file: String) -> Diagnostic {
    .error(
      "input.trailer.missing", at: SourceLocation(file: file),
      LocalizedText("対応表の示す合計行がありません。", "The trailer that the mapping names is not there."),
      advice: LocalizedText(
        "ファイルが途中で切れていないか、送り手のものと比べてください。何も発行していません。",
        "See whether the file was cut: compare it with the sender's. Nothing was issued."))
  }

  static func recordBehindTrailer(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.early", at: location,
      LocalizedText("合計行の後に記録があります。", "A record stands behind the trailer."),
      advice: LocalizedText(
        "二つのファイルがつながっていないか確かめてください。何も発行していません。",
        "See whether two files were joined. Nothing was issued."))
  }
}
