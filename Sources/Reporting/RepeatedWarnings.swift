package import Diagnostics

/// Warnings that a whole run shares, such as an assumed rate: the first is said with its place, the others are counted.
package struct RepeatedWarnings {
  private struct Kind: Hashable {
    var code: String
    var summary: LocalizedText
  }

  private var counts: [Kind: Int] = [:]
  private var order: [Kind] = []

  package init() {}

  /// Counts a warning; true when it is the first of its kind and worth saying.
  package mutating func isNew(_ diagnostic: Diagnostic) -> Bool {
    let kind = Kind(code: diagnostic.code, summary: diagnostic.summary)
    if let count = counts[kind] {
      counts[kind] = count + 1
      return false
    }
    // A bound on what is remembered: beyond it every warning is said, none is lost.
    if order.count < 1_000 {
      counts[kind] = 1
      order.append(kind)
    }
    return true
  }

  /// What was said once and came again: the sentence with how often in all.
  package var summary: [Diagnostic] {
    order.compactMap { kind in
      guard let count = counts[kind], count > 1 else { return nil }
      return .init(
        .warning, kind.code,
        LocalizedText("\(kind.summary.japanese)（全\(count)件）", "\(kind.summary.english) (\(count) records)"))
    }
  }
}
