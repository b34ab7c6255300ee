import Diagnostics
import Fields
import Rules

/// Checks of the characters of a record. Papers print texts as they are, so a text that another program has damaged is
/// found here or nowhere.
extension CheckTable {
  /// 文字: texts that a lossy step damaged, and values that are not of their form, as issuer.json's `checks` name them.
  static let textChecks: [Check] = [
    Check("rules.checks.missing") { context in
      guard context.rules.issuer.checks == nil else { return [] }
      return [
        context.warning(
          "rules.checks.missing", "contractor.name",
          LocalizedText(
            "Rules/issuer.json に checks がないので、壊れた文字などを検査していません。",
            "Rules/issuer.json has no checks: damaged texts are not looked for."),
          advice: LocalizedText("checks を加えてください。", "Add checks to it."))
      ]
    },
    Check(codes: TextRule.Search.allCases.map(\.code)) { context in
      guard let checks = context.rules.issuer.checks else { return [] }
      return context.texts.compactMap { key, cell, text in
        guard let found = checks.sieve.finding(in: text, of: key.path), context.isInForce(found.rule.provenance),
          !context.isLookalike(key.path)
        else { return nil }
        return Diagnostic(
          found.rule.severity, found.rule.search.code, at: cell.location,
          found.rule.search.sentence(heading: context.heading(key), text: text, part: found.part),
          advice: found.rule.search.advice(part: found.part))
      }
    },
    Check(codes: WrittenForm.allCases.map(\.code)) { context in
      guard let checks = context.rules.issuer.checks else { return [] }
      return context.texts.compactMap { key, cell, text in
        guard let rule = checks.forms.first(where: { $0.fields.contains(key.path) }),
          context.isInForce(rule.provenance),
          rule.form.normalized(text) == nil
        else { return nil }
        let (summary, advice) = rule.form.refusal(of: text)
        return Diagnostic(
          rule.severity, rule.form.code, at: cell.location,
          LocalizedText(
            "\(context.heading(key))\(Echo.quoted(text))は\(summary.japanese)。",
            "\(context.heading(key)) \(Echo.quoted(text)) \(summary.english)."),
          advice: advice)
      }
    },
  ]
}

extension CheckContext {
  /// The heading of a field, for a member's with the member's number: 構成員2商号.
  func heading(_ key: FieldKey) -> String {
    (key.member.map { "構成員\($0 + 1)" } ?? "") + heading(key.path)
  }

  /// Whether a rule of the house holds on the day of the guarantee contract. Without that day it does.
  func isInForce(_ provenance: Provenance) -> Bool {
    row.date("concludedOn").map { $0 >= provenance.effectiveFrom } ?? true
  }

  /// Whether the text has an error already because it only looks like an orderer's name.
  fileprivate func isLookalike(_ path: String) -> Bool {
    ["orderer.name", "orderer.addressee"].contains(path) && ordererLookalike(path) != nil
  }
}

extension WrittenForm {
  /// The code of the diagnostic: `record.postalCode.form`.
  var code: String { "record.\(rawValue).form" }
}

extension TextRule.Search {
  var code: String {
    switch self {
    case .anywhere: "record.text.damaged"
    case .whole, .word, .embedded: "record.text.machine"
    case .spreadsheet: "record.text.spreadsheet"
    case .figures: "record.text.figures"
    case .formula: "record.text.formula"
    case .mojibake: "record.text.mojibake"
    case .escape, .entity: "record.text.escape"
    case .radical: "record.text.radical"
    }
  }

  fileprivate func sentence(heading: String, text: String, part: String) -> LocalizedText {
    let (shown, points) = (Echo.quoted(text), Echo.withCodePoints(part))
    switch self {
    case .anywhere:
      return LocalizedText(
        "\(heading)\(shown)に、文字が失われた跡（\(points)）があります。",
        "\(heading) \(shown) has \(points), which stands where a character was lost.")
    case .whole:
      return LocalizedText(
        "\(heading)\(shown)は、値がないことなどを表す語です。", "\(heading) \(shown) is a word for a missing or wrong value.")
    case .word, .embedded:
      return LocalizedText(
        "\(heading)\(shown)に、値がないことなどを表す語\(Echo.quoted(part))があります。",
        "\(heading) \(shown) has \(Echo.quoted(part)), a word for a missing or wrong value.")
    case .spreadsheet:
      return LocalizedText(
        "\(heading)\(shown)は、表計算ソフトが日付か数値に変えたもののようです。",
        "\(heading) \(shown) looks like what a spreadsheet made of it, a day or a number.")
    case .figures:
      return LocalizedText(
        "\(heading)\(shown)は、数字か日付だけです。", "\(heading) \(shown) is nothing but a number or a day.")
    case .formula:
      return LocalizedText(
        "\(heading)\(shown)は、表計算ソフトの式のように始まっています。",
        "\(heading) \(shown) begins like a formula of a spreadsheet.")
    case .mojibake:
      return LocalizedText(
        "\(heading)\(shown)は、違う文字コードで読まれた文字化けです。",
        "\(heading) \(shown) was garbled by reading it in a wrong encoding.")
    case .escape, .entity:
      return LocalizedText(
        "\(heading)\(shown)に、文字でなく文字の符号\(Echo.quoted(part))があります。",
        "\(heading) \(shown) has the notation \(Echo.quoted(part)) in place of a character.")
    case .radical:
      return LocalizedText(
        "\(heading)\(shown)に、漢字でなく部首を表す文字（\(points)）があります。",
        "\(heading) \(shown) has \(points), which stands for a radical and is no kanji.")
    }
  }

  fileprivate func advice(part: String) -> LocalizedText {
    switch self {
    case .anywhere, .mojibake, .escape, .entity:
      return LocalizedText(
        "送り手の文字コードと変換を確かめ、元の文字を書いてください。", "Check the sender's encoding and conversion, and write the original.")
    case .figures, .formula:
      return LocalizedText(
        "列がずれていないか確かめ、元の値を書いてください。", "Look for a shifted row, and write the original.")
    case .spreadsheet:
      return LocalizedText(
        "元の番号を確かめ、欄を文字列にして書いてください。", "Look up the original, and write it into a cell of text.")
    case .whole, .word, .embedded:
      return LocalizedText("元の値を書くか、なければ欄を空にしてください。", "Write the original, or leave the cell empty.")
    case .radical:
      let kanji = part.unicodeScalars.first.flatMap(Radicals.kanji)
      return kanji.map {
        LocalizedText(
          "漢字\(Echo.withCodePoints(String($0)))を書いてください。PDFから写した文字に多い誤りです。",
          "Write the kanji \(Echo.withCodePoints(String($0))). Text copied from a PDF often has this.")
      } ?? LocalizedText("漢字を書いてください。PDFから写した文字に多い誤りです。", "Write the kanji. Text copied from a PDF often has this.")
    }
  }
}
