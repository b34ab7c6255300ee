import Diagnostics
import Fields

/// What each column of a file means, from its heading row, and what is wrong with that row: said once for the whole file.
struct ColumnPlan: Sendable {
  private(set) var columns: [Column] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter location: the heading row.
  init(headings: [String], names: ColumnNames, location: SourceLocation) throws(DiagnosticError) {
    // White space around a heading is none of its name.
    let headings = headings.map(\.trimmedOfWhiteSpace)
    let meanings = headings.map { $0.isEmpty ? nil : names.meaning(of: $0) }
    columns = zip(headings, meanings).map { heading, meaning in
      if case .field(let target)? = meaning {
        Column(heading: heading, target: target)
      } else {
        Column(heading: heading)
      }
    }
    let present = Set(columns.compactMap(\.target?.key))
    if present.count < Self.fewestKnown || headings.contains(where: Self.isValue) {
      // What stands here is, or holds, a record, whose key must not be quoted: no heading is.
      throw DiagnosticError(.headingRowWanted(at: location, isParted: !Self.looksUnparted(headings)))
    }
    complainOfDuplicates(at: location)
    let absent = names.names(absentFrom: present)
    let unnamed = headings.indices.filter { headings[$0].isEmpty }
    if let first = unnamed.first {
      diagnostics.append(.columnsUnnamed(first: first + 1, count: unnamed.count, at: location))
    }
    for (index, heading) in headings.enumerated() where meanings[index] == nil && !heading.isEmpty {
      diagnostics.append(
        Self.unknown(heading, count: index + 1, nearest: Nearest.name(to: heading, among: absent), at: location))
    }
    for (name, key) in names.mapped where !present.contains(key) {
      diagnostics.append(.mappedColumnAbsent(name, for: key.heading, at: location))
    }
    let missing = Self.required.filter { !present.contains($0) }
    if !missing.isEmpty { diagnostics.append(.columnsMissing(missing.map(\.heading), at: location)) }
    if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticError(diagnostics) }
  }

  /// A row with fewer known headings is taken to be no heading row.
  private static let fewestKnown = 2

  /// The columns without which no record of any kind can be issued. The key has its own rule: it may come from `--keys-from`.
  static let required: [FieldKey] = Catalogue.fields.filter { field in
    field.type != .secret && GuaranteeKind.allCases.allSatisfy { field.requirement(for: $0) == .required }
  }.map { FieldKey($0.path) }

  /// Whether the row seems to be parted by something other than commas.
  private static func looksUnparted(_ headings: [String]) -> Bool {
    headings.count == 1 && headings[0].unicodeScalars.contains { $0 == "\t" || $0 == ";" }
  }

  /// Two columns for one field: refused, except under the catalogue's two names for it, such as 前払金額 and 中間前払金額, of which a
  /// record then fills one.
  private mutating func complainOfDuplicates(at location: SourceLocation) {
    var seen: [FieldKey: [String]] = [:]
    for column in columns {
      guard let key = column.target?.key else { continue }
      defer { seen[key, default: []].append(column.heading) }
      guard let earlier = seen[key] else { continue }
      let alternatives = [key.heading] + (key.field?.otherHeadings ?? [])
      if alternatives.contains(column.heading), !earlier.contains(column.heading),
        earlier.allSatisfy(alternatives.contains)
      {
        continue
      }
      diagnostics.append(.columnDuplicated(column.heading, earlier: earlier[0], at: location))
    }
  }

  /// Whether this is what every record holds and no heading row: the name of a kind of guarantee.
  private static func isValue(_ heading: String) -> Bool {
    GuaranteeKind.allCases.contains { $0.rawValue.utf8.elementsEqual(heading.utf8) }
  }

  private static func unknown(_ heading: String, count: Int, nearest: String?, at location: SourceLocation)
    -> Diagnostic
  {
    // When a line end is lost, records stand in the heading row: what might be a key is told by its place.
    if nearest == nil, heading.utf8.allSatisfy({ $0 < 0x80 }),
      heading.utf8.contains(where: { (0x30...0x39).contains($0) })
    {
      return .columnUnknown(nil, count: count, nearest: nil, at: location)
    }
    var location = location
    location.heading = heading
    return .columnUnknown(heading, count: count, nearest: nearest, at: location)
  }
}
