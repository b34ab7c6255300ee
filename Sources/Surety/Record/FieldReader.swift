import Diagnostics
import Fields
import Rules

/// Reads one raw value as the type of its field (Documentation/records.md, "The fields").
///
/// A CSV cell is always a text; a JSON value may also be a number, a flag or an array. Each type accepts the shapes in
/// which its values can be written without loss: a contract number must be a text, because a number loses leading
/// zeros; a count may be either.
///
/// ```
/// var reader = FieldReader(field: price, location: location, rules: rules.issuer)
/// reader.read(.text("48,345,000"))       // .yen(48_345_000)
/// reader.read(.text("未定"))              // nil, and reader.diagnostics says why
/// ```
struct FieldReader {
  /// Separates the words of a field of several choices in its typed value: 増額・保証期限変更.
  static let choiceSeparator: Character = "・"

  let field: Field
  let location: SourceLocation
  let rules: IssuerRules
  /// Whether the cell is part of a key that was split over neighbouring cells.
  let isPartOfKey: Bool
  private(set) var diagnostics: [Diagnostic] = []

  init(field: Field, location: SourceLocation, rules: IssuerRules, isPartOfKey: Bool = false) {
    self.field = field
    self.location = location
    self.rules = rules
    self.isPartOfKey = isPartOfKey
  }

  /// The typed value. Nil when the cell is empty, and nil with a diagnostic when it cannot be read.
  mutating func read(_ raw: RawValue) -> Value? {
    do throws(ReadingFault) {
      let value = try readValue(raw)
      if case .text = field.type, let trace = trace(in: raw) {
        let found = MisplacedKey.diagnostic(trace, isPart: isPartOfKey, at: location)
        diagnostics.append(found)
        if found.severity == .error { return nil }
      }
      return value
    } catch {
      // Of a value that may be the key nothing is quoted, whatever else is wrong with it.
      let found =
        trace(in: raw).map { MisplacedKey.diagnostic($0, isPart: isPartOfKey, at: location, otherFault: error) }
        ?? .error(error.code, at: location, error.summary, advice: error.advice)
      diagnostics.append(found)
      return nil
    }
  }

  /// The surest trace of a key in a value of another field than the key's: cells were swapped, a row was shifted, or
  /// somebody wrote the key into a remark. A value that is of its own field's form, such as a contract number, has none.
  private func trace(in raw: RawValue) -> KeyForm.Trace? {
    if field.isSecret || rules.checks == nil { return nil }
    if isPartOfKey { return .whole }
    switch raw {
    case .text(let text), .number(let text):
      let isFigure = [.yen, .date, .integer].contains(field.type) && !text.contains(where: \.isLetter)
      return isFigure && !rules.key.form.mayBeFiguresAlone ? nil : rules.key.form.trace(in: text)
    case .list(let elements): return elements.compactMap(trace).max()
    case .bool, .secret, .unsupportedShape: return nil
    }
  }

  private mutating func readValue(_ raw: RawValue) throws(ReadingFault) -> Value? {
    try checkLength(of: raw)
    switch field.type {
    case .text(let lines):
      return try readText(raw, lines: lines).map { text in
        .text(rules.checks?.form(of: field.path)?.normalized(text) ?? text)
      }
    case .number:
      return try readText(raw, lines: false).map { text throws(ReadingFault) in try readContractNumber(text) }
    case .kind: return try readText(raw, lines: false).map { text throws(ReadingFault) in try readKind(text) }
    case .secret: return try readSecret(raw)
    case .date: return try readNumeralText(raw).map { text throws(ReadingFault) in .date(try DateReader.read(text)) }
    case .yen: return try readNumeralText(raw).map { text throws(ReadingFault) in .yen(try AmountReader.read(text)) }
    case .integer: return try readNumeralText(raw).map { text throws(ReadingFault) in try readCount(text) }
    case .yesNo: return try readYesNo(raw)
    case .choice(let words):
      return try readText(raw, lines: false).map { text throws(ReadingFault) in .text(try readChoice(text, of: words)) }
    case .choices(let words): return try readChoices(raw, of: words)
    }
  }

  /// Refuses a text or number that is longer than the field's limit. Of the key not even the length is said: its form
  /// is checked alone.
  private func checkLength(of raw: RawValue) throws(ReadingFault) {
    let text: String
    switch raw {
    case .text(let written), .number(let written): text = written
    case .bool, .list, .secret, .unsupportedShape: return
    }
    // A character has at least one byte, so that nearly every text is judged without counting.
    guard text.utf8.count > field.limit, !field.isSecret else { return }
    let count = text.unicodeScalars.trimmed().count
    if count <= field.limit { return }
    throw ReadingFault(
      "record.text.long",
      LocalizedText(
        "\(Echo.quoted(text))は\(count)字あり、\(field.heading)の上限\(field.limit)字を超えています。",
        "\(Echo.quoted(text)) has \(count) characters; \(field.path) has at most \(field.limit)."),
      advice: LocalizedText("列がずれていないか、ほかの文書が入っていないか確かめてください。", "Look for a shifted column or a document in the cell."))
  }

  // MARK: Shapes

  private mutating func readText(_ raw: RawValue, lines: Bool) throws(ReadingFault) -> String? {
    guard case .text(let text) = raw else {
      if case .number(let number) = raw {
        throw ReadingFault(
          "record.shape.number",
          LocalizedText(
            "数値 \(Echo.plain(number)) が書かれていますが、文字列の項目です。",
            "The number \(Echo.plain(number)) stands where a text is wanted."),
          advice: LocalizedText("引用符で囲んだ文字列にしてください。数値では先頭の0が失われます。", "Quote it; a number loses leading zeros."))
      }
      throw wrongShape(raw)
    }
    let result = try TextReader.read(text, lines: lines)
    if result.trimmed, !result.text.isEmpty { noteTrimming() }
    return result.text.isEmpty ? nil : result.text
  }

  private mutating func noteTrimming() {
    diagnostics.append(
      Diagnostic(
        .note, "record.text.trimmed", at: location,
        LocalizedText("前後の空白を取り除きました。", "White space at the ends was removed.")))
  }

  /// The text of a date, an amount or a count, which JSON may also write as a number; nil when it is empty.
  private func readNumeralText(_ raw: RawValue) throws(ReadingFault) -> String? {
    switch raw {
    case .text(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
    case .number(let text): text
    default: throw wrongShape(raw)
    }
  }

  private func wrongShape(_ raw: RawValue) -> ReadingFault {
    let (japanese, english) =
      switch raw {
      case .bool: ("真偽値", "true or false")
      case .list: ("配列", "an array")
      case .unsupportedShape(let name): (name, name)
      case .secret: ("認証キー", "the key")
      case .text: ("文字列", "a text")
      case .number: ("数値", "a number")
      }
    return ReadingFault(
      "record.shape", LocalizedText("\(japanese)は、この項目の値になりません。", "This field cannot be \(english)."),
      advice: LocalizedText("文字列で書いてください。", "Write it as a text."))
  }

  // MARK: Types

  private func readContractNumber(_ text: String) throws(ReadingFault) -> Value {
    if rules.number.matches(text) { return .text(text) }
    if let restored = rules.number.restoringZeros(text) {
      throw ReadingFault(
        "record.number.zeros",
        LocalizedText(
          "保証契約番号\(Echo.quoted(text))は、表計算ソフトが先頭の0を落としたもののようです。",
          "The contract number \(Echo.quoted(text)) seems to have lost zeros in a spreadsheet."),
        advice: LocalizedText(
          "\(Echo.quoted(restored))ではありませんか。表計算ソフトで直すときは、列を文字列として開いてください。",
          "Is it \(Echo.quoted(restored))? To mend a file in a spreadsheet, open the column as text."))
    }
    if (try? DateReader.read(text)) != nil || text.contains(#/^(\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2}|\d+月\d+日)/#) {
      throw ReadingFault(
        "record.number.date",
        LocalizedText(
          "保証契約番号\(Echo.quoted(text))は、表計算ソフトが日付にしたもののようです。",
          "The contract number \(Echo.quoted(text)) seems to have been made a date by a spreadsheet."),
        advice: LocalizedText(
          "元の番号を書いてください。表計算ソフトで直すときは、列を文字列として開いてください。",
          "Write the original number. To mend a file in a spreadsheet, open the column as text."))
    }
    throw ReadingFault(
      "record.number.pattern",
      LocalizedText(
        "保証契約番号\(Echo.quoted(text))は、定められた形（\(rules.number.description.japanese)）ではありません。",
        "The contract number \(Echo.quoted(text)) is not of the form \(rules.number.description.english)."),
      advice: LocalizedText("先頭の0が失われていないか、全角になっていないか確かめてください。", "Check for lost leading zeros and full-width digits."))
  }

  private func readKind(_ text: String) throws(ReadingFault) -> Value {
    if let kind = GuaranteeKind.allCases.first(where: { isSameText($0.rawValue, text) }) { return .text(kind.rawValue) }
    if isSameText(text, "契約保証予約") {
      throw ReadingFault(
        "record.kind.bidBond",
        LocalizedText("契約保証予約は電子証書の対象ではありません。", "契約保証予約 (the bid bond) cannot be issued as an electronic certificate."),
        advice: LocalizedText("書面の手続によってください。", "Use the paper procedure."))
    }
    throw ReadingFault(
      "record.kind.unknown",
      LocalizedText("\(Echo.quoted(text))という保証の種類はありません。", "There is no kind of guarantee \(Echo.quoted(text))."),
      advice: LocalizedText("前払金保証、中間前払金保証、契約保証のいずれかにしてください。", "Use 前払金保証, 中間前払金保証 or 契約保証."))
  }

  private mutating func readSecret(_ raw: RawValue) throws(ReadingFault) -> Value? {
    var secret: Secret
    switch raw {
    case .secret(let closed): secret = closed
    case .text(let text): secret = Secret(text)
    default: throw wrongShape(raw)
    }
    let written = secret.open(\.unicodeScalars.count)
    secret = Secret(secret.open(\.trimmedOfWhiteSpace))
    if secret.open(\.isEmpty) { return nil }
    if secret.open(\.unicodeScalars.count) < written { noteTrimming() }
    guard secret.open({ rules.key.matches($0) }) else {
      // The message says nothing about the key itself, not even its length.
      throw ReadingFault(
        "record.key.pattern",
        LocalizedText(
          "認証キーが定められた形（\(rules.key.description.japanese)）ではありません。", "The key is not \(rules.key.description.english)."),
        advice: LocalizedText("認証キーを発行した台帳と照らしてください。", "Compare it with the ledger that issued it."))
    }
    return .secret(secret)
  }

  private func readCount(_ text: String) throws(ReadingFault) -> Value {
    let scalars = Array(WidthFolding.folded(text).trimmed())
    guard scalars.count <= 9, let number = ASCIIDigits.number(scalars) else {
      throw ReadingFault(
        "record.integer.form", LocalizedText("\(Echo.quoted(text))は回数として読めません。", "\(Echo.quoted(text)) is no count."),
        advice: LocalizedText("0以上の整数を数字だけで書いてください。", "Write a whole number in digits."))
    }
    return .integer(number)
  }

  private func readYesNo(_ raw: RawValue) throws(ReadingFault) -> Value? {
    if case .bool(let flag) = raw { return .flag(flag) }
    guard let text = try readNumeralText(raw) else { return nil }
    let word = String(scalars: WidthFolding.folded(text).trimmed()).lowercased()
    if ["有", "はい", "1", "true"].contains(word) { return .flag(true) }
    if ["無", "いいえ", "0", "false"].contains(word) { return .flag(false) }
    throw ReadingFault(
      "record.yesNo.form",
      LocalizedText("\(Echo.quoted(text))は有無として読めません。", "\(Echo.quoted(text)) is neither yes nor no."),
      advice: LocalizedText("有・無、はい・いいえ、1・0、true・false のいずれかで書いてください。", "Write 有/無, はい/いいえ, 1/0 or true/false."))
  }

  private func readChoice(_ text: String, of words: [String]) throws(ReadingFault) -> String {
    if let word = words.first(where: { isSameText($0, text) }) { return word }
    let list = words.joined(separator: "、")
    throw ReadingFault(
      "record.choice.unknown",
      LocalizedText("\(Echo.quoted(text))は、\(list)のいずれでもありません。", "\(Echo.quoted(text)) is none of \(list)."),
      advice: LocalizedText("いずれかの語をそのまま書いてください。", "Write one of these words as it stands."))
  }

  private mutating func readChoices(_ raw: RawValue, of words: [String]) throws(ReadingFault) -> Value? {
    var found: [String] = []
    if case .list(let elements) = raw {
      for element in elements {
        if let text = try readText(element, lines: false) { found.append(try readChoice(text, of: words)) }
      }
    } else if let text = try readText(raw, lines: false) {
      for part in text.unicodeScalars.split(whereSeparator: { ["・", "、", ",", "，", "／", "/"].contains($0) }) {
        found.append(try readChoice(String(scalars: part.trimmed()), of: words))
      }
    }
    if found.isEmpty { return nil }
    let ordered = words.filter(found.contains)
    return .text(ordered.joined(separator: String(Self.choiceSeparator)))
  }

  /// Compares by scalars: `==` would take か + U+3099 for が.
  private func isSameText(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.elementsEqual(b.unicodeScalars)
  }
}

extension Optional {
  /// The standard library's `map` for a transformation that throws a typed error.
  fileprivate func map<Result, Failure: Error>(_ transform: (Wrapped) throws(Failure) -> Result) throws(Failure)
    -> Result?
  {
    guard let value = self else { return nil }
    return try transform(value)
  }
}
