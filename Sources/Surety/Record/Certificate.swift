import Diagnostics
package import Fields

/// 保証証書: a record that has every required value, each of its type.
///
/// The values are those in force now, after any change; `amendment.before` has those that the last change replaced.
package struct Certificate: Sendable {
  /// 受注者 or a member of a joint venture.
  package struct Party: Sendable, Hashable {
    package let name: String
    package let postalCode: String?
    package let address: String?
    package let representativeTitle: String?
    package let representative: String?
    /// 代表者 or 構成員, of a member.
    package let role: String?
  }

  /// 工事 (works) or 業務 (consulting), and the contract about it.
  package struct Work: Sendable, Hashable {
    package let category: String
    package let number: String?
    package let name: String
    package let place: String
    package let contractedOn: CalendarDate?
    /// 当初契約日; 請負契約日 when the record does not state it.
    package let originallyContractedOn: CalendarDate?
    package let announcedOn: CalendarDate?
    package let period: DateSpan
    package let price: Int64
    package let tax: Int64?
    package let lowBid: Bool
    package let clausesEdition: CalendarDate?
  }

  /// 変更: the last change of the guarantee.
  package struct Amendment: Sendable, Hashable {
    /// 1 for the first change.
    package let count: Int
    package let on: CalendarDate
    /// 増額, 減額, 保証期限変更.
    package let kinds: [String]
    package let before: Before
  }

  /// The values before the last change; nil for each that it did not change.
  package struct Before: Sendable, Hashable {
    package let price: Int64?
    package let tax: Int64?
    package let advanceAmount: Int64?
    package let guaranteeAmount: Int64?
    package let until: CalendarDate?
    package let from: CalendarDate?
    package let to: CalendarDate?
    package let workFrom: CalendarDate?
    package let workTo: CalendarDate?
  }

  package let kind: GuaranteeKind
  package let number: String
  package let concludedOn: CalendarDate
  package let priorNumber: String?
  package let key: Secret?
  package let ordererName: String
  package let ordererAddressee: String?
  package let contractor: Party
  /// Members of a joint venture in the record's order; empty for a single firm.
  package let members: [Party]
  package let work: Work
  /// 前払金額 or 中間前払金額; nil for a 契約保証.
  package let advanceAmount: Int64?
  package let priorAdvance: Int64?
  package let guaranteeAmount: Int64
  /// 保証期限; nil for a 契約保証.
  package let until: CalendarDate?
  /// 保証期間; nil for the other kinds.
  package let guaranteePeriod: DateSpan?
  package let terms: String?
  package let amendment: Amendment?
  /// 保証料 and 既領収保証料 as the record states them.
  package let statedPremium: Int64?
  package let statedReceived: Int64?
  /// 変更回数: from the number when its form carries it, else from the record; 0 for an original.
  package let changeCount: Int
  /// Whether the change count is part of the contract number.
  package let numberCarriesChangeCount: Bool
  /// The record's own values by field, without the defaults of the rules.
  let values: [FieldKey: Value]
}

/// 期間: a period from one day to another, both counted.
package struct DateSpan: Sendable, Hashable {
  package let from: CalendarDate
  package let to: CalendarDate

  /// How many days the period has, both ends counted (source R11 of domain.md): 16 June to 28 February are 258.
  var days: Int64 { to.dayNumber - from.dayNumber + 1 }
}

extension Certificate {
  /// The record as one line of JSON without the key, the same for the same values, whatever file format, encoding,
  /// order of columns or notation of dates they came from. Its digest decides whether a record is unchanged since its
  /// papers were issued.
  ///
  /// → `{"kind":"前払金保証","number":"44-07-0012345-00","concludedOn":"2025-06-20",…}`
  package var canonicalJSON: String {
    var members: [(key: String, json: String?)] = []
    for field in Catalogue.fields where field.type != .secret && !field.isMemberField {
      if let value = values[FieldKey(field.path)] { members.append((field.path, value.canonicalJSON)) }
    }
    let last = values.keys.compactMap(\.member).max() ?? -1
    let venture = (0..<(last + 1)).map { index in
      JSONWriter.object(
        Catalogue.fields.filter(\.isMemberField).map { field in
          (
            String(field.path.dropFirst(Catalogue.membersPath.count + 3)),
            values[FieldKey(field.path, member: index)]?.canonicalJSON
          )
        })
    }
    if !venture.isEmpty { members.append((Catalogue.membersPath, JSONWriter.array(venture))) }
    return JSONWriter.object(members)
  }
}

extension Value {
  fileprivate var canonicalJSON: String? {
    switch self {
    case .text(let text): JSONWriter.literal(text)
    case .date(let date): JSONWriter.literal(date.iso)
    case .yen(let number), .integer(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .ratio, .secret, .record, .list: nil
    }
  }
}
