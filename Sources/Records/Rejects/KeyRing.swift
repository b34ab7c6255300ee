package import Diagnostics
import Fields

/// `--keys-from`: the keys of another input, to take back those that rejects mask.
///
/// Holds one key a record of that input, and nothing else of it. Records are matched by 保証契約番号 and 変更回数 as they are written, white
/// space around them aside.
package struct KeyRing: Sendable {
  private struct Identity: Hashable {
    var number: [UInt8]
    var change: [UInt8]

    init?(_ row: RawRow) {
      guard let number = Self.text(row["number"]), !number.isEmpty else { return nil }
      self.number = number
      change = Self.text(row["amendment.count"]) ?? [UInt8(ascii: "0")]
    }

    private static func text(_ cell: RawCell?) -> [UInt8]? {
      switch cell?.value {
      case .text(let text)?, .number(let text)?: Array(text.trimmedOfWhiteSpace.utf8)
      default: nil
      }
    }
  }

  /// Nil for an identity that has two different keys: neither is taken.
  private var keys: [Identity: Secret?] = [:]

  /// Reads an input to its end. Records that cannot be read, or have no key, are passed over.
  package init(_ reader: RecordReader) throws(DiagnosticError) {
    var reader = reader
    while let record = try reader.next() {
      guard let identity = Identity(record.row), !record.hasMaskedKey, case .secret(let key)? = record.row["key"]?.value
      else { continue }
      if let known = keys[identity] {
        if let known, known.isSame(as: key) { continue }
        keys[identity] = .some(nil)
      } else {
        keys[identity] = key
      }
    }
  }

  /// The key of the record that `row` is, when the ring has just one.
  func key(of row: RawRow) -> Secret? {
    Identity(row).flatMap { keys[$0] ?? nil }
  }
}

extension Secret {
  fileprivate func isSame(as other: Secret) -> Bool {
    open { mine in other.open { $0.utf8.elementsEqual(mine.utf8) } }
  }
}

extension RecordRow {
  /// Puts the key in that the record lacks or that is masked in it; a mask that stays a mask refuses the record.
  mutating func takeKey(from ring: KeyRing?) {
    let key = FieldKey("key")
    let location = row.cells[key]?.location
    guard hasMaskedKey || location == nil, !row.cells.isEmpty else { return }
    if let found = ring?.key(of: row) {
      row.cells[key] = RawCell(.secret(found), at: location ?? row.location)
      hasMaskedKey = false
    } else if hasMaskedKey {
      row.cells[key] = nil
      row.diagnostics.append(.keyMasked(hasRing: ring != nil, at: location ?? row.location))
    }
  }
}
