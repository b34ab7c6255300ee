package import Diagnostics

/// Warnings that many records of a run give rise to, such as an assumed rate: the first of a kind is reported with its
/// location, the others are only counted.
package struct RepeatedWarnings {
  private struct Kind: Hashable {
    var code: String
    var summary: LocalizedText
  }

  private var counts: [Kind: Int] = [:]
  private var order: [Kind] = []
  /// Far more kinds than the rules and forms of a house give rise to.
  private static let kindLimit = 1_000

  package init() {}

  /// Counts a warning. True when it is the first of its kind, and so has to be reported.
  package mutating func isNew(_ diagnostic: Diagnostic) -> Bool {
    let kind = Kind(code: diagnostic.code, summary: diagnostic.summary)
    if let count = counts[kind] {
      counts[kind] = count + 1
      return false
    }
    // Memory stays bounded: warnings of further kinds are reported each time.
    if order.count < Self.kindLimit {
      counts[kind] = 1
      order.append(kind)
    }
    return true
  }

  /// Each kind that came more than once, with its count: `The rate is assumed. (250 records)`
  package var summary: [Diagnostic] {
    order.compactMap { kind in
      guard let count = counts[kind], count > 1 else { return nil }
      return .init(
        .warning, kind.code,
        LocalizedText("\(kind.summary.japanese)（全\(count)件）", "\(kind.summary.english) (\(count) records)"))
    }
  }
}
