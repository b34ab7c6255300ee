/// Paragraphs of the forms' own words, set once instead of once a record.
///
/// Only paragraphs that have an identity are kept: they hold nothing of a record, so no value of a record stays in memory. When it is full it
/// is emptied, so its size is bounded and what it answers never depends on what came before.
struct SetParagraphCache {
  private struct Key: Hashable {
    var paragraph: Int
    var measure: Double
  }

  /// Paragraphs at most: several times what the forms of a house hold.
  static let limit = 1024

  private var entries: [Key: SetParagraph] = [:]

  subscript(paragraph: Int, measure: Length) -> SetParagraph? {
    get { entries[Key(paragraph: paragraph, measure: measure.points)] }
    set {
      if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
      entries[Key(paragraph: paragraph, measure: measure.points)] = newValue
    }
  }
}
