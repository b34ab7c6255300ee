import Diagnostics
import Fields

/// What a text was found to have, and by which rule.
package struct TextFinding: Sendable {
  package let rule: TextRule
  /// The part of the text that the message shows.
  package let part: String
}

/// Searches texts for everything that the house's `TextRule`s name.
///
/// Nearly all texts have nothing of it. Therefore one look at each character, in a table of those with which anything
/// suspicious can begin, decides whether the rules are gone through at all.
package struct TextSieve: Sendable {
  fileprivate struct Search: Sendable {
    let rule: TextRule
    /// The list for `anywhere`, scalar by scalar.
    let sequences: [[Unicode.Scalar]]
    /// The list for `whole` and `word`, folded.
    let words: Set<[Unicode.Scalar]>
  }

  private let searches: [Search]
  /// Whether something suspicious can begin with the character of the Basic Multilingual Plane; by code point.
  private var isSuspicious = [Bool](repeating: false, count: 0x10000)
  /// Whether something suspicious can begin with any character beyond that plane; one answer serves them all.
  private var isSuspiciousBeyond = false
  /// The first characters of words and figures, folded.
  private var wordStarts: Set<Unicode.Scalar> = []

  init(_ rules: [TextRule]) {
    searches = rules.map { rule in
      Search(
        rule: rule, sequences: rule.search == .anywhere ? rule.list.map { Array($0.unicodeScalars) } : [],
        words: [.whole, .word, .embedded].contains(rule.search) ? Set(rule.list.map(Self.folded)) : [])
    }
    for search in searches {
      for start in search.starts {
        if start.value < 0x10000 { isSuspicious[Int(start.value)] = true } else { isSuspiciousBeyond = true }
      }
      wordStarts.formUnion(search.words.compactMap(\.first))
      if search.rule.search == .figures { wordStarts.formUnion(TextFigures.characters) }
      if search.rule.search == .spreadsheet { wordStarts.formUnion(SpreadsheetTraces.starts) }
      if search.rule.search == .formula { wordStarts.formUnion(TextFigures.formulaSigns) }
    }
  }

  /// What the rules find in the text of a field: the most severe finding, the first of equally severe ones.
  package func finding(in text: String, of path: String) -> TextFinding? {
    guard text.unicodeScalars.contains(where: isSuspicious) || mayBeWord(text) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var found: TextFinding?
    for search in searches
    where search.rule.fields.contains(path) && search.rule.severity > found?.rule.severity ?? .note {
      if let part = search.part(of: text, scalars) { found = TextFinding(rule: search.rule, part: part) }
    }
    return found
  }

  private func isSuspicious(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x10000 ? isSuspicious[Int(scalar.value)] : isSuspiciousBeyond
  }

  private func mayBeWord(_ text: String) -> Bool {
    var isStart = true
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\u{3000}" {
        isStart = true
      } else if isStart {
        let first = WidthFolding.folded(scalar)
        let lower = first.isASCII ? first.properties.lowercaseMapping.unicodeScalars.first ?? first : first
        if wordStarts.contains(lower) { return true }
        isStart = false
      }
    }
    return false
  }

  /// The text in lower case and half-width, so that ＮＵＬＬ and null are one.
  fileprivate static func folded(_ text: String) -> [Unicode.Scalar] {
    Array(String(scalars: WidthFolding.folded(text).trimmed()).lowercased().unicodeScalars)
  }
}

extension TextSieve.Search {
  /// The characters with which a part that the search finds can begin.
  fileprivate var starts: [Unicode.Scalar] {
    switch rule.search {
    case .anywhere: sequences.compactMap(\.first)
    case .whole, .word, .figures, .formula, .spreadsheet: []
    case .embedded: words.compactMap(\.first).flatMap(EmbeddedWords.writings)
    case .mojibake:
      (0xA1...0xFF).compactMap(Unicode.Scalar.init) + (0xFF61...0xFF9F).compactMap(Unicode.Scalar.init) + [
        "縺", "繧", "繝", "縲",
      ] + TextDamage.neighbourStarts
    case .escape, .entity: Array(TextDamage.escapeStarts)
    case .radical: (0x2E80...0x2FDF).compactMap(Unicode.Scalar.init)
    }
  }

  /// The part of the text that the search finds; nil when it finds nothing.
  fileprivate func part(of text: String, _ scalars: [Unicode.Scalar]) -> String? {
    switch rule.search {
    case .anywhere:
      let found = sequences.first { sequence in
        scalars.indices.contains { scalars[$0...].starts(with: sequence) }
      }
      return found.map { String(scalars: $0) }
    case .whole: return isWords(TextSieve.folded(text)) ? text : nil
    case .word:
      return text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        .first { words.contains(TextSieve.folded(String(scalars: $0))) }.map { String(scalars: $0) }
    case .embedded: return EmbeddedWords.find(words, in: scalars)
    case .spreadsheet: return SpreadsheetTraces.are(scalars) ? text : nil
    case .figures: return TextFigures.areAll(of: scalars) ? text : nil
    case .formula: return TextFigures.isFormula(scalars) ? text : nil
    case .mojibake: return TextDamage.mojibake(in: scalars) ? text : nil
    case .escape: return TextDamage.escape(in: scalars)
    case .entity: return TextDamage.entity(in: scalars)
    case .radical: return scalars.first(where: Radicals.contains).map { String($0) }
    }
  }

  /// Whether the text is nothing but words of the list: NULL, and so `NULL　NULL` of a family name and a given name. A
  /// word of one character stands for any number of it: `#` is `########`, which a spreadsheet shows in a narrow
  /// column.
  private func isWords(_ folded: [Unicode.Scalar]) -> Bool {
    folded.split(separator: " ").allSatisfy { part in
      words.contains(Array(part))
        || part.first.map { first in words.contains([first]) && part.allSatisfy { $0 == first } } ?? false
    }
  }
}
