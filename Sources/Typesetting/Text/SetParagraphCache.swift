/// Paragraphs of the forms' own words, set once instead of once a record.
///
/// Only paragraphs without a field are kept: they repeat, and no value of a record stays in memory. When it is full it is emptied, so its
/// size is bounded and what it answers never depends on what came before.
struct SetParagraphCache {
  private struct Key: Hashable {
    var paragraph: Paragraph
    var measure: Length
  }

  /// Paragraphs at most: several times what the forms of a house hold.
  static let limit = 1024

  private var entries: [Key: SetParagraph] = [:]

  subscript(paragraph: Paragraph, measure: Length) -> SetParagraph? {
    get { entries[Key(paragraph: paragraph, measure: measure)] }
    set {
      if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
      entries[Key(paragraph: paragraph, measure: measure)] = newValue
    }
  }

  /// Whether a paragraph holds nothing of a record.
  static func mayHold(_ paragraph: Paragraph) -> Bool {
    paragraph.inlines.allSatisfy { $0.field == nil }
  }
}
