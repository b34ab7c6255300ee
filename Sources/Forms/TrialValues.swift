package import Fields

/// Values of the greatest expected length for every path of the catalogue, with which a form is tried before a record
/// comes: what holds them holds nearly everything.
///
/// No record has all of them at once, for an amendment that costs more is none that costs less. So there are several
/// trees, one for each kind of guarantee and each `Change`.
///
/// ```
/// for trial in TrialValues.all { let filled = form.fill(trial.values(issuer: issuer)) }
/// ```
package struct TrialValues: Sendable {
  /// What an amendment does to the premium.
  package enum Change: Sendable, Hashable, CaseIterable {
    case none, surcharge, refund
  }

  package let kind: GuaranteeKind
  package let change: Change
  /// Whether the values are there that a record may lack.
  package let hasOptionalValues: Bool

  /// Every trial, in a fixed order.
  package static let all: [TrialValues] = GuaranteeKind.allCases.flatMap { kind in
    [TrialValues(kind: kind, change: .none, hasOptionalValues: false)]
      + Change.allCases.map { TrialValues(kind: kind, change: $0, hasOptionalValues: true) }
  }

  /// The tree of values of this trial.
  ///
  /// - Parameter issuer: the house's own values. They are the same on every paper, so no longer ones are tried.
  package func values(issuer: ValueTree) -> ValueTree {
    var tree = issuer
    for field in Catalogue.fields where !field.isMemberField && isPresent(field) {
      tree.set(field.path, to: Self.longestValue(of: field))
    }
    tree.set(Catalogue.kindPath, to: .text(kind.rawValue))
    tree.set("key", to: .secret(Self.longestKey(of: issuer)))
    for field in Catalogue.derived
    where isPresent(field) && !field.path.contains("[]") && !Catalogue.isIssuerValue(field.path) {
      tree.set(field.path, to: longestValue(of: field))
    }
    // Whose way of submission is known stands in Rules/orderers.json, with a name of ordinary length.
    if tree["orderer.submission"] != nil {
      tree.set("orderer.name", to: .text(String(repeating: "国", count: Self.listedName)))
    }
    // A copy of a paper that was issued again does not exist: the register makes the one or the other.
    tree.set("mark.copy", to: .flag(!hasOptionalValues))
    tree.set("premium.surcharge", to: .flag(change == .surcharge))
    tree.set("premium.refund", to: .flag(change == .refund))
    tree.set(Catalogue.membersPath, to: hasOptionalValues ? .list(members) : nil)
    tree.set("premium.steps", to: .list(Array(repeating: element(of: "premium.steps"), count: Self.slices)))
    if hasOptionalValues {
      tree.set("premium.adjustments", to: .list([element(of: "premium.adjustments")]))
    }
    return tree
  }

  /// As many members as a joint venture of public works has by the guidelines on special ventures (domain.md): three.
  private static let memberCount = 3
  /// Characters of the longest name that a list of orderers has, with some to spare.
  private static let listedName = 24
  /// As many slices as the longest tariff in use has.
  private static let slices = 5

  private func isPresent(_ field: Field) -> Bool {
    if field.isAmendmentField { return change != .none && field.requirement(for: kind) != .refused }
    switch field.requirement(for: kind) {
    case .required: return true
    case .optional: return hasOptionalValues || Catalogue.alwaysFilled.contains(field.path)
    case .refused: return false
    }
  }

  private func isPresent(_ field: DerivedField) -> Bool {
    if !field.optional { return true }
    if field.path.hasPrefix("amendment.") || field.path.contains("before.") || field.path == "premium.difference" {
      return change != .none
    }
    return hasOptionalValues
  }

  private var members: [ValueTree] {
    let fields = Catalogue.fields.filter(\.isMemberField)
    var tree = ValueTree()
    for field in fields { tree.set(Self.pathInElement(field.path), to: Self.longestValue(of: field)) }
    return Array(repeating: tree, count: Self.memberCount)
  }

  /// An element of a list of derived values.
  private func element(of list: String) -> ValueTree {
    var tree = ValueTree()
    for field in Catalogue.derived where field.path.hasPrefix(list + "[].") && isPresent(field) {
      tree.set(Self.pathInElement(field.path), to: longestValue(of: field))
    }
    return tree
  }

  /// `contractor.members[].name` → `name`
  private static func pathInElement(_ path: String) -> String {
    path.firstRange(of: "[].").map { String(path[$0.upperBound...]) } ?? path
  }

  private static func longestValue(of field: Field) -> Value? {
    switch field.type {
    case .text, .kind: .text(String(repeating: "国", count: field.longest))
    case .number: .text(String(repeating: "8", count: field.longest))
    case .date: longDay
    case .yen: .yen(greatestYen(printed: field.longest))
    case .integer: .integer(99)
    case .yesNo: .flag(true)
    case .choice(let words): .text(words.max { $0.count < $1.count } ?? "")
    case .choices(let words): .text(words.joined(separator: "・"))
    // The key is as long as the house's rules say (`longestKey`).
    case .secret: nil
    }
  }

  private func longestValue(of field: DerivedField) -> Value? {
    switch field.shape {
    case .text: .text(String(repeating: "国", count: field.longest))
    case .date: Self.longDay
    case .yen: .yen(change == .refund && field.path == "premium.difference" ? -Self.yenOfPremium : Self.yenOfPremium)
    case .integer: .integer(99)
    case .ratio: Ratio(999, 1_000).map(Value.ratio)
    case .flag: .flag(true)
    case .list: .list([])
    }
  }

  /// A key as long as the house's cells for it hold: four groups in a row, or six in two.
  private static func longestKey(of issuer: ValueTree) -> Secret {
    guard case .integer(let group)? = issuer["issuer.keyGroup"] else { return Secret("") }
    let groups = if case .flag(true)? = issuer["issuer.keyTwoRows"] { 6 } else { 4 }
    return Secret(String(repeating: "W", count: Int(group) * groups))
  }

  /// 令和17年12月28日, with as many digits as a day has.
  private static let longDay = CalendarDate(iso: "2035-12-28").map(Value.date)
  private static let yenOfPremium: Int64 = 999_999_999

  /// The greatest amount that is printed in so many characters, with its commas and 円: 12 → 99,999,999円.
  private static func greatestYen(printed characters: Int) -> Int64 {
    var yen: Int64 = 0
    var (digits, width) = (0, 1)
    while true {
      width += digits > 0 && digits.isMultiple(of: 3) ? 2 : 1
      if width > characters { return yen }
      yen = yen * 10 + 9
      digits += 1
    }
  }
}
