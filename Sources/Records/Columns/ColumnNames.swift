import Diagnostics
import Fields

/// Every name under which a column may come: the catalogue's headings and paths, and those of a mapping, which go first.
///
/// Names are compared scalar by scalar, not canonically as Swift compares strings.
struct ColumnNames: Sendable {
  /// What a name means.
  enum Meaning: Sendable, Equatable {
    case field(Target)
    /// Left out on purpose: named in a mapping's `ignored`, or one of the columns that our rejects add.
    case ignored
  }

  /// The column that rejects add to a record.
  static let rejectHeading = "拒否理由"
  /// The key for it in JSON, and those of a record that is only pointed at.
  static let rejectKey = "_reasons"
  static let rejectFile = "_file"
  static let rejectRecord = "_record"
  static let rejectBytes = "_bytes"
  /// All of these are passed over when a mended file is read again.
  private static let rejectNames = [rejectHeading, rejectKey, rejectFile, rejectRecord, rejectBytes]

  private static let builtIn: [(name: String, key: FieldKey)] = Catalogue.fields.flatMap { field in
    FieldKey.keys(of: field).flatMap { key in
      ([key.text, key.heading] + field.otherHeadings).map { ($0, key) }
    }
  }

  private static let builtInTable = Dictionary(
    builtIn.map { (Array($0.name.utf8), Meaning.field(Target($0.key))) }
      + rejectNames.map { (Array($0.utf8), .ignored) },
    uniquingKeysWith: { first, _ in first })

  private var table: [[UInt8]: Meaning]
  /// Paths that lead to a field without being one: `work`, `amendment.before`.
  private let interiors: Set<[UInt8]>
  /// The names that a mapping gives, and the fields they are for.
  let mapped: [(name: String, key: FieldKey)]

  init(mapping: ColumnMapping = ColumnMapping()) {
    table = Self.builtInTable
    for (name, key) in mapping.columns { table[Array(name.utf8)] = .field(Target(key)) }
    for name in mapping.ignored { table[Array(name.utf8)] = .ignored }
    mapped = mapping.columns
    let names = mapped.map(\.name) + mapping.ignored + Catalogue.fields.map(\.path)
    interiors = Set(names.flatMap(Self.prefixes))
  }

  /// `a` and `a.b` of `a.b.c`.
  private static func prefixes(of path: String) -> [[UInt8]] {
    let bytes = Array(path.utf8)
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }.map { Array(bytes[..<$0]) }
  }

  func meaning(of name: some StringProtocol) -> Meaning? { table[Array(name.utf8)] }

  /// Whether an object under this path may hold fields.
  func isInterior(_ path: String) -> Bool { interiors.contains(Array(path.utf8)) }

  /// Every name of a field that is not among `present`: what an unknown name may have meant.
  func names(absentFrom present: Set<FieldKey>) -> [String] {
    let builtIn = Self.builtIn.filter { !present.contains($0.key) }.map(\.name)
    let renamed = mapped.filter { !present.contains($0.key) }.map(\.name)
    return renamed + builtIn
  }

  /// Whether what stands under a name is the key, or may be: the name is that of the key's column, speaks of a key, or is most likely a slip
  /// of the pen for it. Rejects mask it then: to mask too much costs little.
  func mayHoldSecret(_ name: String) -> Bool {
    if case .field(let target)? = meaning(of: name) { return target.isSecret }
    let plain = name.trimmedOfWhiteSpace.lowercased()
    if ["key", "キー", "ｷｰ"].contains(where: plain.contains) { return true }
    guard let nearest = Nearest.name(to: plain, among: Self.builtInNames) else { return false }
    return Self.builtInTarget(for: nearest)?.isSecret ?? false
  }

  /// The built-in field of a heading or path, for a mapping to refer to.
  static func builtInTarget(for name: String) -> Target? {
    if case .field(let target)? = builtInTable[Array(name.utf8)] { target } else { nil }
  }

  static var builtInNames: [String] { builtIn.map(\.name) }
}
