import Diagnostics

/// Reads whole yen in the notations that are in use (Documentation/domain.md, "How values are written").
///
/// An amount is never guessed: what is not clearly a whole number of yen is refused with the reason.
///
/// ```
/// try AmountReader.read("19,300,000")          // 19_300_000; so are １９，３００，０００ and ¥19,300,000-
/// try AmountReader.read("金壱百弐拾参萬円也")     // 1_230_000; so is 百二十三万円
/// try AmountReader.read("1234.5")              // throws record.yen.fraction
/// try AmountReader.read("48345000.0")          // throws record.yen.decimals: a program took it for a decimal fraction
/// try AmountReader.read("4.8345E+07")          // throws record.yen.exponent: the digits behind are lost
/// try AmountReader.read("△123")                // throws record.yen.sign
/// try AmountReader.read("12,34")               // throws record.yen.grouping: a digit may be missing
/// try AmountReader.read("120万円")              // throws record.yen.unit: 万 with ASCII digits, as 千円
/// ```
package enum AmountReader {
  /// The greatest amount. Below ten trillion yen, every product of amount, rate, factor and discount fits
  /// `ExactDecimal`.
  package static let limit: Int64 = 9_999_999_999_999

  /// The amount in yen that the text writes.
  package static func read(_ text: String) throws(ReadingFault) -> Int64 {
    let folded = Array(WidthFolding.folded(text).trimmed())
    if let sign = folded.first, ["△", "▲", "-", "+"].contains(sign) {
      throw ReadingFault(
        "record.yen.sign", LocalizedText("\(Echo.quoted(text))には符号が付いています。", "\(Echo.quoted(text)) has a sign."),
        advice: LocalizedText("符号のない円の額を書いてください。", "Give an amount of yen without a sign."))
    }
    let body = strippingAffixes(folded)
    let value: Int64
    if !body.isEmpty, body.allSatisfy(KanjiNumeral.contains) {
      guard let number = KanjiNumeral.value(of: body) else { throw unreadable(text) }
      value = number
    } else {
      value = try readDigits(body, text)
    }
    guard value <= limit else { throw tooGreat(text) }
    return value
  }

  /// The digits alone: without 金 and ¥ in front, without 円, 也 and the closing dash behind, and without the spaces
  /// between.
  private static func strippingAffixes(_ scalars: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
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

  /// The number that ASCII digits with or without commas write.
  private static func readDigits(_ body: ArraySlice<Unicode.Scalar>, _ text: String) throws(ReadingFault) -> Int64 {
    if let other = body.first(where: { ASCIIDigits.value(of: $0) == nil && $0 != "," }) {
      throw faultForStrayCharacter(other, in: body, text)
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
    guard let value = ASCIIDigits.number(plain) else { throw tooGreat(text) }
    return value
  }

  /// What a character that is neither digit nor comma most likely means.
  private static func faultForStrayCharacter(
    _ scalar: Unicode.Scalar, in body: ArraySlice<Unicode.Scalar>, _ text: String
  )
    -> ReadingFault
  {
    if scalar == "." || scalar == "e" || scalar == "E", let fault = faultOfDecimal(body, text) { return fault }
    if body.contains(where: { ASCIIDigits.value(of: $0) != nil }), body.contains(where: KanjiNumeral.contains) {
      return ReadingFault(
        "record.yen.unit",
        LocalizedText("\(Echo.quoted(text))は千円や万円などの単位を使っています。", "\(Echo.quoted(text)) uses a unit such as 千円 or 万円."),
        advice: LocalizedText("円の額を全部の桁で書いてください。", "Write the yen out in full."))
    }
    return unreadable(text)
  }

  /// What is wrong with a decimal fraction or a number with an exponent; nil for anything else.
  private static func faultOfDecimal(_ body: ArraySlice<Unicode.Scalar>, _ text: String) -> ReadingFault? {
    let parts = body.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    func isDigits(_ part: ArraySlice<Unicode.Scalar>) -> Bool { part.allSatisfy { ASCIIDigits.value(of: $0) != nil } }
    guard number.count <= 2, number[0].contains(where: { ASCIIDigits.value(of: $0) != nil }),
      isDigits(number[0].filter { $0 != "," }[...]), number.dropFirst().allSatisfy(isDigits)
    else { return nil }
    if parts.count == 2 {
      let exponent = parts[1].first.map { ["+", "-"].contains($0) } == true ? parts[1].dropFirst() : parts[1]
      guard !exponent.isEmpty, isDigits(exponent) else { return nil }
      return ReadingFault(
        "record.yen.exponent",
        LocalizedText(
          "\(Echo.quoted(text))は指数の書き方です。下の桁が失われているかもしれません。",
          "\(Echo.quoted(text)) is written with an exponent; its last digits may be lost."),
        advice: LocalizedText(
          "表計算ソフトの欄の書式を文字列か数値にして、元の額を全部の桁で書いてください。",
          "Let the spreadsheet show the cell as text or a plain number, and write all digits of the original."))
    }
    guard number.count == 2 else { return nil }
    if number[1].allSatisfy({ $0 == "0" }) {
      return ReadingFault(
        "record.yen.decimals",
        LocalizedText(
          "\(Echo.quoted(text))は小数点の付いた書き方です。", "\(Echo.quoted(text)) has a decimal point, though no fraction."),
        advice: LocalizedText(
          "小数点から後を除いて整数で書いてください。送り手のプログラムが額を小数として扱っています。",
          "Write it without the point. The sender's program takes amounts for decimal fractions."))
    }
    return ReadingFault(
      "record.yen.fraction",
      LocalizedText(
        "\(Echo.quoted(text))は円未満の端数を持つ書き方です。", "\(Echo.quoted(text)) is written with a fraction of a yen."),
      advice: LocalizedText(
        "円単位の整数を書いてください。表計算ソフトの計算誤差でないか確かめてください。", "Give whole yen; look for a spreadsheet's rounding error."))
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
