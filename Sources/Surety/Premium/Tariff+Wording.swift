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
