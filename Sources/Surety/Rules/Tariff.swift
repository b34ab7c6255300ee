package import Diagnostics
package import Fields
import StrictJSON

/// 料率表: the rates of one kind of guarantee from a day on.
package struct Tariff: Sendable, Hashable {
  /// 区分: a part of the guaranteed amount with its own rate.
  package struct Slice: Sendable, Hashable {
    /// The amount at which the slice ends, itself included; nil for the last one.
    package let upTo: Int64?
    /// Per cent of the amount in the slice.
    package let rate: ExactDecimal
    package let location: SourceLocation
  }

  /// 端数処理: how the total becomes whole yen.
  package struct Rounding: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable {
      /// 切捨て
      case down
      /// 切上げ
      case up
      /// 四捨五入
      case half
    }

    /// Whole yen of which the premium is a multiple.
    package let step: Int64
    package let mode: Mode
    /// As the sheet says it: 合計額の1円未満を切捨て.
    package let text: String
  }

  /// 割引: a part of the sum taken off.
  package struct Discount: Sendable, Hashable {
    /// When a discount applies, by what the record says.
    package enum Condition: String, Sendable, Hashable, CaseIterable {
      case always
      /// The record names an earlier guarantee (関連保証契約番号).
      case related
      /// 業務, not 工事.
      case consulting
    }

    package let name: String
    package let condition: Condition
    /// Per cent of the sum.
    package let rate: ExactDecimal
  }

  package let provenance: Provenance
  package let name: String
  package let kind: GuaranteeKind
  /// Invented: the sheet is marked 見本料率.
  package let sample: Bool
  /// At least one, rising, only the last without end.
  package let slices: [Slice]
  package let rounding: Rounding
  /// The least premium of a guarantee, after rounding.
  package let minimum: Int64?
  /// 期間係数: the sum is multiplied by the days of the guarantee over this many, cut to four decimals. Nil: time plays no part.
  package let daysOfFullRate: Int64?
  package let discounts: [Discount]
}

extension Tariff {
  /// 3,000,000円以下の部分, 3,000,000円を超え10,000,000円以下, 100,000,000円を超える部分; 保証金額 when there is one slice.
  package func wording(of slice: Int) -> String {
    let lower = slice == 0 ? nil : slices[slice - 1].upTo
    switch (lower, slices[slice].upTo) {
    case (nil, nil): return "保証金額"
    case (nil, let upper?): return "\(Grouping.grouped(upper))円以下の部分"
    case (let lower?, let upper?): return "\(Grouping.grouped(lower))円を超え\(Grouping.grouped(upper))円以下"
    case (let lower?, nil): return "\(Grouping.grouped(lower))円を超える部分"
    }
  }

  /// Decimals with which this tariff's rates are printed: two, or what its finest rate needs.
  package var rateDecimals: Int { max(2, slices.map(\.rate.scale).max() ?? 0) }
}

extension RulesReader {
  /// `Rules/tariffs.json`; nil with diagnostics when anything in it is wrong.
  mutating func tariffs() -> [Tariff]? {
    guard let root = root(["tariffs"]) else { return nil }
    let tariffs = elements(root, "tariffs").map { tariff($0) }.compactMap(\.self)
    for (index, tariff) in tariffs.enumerated()
    where tariffs[..<index].contains(where: { $0.kind == tariff.kind && $0.provenance.from == tariff.provenance.from })
    {
      report(
        "rules.tariff.twice", at: tariff.provenance.location.byte ?? 0,
        LocalizedText(
          "\(tariff.kind.rawValue)の\(tariff.provenance.from.iso)からの料率表が二つあります。",
          "There are two tariffs of \(tariff.kind.rawValue) from \(tariff.provenance.from.iso)."))
    }
    for kind in GuaranteeKind.allCases where !tariffs.contains(where: { $0.kind == kind }) {
      wrong(root, LocalizedText("\(kind.rawValue)の料率表がありません。", "There is no tariff of \(kind.rawValue)."))
    }
    return diagnostics.isEmpty ? tariffs.sorted { $0.provenance.from < $1.provenance.from } : nil
  }

  private mutating func tariff(_ node: JSONNode) -> Tariff? {
    let keys = ["name", "kind", "sample", "slices", "rounding", "minimum", "daysOfFullRate", "discounts"]
    guard members(node, Self.provenanceKeys + keys) else { return nil }
    let provenance = provenance(node)
    let name = text(node, "name")
    let kind = word(node, "kind", GuaranteeKind.self)
    let sample = flag(node, "sample")
    if node["sample"] == nil { missing("sample", of: node) }
    let slices = slices(node)
    let rounding = rounding(node)
    let minimum = optionalInteger(node, "minimum", in: 1...1_000_000)
    let days = optionalInteger(node, "daysOfFullRate", in: 1...36_600)
    let discounts = node["discounts"] == nil ? [] : elements(node, "discounts").map { discount($0) }
    guard let provenance, let name, let kind, let sample, let slices, let rounding, !discounts.contains(nil) else {
      return nil
    }
    return Tariff(
      provenance: provenance, name: name, kind: kind, sample: sample, slices: slices, rounding: rounding,
      minimum: minimum.map(Int64.init),
      daysOfFullRate: days.map(Int64.init), discounts: discounts.compactMap(\.self))
  }

  private mutating func slices(_ node: JSONNode) -> [Tariff.Slice]? {
    var slices: [Tariff.Slice] = []
    let nodes = elements(node, "slices")
    for (index, element) in nodes.enumerated() {
      guard members(element, ["upTo", "rate"]) else { return nil }
      let upTo = optionalInteger(element, "upTo", in: 1...Int(AmountReader.limit)).map(Int64.init)
      guard let rate = percentage(element, "rate") else { return nil }
      let isLast = index == nodes.count - 1
      if isLast != (upTo == nil) || upTo ?? .max <= slices.last?.upTo ?? 0 {
        wrong(
          element,
          LocalizedText(
            "区分は金額の小さい順に並べ、最後の区分だけ upTo をなくしてください。",
            "Slices must rise, and only the last one has no upTo."))
        return nil
      }
      slices.append(Tariff.Slice(upTo: upTo, rate: rate, location: location(element.byte)))
    }
    return slices.isEmpty ? nil : slices
  }

  private mutating func rounding(_ node: JSONNode) -> Tariff.Rounding? {
    guard let rounding = object(node, "rounding", ["step", "mode", "text"]) else { return nil }
    let step = integer(rounding, "step", in: 1...10_000)
    let mode = word(rounding, "mode", Tariff.Rounding.Mode.self)
    let text = text(rounding, "text")
    guard let step, let mode, let text else { return nil }
    return Tariff.Rounding(step: Int64(step), mode: mode, text: text)
  }

  private mutating func discount(_ node: JSONNode) -> Tariff.Discount? {
    guard members(node, ["name", "when", "rate"]) else { return nil }
    let name = text(node, "name")
    let condition = word(node, "when", Tariff.Discount.Condition.self)
    let rate = percentage(node, "rate")
    guard let name, let condition, let rate else { return nil }
    return Tariff.Discount(name: name, condition: condition, rate: rate)
  }
}
