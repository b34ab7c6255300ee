import Fields

/// Whether the premium, or what a change added to it, is paid: the word by which the forms choose their sentence
/// (`payment.state`).
///
/// A record states it in words of the house's own (納付状況, 納付方法). The words listed here are understood. Another word
/// is printed as it stands, beside the other facts, and nothing is concluded from it.
enum PaymentState: String {
  case settled = "領収済み"
  /// Not yet paid, and drawn from the contractor's account, so that there is nothing to transfer.
  case drawn = "口座振替"
  case open = "未納"
  case refund = "返還"
  /// There is nothing to pay, because the amount is nought.
  case nothing = "なし"
  /// The record's word for the state is not known.
  case other = "その他"

  private static let settledWords: Set = [
    "領収済み", "領収済", "収納済み", "収納済", "入金済み", "入金済", "納付済み", "納付済", "納入済み", "納入済", "支払済み", "支払済", "支払い済み", "完納",
  ]
  private static let openWords: Set = ["未収", "未領収", "未収納", "未入金", "未納", "未納付", "未払", "未払い", "請求中", "請求済み", "請求済"]
  private static let drawnMethods: Set = ["口座振替", "口座引落", "口座引き落とし", "自動引落", "自動引き落とし", "自動振替"]

  init(_ certificate: Certificate, premium: Premium) {
    let amount = premium.difference ?? premium.now.amount
    let status = certificate.text("payment.status")
    let isPaid = status.map(Self.settledWords.contains) ?? (certificate.values[FieldKey("payment.paidOn")] != nil)
    if amount <= 0 {
      self = amount < 0 ? .refund : .nothing
    } else if isPaid {
      self = .settled
    } else if let status, !Self.openWords.contains(status) {
      self = .other
    } else {
      self = Self.drawnMethods.contains(certificate.text("payment.method") ?? "") ? .drawn : .open
    }
  }
}

extension Certificate {
  /// The record's own text at a path.
  fileprivate func text(_ path: String) -> String? {
    guard case .text(let text)? = values[FieldKey(path)] else { return nil }
    return text
  }
}
