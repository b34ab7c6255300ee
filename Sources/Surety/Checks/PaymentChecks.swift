import Diagnostics
import Fields
import Rules

/// Checks of what a record says of the payment. They only warn: papers print the words as they stand.
extension CheckTable {
  /// 納付状況, 納付方法 and 納付日 that are not understood or contradict each other, so that no paper says whether something
  /// is still to be paid.
  static let paymentChecks: [Check] = [
    Check("record.payment.unclear") { context in
      guard let rules = context.rules.issuer.payments else { return [] }
      let row = context.row
      let stated = PaymentStatement(
        status: row.text("payment.status"), method: row.text("payment.method"), paidOn: row.date("payment.paidOn"),
        changedOn: context.changeCount > 0 ? row.date("amendment.on") : nil)
      let amount = context.premium.map { $0.difference ?? $0.now.amount } ?? 1
      let isUnknown = stated.status.map { rules.meaning(ofStatus: $0) == nil } ?? false
      guard isUnknown || Payment(stated, amount: amount, rules: rules).state == .other else { return [] }
      let fields = [
        ("payment.status", stated.status), ("payment.method", stated.method),
        ("payment.paidOn", stated.paidOn.map(CheckContext.day)),
      ].compactMap { path, text in text.map { (path, "\(context.heading(path))\(Echo.quoted($0))") } }
      let words = fields.map(\.1)
      return [
        context.warning(
          "record.payment.unclear", fields.first?.0 ?? "payment.status",
          LocalizedText(
            "\(words.joined(separator: "、"))から、支払いが残っているかを読み取れません。そのまま印字し、納付期限と振込先は印字しません。",
            "\(words.joined(separator: ", ")) do not tell whether something is still to be paid. They are printed as "
              + "they stand, without due date and bank."),
          advice: LocalizedText(
            "納付状況は領収済み・未収などの語にし、納付方法・納付日と合わせてください。語はRules/issuer.jsonのpaymentsに加えられます。",
            "Use a word such as 領収済み or 未収 that agrees with 納付方法 and 納付日. Words can be added to payments in "
              + "Rules/issuer.json."))
      ]
    }
  ]
}
