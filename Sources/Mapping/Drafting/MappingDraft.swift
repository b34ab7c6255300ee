import Diagnostics
import Fields

/// A first mapping, guessed from the headings and some rows of a file. Every guess says why it was made; what cannot be
/// known is a question. Nothing is taken for sure but a column that has the catalogue's own name.
///
/// ```swift
/// MappingDraft(layout).json
/// ```
package struct MappingDraft: Sendable {
  /// What was guessed for one field.
  struct Guess: Sendable {
    var key: FieldKey
    var columns: [ColumnReference]
    /// The separator when several columns are joined.
    var separator: String?
    /// The steps, as members of JSON.
    var steps: [(name: String, json: String)]
    /// Why; nil when it is sure.
    var reason: String?
  }

  /// Members of `file`, as JSON.
  package var file: [(name: String, json: String)]
  private(set) var guesses: [Guess] = []
  package private(set) var questions: [String] = []
  private(set) var ignored: [ColumnReference] = []
  private(set) var nothing: [String] = []
  /// The column whose mark begins a record of several rows, and the mark.
  private(set) var recordStart: (column: ColumnReference, mark: String)?
  /// The fields of members that stand in further rows, and their columns.
  private(set) var memberColumns: [(heading: String, column: ColumnReference)] = []

  private let columns: [SampleColumn]
  private let contents: [ColumnContent]
  /// The columns that no guess has taken yet.
  private var free: [Int]

  package init(_ layout: SampleLayout) {
    file = layout.file
    columns = layout.columns
    questions = layout.questions
    contents = columns.map { ColumnContent($0.values) }
    free = Array(columns.indices)
    takeFurtherRows()
    takeKnownNames()
    takePartsOfNames()
    takeSynonyms()
    takeResembling()
    if columns.indices.allSatisfy({ name($0) == nil }) { takeByOrder() }
    takeByContent()
    askAboutTheRest()
  }

  private func name(_ index: Int) -> String? {
    if case .name(let name) = columns[index].reference { name } else { nil }
  }

  private func isTaken(_ key: FieldKey) -> Bool { guesses.contains { $0.key == key } }

  private mutating func take(_ index: Int, as key: FieldKey, because reason: String?) {
    free.removeAll { $0 == index }
    guesses.append(
      Guess(key: key, columns: [columns[index].reference], steps: steps(for: index, key), reason: reason))
  }

  // MARK: By name

  private mutating func takeKnownNames() {
    for index in free {
      guard let key = name(index).flatMap({ FieldNames.key(named: $0) }), !isTaken(key) else { continue }
      take(index, as: key, because: nil)
    }
    // A second column with a field's name is nothing to guess about.
    for index in free where name(index).flatMap({ FieldNames.key(named: $0) }) != nil {
      free.removeAll { $0 == index }
      ignored.append(columns[index].reference)
      questions.append("列「\(Echo.plain(columns[index].reference.text))」の項目には、もう別の列がある")
    }
  }

  /// What the columns of a member are called where members stand in further rows.
  private static let memberWords: [(heading: String, words: [String])] = [
    ("役割", ["役割", "区分", "role"]), ("商号", ["商号", "会社名", "構成員", "構成員名", "company"]), ("住所", ["住所", "所在地", "address"]),
    ("代表者職名", ["職名", "役職", "title"]), ("代表者氏名", ["氏名", "代表者", "name"]),
  ]

  /// A form service marks the row with which a record begins, and repeats it for each row of a table in the form.
  private mutating func takeFurtherRows() {
    guard let start = free.first(where: { name($0)?.contains("開始行") ?? false }),
      let mark = contents[start].words.first, contents[start].words.count == 1
    else { return }
    for (heading, words) in Self.memberWords {
      guard let found = free.first(where: { index in name(index).map(words.contains) ?? false }) else { continue }
      memberColumns.append((heading, columns[found].reference))
      free.removeAll { $0 == found }
    }
    guard !memberColumns.isEmpty else { return }
    recordStart = (columns[start].reference, mark)
    free.removeAll { $0 == start }
    questions.append("記録が幾つもの行から成り、行ごとに構成員があるか。rows と members に推測を書いてある")
  }

  /// Words that stand for parts of one value, in their order, and what joins them.
  private static let parts: [(path: String, separator: String, words: [[String]])] = [
    ("number", "-", [["支店", "店番"], ["年", "年度"], ["番号", "連番"], ["変更", "枝番"]]),
    ("contractor.address", "", [["pref", "都道府県"], ["city", "市区町村"], ["line1", "street", "町名番地", "番地"]]),
    ("contractor.representative", "　", [["lastname", "familyname", "姓"], ["firstname", "givenname", "名"]]),
  ]

  private mutating func takePartsOfNames() {
    for (path, separator, words) in Self.parts where !isTaken(FieldKey(path)) {
      let found = words.compactMap { word in
        free.first { index in
          name(index).map { name in FieldSynonyms.forms(of: name).contains { word.contains($0) } } ?? false
        }
      }
      guard found.count == words.count else { continue }
      free.removeAll(where: found.contains)
      guesses.append(
        Guess(
          key: FieldKey(path), columns: found.map { columns[$0].reference }, separator: separator, steps: [],
          reason: "値が\(found.count)列に分かれている"))
    }
  }

  private mutating func takeSynonyms() {
    for index in free {
      guard let name = name(index), let (path, word) = FieldSynonyms.match(name), !isTaken(FieldKey(path)),
        let field = Catalogue.field(at: path), contents[index].fits(field)
      else { continue }
      take(index, as: FieldKey(path), because: "「\(word)」は\(field.heading)の別の呼び名")
    }
  }

  private mutating func takeResembling() {
    for index in free {
      let open = Set(Catalogue.fields.map(\.path).filter { !isTaken(FieldKey($0)) })
      guard let name = name(index), let (path, word) = FieldSynonyms.nearest(name, among: open),
        let field = Catalogue.field(at: path), contents[index].fits(field), contents[index].kind != .text
      else { continue }
      take(index, as: FieldKey(path), because: "「\(word)」に似た名前")
    }
  }

  // MARK: By content

  /// Columns without names: those of the catalogue's order that their contents allow, with as many needed fields as
  /// possible. Which of two days is which is known from their order alone, and said so.
  private mutating func takeByOrder() {
    let fields = Catalogue.fields.filter { !$0.isMemberField && !isTaken(FieldKey($0.path)) }
    let rows = free
    func score(_ index: Int, _ field: Field) -> Int {
      guard contents[index].kind != .empty, contents[index].fits(field) else { return 0 }
      if contents[index].kind == .text, ![.text(), .text(lines: true)].contains(field.type) { return 0 }
      let isRequired = field.advance == .required
      return isRequired ? 10 : field.path == "work.clausesEdition" || field.path == "work.lowBid" ? 3 : 1
    }
    // best[i][j]: the best sum of the columns from i with the fields from j.
    var best = Array(repeating: Array(repeating: 0, count: fields.count + 1), count: rows.count + 1)
    for i in rows.indices.reversed() {
      for j in fields.indices.reversed() {
        let together = score(rows[i], fields[j])
        best[i][j] = max(best[i + 1][j], best[i][j + 1], together > 0 ? together + best[i + 1][j + 1] : 0)
      }
    }
    var (i, j) = (0, 0)
    while i < rows.count, j < fields.count {
      let together = score(rows[i], fields[j])
      if together > 0, best[i][j] == together + best[i + 1][j + 1] {
        take(rows[i], as: FieldKey(fields[j].path), because: "内容と、列の順序から")
        (i, j) = (i + 1, j + 1)
      } else if best[i][j] == best[i][j + 1] {
        j += 1
      } else {
        i += 1
      }
    }
  }

  /// Contents that only one field has.
  private mutating func takeByContent() {
    let paths: [(ContentKind, String, String)] = [
      (.kind, "kind", "値が保証の種類の名"), (.number, "number", "値が契約番号の形"), (.key, "key", "値が認証キーの形"),
      (.work, "work.name", "値が工事の名のよう"), (.company, "contractor.name", "値が会社の名のよう"),
    ]
    for (kind, path, reason) in paths where !isTaken(FieldKey(path)) {
      let found = free.filter { contents[$0].kind == kind }
      if found.count == 1 { take(found[0], as: FieldKey(path), because: reason) }
    }
  }

  private mutating func askAboutTheRest() {
    for index in free {
      let reference = columns[index].reference
      ignored.append(reference)
      let isAsked = questions.contains { $0.contains("「\(Echo.plain(reference.text))」") }
      if contents[index].kind != .empty, !isAsked {
        questions.append("列「\(Echo.plain(reference.text))」は何か。要らないものとして ignored に入れてある")
      }
    }
    for field in Catalogue.fields
    where field.advance == .required && field.interim == .required && field.performance == .required
      && !isTaken(FieldKey(field.path))
    {
      questions.append("\(field.heading) はどの列か。必要な項目だが見つからない")
    }
    nothing = ColumnContent.nothingWords.filter { word in
      !word.hasPrefix("0") && !word.hasPrefix("9") && contents.contains { $0.nothing.contains(word) }
    }
  }

  // MARK: Steps

  /// The steps that the values of a column need for a field.
  private mutating func steps(for index: Int, _ key: FieldKey) -> [(name: String, json: String)] {
    let content = contents[index]
    var steps: [(name: String, json: String)] = []
    let zeros = content.nothing.filter { $0.hasPrefix("0") || $0.hasPrefix("9") }
    if !zeros.isEmpty { steps.append(("nothing", JSONWriter.array(zeros.map(JSONWriter.literal)))) }
    switch (content.kind, key.field?.type) {
    case (.date(let formats), .date?) where !formats.isEmpty:
      let words = formats.map { JSONWriter.literal($0.rawValue) }
      steps.append(("date", words.count == 1 ? words[0] : JSONWriter.array(words)))
    case (.date, .date?) where !zeros.isEmpty:
      steps.append(("date", JSONWriter.literal(DateFormat.yearMonthDay.rawValue)))
    case (.amount(let format), .yen?):
      if format != NumberFormat() { steps.append(("number", format.json)) }
      if key.path == "work.price",
        let greatest = content.words.compactMap({ format.digits(of: $0) }).compactMap({ Int($0) }).max(),
        greatest < 1_000_000
      {
        questions.append("金額は千円単位か。そうなら各金額の number に \"scale\": 1000 を書く")
      }
    case (.yesNo, .yesNo?) where content.words.contains { ["-1", "Y", "N"].contains($0) }:
      steps.append(("table", #"{"-1": "有", "0": "無", "Y": "有", "N": "無"}"#))
    case (.text, .kind?), (.yesNo, .kind?):
      if let table = kindTable(content.words) { steps.append(("table", table)) }
    default:
      if key.field?.type == .text(), columns[index].values.contains(where: hasHalfWidthKana) {
        steps.append(("width", JSONWriter.literal(WidthStep.kana.rawValue)))
      }
    }
    return steps
  }

  private func hasHalfWidthKana(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("\u{FF66}"..."\u{FF9F}").contains($0) }
  }

  /// A table of codes for 保証の種類. What a code means cannot be known, only supposed from its name; one without a known
  /// name is left out, so that its records are refused. Nil when no code is known.
  private mutating func kindTable(_ words: [String]) -> String? {
    let known: [(part: String, kind: GuaranteeKind)] = [
      ("advance", .advance), ("interim", .interim), ("performance", .performance), ("1", .advance), ("2", .interim),
      ("3", .performance),
    ]
    let table = words.compactMap { word -> (String, String?)? in
      let plain = word.lowercased()
      let found = known.last { $0.part.count > 1 ? plain.contains($0.part) : plain == $0.part }
      return found.map { (word, JSONWriter.literal($0.kind.rawValue)) }
    }
    let list = words.map(Echo.plain).joined(separator: "、")
    questions.append("保証の種類の値 \(list) は何を表すか。" + (table.isEmpty ? "table に書く" : "table に推測を書いてある"))
    return table.isEmpty ? nil : JSONWriter.object(table)
  }
}
