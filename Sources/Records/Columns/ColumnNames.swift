import Diagnostics
import Fields
import Mapping

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

  private static let builtInTable = Dictionary(
    FieldNames.all.map { (Array($0.name.utf8), Meaning.field(ColumnTarget($0.key))) }
      + rejectNames.map { (Array($0.utf8), .ignored) },
    uniquingKeysWith: { first, _ in first })

  private var table: [[UInt8]: Meaning]
  /// The paths of objects that hold fields: `work`, `amendment.before`.
  private let objectPaths: Set<[UInt8]>
  /// The names that a mapping adds, and their fields.
  let mapped: [(name: String, key: FieldKey)]
  /// The fields that a mapping makes by recipes. A column of such a field's own name is not read as the field.
  let given: Set<FieldKey>
  /// The numbers, from 1, of columns that a mapping names by number, to read or to ignore.
  let positions: Set<Int>
  /// The names of columns of which a mapping makes the key.
  private let secretNames: Set<[UInt8]>

  init(mapping: ColumnMapping = ColumnMapping()) {
    table = Self.builtInTable
    given = mapping.givenKeys
    secretNames = Set(mapping.secretColumns.compactMap(\.name).map { Array($0.utf8) })
    positions = Set((mapping.usedColumns + mapping.ignored).compactMap(\.position))
    for (name, key) in FieldNames.all where given.contains(key) { table[Array(name.utf8)] = nil }
    for (name, key) in mapping.columns { table[Array(name.utf8)] = .field(ColumnTarget(key)) }
    var used = mapping.usedColumns.compactMap(\.name)
    if case .list(let path)? = mapping.members?.source { used.append(path) }
    for name in used where table[Array(name.utf8)] == nil { table[Array(name.utf8)] = .ignored }
    let ignored = mapping.ignored.compactMap(\.name)
    for name in ignored { table[Array(name.utf8)] = .ignored }
    mapped = mapping.columns
    let names = mapped.map(\.name) + ignored + used + Catalogue.fields.map(\.path)
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
    let builtIn = FieldNames.all.filter { !present.contains($0.key) && !given.contains($0.key) }.map(\.name)
    let renamed = mapped.filter { !present.contains($0.key) }.map(\.name)
    return renamed + builtIn
  }

  /// Whether the value under a name is, or may be, the key, so that rejects must mask it. A known name is decided by
  /// its field's type. An unknown name may hold the key if it is a name of secrets (`SecretNames`) or looks like a
  /// misspelt heading of the key. Masking too much does little harm.
  func mayHoldSecret(_ name: String) -> Bool {
    if secretNames.contains(Array(name.utf8)) { return true }
    if case .field(let target)? = meaning(of: name) { return target.isSecret }
    if SecretNames.areLike(name) { return true }
    let plain = name.trimmedOfWhiteSpace.lowercased()
    guard let nearest = Nearest.name(to: plain, among: FieldNames.all.lazy.map(\.name)) else { return false }
    return FieldNames.key(named: nearest)?.isSecret ?? false
  }
}

extension ColumnReference {
  /// The heading or path; nil for a position.
  var name: String? {
    if case .name(let name) = self { name } else { nil }
  }

  /// The number of a column; nil for a name.
  var position: Int? {
    if case .position(let number) = self { number } else { nil }
  }
}
