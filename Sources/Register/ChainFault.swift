package import Diagnostics
package import Digests

/// Something in the register that is not as it was written.
package enum ChainFault: Sendable, Hashable {
  /// The row is not the one over which its chain digest was made.
  case altered(sequence: Int64)
  /// Rows are gone, from between two others or from the end.
  case removed(ClosedRange<Int64>)
  /// Rows that the register does not count: more than it says it has, or numbered out of order.
  case added(ClosedRange<Int64>)
  /// The state does not follow from the later rows.
  case wrongState(sequence: Int64)
  /// A kept record does not have its digest.
  case record(ContentDigest)
  /// A kept form, rules file or list of fonts does not have its digest.
  case source(ContentDigest)
  /// An event of the chain is gone, was altered or was added.
  case event(Int64)
  /// A run or its inputs are not what the chain says.
  case run(String)
  /// A configuration or its list of files is not what the chain says.
  case configuration(String)
  /// A sealed key is gone or another one; the subject of its event, empty for one that no event knows.
  case sealedKey(String)
  case salt, sealingMark
  /// A table, index or trigger that this program did not make, or made otherwise.
  case schema(String)

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
    case .event(let id):
      .error(
        "register.chain.event",
        LocalizedText(
          "発行簿の出来事\(id)が、なくなったか書き換えられています。", "Event \(id) of the register is gone or was altered."))
    case .run(let name):
      .error(
        "register.chain.run",
        LocalizedText(
          "発行処理\(Echo.quoted(name))の記録が書き換えられています。",
          "What the register says of the run \(Echo.quoted(name)) was altered."))
    case .configuration(let digest):
      .error(
        "register.chain.configuration",
        LocalizedText(
          "構成\(digest)の様式・規則・書体の一覧が書き換えられています。",
          "The list of forms, rules and fonts of the configuration \(digest) was altered."))
    case .sealedKey(let subject):
      .error(
        "register.chain.sealed",
        LocalizedText(
          "封印した認証キー（\(subject)）が、なくなったか書き換えられています。", "A sealed key (\(subject)) is gone or was altered."))
    case .salt:
      .error("register.chain.salt", LocalizedText("発行簿のソルトが書き換えられています。", "The register's salt was altered."))
    case .sealingMark:
      .error(
        "register.chain.sealing",
        LocalizedText("封印鍵の印が書き換えられています。", "The mark of the sealing key was altered."))
    case .schema(let name):
      .error(
        "register.chain.schema",
        LocalizedText(
          "発行簿に、このプログラムの作ったのではない表や索引、トリガーがあるか、足りません（\(Echo.plain(name))）。",
          "The register has a table, index or trigger that this program did not make, or lacks one (\(Echo.plain(name)))."
        ))
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
