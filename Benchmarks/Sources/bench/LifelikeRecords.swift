import Foundation

/// Records as a night brings them: every field varies, in the lengths and proportions of a surety's half-year. The same
/// ones on every machine, and no two alike, so that a cache by value helps no more than it would in life.
///
/// Of a hundred, 58 are advance-payment guarantees, 4 interim ones and 38 performance guarantees; one in eight is a
/// consulting contract, one in twelve an amendment, one in twenty a joint venture. Prices are log-normal with a mean of
/// 30 million yen, from some hundred thousand to some thousand million. Firms, persons, works and places are invented.
struct LifelikeRecords {
  private var random: SplitMix64

  init(seed: UInt64 = 20_260_401) {
    random = SplitMix64(state: seed)
  }

  /// The next record as a line of JSON.
  ///
  /// - Parameter serial: its contract number's serial, from 1.
  mutating func record(serial: Int) -> String {
    let kind = pick([("前払金保証", 58), ("中間前払金保証", 4), ("契約保証", 38)])
    let isPerformance = kind == "契約保証"
    let isConsulting = kind == "前払金保証" && chance(8) || isPerformance && chance(8)
    let isAmended = kind != "中間前払金保証" && chance(12)
    let isVenture = !isConsulting && chance(20)
    // An interim payment is asked for when half of the period and of the work is done.
    let isInterim = kind == "中間前払金保証"
    let signed = day(from: isInterim ? "2025-09-01" : "2026-01-08", upTo: isInterim ? 60 : 70)
    let begin = signed + 1
    let length = Int.random(in: isInterim ? 160...220 : 100...420, using: &random)
    let end = begin + (isInterim ? length + 60 : length)
    let concluded =
      isPerformance
      ? signed - Int.random(in: 0...3, using: &random)
      : isInterim ? begin + (end - begin) / 2 + 5 : signed + Int.random(in: 0...9, using: &random)
    let price = price(median: isPerformance ? 20e6 : 24e6)
    var work = JSONObject()
    if isConsulting { work.add("category", "業務") }
    if !chance(12) { work.add("number", workNumber()) }
    work.add("name", isConsulting ? consultingName() : workName())
    work.add("place", place())
    work.add("contractedOn", iso(signed))
    work.add("from", iso(begin))
    work.add("to", iso(end))
    work.add("price", price)
    work.add("tax", price / 11)

    var record = JSONObject()
    record.add("kind", kind)
    record.add("number", "44-07-\(padded(serial, 7))-\(isAmended ? "01" : "00")")
    record.add("concludedOn", iso(concluded))
    if isInterim { record.add("priorNumber", "44-07-\(padded(serial % 9_000_000 + 900_000, 7))-00") }
    // Every key has letters and digits (`mixed` in issuer.json).
    record.add("key", "K" + String((0..<14).map { _ in Self.keyAlphabet.randomElement(using: &random) ?? "A" }) + "7")
    record.add("orderer", orderer())
    record.add("contractor", contractor(isVenture: isVenture))
    record.add("work", work)
    let share: Share = isPerformance ? .performance : isInterim ? .interim : isConsulting ? .consulting : .advance
    let guaranteed = share.amount(of: price)
    if !isPerformance {
      var advance = JSONObject()
      advance.add("amount", guaranteed)
      if isInterim { advance.add("prior", Share.advance.amount(of: price)) }
      record.add("advance", advance)
    }
    var guarantee = JSONObject()
    guarantee.add("amount", guaranteed)
    if isPerformance {
      guarantee.add("from", iso(begin))
      guarantee.add("to", iso(end))
    } else {
      guarantee.add("until", iso(end))
    }
    record.add("guarantee", guarantee)
    if isAmended {
      record.add("amendment", amendment(after: concluded, share, price, begin, end))
    }
    if !isAmended {
      var payment = JSONObject()
      payment.add("dueOn", iso(concluded))
      if !chance(4) {
        payment.add("paidOn", iso(concluded))
        payment.add("method", pick([("銀行振込", 8), ("口座振替", 2)]))
        payment.add("status", "領収済み")
      }
      record.add("payment", payment)
    }
    if chance(8) { record.add("remarks", pick(Self.remarks.map { ($0, 1) })) }
    return record.json
  }

  /// What a guarantee is of the price. An advance is rounded down to 100,000 yen, a performance guarantee up to a yen.
  private enum Share: Int {
    case advance = 40
    case consulting = 30
    case interim = 20
    case performance = 10

    func amount(of price: Int) -> Int {
      self == .performance ? (price + 9) / 10 : price * rawValue / 100 / 100_000 * 100_000
    }
  }

  /// A change of the price by some hundredths, of the end by some weeks, or of both.
  private mutating func amendment(
    after concluded: Int, _ share: Share, _ price: Int, _ begin: Int, _ end: Int
  ) -> JSONObject {
    let before = price * Int.random(in: 80...92, using: &random) / 100 / 11_000 * 11_000
    // Rounding may leave a small advance as it was.
    let changesPrice = !chance(3) && share.amount(of: before) < share.amount(of: price)
    let changesEnd = !changesPrice || chance(3)
    var amendment = JSONObject()
    amendment.add("count", 1)
    amendment.add("on", iso(concluded + Int.random(in: 5...14, using: &random)))
    amendment.add("kinds", (changesPrice ? ["増額"] : []) + (changesEnd ? ["保証期限変更"] : []))
    var earlier = JSONObject()
    if changesPrice {
      earlier.add("price", before)
      if share != .performance { earlier.add("advanceAmount", share.amount(of: before)) }
      earlier.add("guaranteeAmount", share.amount(of: before))
    }
    if changesEnd {
      let old = end - Int.random(in: 14...60, using: &random)
      if share == .performance {
        earlier.add("from", iso(begin))
        earlier.add("to", iso(old))
      } else {
        earlier.add("until", iso(old))
      }
      earlier.add("workFrom", iso(begin))
      earlier.add("workTo", iso(old))
    }
    amendment.add("before", earlier)
    return amendment
  }

  // MARK: Names and places

  private mutating func orderer() -> JSONObject {
    var orderer = JSONObject()
    let name = pick(Self.orderers)
    orderer.add("name", name)
    if name.hasSuffix("市") { orderer.add("addressee", chance(3) ? "\(name)長　\(person())" : "\(name)長") }
    return orderer
  }

  private mutating func contractor(isVenture: Bool) -> JSONObject {
    let firms = (0..<(isVenture ? (chance(3) ? 3 : 2) : 1)).map { _ in firm() }
    let address = address()
    let person = person()
    var contractor = JSONObject()
    contractor.add(
      "name",
      isVenture ? firms.map(\.short).joined(separator: "・") + "特定建設工事共同企業体" : firms[0].name)
    contractor.add("postalCode", "879-\(padded(Int.random(in: 0...9999, using: &random), 4))")
    contractor.add("address", address)
    contractor.add("representativeTitle", pick([("代表取締役", 8), ("代表取締役社長", 2), ("取締役", 1)]))
    contractor.add("representative", person)
    if isVenture {
      contractor.add(
        "members",
        firms.enumerated().map { index, firm in
          var member = JSONObject()
          member.add("role", index == 0 ? "代表者" : "構成員")
          member.add("name", firm.name)
          member.add("address", index == 0 ? address : self.address())
          member.add("representativeTitle", "代表取締役")
          member.add("representative", index == 0 ? person : self.person())
          return member
        })
    }
    return contractor
  }

  private mutating func firm() -> (name: String, short: String) {
    let short = one(Self.firmHeads) + one(Self.firmTails)
    let trade = one(Self.trades)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return ("株式会社\(short)\(trade)", short)
    case 1: return ("有限会社\(short)\(trade)", short)
    case 2: return ("株式会社\(short)組", short)
    default: return ("\(short)\(trade)株式会社", short)
    }
  }

  private mutating func person() -> String { one(Self.families) + "　" + one(Self.givenNames) }

  private mutating func address() -> String {
    let town = one(Self.townHeads) + one(["町", "台", "浜", "原", "通"])
    return
      "大分県豊州市\(town)\(one(["一", "二", "三", "四", "五", "六"]))丁目\(Int.random(in: 1...40, using: &random))番\(Int.random(in: 1...30, using: &random))号"
      + (chance(6) ? "　\(one(Self.townHeads))ビル\(Int.random(in: 2...9, using: &random))階" : "")
  }

  private mutating func place() -> String {
    let place = "大分県豊州市大字\(one(Self.townHeads))\(one(["", "字池ノ上", "字中尾", "字下川原"]))"
    return place + (chance(4) ? "から大字\(one(Self.townHeads))まで" : "") + "　地内"
  }

  private mutating func workNumber() -> String {
    "\(Int.random(in: 6...8, using: &random))\(one(["都整", "土木", "農整", "水", "建", "災復", "下"]))第\(Int.random(in: 1...480, using: &random))号"
  }

  private mutating func workName() -> String {
    let object = one(Self.objects).replacingOccurrences(of: "○", with: one(Self.townHeads))
    let section = chance(3) ? "（第\(Int.random(in: 1...6, using: &random))工区）" : ""
    return (chance(2) ? "令和\(Int.random(in: 6...8, using: &random))年度　" : "")
      + (chance(6) ? one(Self.programmes) + "　" : "")
      + object + one(Self.deeds) + section
  }

  private mutating func consultingName() -> String {
    one(Self.objects).replacingOccurrences(of: "○", with: one(Self.townHeads))
      + one(["測量設計業務委託", "詳細設計業務", "地質調査業務", "補償調査業務", "定期点検業務委託"])
  }

  // MARK: Chance

  /// Whether one case in so many has come.
  private mutating func chance(_ cases: Int) -> Bool { Int.random(in: 0..<cases, using: &random) == 0 }
  private mutating func one(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

  private mutating func pick(_ words: [(word: String, weight: Int)]) -> String {
    var left = Int.random(in: 0..<words.reduce(0) { $0 + $1.weight }, using: &random)
    for (word, weight) in words {
      if left < weight { return word }
      left -= weight
    }
    return ""
  }

  /// A log-normal price, in which the tax of ten percent is a whole number of yen.
  private mutating func price(median: Double) -> Int {
    let (u, v) = (Double.random(in: 0.000_001..<1, using: &random), Double.random(in: 0..<1, using: &random))
    let normal = (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    let price = min(max(median * exp(normal * 0.9), 3_300_000), 6e9)
    return Int(price) / 11_000 * 11_000
  }

  /// A day as its number since 1970-01-01.
  private mutating func day(from first: String, upTo days: Int) -> Int {
    Self.number(of: first) + Int.random(in: 0...days, using: &random)
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  private static func number(of day: String) -> Int {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    let date = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2])) ?? .distantPast
    return Int((date.timeIntervalSince1970 / 86_400).rounded())
  }

  private func iso(_ number: Int) -> String {
    let parts = Self.calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
    return "\(parts.year ?? 0)-\(padded(parts.month ?? 0, 2))-\(padded(parts.day ?? 0, 2))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Random numbers that are the same on every machine.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An object of JSON that keeps the order of its members.
struct JSONObject {
  private var members: [String] = []

  mutating func add(_ key: String, _ text: String) { members.append("\"\(key)\":\"\(text)\"") }
  mutating func add(_ key: String, _ number: Int) { members.append("\"\(key)\":\(number)") }
  mutating func add(_ key: String, _ object: JSONObject) { members.append("\"\(key)\":\(object.json)") }
  mutating func add(_ key: String, _ objects: [JSONObject]) {
    members.append("\"\(key)\":[\(objects.map(\.json).joined(separator: ","))]")
  }
  mutating func add(_ key: String, _ texts: [String]) {
    members.append("\"\(key)\":[\(texts.map { "\"\($0)\"" }.joined(separator: ","))]")
  }

  var json: String { "{" + members.joined(separator: ",") + "}" }
}
