package import Diagnostics
package import Fields
import StrictJSON

/// 料率表: the rates of one kind of guarantee from a day on, and how the premium is rounded.
///
/// A premium is the sum over slices of the amount in the slice × its rate, adjusted and then rounded once
/// (`PremiumCalculation`).
package struct Tariff: Sendable, Hashable {
  /// 区分: a part of the guaranteed amount with its own rate.
  package struct Slice: Sendable, Hashable {
    /// The greatest amount of the slice, in yen; nil for the last slice, which has no end.
    package let upTo: Int64?
    /// The rate, in per cent of the amount that lies in the slice.
    package let rate: ExactDecimal
    package let location: SourceLocation
  }

  /// 端数処理: how the exact total becomes whole yen.
  package struct Rounding: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable {
      /// 切捨て
      case down
      /// 切上げ
      case up
      /// 四捨五入
      case half
    }

    /// The premium is a multiple of so many yen.
    package let step: Int64
    package let mode: Mode
    /// The rule as the premium sheet prints it: 1円未満切捨て.
    package let text: String
  }

  /// 割引: a discount on the sum of the slices.
  package struct Discount: Sendable, Hashable {
    /// The records to which a discount applies.
    package enum Condition: String, Sendable, Hashable, CaseIterable {
      case always
      /// The record names an earlier guarantee (関連保証契約番号).
      case related
      /// The contract's category is 業務.
      case consulting
    }

    package let name: String
    package let condition: Condition
    /// The rate, in per cent of the sum as the adjustments before this one have left it.
    package let rate: ExactDecimal
  }

  package let provenance: Provenance
  package let name: String
  package let kind: GuaranteeKind
  /// Whether the rates are invented; the premium sheet then prints 見本料率.
  package let sample: Bool
  /// The slices, at least one, by rising `upTo`. Only the last one has no `upTo`.
  package let slices: [Slice]
  package let rounding: Rounding
  /// The least premium of a guarantee, in yen; applied after rounding.
  package let minimum: Int64?
  /// 期間係数: the sum is multiplied by the days of the guarantee divided by this many days, cut to four decimals. Nil when
  /// the premium does not depend on time.
  package let daysOfFullRate: Int64?
  package let discounts: [Discount]
}

extension Tariff {
  /// The slice as the premium sheet prints it: 3,000,000円以下の部分, 3,000,000円を超え10,000,000円以下 or 100,000,000円を超える部分; 保証金額
  /// when there is only one.
  package func sliceDescription(at slice: Int) -> String {
    let lower = slice == 0 ? nil : slices[slice - 1].upTo
    switch (lower, slices[slice].upTo) {
    case (nil, nil): return "保証金額"
    case (nil, let upper?): return "\(DigitGrouping.grouped(upper))円以下の部分"
    case (let lower?, let upper?): return "\(DigitGrouping.grouped(lower))円を超え\(DigitGrouping.grouped(upper))円以下"
    case (let lower?, nil): return "\(DigitGrouping.grouped(lower))円を超える部分"
    }
  }

  /// With how many decimals the rates are printed: two, or as many as the finest rate needs, so that the column lines
  /// up.
  package var rateDecimals: Int { max(2, slices.map(\.rate.scale).max() ?? 0) }
}

extension RulesReader {
  /// Reads Rules/tariffs.json; nil with diagnostics when anything in it is wrong.
  mutating func readTariffs() -> [Tariff]? {
    guard let root = readRoot(["tariffs"]) else { return nil }
    let tariffs = readArray(root, "tariffs").map { readTariff($0) }.compactMap(\.self)
    for (index, tariff) in tariffs.enumerated()
    where tariffs[..<index].contains(where: {
      $0.kind == tariff.kind && $0.provenance.effectiveFrom == tariff.provenance.effectiveFrom
    }) {
      report(
        "rules.tariff.twice", at: tariff.provenance.location.byte ?? 0,
        LocalizedText(
          "\(tariff.kind.rawValue)の\(tariff.provenance.effectiveFrom.iso)からの料率表が二つあります。",
          "There are two tariffs of \(tariff.kind.rawValue) from \(tariff.provenance.effectiveFrom.iso)."))
    }
    for kind in GuaranteeKind.allCases where !tariffs.contains(where: { $0.kind == kind }) {
      reportWrongValue(root, LocalizedText("\(kind.rawValue)の料率表がありません。", "There is no tariff of \(kind.rawValue)."))
    }
    return diagnostics.isEmpty ? tariffs.sorted { $0.provenance.effectiveFrom < $1.provenance.effectiveFrom } : nil
  }

  private mutating func readTariff(_ node: JSONNode) -> Tariff? {
    let keys = ["name", "kind", "sample", "slices", "rounding", "minimum", "daysOfFullRate", "discounts"]
    guard checkMembers(node, Self.provenanceKeys + keys) else { return nil }
    let provenance = readProvenance(node)
    let name = readText(node, "name")
    let kind = readChoice(node, "kind", GuaranteeKind.self)
    let sample = readFlag(node, "sample")
    if node["sample"] == nil { reportMissing("sample", of: node) }
    let slices = readSlices(node)
    let rounding = readRounding(node)
    let minimum = readOptionalInteger(node, "minimum", in: 1...1_000_000)
    let days = readOptionalInteger(node, "daysOfFullRate", in: 1...36_600)
    let discounts = node["discounts"] == nil ? [] : readArray(node, "discounts").map { readDiscount($0) }
    guard let provenance, let name, let kind, let sample, let slices, let rounding, !discounts.contains(nil) else {
      return nil
    }
    return Tariff(
      provenance: provenance, name: name, kind: kind, sample: sample, slices: slices, rounding: rounding,
      minimum: minimum.map(Int64.init), daysOfFullRate: days.map(Int64.init), discounts: discounts.compactMap(\.self))
  }

  private mutating func readSlices(_ node: JSONNode) -> [Tariff.Slice]? {
    var slices: [Tariff.Slice] = []
    let nodes = readArray(node, "slices")
    for (index, element) in nodes.enumerated() {
      guard checkMembers(element, ["upTo", "rate"]) else { return nil }
      let upTo = readOptionalInteger(element, "upTo", in: 1...Int(AmountReader.limit)).map(Int64.init)
      guard let rate = readPercentage(element, "rate") else { return nil }
      let isLast = index == nodes.count - 1
      if isLast != (upTo == nil) || upTo ?? .max <= slices.last?.upTo ?? 0 {
        reportWrongValue(
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

  private mutating func readRounding(_ node: JSONNode) -> Tariff.Rounding? {
    guard let rounding = readObject(node, "rounding", ["step", "mode", "text"]) else { return nil }
    let step = readInteger(rounding, "step", in: 1...10_000)
    let mode = readChoice(rounding, "mode", Tariff.Rounding.Mode.self)
    let text = readText(rounding, "text")
    guard let step, let mode, let text else { return nil }
    return Tariff.Rounding(step: Int64(step), mode: mode, text: text)
  }

  private mutating func readDiscount(_ node: JSONNode) -> Tariff.Discount? {
    guard checkMembers(node, ["name", "when", "rate"]) else { return nil }
    let name = readText(node, "name")
    let condition = readChoice(node, "when", Tariff.Discount.Condition.self)
    let rate = readPercentage(node, "rate")
    guard let name, let condition, let rate else { return nil }
    return Tariff.Discount(name: name, condition: condition, rate: rate)
  }
}
