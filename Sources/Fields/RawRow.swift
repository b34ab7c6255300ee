package import Diagnostics

/// Which field of a record: the catalogue's path and, for a member of a joint venture, its index from 0.
package struct FieldKey: Sendable, Hashable {
  package let path: String
  package let member: Int?

  package init(_ path: String, member: Int? = nil) {
    self.path = path
    self.member = member
  }

  /// `contractor.members[2].name`, as messages and JSON say it.
  package var text: String {
    guard let member, let bracket = path.firstIndex(of: "[") else { return path }
    return "\(path[..<bracket])[\(member)]\(path[bracket...].dropFirst(2))"
  }
}

/// A value as a file has it, not yet understood.
package enum RawValue: Sendable {
  /// CSV text or a JSON string, scalar for scalar.
  case text(String)
  /// A JSON number as written.
  case number(String)
  case bool(Bool)
  /// A JSON array of plain values.
  case list([RawValue])
  /// The key, closed as soon as it is read.
  case secret(Secret)
  /// A JSON value of a shape that no field has, such as an object where a text is wanted; named for the message.
  case unfit(String)
}

/// A raw value and where it stood.
package struct RawCell: Sendable {
  package var value: RawValue
  package var location: SourceLocation

  package init(_ value: RawValue, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

/// One record as a reader hands it on: cells by field, each with its place. Empty cells are absent.
package struct RawRow: Sendable {
  /// Where the record begins; `record` is its number in the file.
  package var location: SourceLocation
  package var cells: [FieldKey: RawCell]
  /// What the reader itself found in the record: wrong column count, bytes that the encoding does not map, unknown keys.
  package var diagnostics: [Diagnostic]

  package init(location: SourceLocation, cells: [FieldKey: RawCell] = [:], diagnostics: [Diagnostic] = []) {
    self.location = location
    self.cells = cells
    self.diagnostics = diagnostics
  }

  package subscript(path: String) -> RawCell? { cells[FieldKey(path)] }

  /// How many members the record has: the highest index plus one.
  package var memberCount: Int { cells.keys.compactMap(\.member).max().map { $0 + 1 } ?? 0 }
}
