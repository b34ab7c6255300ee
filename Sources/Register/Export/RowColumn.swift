/// 出力の欄: what an export says of a row, in this order. CSV and JSON name the columns by `rawValue`.
package enum RowColumn: String, Sendable, CaseIterable {
  case sequence, action, state, number, change, document, issuedOn, recordedAt, run, path, sha256, bytes, pages,
    standard, unprotected
  case form, edition, formDigest, recordDigest, rulesDigest, fontsDigest, configuration, format
  case target, endedBy, mark, reason, by, chain

  /// What a person is shown in a terminal.
  package static let brief: [RowColumn] = [
    .sequence, .action, .state, .number, .change, .document, .issuedOn, .pages, .sha256,
  ]

  /// The value, and whether it is a number in JSON; nil when the row has none.
  func value(of row: RegisterRow) -> (text: String, isNumber: Bool)? {
    func text(_ text: String?) -> (String, Bool)? { text.map { ($0, false) } }
    func number(_ number: (some BinaryInteger)?) -> (String, Bool)? { number.map { (String($0), true) } }
    return switch self {
    case .sequence: number(row.sequence)
    case .action: text(row.action.rawValue)
    case .state: text(row.state.rawValue)
    case .number: text(row.identity.number)
    case .change: number(row.identity.change)
    case .document: text(row.identity.document)
    case .issuedOn: text(row.paper?.issuedOn)
    case .recordedAt: text(Timestamp.text(row.recordedAt))
    case .run: text(row.run)
    case .path: text(row.paper?.path)
    case .sha256: text(row.paper?.digest.hexadecimal)
    case .bytes: number(row.paper?.bytes)
    case .pages: number(row.paper?.pages)
    case .standard: text(row.paper?.delivery.standard)
    case .unprotected: text(row.paper?.delivery.unprotected?.hexadecimal)
    case .form: text(row.paper?.form)
    case .edition: number(row.paper?.edition)
    case .formDigest: text(row.paper?.formDigest.hexadecimal)
    case .recordDigest: text(row.paper?.recordDigest.hexadecimal)
    case .rulesDigest: text(row.paper?.rulesDigest.hexadecimal)
    case .fontsDigest: text(row.paper?.fontsDigest.hexadecimal)
    case .configuration: text(row.paper?.configuration.hexadecimal)
    case .format: number(row.paper?.format)
    case .target: number(row.target)
    case .endedBy: number(row.endedBy)
    case .mark: text(row.mark)
    case .reason: text(row.reason)
    case .by: text(row.by)
    case .chain: text(row.chain.hexadecimal)
    }
  }
}
