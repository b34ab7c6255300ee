import Fields
import Rules
import Testing

@testable import Surety

@Suite("Premiums")
struct PremiumTests {
  static func calculation(_ kind: GuaranteeKind, _ amount: Int64, on day: String = "2025-06-20") throws
    -> PremiumCalculation
  {
    let rules = try Samples.rulebook.get()
    let tariff = try #require(rules.tariff(of: kind, on: CalendarDate(iso: day)!))
    return PremiumCalculation(tariff: tariff, guaranteeAmount: amount, days: 200, isRelated: true, isConsulting: false)
  }

  /// Every check value of the domain notes (C-3).
  static let checkValues: [(GuaranteeKind, Int64, Int64)] = [
    (.advance, 1_000_000, 3000), (.advance, 1_234_567, 3703), (.advance, 3_000_000, 9000), (.advance, 3_000_001, 9000),
    (.advance, 4_400_000, 12_500), (.advance, 10_000_000, 26_500), (.advance, 19_300_000, 44_170),
    (.advance, 30_000_000, 64_500), (.advance, 52_800_000, 98_700), (.advance, 120_000_000, 193_500),
    (.advance, 21_100_000, 44_170 + 3420), (.advance, 17_600_000, 44_170 - 3230), (.performance, 550_000, 3300),
    (.performance, 1_234_567, 7172), (.performance, 4_840_000, 25_200), (.performance, 13_200_000, 62_900),
    (.performance, 39_600_000, 181_700), (.interim, 10_000_000, 6500), (.interim, 9_600_000, 6240),
    (.interim, 26_400_000, 17_160), (.interim, 1_230_000, 799),
  ]

  @Test(arguments: checkValues) func checkValue(_ kind: GuaranteeKind, _ amount: Int64, _ premium: Int64) throws {
    #expect(try Self.calculation(kind, amount).amount == premium)
  }

  @Test("the exact sum and what rounding drops are kept")
  func exact() throws {
    let advance = try Self.calculation(.advance, 1_234_567)
    #expect(advance.total.text(decimals: 0) == "3,703.701")
    #expect(advance.dropped.text(decimals: 3) == "0.701")
    #expect(try Self.calculation(.performance, 1_234_567).total.text(decimals: 0) == "7,172.835")
    #expect(try Self.calculation(.interim, 1_230_000).dropped.text(decimals: 0) == "0.5")
  }

  @Test(
    "the premium never falls when the amount rises, and the slices sum to the amount", arguments: GuaranteeKind.allCases
  )
  func monotone(_ kind: GuaranteeKind) throws {
    var amounts: [Int64] = [1_000_000, 3_000_000, 5_000_000, 10_000_000, 30_000_000, 100_000_000].flatMap {
      [$0 - 1, $0, $0 + 1]
    }
    var amount: Int64 = 1
    while amount < 400_000_000_000 {
      amounts.append(amount)
      amount += max(1, amount / 7)
    }
    var previous: Int64 = 0
    for amount in amounts.sorted() {
      let calculation = try Self.calculation(kind, amount)
      #expect(calculation.steps.reduce(0) { $0 + $1.amount } == amount)
      #expect(calculation.amount >= previous)
      previous = calculation.amount
    }
  }

  @Test(
    "the tariff in force on the day of the guarantee contract applies",
    arguments: [("2025-03-31", 9600 as Int64), ("2025-04-01", 9000)])
  func byDay(_ day: String, _ premium: Int64) throws {
    #expect(try Self.calculation(.advance, 3_000_000, on: day).amount == premium)
  }

  @Test(
    "every tariff of the rules, at the end of every slice and one yen beyond",
    arguments: try Samples.rulebook.get().tariffs)
  func everySlice(_ tariff: Tariff) throws {
    // Recomputed in whole hundred-thousandths of a yen, another way than the program's.
    func reference(_ amount: Int64) -> Int64 {
      var (sum, lower): (Int64, Int64) = (0, 0)
      for slice in tariff.slices where amount > lower {
        let upper = min(amount, slice.upTo ?? amount)
        var rate = Int64(slice.rate.units)
        for _ in slice.rate.scale..<3 { rate *= 10 }
        sum += (upper - lower) * rate
        lower = upper
      }
      return sum / 100_000
    }
    for border in tariff.slices.compactMap(\.upTo) + [500_000_000] {
      for amount in [border - 1, border, border + 1] {
        let calculation = PremiumCalculation(
          tariff: tariff, guaranteeAmount: amount, days: nil, isRelated: false, isConsulting: false)
        #expect(calculation.amount == reference(amount))
        #expect(calculation.steps.count == tariff.slices.prefix { ($0.upTo ?? .max) < amount }.count + 1)
      }
    }
    #expect(tariff.sample == tariff.provenance.assumed)
  }

  @Test("optional elements of a tariff: minimum, step and mode of rounding, factor for time, discount")
  func options() throws {
    func premium(_ more: String, rounding: String, amount: Int64) throws -> PremiumCalculation {
      let rules = try Samples.rulebook(
        replacing: [#""name": "中間前払金保証料率","#: #""name": "試験", \#(more)"#, #""step": 1, "mode": "down""#: rounding],
        in: "Rules/tariffs.json")
      let tariff = try #require(rules.tariff(of: .interim, on: Samples.today))
      return PremiumCalculation(tariff: tariff, guaranteeAmount: amount, days: 73, isRelated: true, isConsulting: false)
    }
    let down = #""step": 1, "mode": "down""#
    #expect(try premium(#""minimum": 1000,"#, rounding: down, amount: 1_000_000).amount == 1000)
    #expect(try premium(#""minimum": 1000,"#, rounding: down, amount: 1_000_000).isMinimum)
    #expect(try premium("", rounding: #""step": 100, "mode": "down""#, amount: 1_230_000).amount == 700)
    #expect(try premium("", rounding: #""step": 100, "mode": "up""#, amount: 1_230_000).amount == 800)
    #expect(try premium("", rounding: #""step": 1, "mode": "half""#, amount: 1_230_000).amount == 800)
    // 73 days of 365 are a factor of 0.2.
    let timed = try premium(#""daysOfFullRate": 365,"#, rounding: down, amount: 10_000_000)
    #expect(timed.amount == 1300)
    #expect(timed.adjustments.map { $0.amount.text(decimals: 0) } == ["-5,200"])
    let discounted = try premium(
      #""discounts": [{"name": "同時申込割引", "when": "related", "rate": "10"}],"#, rounding: down, amount: 10_000_000)
    #expect(discounted.amount == 5850)
  }
}
