import Diagnostics
import Fields
import Rules

/// Checks of what a record says of the payment. They only warn: papers print the words as they stand.
extension CheckTable {
  /// 納付状況: words that are not understood, so that no paper says whether something is still to be paid.
  static let paymentChecks: [Check] = [
    Check("record.payment.unclear") { context in
      guard let status = context.row.text("payment.status"), let rules = context.rules.issuer.payments,
        rules.meaning(ofStatus: status) == nil
      else { return [] }
      return [
        context.warning(
          "record.payment.unclear", "payment.status",
          LocalizedText(
            "納付状況\(Echo.quoted(status))の意味が読み取れません。そのまま印字し、納付期限と振込先は印字しません。",
            "The meaning of 納付状況 \(Echo.quoted(status)) is not known. It is printed as it stands, without due date and bank."
          ),
          advice: LocalizedText(
            "領収済み・未収などの語にするか、その語をRules/issuer.jsonのpaymentsに加えてください。",
            "Use a word such as 領収済み or 未収, or add the word to payments in Rules/issuer.json."))
      ]
    }
  ]
}
