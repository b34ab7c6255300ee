package import Diagnostics
import Fields

/// The keys of another input, given with `--keys-from`.
///
/// Rejects do not contain the keys of their records but a mask. When a corrected rejects file is issued, the keys are
/// taken from the original input again. A record and its key are matched by 保証契約番号 (contract number) and 変更回数 (change
/// count) as they are written, apart from white space around them. A record of which the original has no such number,
/// because the number was the fault, is matched by where it stood there (`RecordSource`). The table holds these and the
/// keys, nothing else of the input.
///
/// ```swift
/// options.keys = try AuthenticationKeyTable(RecordReader(source, file: "original.csv"))
/// ```
package struct AuthenticationKeyTable: Sendable {
  /// What a record is matched by.
  private struct Identity: Hashable {
    var number: [UInt8]
    var change: [UInt8]

    init?(_ row: RawRow) {
      guard let number = Self.text(row["number"]), !number.isEmpty else { return nil }
      self.number = number
      // A record without a change count is an original certificate, which is the same as a count of 0.
      change = Self.text(row["amendment.count"]) ?? [UInt8(ascii: "0")]
    }

    private static func text(_ cell: RawCell?) -> [UInt8]? {
      switch cell?.value {
      case .text(let text)?, .number(let text)?: Array(text.trimmedOfWhiteSpace.utf8)
      default: nil
      }
    }
  }

  /// The key of each identity; nil for an identity with two different keys, of which neither is used.
  private var keys: [Identity: Secret?] = [:]
  private var keysBySource: [RecordSource: Secret] = [:]

  /// Reads an input to its end. Records that cannot be read or have no key are skipped.
  package init(_ reader: RecordReader) throws(DiagnosticError) {
    var reader = reader
    while let record = try reader.next() {
      guard !record.hasMaskedKey, case .secret(let key)? = record.row.cells[.authenticationKey]?.value else { continue }
      keysBySource[RecordSource(record)] = key
      guard let identity = Identity(record.row) else { continue }
      if let known = keys[identity] {
        if let known, known.isSame(as: key) { continue }
        keys[identity] = .some(nil)
      } else {
        keys[identity] = key
      }
    }
  }

  /// The key for a record, if the table has exactly one.
  func key(of record: RecordRow) -> Secret? {
    if let identity = Identity(record.row), let key = keys[identity], let key { return key }
    return record.source.flatMap(RecordSource.init).flatMap { keysBySource[$0] }
  }
}

extension Secret {
  /// Compares by bytes. Not `==`: secrets are not Equatable, so that nothing else can compare them unnoticed.
  fileprivate func isSame(as other: Secret) -> Bool {
    open { mine in other.open { $0.utf8.elementsEqual(mine.utf8) } }
  }
}

extension RecordRow {
  /// Rejects have the mask also where a key stood in another field, such as a remark. A mended record must not be issued
  /// with the mask in place of what stood there.
  mutating func refuseMaskedTexts() {
    guard isReject else { return }
    let masked = row.cells.values.filter { cell in
      if case .text(let text) = cell.value { Secret.hasMask(text) || Secret.isMask(text) } else { false }
    }
    row.diagnostics += masked.map { Diagnostic.textMasked(at: $0.location) }.sorted {
      $0.location?.byte ?? 0 < $1.location?.byte ?? 0
    }
  }

  /// Fills in the key if the record lacks it or has the mask instead of it. A mask that cannot be replaced is an error
  /// of the record.
  mutating func fillInKey(from table: AuthenticationKeyTable?) {
    let location = row.cells[.authenticationKey]?.location
    guard hasMaskedKey || location == nil, !row.cells.isEmpty else { return }
    if let found = table?.key(of: self) {
      row.cells[.authenticationKey] = RawCell(.secret(found), at: location ?? row.location)
      hasMaskedKey = false
    } else if hasMaskedKey {
      row.cells[.authenticationKey] = nil
      row.diagnostics.append(.keyMasked(hasKeyTable: table != nil, at: location ?? row.location))
    }
  }
}
