import Diagnostics
import Fields
import StrictJSON

/// `payments` of Rules/issuer.json: what the house's words for the state of a payment (納付状況) and for its method
/// (納付方法) mean.
///
/// Only what is surely understood is understood: a paper that asks for money which was paid, or calls paid what was not,
/// is worse than one that prints the house's own words. A rules file without `payments` understands no word.
///
/// ```
/// rules.meaning(ofStatus: "領収済み（銀行振込）")   // .paid
/// rules.meaning(ofStatus: "一部領収済み")          // nil: a word of doubt is in it
/// rules.meaning(ofStatus: "入金済みではない")       // nil: something follows the word
/// rules.meaning(ofMethod: "口座振替（大分銀行）")   // .drawn
/// ```
package struct PaymentRules: Sendable, Hashable {
  /// What a word says of the state. Raw values are the words of issuer.json.
  package enum Meaning: String, Sendable, Hashable, CaseIterable {
    case paid = "領収済み"
    case drawn = "口座振替"
    case open = "未納"
    case returned = "返還済み"
    case toReturn = "返還予定"
  }

  /// Who moves the money.
  package enum Method: Sendable, Hashable {
    /// The surety draws it from the contractor's account.
    case drawn
    /// The contractor transfers it.
    case paidIn
  }

  fileprivate struct Words: Sendable, Hashable {
    let meaning: Meaning
    /// Folded (`WidthFolding`), as all words are kept.
    let words: [[Unicode.Scalar]]
  }

  package let provenance: Provenance
  fileprivate let status: [Words]
  /// Words that make a state doubtful wherever they stand in it: 一部, 予定.
  fileprivate let doubt: [[Unicode.Scalar]]
  fileprivate let drawn: [[Unicode.Scalar]]
  /// Words that say of a method that it is none of drawing: 振込, 不能.
  fileprivate let notDrawn: [[Unicode.Scalar]]
  /// Words of methods by which money is handed over and not transferred to the bank account: 現金, 小切手.
  fileprivate let handed: [[Unicode.Scalar]]

  /// What a text of 納付状況 means; nil when it is not surely understood.
  ///
  /// It begins with a word of the list, and behind the word stands nothing or something that is set apart from it, such
  /// as a bracket. No word of doubt is in it.
  package func meaning(ofStatus text: String) -> Meaning? {
    let folded = Array(WidthFolding.folded(text).trimmed())
    if doubt.contains(where: { Self.stands($0, in: folded) }) { return nil }
    return status.first { row in
      row.words.contains { word in
        folded.starts(with: word) && folded.dropFirst(word.count).first.map(Self.isApart) ?? true
      }
    }?.meaning
  }

  /// The states that a text of 納付方法 speaks of, where only a method should stand; nil when a word of doubt is in it.
  ///
  /// ```
  /// rules.states(inMethod: "銀行振込")             // []
  /// rules.states(inMethod: "銀行振込（領収済み）")   // [.paid]
  /// rules.states(inMethod: "振替不能")             // nil
  /// ```
  package func states(inMethod text: String) -> Set<Meaning>? {
    let folded = Array(WidthFolding.folded(text))
    if doubt.contains(where: { Self.stands($0, in: folded) }) { return nil }
    // 口座振替 is a method as well as a state.
    return Set(
      status.filter { row in row.meaning != .drawn && row.words.contains { Self.stands($0, in: folded) } }.map(
        \.meaning))
  }

  /// What a text of 納付方法 means; nil when it speaks both of drawing and of something else, or of money that is handed
  /// over, for which no bank may be named.
  package func meaning(ofMethod text: String) -> Method? {
    let folded = Array(WidthFolding.folded(text))
    if handed.contains(where: { Self.stands($0, in: folded) }) { return nil }
    guard drawn.contains(where: { Self.stands($0, in: folded) }) else { return .paidIn }
    return notDrawn.contains(where: { Self.stands($0, in: folded) }) ? nil : .drawn
  }

  /// Whether a word stands anywhere in a text. The standard library's search prepares itself for long texts, which costs
  /// a hundred times as much as these few characters.
  private static func stands(_ word: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Bool {
    guard word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
  }

  private static func isApart(_ scalar: Unicode.Scalar) -> Bool {
    "() 、,・:;/[]「【〔".unicodeScalars.contains(scalar)
  }
}

extension RulesReader {
  /// Reads `payments` of issuer.json; nil with diagnostics when anything in it is wrong.
  mutating func readPaymentRules(_ node: JSONNode) -> PaymentRules? {
    guard checkMembers(node, Self.provenanceKeys + ["status", "doubt", "drawn", "notDrawn", "handed"]) else {
      return nil
    }
    let provenance = readProvenance(node)
    let status = readArray(node, "status").compactMap { readStatusWords($0) }
    let doubt = readWords(node, "doubt")
    let drawn = readWords(node, "drawn")
    let notDrawn = readWords(node, "notDrawn")
    let handed = readWords(node, "handed")
    return provenance.map {
      PaymentRules(
        provenance: $0, status: status, doubt: doubt, drawn: drawn, notDrawn: notDrawn, handed: handed)
    }
  }

  private mutating func readStatusWords(_ node: JSONNode) -> PaymentRules.Words? {
    guard checkMembers(node, ["means", "words"]) else { return nil }
    let meaning = readChoice(node, "means", PaymentRules.Meaning.self)
    let words = readWords(node, "words")
    return meaning.map { PaymentRules.Words(meaning: $0, words: words) }
  }

  private mutating func readWords(_ node: JSONNode, _ key: String) -> [[Unicode.Scalar]] {
    readArray(node, key).compactMap { readListEntry($0) }.map { Array(WidthFolding.folded($0)) }
  }
}
