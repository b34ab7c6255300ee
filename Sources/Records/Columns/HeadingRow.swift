import Diagnostics
import Encodings
import Fields

/// One column of a CSV file as its heading row names it.
struct Column: Sendable {
  /// The heading as the file spells it, without white space around it.
  var heading: String
  /// The field that the column fills; nil for a column that is not read.
  var target: ColumnTarget?
}

/// The heading row of a CSV file (RFC 4180 calls it the header line): which field each column fills, and what is wrong
/// with the row.
///
/// The row is refused when it is no heading row at all, and for an error in any column: a field that every record needs
/// has no column, two columns fill the same field, or an unknown heading looks like a misspelling of a missing one.
/// Other unknown headings are warned of once, and their columns are not read.
struct HeadingRow: Sendable {
  private(set) var columns: [Column] = []
  /// The row as it stands in the file, without its line end, in the internal encoding.
  let bytes: [UInt8]
  /// Warnings about columns.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - headings: the decoded cells of the row.
  ///   - location: where the row is in the file.
  ///   - keyForm: by what a key in the row is recognised.
  init(
    headings: [String], bytes: [UInt8], names: ColumnNames, location: SourceLocation, keyForm: KeyForm? = nil
  ) throws(DiagnosticError) {
    self.bytes = bytes
    let headings = headings.map(\.trimmedOfWhiteSpace)
    if let keyForm, headings.contains(where: keyForm.isIn) { throw DiagnosticError(.headingHoldsKey(at: location)) }
    let meanings = headings.map { $0.isEmpty ? nil : names.meaning(of: $0) }
    columns = zip(headings, meanings).map { heading, meaning in
      if case .field(let target)? = meaning {
        Column(heading: heading, target: target)
      } else {
        Column(heading: heading)
      }
    }
    let present = Set(columns.compactMap(\.target?.key))
    let known = headings.indices.count { meanings[$0] != nil || names.positions.contains($0 + 1) }
    if (names.given.isEmpty ? present.count : known) < Self.fewestKnownHeadings
      || headings.contains(where: Self.isKindOfGuarantee)
    {
      // The row is a record, or has one in it. No cell of it is quoted, because one of them may be the key.
      throw DiagnosticError(.headingRowMissing(at: location, isCommaSeparated: !Self.hasOtherSeparator(headings)))
    }
    reportDuplicates(at: location)
    let absent = names.names(absentFrom: present)
    let unnamed = headings.indices.filter { headings[$0].isEmpty && !names.positions.contains($0 + 1) }
    if let first = unnamed.first {
      diagnostics.append(.columnsUnnamed(first: first + 1, count: unnamed.count, at: location))
    }
    for (index, heading) in headings.enumerated()
    where meanings[index] == nil && !heading.isEmpty && !names.positions.contains(index + 1) {
      diagnostics.append(
        Self.unknownHeading(heading, count: index + 1, nearest: Nearest.name(to: heading, among: absent), at: location))
    }
    for (name, key) in names.mapped where !present.contains(key) {
      diagnostics.append(.mappedColumnAbsent(name, for: key.heading, at: location))
    }
    let missing = Self.required.filter { !present.contains($0) && !names.given.contains($0) }
    if !missing.isEmpty { diagnostics.append(.columnsMissing(missing.map(\.heading), at: location)) }
    if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticError(diagnostics) }
  }

  /// The columns of a table without headings, which have numbers instead.
  init(count: Int) {
    columns = (1...max(1, count)).map { Column(heading: String($0)) }
    bytes = []
  }

  /// A row with fewer known headings is not taken for a heading row. One alone may be a value that happens to be a
  /// heading.
  private static let fewestKnownHeadings = 2

  /// The fields that every kind of guarantee needs, and that therefore must have a column. The key is not among them:
  /// it may come from `--keys-from`.
  private static let required: [FieldKey] = Catalogue.fields.filter { field in
    !field.isSecret && GuaranteeKind.allCases.allSatisfy { field.requirement(for: $0) == .required }
  }.map { FieldKey($0.path) }

  /// Whether the row seems to be separated by tabs or semicolons instead of commas.
  private static func hasOtherSeparator(_ headings: [String]) -> Bool {
    headings.count == 1 && headings[0].unicodeScalars.contains { $0 == "\t" || $0 == ";" }
  }

  /// Reports two columns for one field. They are allowed if they have two different names that the catalogue knows for
  /// the field, such as 前払金額 and 中間前払金額: each record then fills one of them.
  private mutating func reportDuplicates(at location: SourceLocation) {
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

  /// Whether a cell is the name of a kind of guarantee, which is a value of records and never a heading.
  private static func isKindOfGuarantee(_ heading: String) -> Bool {
    GuaranteeKind.allCases.contains { $0.rawValue.utf8.elementsEqual(heading.utf8) }
  }

  private static func unknownHeading(_ heading: String, count: Int, nearest: String?, at location: SourceLocation)
    -> Diagnostic
  {
    // If a line end was lost, the first record stands in the heading row. A cell of ASCII with digits in it may then be
    // the key, so it is not quoted but named by its position.
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

/// What may be wrong with the columns of a file, reported once for the file.
extension Diagnostic {
  static func headingRowMissing(at location: SourceLocation, isCommaSeparated: Bool) -> Diagnostic {
    .error(
      "input.headings", at: location,
      LocalizedText(
        "1行目が見出し行ではありません。知っている見出しがありません。", "The first row is no heading row: none of its headings is known."),
      advice: isCommaSeparated
        ? LocalizedText(
          "1行目に見出し（保証の種類, 保証契約番号 …）を置くか、--mapping で対応を示してください。",
          "Put headings (保証の種類, 保証契約番号 … or kind, number …) in the first row, or map yours with --mapping.")
        : LocalizedText(
          "列をコンマで区切るか、区切りの文字を対応表（--mapping）の delimiter で示してください。",
          "Part the columns with commas, or state the sign between them as delimiter in a --mapping."))
  }

  /// A value with the form of the key stands in the heading row: the line end behind the headings was lost. The row is
  /// not quoted.
  fileprivate static func headingHoldsKey(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.headings.key", at: location,
      LocalizedText("見出し行に、認証キーの形をした値があります。", "The heading row has a value with the form of the authentication key."),
      advice: LocalizedText(
        "見出し行の後の改行が失われていないか確かめてください。", "See whether the line end behind the headings was lost."))
  }

  fileprivate static func columnsMissing(_ headings: [String], at location: SourceLocation) -> Diagnostic {
    .error(
      "input.column.missing", at: location,
      LocalizedText(
        "必要な列がありません: \(headings.joined(separator: "、"))。",
        "Columns that every record needs are missing: \(headings.joined(separator: ", "))."),
      advice: LocalizedText(
        "列を加えるか、別の名前の列なら --mapping で対応を示してください。", "Add them, or map columns of another name with --mapping."))
  }

  fileprivate static func columnDuplicated(_ heading: String, earlier: String, at location: SourceLocation)
    -> Diagnostic
  {
    var location = location
    location.heading = heading
    let isSame = heading.utf8.elementsEqual(earlier.utf8)
    return .error(
      "input.column.duplicate", at: location,
      isSame
        ? LocalizedText("列\(Echo.quoted(heading))が二つあります。", "There are two columns \(Echo.plain(heading)).")
        : LocalizedText(
          "列\(Echo.quoted(heading))と列\(Echo.quoted(earlier))は同じ項目です。",
          "The columns \(Echo.plain(heading)) and \(Echo.plain(earlier)) are the same field."),
      advice: LocalizedText("一つだけ残してください。", "Keep one of them."))
  }

  /// - Parameters:
  ///   - first: number of the first column without a heading, from 1.
  ///   - count: how many columns have none.
  fileprivate static func columnsUnnamed(first: Int, count: Int, at location: SourceLocation) -> Diagnostic {
    let (more, moreInEnglish) = count > 1 ? ("ほか\(count - 1)列", " and \(count - 1) more") : ("", "")
    return .warning(
      "input.column.unnamed", at: location,
      LocalizedText(
        "\(first)列目\(more)に見出しがありません。その値は読みません。",
        "Column \(first)\(moreInEnglish) has no heading; its values are not read."),
      advice: LocalizedText("見出しを付けるか、列を取り除いてください。", "Give it a heading or remove it."))
  }

  /// The mapping names a column that the file does not have, and no other column fills its field.
  fileprivate static func mappedColumnAbsent(_ name: String, for heading: String, at location: SourceLocation)
    -> Diagnostic
  {
    .warning(
      "input.column.unmapped", at: location,
      LocalizedText(
        "対応表が「\(heading)」とする列\(Echo.quoted(name))がありません。",
        "The column \(Echo.plain(name)), \(heading) by the mapping, is not there."))
  }

  /// A warning, or an error if the heading resembles the name of a field that has no column: that field would be lost
  /// by a misspelling.
  ///
  /// - Parameters:
  ///   - heading: nil if it must not be shown.
  ///   - count: number of the column, from 1.
  fileprivate static func columnUnknown(_ heading: String?, count: Int, nearest: String?, at location: SourceLocation)
    -> Diagnostic
  {
    let summary =
      heading.map {
        LocalizedText("\(Echo.quoted($0))という列は知りません（\(count)列目）。", "Column \(count), \(Echo.plain($0)), is not known.")
      }
      ?? LocalizedText("\(count)列目の見出しは知らないものです。", "The heading of column \(count) is not known.")
    guard let nearest else {
      return .warning(
        "input.column.unknown", at: location, summary,
        advice: LocalizedText(
          "その値は読みません。読むべきものなら --mapping で対応を示してください。",
          "Its values are not read; map it with --mapping if they should be."))
    }
    return .error(
      "input.column.misspelt", at: location, summary,
      advice: LocalizedText(
        "「\(nearest)」なら書き直してください。別の列なら --mapping の ignored に挙げてください。",
        "Correct it if \(nearest) is meant; otherwise list it under ignored in a --mapping."))
  }
}
