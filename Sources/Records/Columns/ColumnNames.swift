import Diagnostics
package import Fields

// Which field a CSV heading or JSON key stands for. `ColumnNames` is the table that answers it; headings, JSON keys and
// rejects are looked up in the same one.

/// The field that a column or key fills, with what is needed for every cell computed once.
struct ColumnTarget: Sendable, Equatable {
  let key: FieldKey
  /// The field's path with a member's index, as messages have it.
  let text: String
  let isSecret: Bool

  init(_ key: FieldKey) {
    self.key = key
    text = key.text
    isSecret = key.isSecret
  }
}

/// Every name that a column or a JSON key may have: the catalogue's headings and paths, and the names of a mapping,
/// which take precedence.
///
/// Names are compared by bytes, because Swift's `==` takes canonically equivalent strings for equal.
///
/// ```swift
/// let names = ColumnNames()
/// names.meaning(of: "構成員1商号")  // .field(ColumnTarget(FieldKey("contractor.members[].name", member: 0)))
/// names.meaning(of: "_reasons")    // .ignored
/// names.meaning(of: "担当部署")     // nil
/// ```
struct ColumnNames: Sendable {
  /// What a name means.
  enum Meaning: Sendable, Equatable {
    case field(ColumnTarget)
    /// Left out on purpose: listed under `ignored` in a mapping, or a column that rejects have added.
    case ignored
  }

  /// The columns that a rejects file has beside those of the input: why the record was refused, and where it stood.
  static let reasonsHeading = "拒否理由"
  static let sourceHeading = "元の記録"
  /// The same as a key of JSON, and the keys that say where a record is that could not be copied.
  static let reasonsKey = "_reasons"
  static let sourceKey = "_source"
  static let rejectFileKey = "_file"
  static let rejectRecordKey = "_record"
  static let rejectBytesKey = "_bytes"
  /// All of these are ignored when a corrected rejects file is read again.
  private static let rejectNames = [
    reasonsHeading, reasonsKey, sourceHeading, sourceKey, rejectFileKey, rejectRecordKey, rejectBytesKey,
  ]

  /// The names of the catalogue, a path and a heading or more for each field.
  private static let builtIn: [(name: String, key: FieldKey)] = Catalogue.fields.flatMap { field in
    FieldKey.keys(of: field).flatMap { key in
      ([key.text, key.heading] + field.otherHeadings).map { ($0, key) }
    }
  }

  private static let builtInTable = Dictionary(
    builtIn.map { (Array($0.name.utf8), Meaning.field(ColumnTarget($0.key))) }
      + rejectNames.map { (Array($0.utf8), .ignored) },
    uniquingKeysWith: { first, _ in first })

  private var table: [[UInt8]: Meaning]
  /// The paths of objects that hold fields: `work`, `amendment.before`.
  private let objectPaths: Set<[UInt8]>
  /// The names that a mapping adds, and their fields.
  let mapped: [(name: String, key: FieldKey)]

  init(mapping: ColumnMapping = ColumnMapping()) {
    table = Self.builtInTable
    for (name, key) in mapping.columns { table[Array(name.utf8)] = .field(ColumnTarget(key)) }
    for name in mapping.ignored { table[Array(name.utf8)] = .ignored }
    mapped = mapping.columns
    let names = mapped.map(\.name) + mapping.ignored + Catalogue.fields.map(\.path)
    objectPaths = Set(names.flatMap(Self.prefixes))
  }

  /// `a.b.c` → `a`, `a.b`
  private static func prefixes(of path: String) -> [[UInt8]] {
    let bytes = Array(path.utf8)
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }.map { Array(bytes[..<$0]) }
  }

  /// What a heading or the path of a JSON key means; nil if it is unknown.
  func meaning(of name: some StringProtocol) -> Meaning? { table[Array(name.utf8)] }

  /// Whether an object at this path may hold fields.
  func isObjectPath(_ path: String) -> Bool { objectPaths.contains(Array(path.utf8)) }

  /// The names of all fields that are not in `present`: those that an unknown name may be a misspelling of.
  func names(absentFrom present: Set<FieldKey>) -> [String] {
    let builtIn = Self.builtIn.filter { !present.contains($0.key) }.map(\.name)
    let renamed = mapped.filter { !present.contains($0.key) }.map(\.name)
    return renamed + builtIn
  }

  /// Whether the value under a name is, or may be, the key, so that rejects must mask it. A known name is decided by
  /// its field's type. An unknown name may hold the key if it is a name of secrets (`SecretNames`) or looks like a
  /// misspelt heading of the key. Masking too much does little harm.
  func mayHoldSecret(_ name: String) -> Bool {
    if case .field(let target)? = meaning(of: name) { return target.isSecret }
    if SecretNames.areLike(name) { return true }
    let plain = name.trimmedOfWhiteSpace.lowercased()
    guard let nearest = Nearest.name(to: plain, among: Self.builtInNames) else { return false }
    return Self.builtInTarget(for: nearest)?.isSecret ?? false
  }

  /// The field of a heading or path of the catalogue, to which a mapping may refer.
  static func builtInTarget(for name: String) -> ColumnTarget? {
    if case .field(let target)? = builtInTable[Array(name.utf8)] { target } else { nil }
  }

  static var builtInNames: [String] { builtIn.map(\.name) }
}

extension FieldKey {
  /// The keys of a catalogue row: one, or for a field of joint venture members one for each member that a record may
  /// have.
  static func keys(of field: Field) -> [FieldKey] {
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
  var trimmedOfWhiteSpace: String {
    var scalars = Substring(self).unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
