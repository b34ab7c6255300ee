// The names of the catalogue: what a CSV heading, a JSON key or a mapping may call a field. Readers of inputs and of
// mappings look names up in the same table.

/// Every name of every field.
///
/// Names are compared by bytes, because Swift's `==` takes canonically equivalent strings for equal.
///
/// ```swift
/// FieldNames.key(named: "work.price")   // FieldKey("work.price")
/// FieldNames.key(named: "構成員1商号")     // FieldKey("contractor.members[].name", member: 0)
/// ```
package enum FieldNames {
  /// A path and a heading or more for each field, in the catalogue's order.
  package static let all: [(name: String, key: FieldKey)] = Catalogue.fields.flatMap { field in
    FieldKey.keys(of: field).flatMap { key in
      ([key.text, key.heading] + field.otherHeadings).map { ($0, key) }
    }
  }

  private static let table = Dictionary(
    all.map { (Array($0.name.utf8), $0.key) }, uniquingKeysWith: { first, _ in first })

  /// The field of a path or heading; nil for any other name.
  package static func key(named name: some StringProtocol) -> FieldKey? { table[Array(name.utf8)] }
}

extension FieldKey {
  /// The keys of a catalogue row: one, or for a field of joint venture members one for each member that a record may
  /// have.
  package static func keys(of field: Field) -> [FieldKey] {
    guard field.isMemberField else { return [FieldKey(field.path)] }
    return (0..<Catalogue.memberLimit).map { FieldKey(field.path, member: $0) }
  }

  /// The CSV heading of the field: 工事名, or 構成員1商号 for the first member's.
  package var heading: String {
    guard let heading = field?.heading else { return text }
    return member.map { "構成員\($0 + 1)\(heading)" } ?? heading
  }
}

extension StringProtocol {
  /// The text without white space at both ends, full-width spaces included. It works on scalars, so that a combining
  /// mark behind a space does not keep it.
  package var trimmedOfWhiteSpace: String { String(scalars: unicodeScalars.trimmed()) }

  /// Whether the text is empty or has white space only.
  package var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
