import Diagnostics

/// Whole yen in the forms that practice has (domain.md E-4, F4), by stated rules; anything else is refused with the reason.
///
/// Read are 1234567, 1,234,567, １，２３４，５６７, ¥1,234,567-, 金1,234,567円也 and kanji numerals, 百二十三万円 or 金壱百弐拾参萬円也. Refused are
/// fractions (also .0), minus signs and △, commas that do not part threes, 千円 and mixtures such as 120万円, and words.
package enum AmountReader {
  /// The greatest amount: below ten 兆 yen every product of the trade fits the exact arithmetic.
  package static let limit: Int64 = 9_999_999_999_999

  package static func read(_ text: String) throws(ReadingFault) -> Int64 {
    let folded = Array(Folding.folded(text).trimmed())
    if let sign = folded.first, ["△", "▲", "-", "+"].contains(sign) {
      throw ReadingFault(
        "record.yen.sign", LocalizedText("\(Echo.quoted(text))には符号が付いています。", "\(Echo.quoted(text)) has a sign."),
        advice: LocalizedText("符号のない円の額を書いてください。", "Give an amount of yen without a sign."))
    }
    let body = stripped(folded)
    let value: Int64
    if !body.isEmpty, body.allSatisfy(KanjiNumeral.contains) {
      guard let number = KanjiNumeral.value(of: body) else { throw unreadable(text) }
      value = number
    } else {
      value = try digits(body, text)
    }
    guard value <= limit else { throw tooGreat(text) }
    return value
  }

  /// Without 金 and ¥ in front, without 円, 也 and the closing dash, and without the spaces between them and the digits.
  private static func stripped(_ scalars: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    var body = scalars[...]
    for prefix: Unicode.Scalar in ["金", "\u{A5}"] where body.first == prefix {
      body = body.dropFirst().trimmed()
    }
    for suffix: Unicode.Scalar in ["-", "也", "円", "."]
    where body.last == suffix && (suffix != "." || scalars.last == "-") {
      body = body.dropLast().trimmed()
    }
    return body
  }

  private static func digits(_ body: ArraySlice<Unicode.Scalar>, _ text: String) throws(ReadingFault) -> Int64 {
    if let other = body.first(where: { Folding.digit($0) == nil && $0 != "," }) {
      throw fault(for: other, in: body, text)
    }
    let groups = body.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
        throw ReadingFault(
          "record.yen.grouping",
          LocalizedText(
            "\(Echo.quoted(text))の桁区切りが3桁ごとになっていません。", "The commas of \(Echo.quoted(text)) do not part threes."),
          advice: LocalizedText("桁が欠けていないか確かめてください。", "Check whether a digit is missing."))
      }
    }
    let plain = body.filter { $0 != "," }
    if plain.isEmpty { throw unreadable(text) }
    guard let value = Folding.number(plain) else { throw tooGreat(text) }
    return value
  }

  private static func fault(for scalar: Unicode.Scalar, in body: ArraySlice<Unicode.Scalar>, _ text: String)
    -> ReadingFault
  {
    if scalar == "." || ["e", "E"].contains(scalar), body.contains(where: { Folding.digit($0) != nil }) {
      return ReadingFault(
        "record.yen.fraction",
        LocalizedText(
          "\(Echo.quoted(text))は円未満の端数を持つ書き方です。", "\(Echo.quoted(text)) is written with a fraction of a yen."),
        advice: LocalizedText(
          "円単位の整数を書いてください。表計算ソフトの計算誤差でないか確かめてください。", "Give whole yen; look for a spreadsheet's rounding error."))
    }
    if body.contains(where: { Folding.digit($0) != nil }), body.contains(where: KanjiNumeral.contains) {
      return ReadingFault(
        "record.yen.unit",
        LocalizedText("\(Echo.quoted(text))は千円や万円などの単位を使っています。", "\(Echo.quoted(text)) uses a unit such as 千円 or 万円."),
        advice: LocalizedText("円の額を全部の桁で書いてください。", "Write the yen out in full."))
    }
    return unreadable(text)
  }

  private static func unreadable(_ text: String) -> ReadingFault {
    ReadingFault(
      "record.yen.form",
      LocalizedText("\(Echo.quoted(text))は金額として読めません。", "\(Echo.quoted(text)) cannot be read as an amount."),
      advice: LocalizedText("19300000 又は 19,300,000 のように書いてください。", "Write 19300000 or 19,300,000."))
  }

  private static func tooGreat(_ text: String) -> ReadingFault {
    ReadingFault(
      "record.yen.range",
      LocalizedText("\(Echo.quoted(text))は扱える額（10兆円未満）を超えています。", "\(Echo.quoted(text)) is not below ten trillion yen."),
      advice: LocalizedText("桁を確かめてください。", "Check the digits."))
  }
}
