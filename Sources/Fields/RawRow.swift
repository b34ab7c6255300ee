package import Diagnostics

// A record as a reader of a file hands it on: raw values, each under the field it belongs to and with its location in
// the file. Nothing is converted yet; `Surety` makes typed values of it.

/// Names a field of a record: its path in the catalogue and, for a member of a joint venture, the member's index.
///
/// ```swift
/// FieldKey("work.price").text                                // work.price
/// FieldKey("contractor.members[].name", member: 2).text      // contractor.members[2].name
/// FieldKey("key").isSecret                                   // true
/// ```
package struct FieldKey: Sendable, Hashable {
  /// 認証キー, the catalogue's one secret field.
  package static let authenticationKey = FieldKey("key")

  /// Path in the catalogue, in which a member's index is left out: `contractor.members[].name`.
  package let path: String
  /// Index of the member of a joint venture, from 0; nil for a field that a record has once.
  package let member: Int?

  package init(_ path: String, member: Int? = nil) {
    self.path = path
    self.member = member
  }

  /// The path with the member's index, `contractor.members[2].name`, as messages and JSON have it.
  package var text: String {
    guard let member, let bracket = path.firstIndex(of: "[") else { return path }
    return "\(path[..<bracket])[\(member)]\(path[bracket...].dropFirst(2))"
  }

  /// The field's row in the catalogue; nil when the catalogue has no such path.
  package var field: Field? { Catalogue.field(at: path) }

  /// Whether the field's value must never be shown. This is decided by the field's type in the catalogue, not by its
  /// name.
  package var isSecret: Bool { Catalogue.isSecret(path) }
}

/// A value as it stands in a file, not yet converted to the field's type.
package enum RawValue: Sendable {
  /// The text of a CSV cell or a JSON string, scalar for scalar.
  case text(String)
  /// A JSON number as it is written.
  case number(String)
  case bool(Bool)
  /// A JSON array of texts, numbers and booleans.
  case list([RawValue])
  /// The key. Readers make a `Secret` of it at once, so that it is never held as plain text.
  case secret(Secret)
  /// A JSON value of a shape that no field has, such as an object where a text is expected. The string names the shape
  /// for the message.
  case unsupportedShape(String)
}

extension RawValue {
  /// The text of a text, a number or a secret, which is compared here with the key's form and goes nowhere; empty for
  /// other values.
  fileprivate var plainText: String {
    switch self {
    case .text(let text), .number(let text): text
    case .secret(let secret): secret.open { $0 }
    case .bool, .list, .unsupportedShape: ""
    }
  }
}

extension KeyForm {
  fileprivate func mayBePart(_ value: RawValue) -> Bool { !part(value.plainText).isEmpty }
}

/// A raw value and its location in the file.
package struct RawCell: Sendable {
  package var value: RawValue
  package var location: SourceLocation

  package init(_ value: RawValue, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

/// One record as it was read: a cell for each field that has a value. Empty cells of the file are left out.
package struct RawRow: Sendable {
  /// Where the record begins. Its `record` is set.
  package var location: SourceLocation
  package var cells: [FieldKey: RawCell]
  /// What the reader found wrong with the record: a wrong number of columns, bytes that are no characters of the
  /// encoding, unknown keys.
  package var diagnostics: [Diagnostic]

  package init(location: SourceLocation, cells: [FieldKey: RawCell] = [:], diagnostics: [Diagnostic] = []) {
    self.location = location
    self.cells = cells
    self.diagnostics = diagnostics
  }

  /// The cell of a field that is not a member's: `row["work.price"]`.
  package subscript(path: String) -> RawCell? { cells[FieldKey(path)] }

  /// The cells in the order of the file; in the catalogue's where the file's is not known.
  package var orderedCells: [(key: FieldKey, cell: RawCell)] {
    let isPlaced = cells.values.allSatisfy { $0.location.byte != nil }
    func rank(_ entry: (key: FieldKey, value: RawCell)) -> (Int, Int) {
      isPlaced
        ? (entry.value.location.byte ?? 0, 0) : (entry.key.member ?? -1, Catalogue.position(of: entry.key.path) ?? 0)
    }
    return cells.sorted { rank($0) < rank($1) }.map { ($0.key, $0.value) }
  }

  /// The fields whose cells are parts of one key that was split over neighbouring cells.
  package func partsOfKey(_ form: KeyForm) -> Set<FieldKey> {
    // Few records have a value that could be part of a key at all, and only those are put in order.
    guard cells.values.count(where: { form.mayBePart($0.value) }) > 1 else { return [] }
    let ordered = orderedCells
    return Set(form.parts(in: ordered.map { $0.cell.value.plainText }).map { ordered[$0].key })
  }

  /// How many members of a joint venture the record has: the highest member's index plus one.
  package var memberCount: Int { cells.keys.compactMap(\.member).max().map { $0 + 1 } ?? 0 }
}
