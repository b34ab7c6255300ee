import Diagnostics

/// What may be wrong with the columns of a file: said once a file, by name.
extension Diagnostic {
  static func headingRowWanted(at location: SourceLocation, isParted: Bool) -> Diagnostic {
    .error(
      "input.headings", at: location,
      LocalizedText(
        "1行目が見出し行ではありません。知っている見出しがありません。", "The first row is no heading row: none of its headings is known."),
      advice: isParted
        ? LocalizedText(
          "1行目に見出し（保証の種類, 保証契約番号 …）を置くか、--mapping で対応を示してください。",
          "Put headings (保証の種類, 保証契約番号 … or kind, number …) in the first row, or map yours with --mapping.")
        : LocalizedText(
          "列はコンマで区切ってください。タブやセミコロンでは区切れません。", "Part the columns with commas, not with tabs or semicolons."))
  }

  static func columnsMissing(_ headings: [String], at location: SourceLocation) -> Diagnostic {
    .error(
      "input.column.missing", at: location,
      LocalizedText(
        "必要な列がありません: \(headings.joined(separator: "、"))。",
        "Columns that every record needs are missing: \(headings.joined(separator: ", "))."),
      advice: LocalizedText(
        "列を加えるか、別の名前の列なら --mapping で対応を示してください。", "Add them, or map columns of another name with --mapping."))
  }

  static func columnDuplicated(_ heading: String, earlier: String, at location: SourceLocation) -> Diagnostic {
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
  ///   - first: the first of them, from 1.
  ///   - count: how many there are.
  static func columnsUnnamed(first: Int, count: Int, at location: SourceLocation) -> Diagnostic {
    let (more, moreInEnglish) = count > 1 ? ("ほか\(count - 1)列", " and \(count - 1) more") : ("", "")
    return .warning(
      "input.column.unnamed", at: location,
      LocalizedText(
        "\(first)列目\(more)に見出しがありません。その値は読みません。",
        "Column \(first)\(moreInEnglish) has no heading; its values are not read."),
      advice: LocalizedText("見出しを付けるか、列を取り除いてください。", "Give it a heading or remove it."))
  }

  /// The mapping names a column that is not there, and nothing else gives its field.
  static func mappedColumnAbsent(_ name: String, for heading: String, at location: SourceLocation) -> Diagnostic {
    .warning(
      "input.column.unmapped", at: location,
      LocalizedText(
        "対応表が「\(heading)」とする列\(Echo.quoted(name))がありません。",
        "The column \(Echo.plain(name)), \(heading) by the mapping, is not there."))
  }

  /// A warning; an error when it resembles a name that is absent, for then a field would be lost by a slip of the pen.
  ///
  /// - Parameters:
  ///   - heading: nil when it must not be shown.
  ///   - count: which column, from 1.
  static func columnUnknown(_ heading: String?, count: Int, nearest: String?, at location: SourceLocation) -> Diagnostic
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

/// The same for the keys of JSON.
extension Diagnostic {
  static func keyUnknown(_ path: String, at location: SourceLocation) -> Diagnostic {
    .warning(
      "input.key.unknown", at: location,
      LocalizedText("\(Echo.quoted(path))というキーは知りません。", "The key \(Echo.plain(path)) is not known."),
      advice: LocalizedText(
        "その値は読みません。読むべきものなら --mapping で対応を示してください。", "Its values are not read; map it with --mapping if they should be."
      ))
  }

  static func keyMisspelt(_ path: String, nearest: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.key.misspelt", at: location,
      LocalizedText("\(Echo.quoted(path))というキーは知りません。", "The key \(Echo.plain(path)) is not known."),
      advice: LocalizedText(
        "「\(nearest)」なら書き直してください。別のキーなら --mapping の ignored に挙げてください。",
        "Correct it if \(nearest) is meant; otherwise list it under ignored in a --mapping."))
  }

  static func memberSkipped(_ key: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.json.member", at: location,
      LocalizedText(
        "記録の配列の外にあるキー\(Echo.quoted(key))は読みません。", "The key \(Echo.plain(key)) outside the array of records is not read."
      ))
  }
}
