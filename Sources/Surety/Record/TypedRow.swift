import Diagnostics
import Fields

/// A value of its field's type, and where it stood.
struct TypedCell: Sendable {
  var value: Value
  var location: SourceLocation
}

/// A record with each cell read as its field's type; what could not be read is absent and has its diagnostics.
struct TypedRow: Sendable {
  /// Where the record begins.
  let location: SourceLocation
  private(set) var cells: [FieldKey: TypedCell] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// The fields that stand in the record but could not be read: not to be reported as missing too.
  private(set) var unreadable: Set<FieldKey> = []

  init(_ row: RawRow, rules: IssuerRules) {
    location = row.location
    diagnostics = row.diagnostics
    // What the reader refused of a cell, such as bytes that are no characters, stands in the record all the same.
    unreadable = Set(
      row.diagnostics.filter { $0.severity == .error }.compactMap(\.location?.field).map { FieldKey($0) })
    for field in Catalogue.fields {
      if field.isMemberField {
        for member in 0..<row.memberCount { read(FieldKey(field.path, member: member), field, row, rules) }
      } else {
        read(FieldKey(field.path), field, row, rules)
      }
    }
  }

  private mutating func read(_ key: FieldKey, _ field: Field, _ row: RawRow, _ rules: IssuerRules) {
    guard let cell = row.cells[key] else { return }
    var location = cell.location
    if location.field == nil { location.field = key.member.map { field.path.replacingMember($0) } ?? field.path }
    var reader = FieldReader(field: field, location: location, rules: rules)
    let value = reader.read(cell.value)
    diagnostics += reader.diagnostics
    if let value {
      cells[key] = TypedCell(value: value, location: location)
    } else if !reader.diagnostics.isEmpty {
      unreadable.insert(key)
    }
  }

  /// Whether the record says anything at the path, readable or not.
  func mentions(_ path: String) -> Bool {
    cells[FieldKey(path)] != nil || unreadable.contains(FieldKey(path))
  }

  /// Where the value stands, or where it would: the record with the field's path and heading.
  func location(of path: String) -> SourceLocation {
    if let location = cells[FieldKey(path)]?.location { return location }
    var location = self.location
    location.field = path
    location.heading = Catalogue.field(at: path)?.heading
    return location
  }

  /// Where a member's value would stand: on the line of what else is said of the member, under its own heading.
  func location(of path: String, member: Int) -> SourceLocation {
    var location =
      cells.filter { $0.key.member == member }.map(\.value.location).min { $0.byte ?? 0 < $1.byte ?? 0 }
      ?? self.location
    location.field = path.replacingMember(member)
    location.heading = Catalogue.field(at: path).map { "構成員\(member + 1)\($0.heading)" }
    return location
  }

  subscript(path: String) -> Value? { cells[FieldKey(path)]?.value }

  func text(_ path: String, member: Int? = nil) -> String? {
    guard case .text(let text)? = cells[FieldKey(path, member: member)]?.value else { return nil }
    return text
  }

  func date(_ path: String) -> CalendarDate? {
    guard case .date(let date)? = self[path] else { return nil }
    return date
  }

  func yen(_ path: String) -> Int64? {
    guard case .yen(let yen)? = self[path] else { return nil }
    return yen
  }

  func integer(_ path: String) -> Int64? {
    guard case .integer(let integer)? = self[path] else { return nil }
    return integer
  }

  func flag(_ path: String) -> Bool? {
    guard case .flag(let flag)? = self[path] else { return nil }
    return flag
  }

  func secret(_ path: String) -> Secret? {
    guard case .secret(let secret)? = self[path] else { return nil }
    return secret
  }

  /// The words of a field of choices.
  func words(_ path: String) -> [String] {
    guard let text = text(path) else { return [] }
    return text.split(separator: FieldReader.choiceSeparator).map(String.init)
  }
}

extension String {
  /// `contractor.members[].name` with an index in the brackets.
  func replacingMember(_ index: Int) -> String {
    guard let bracket = firstIndex(of: "]") else { return self }
    return self[..<bracket] + String(index) + self[bracket...]
  }
}
