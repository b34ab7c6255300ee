import Diagnostics
import Fields

/// What only the whole mapping shows: fields that need each other, a key that would be printed, rows that fit nothing.
struct MappingCheck {
  private let mapping: ColumnMapping
  private let report: MappingReport
  /// Where each field of `fields` stands in the file, in bytes.
  private let places: [FieldKey: Int]
  private(set) var problems: [Diagnostic] = []

  init(_ mapping: ColumnMapping, _ report: MappingReport, _ places: [FieldKey: Int]) {
    self.mapping = mapping
    self.report = report
    self.places = places
    checkDependencies()
    checkFieldsOfColumns()
    checkSecrecy()
    checkRows()
    checkPositions()
  }

  private mutating func add(_ code: String, _ key: FieldKey?, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    let byte = key.flatMap { places[$0] } ?? 0
    problems.append(.error(code, at: report.location(byte), summary, advice: advice))
  }

  /// The recipes in an order in which each stands behind those whose fields it needs. Recipes that need each other in a
  /// circle come last.
  static func ordered(_ recipes: [FieldRecipe]) -> [FieldRecipe] {
    var waiting = recipes
    var ordered: [FieldRecipe] = []
    while let next = waiting.firstIndex(where: { recipe in
      recipe.recipe.neededFields.allSatisfy { needed in !waiting.contains { $0.key == needed } }
    }) {
      ordered.append(waiting.remove(at: next))
    }
    return ordered + waiting
  }

  private mutating func checkDependencies() {
    var known: Set<FieldKey> = []
    let given = mapping.givenKeys
    for recipe in Self.ordered(mapping.recipes) {
      if recipe.recipe.neededFields.contains(where: { given.contains($0) && !known.contains($0) }) {
        add(
          "mapping.cycle", recipe.key,
          LocalizedText(
            "\(recipe.key.heading) の値は、自分自身から作られることになります。", "\(recipe.key.heading) would be made of itself."))
      }
      known.insert(recipe.key)
    }
  }

  private mutating func checkFieldsOfColumns() {
    for (name, key) in mapping.columns where places[key] != nil {
      add(
        "mapping.twice", key,
        LocalizedText(
          "\(key.heading) は columns の\(Echo.quoted(name))と fields の両方にあります。",
          "\(key.heading) stands in columns (\(Echo.plain(name))) and in fields."))
    }
  }

  /// 認証キー comes from columns of its own, and no other field comes from them.
  private mutating func checkSecrecy() {
    let secret = mapping.secretColumns
    func isSecret(_ column: ColumnReference) -> Bool {
      if secret.contains(column) { return true }
      guard case .name(let name) = column else { return false }
      if let key = mapping.columns.first(where: { $0.name.utf8.elementsEqual(name.utf8) })?.key { return key.isSecret }
      return FieldNames.key(named: name)?.isSecret ?? false
    }
    for recipe in mapping.recipes {
      if recipe.key.isSecret {
        if recipe.recipe.columns.isEmpty || recipe.recipe.fallback != nil {
          add(
            "mapping.secret", recipe.key,
            LocalizedText("認証キーは、入力の列からだけ取ります。", "The key comes from columns of the input only."))
        }
      } else if recipe.recipe.columns.contains(where: isSecret)
        || recipe.recipe.neededFields.contains(where: \.isSecret)
      {
        add(
          "mapping.secret", recipe.key,
          LocalizedText("認証キーの列は、ほかの項目には使えません。", "No other field may come from a column of the key."))
      }
    }
    let others = mapping.members?.recipes.flatMap(\.recipe.columns) ?? []
    if others.contains(where: isSecret) {
      add("mapping.secret", nil, LocalizedText("認証キーの列は、構成員には使えません。", "No member may come from a column of the key."))
    }
  }

  private mutating func checkRows() {
    let hasMembersOfRows = if case .rows? = mapping.members?.source { true } else { false }
    if mapping.rows.grouping != nil, !hasMembersOfRows {
      add(
        "mapping.members", nil,
        LocalizedText("rows.record は、行ごとの構成員（members）と一緒に使います。", "rows.record goes with members that come from rows."))
    }
    if mapping.rows.grouping == nil, hasMembersOfRows {
      add(
        "mapping.members", nil,
        LocalizedText("members が行から来るときは、rows.record で記録の始まりを示します。", "Members that come from rows need rows.record."),
        advice: LocalizedText("JSONの配列なら list でその場所を示してください。", "Name an array of JSON with list."))
    }
  }

  /// Columns of a file without headings have numbers only, and columns of fixed widths no more than there are widths.
  private mutating func checkPositions() {
    for recipe in mapping.recipes { checkPositions(recipe.recipe.columns, recipe.key) }
    let trailer = mapping.file.trailer
    let others =
      mapping.usedColumns.filter { column in !mapping.recipes.contains { $0.recipe.columns.contains(column) } }
      + [trailer?.condition.column, trailer?.count, trailer?.total?.column].compactMap(\.self)
    checkPositions(others, nil)
  }

  private mutating func checkPositions(_ columns: [ColumnReference], _ key: FieldKey?) {
    for column in columns {
      switch column {
      case .name(let name) where !mapping.file.hasHeadings:
        add(
          "mapping.position", key,
          LocalizedText(
            "見出しのないファイルの列\(Echo.quoted(name))は、番号で示します。",
            "\(Echo.plain(name)): a file without headings has columns by number only."))
      case .position(let number):
        guard let count = mapping.file.widths?.widths.count, number > count, key != nil || mapping.file.trailer == nil
        else { continue }
        add(
          "mapping.position", key,
          LocalizedText(
            "widths には\(count)列しかなく、\(number)列目はありません。", "There are \(count) widths, and no column \(number)."))
      case .name: continue
      }
    }
  }
}
