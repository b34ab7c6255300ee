import Fields
import Rules

/// Whether the premium, or what a change added to it, is still to be paid: the word by which every paper chooses its
/// sentence (`payment.state`).
///
/// It is the only place where this is decided. A record states it in words of the house's own (納付状況, 納付方法), which
/// `PaymentRules` reads. What is not surely understood, or contradicts itself, becomes `other`: such words are printed as
/// they stand, and no paper asks for money or names a due date by them.
enum PaymentState: String {
  case settled = "領収済み"
  /// Not yet paid, and drawn from the contractor's account, so that there is nothing to transfer.
  case drawn = "口座振替"
  case open = "未納"
  /// Money goes back.
  case refund = "返還"
  case refunded = "返還済み"
  /// There is nothing to pay, because the amount is nought.
  case nothing = "なし"
  /// It is not known whether something is to be paid.
  case other = "その他"
}

/// The fields of a record that speak of the payment, in its own words.
struct PaymentStatement {
  /// 納付状況.
  var status: String?
  /// 納付方法.
  var method: String?
  /// 納付日.
  var paidOn: CalendarDate?
  /// The day of the change; nil for an original.
  var changedOn: CalendarDate?
}

/// What a record says of the payment, as far as papers print it.
struct Payment {
  let state: PaymentState
  /// 納付状況; of a record without one the words of 納付方法, when these are those of a state.
  let status: String?
  /// 納付方法; of a record without one the words of 納付状況, when these name a method.
  let method: String?
  /// The day on which the money was paid, or went back. A day before the change is that of an earlier premium and no
  /// day of what is due now.
  let paidOn: CalendarDate?

  /// - Parameter amount: what is to be paid in yen; negative when money goes back.
  init(_ stated: PaymentStatement, amount: Int64, rules: PaymentRules?) {
    var stated = stated
    let inMethod = stated.method.flatMap { rules?.meaning(ofStatus: $0) }
    if let inMethod, inMethod != .drawn {
      let meaning = stated.status.flatMap { rules?.meaning(ofStatus: $0) }
      // A word of a state stands in the field of the method: it moves where it does not contradict what stands there.
      if stated.status == nil || meaning == inMethod {
        stated.status = stated.status ?? stated.method
        stated.method = nil
      }
    }
    let meaning = stated.status.flatMap { rules?.meaning(ofStatus: $0) }
    let words = stated.method ?? (meaning == .drawn ? stated.status : nil)
    let day = stated.paidOn
    let ownDay = day.flatMap { day in stated.changedOn.map { day < $0 } ?? false ? nil : day }
    if amount == 0 {
      state = .nothing
    } else if amount < 0 {
      state = Self.refundState(stated.status, meaning)
    } else if Self.contradicts(stated.method, meaning, rules) {
      state = .other
    } else {
      let way = words.map { rules?.meaning(ofMethod: $0) ?? nil } ?? .paidIn
      state = Self.premiumState(stated.status, meaning, way, isPaid: ownDay != nil, hasPaymentDay: day != nil)
    }
    status = stated.status
    // Of a state that is not understood all fields are printed as they stand.
    method = state == .other ? stated.method : words
    paidOn = state == .other && stated.status != nil ? day : ownDay
  }

  /// Whether the text of 納付方法 speaks of another state than that of 納付状況, or of a doubtful one.
  private static func contradicts(
    _ method: String?, _ meaning: PaymentRules.Meaning?, _ rules: PaymentRules?
  ) -> Bool {
    guard let method, let rules else { return false }
    guard let states = rules.states(inMethod: method) else { return true }
    return states.contains { $0 != meaning }
  }

  /// What is known of a premium that is asked for.
  ///
  /// - Parameters:
  ///   - isPaid: whether it has a day of payment.
  ///   - hasPaymentDay: whether the record has one at all, be it that of an earlier premium.
  private static func premiumState(
    _ status: String?, _ meaning: PaymentRules.Meaning?, _ way: PaymentRules.Method?, isPaid: Bool, hasPaymentDay: Bool
  ) -> PaymentState {
    switch meaning {
    // A day before the change tells that an earlier premium was paid, and nothing of the difference.
    case .paid where hasPaymentDay && !isPaid: .other
    case .paid: .settled
    // It was to be drawn, and there is a day on which that was done.
    case .drawn where isPaid: .settled
    case .drawn where !hasPaymentDay && way == .drawn: .drawn
    case nil where status == nil && isPaid: .settled
    case .open where !hasPaymentDay, nil where status == nil && !hasPaymentDay:
      switch way {
      case .drawn: .drawn
      case .paidIn: .open
      case nil: .other
      }
    case .open, .drawn, .returned, .toReturn, nil: .other
    }
  }

  /// Of money that goes back, a word about payment speaks of the premium that was paid before.
  private static func refundState(_ status: String?, _ meaning: PaymentRules.Meaning?) -> PaymentState {
    switch meaning {
    case .returned: .refunded
    case .toReturn, .paid, .drawn, .open: .refund
    case nil: status == nil ? .refund : .other
    }
  }
}

extension Certificate {
  /// What the record says of the payment.
  var paymentStatement: PaymentStatement {
    PaymentStatement(
      status: text("payment.status"), method: text("payment.method"), paidOn: date("payment.paidOn"),
      changedOn: amendment?.on)
  }

  /// The record's own text at a path.
  fileprivate func text(_ path: String) -> String? {
    guard case .text(let text)? = values[FieldKey(path)] else { return nil }
    return text
  }

  /// The record's own day at a path.
  fileprivate func date(_ path: String) -> CalendarDate? {
    guard case .date(let date)? = values[FieldKey(path)] else { return nil }
    return date
  }
}
