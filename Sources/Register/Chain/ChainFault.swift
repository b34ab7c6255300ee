package import Diagnostics

/// Something in the register that is not as it was written.
package enum ChainFault: Sendable, Hashable {
  /// The row is not the one that the chain was made over.
  case altered(sequence: Int64)
  /// Rows between two that stand, or at the end, are gone.
  case removed(ClosedRange<Int64>)
  /// Rows at the end that the register does not count.
  case added(ClosedRange<Int64>)
  /// The state does not follow from the rows.
  case wrongState(sequence: Int64)
  /// A kept record is not what its digest says.
  case record(ContentDigest)
  /// A kept form, rules file or list of fonts is not what its digest says.
  case source(ContentDigest)

  package var diagnostic: Diagnostic {
    switch self {
    case .altered(let sequence):
      .error(
        "register.chain.altered",
        LocalizedText("発行簿の\(sequence)行目が書き換えられています。", "Row \(sequence) of the register was altered."))
    case .removed(let range):
      .error(
        "register.chain.removed",
        LocalizedText("発行簿の\(Self.span(range))行目がありません。", "The register lacks row \(Self.span(range))."))
    case .added(let range):
      .error(
        "register.chain.added",
        LocalizedText(
          "発行簿の\(Self.span(range))行目は、あとから書き加えられたものです。",
          "Row \(Self.span(range)) of the register was added from outside."))
    case .wrongState(let sequence):
      .error(
        "register.chain.state",
        LocalizedText(
          "発行簿の\(sequence)行目の状態が、ほかの行と合いません。",
          "The state of row \(sequence) of the register does not follow from its rows."))
    case .record(let digest):
      .error(
        "register.chain.record",
        LocalizedText("記録\(digest.hexadecimal)が書き換えられています。", "The record \(digest.hexadecimal) was altered."))
    case .source(let digest):
      .error(
        "register.chain.source",
        LocalizedText(
          "保存した様式・規則\(digest.hexadecimal)が書き換えられています。", "The kept form or rules file \(digest.hexadecimal) was altered."
        ))
    }
  }

  private static func span(_ range: ClosedRange<Int64>) -> String {
    range.count == 1 ? String(range.lowerBound) : "\(range.lowerBound)–\(range.upperBound)"
  }
}

/// What a walk over the whole register found.
package struct ChainReport: Sendable, Hashable {
  package var rows: Int64
  /// The last row's chain digest. Noted elsewhere (a run's report has it), it proves that nothing before was made anew.
  package var head: ContentDigest
  package var faults: [ChainFault]
}
