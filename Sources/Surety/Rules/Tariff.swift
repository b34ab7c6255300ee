package import Diagnostics
package import Fields

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
