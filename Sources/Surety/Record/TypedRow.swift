import Diagnostics
import Fields
import Rules

/// A value of its field's type, and where it stands in the input.
struct TypedCell: Sendable {
  var value: Value
  var location: SourceLocation
}

/// A record whose cells have been read as the types of their fields.
///
/// A cell that could not be read is absent here and has a diagnostic. Checks read the values they need with `text`,
/// `date`, `yen` and the other accessors, and stay silent when one is nil, so that no fault is reported twice.
struct TypedRow: Sendable {
  /// Where the record begins.
  let location: SourceLocation
  private(set) var cells: [FieldKey: TypedCell] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// The fields that the record has but that could not be read. They must not be reported as missing besides.
  private(set) var unreadable: Set<FieldKey> = []

  init(_ row: RawRow, rules: IssuerRules) {
    location = row.location
    diagnostics = row.diagnostics
    // A cell that the record's reader refused, for bytes that are no characters for example, is unreadable, not
    // missing.
    unreadable = Set(
      row.diagnostics.filter { $0.severity == .error }.compactMap(\.location?.field).map { FieldKey($0) })
    let parts = rules.checks == nil ? [] : row.partsOfKey(rules.key.form)
    for field in Catalogue.fields {
      if field.isMemberField {
        for member in 0..<row.memberCount { read(FieldKey(field.path, member: member), field, row, rules, parts) }
      } else {
        read(FieldKey(field.path), field, row, rules, parts)
      }
    }
  }

  private mutating func read(
    _ key: FieldKey, _ field: Field, _ row: RawRow, _ rules: IssuerRules, _ parts: Set<FieldKey>
  ) {
    guard let cell = row.cells[key] else { return }
    var location = cell.location
    if location.field == nil { location.field = key.member.map { field.path.replacingMember($0) } ?? field.path }
    var reader = FieldReader(field: field, location: location, rules: rules, isPartOfKey: parts.contains(key))
    let value = reader.read(cell.value)
    diagnostics += reader.diagnostics
    if let value {
      cells[key] = TypedCell(value: value, location: location)
    } else if !reader.diagnostics.isEmpty {
      unreadable.insert(key)
    }
  }

  /// Whether the record has a value at the path, readable or not.
  func mentions(_ path: String) -> Bool {
    cells[FieldKey(path)] != nil || unreadable.contains(FieldKey(path))
  }

  /// Where the value stands; for a missing value the place of the record, with the field's path and heading.
  func location(of path: String) -> SourceLocation {
    if let location = cells[FieldKey(path)]?.location { return location }
    var location = self.location
    location.field = path
    location.heading = Catalogue.field(at: path)?.heading
    return location
  }

  /// The place for a diagnostic about a missing value of a joint venture's member: the line of the member's first
  /// value, with the path and heading of the missing one.
  func location(of path: String, member: Int) -> SourceLocation {
    var location =
      cells.filter { $0.key.member == member }.map(\.value.location).min { $0.byte ?? 0 < $1.byte ?? 0 }
      ?? self.location
    location.field = path.replacingMember(member)
    location.heading = Catalogue.field(at: path).map { "構成員\(member + 1)\($0.heading)" }
    return location
  }

  // MARK: Typed access, nil when the value is absent

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

  /// The words of a field of several choices.
  func words(_ path: String) -> [String] {
    guard let text = text(path) else { return [] }
    return text.split(separator: FieldReader.choiceSeparator).map(String.init)
  }
}

extension TypedRow {
  var kind: GuaranteeKind? { text("kind").flatMap(GuaranteeKind.init) }

  /// 契約種別: 工事 or 業務; 工事 when the record does not say.
  var category: String { text("work.category") ?? "工事" }

  /// 変更回数: from the contract number when its form carries the count, else from the record's own field; 0 for an
  /// original.
  func changeCount(carriedBy pattern: NumberPattern) -> Int {
    text("number").flatMap(pattern.changeCount) ?? integer("amendment.count").map(Int.init) ?? 0
  }

  /// Every value of a field of free text, in the order of the catalogue, members one after the other.
  var freeTexts: [(key: FieldKey, cell: TypedCell, text: String)] {
    let members = memberCount
    var texts: [(key: FieldKey, cell: TypedCell, text: String)] = []
    func add(_ key: FieldKey) {
      if let cell = cells[key], case .text(let text) = cell.value { texts.append((key, cell, text)) }
    }
    for field in RecordCheckRules.freeTextFields {
      if field.isMemberField {
        for member in 0..<members { add(FieldKey(field.path, member: member)) }
      } else {
        add(FieldKey(field.path))
      }
    }
    return texts
  }

  /// How many members of a joint venture the record names, by its highest index.
  var memberCount: Int { cells.keys.compactMap(\.member).max().map { $0 + 1 } ?? 0 }

  /// 代表者 or 構成員; when the record does not say, the first member is the representative.
  func role(ofMember index: Int) -> String {
    text("\(Catalogue.membersPath)[].role", member: index) ?? (index == 0 ? "代表者" : "構成員")
  }
}

extension String {
  /// `contractor.members[].name` → `contractor.members[2].name`
  func replacingMember(_ index: Int) -> String {
    guard let bracket = firstIndex(of: "]") else { return self }
    return self[..<bracket] + String(index) + self[bracket...]
  }
}
