import Diagnostics
import Fields
import Rules

/// Checks of postal codes at the front of addresses. Papers print 〒 and 受注者郵便番号 before the contractor's address, so a
/// code that stands in the address besides is taken off it, or judged as that field is.
extension CheckTable {
  /// 住所: the contractor's, and those of the members.
  static let addressChecks: [Check] = [
    Check("record.postalCode.address") { context in
      guard let rule = context.rules.issuer.checks?.forms.first(where: { $0.fields.contains("contractor.postalCode") }),
        context.isInForce(rule.provenance)
      else { return [] }
      return context.texts.compactMap { key, cell, text in
        guard let head = AddressHead(text), key.path.hasSuffix(".address") else { return nil }
        let given = key.member == nil ? context.row.text("contractor.postalCode").flatMap(rule.form.normalized) : nil
        let heading = LocalizedText(context.heading(key), key.path)
        guard let finding = head.finding(heading, in: text, given: given) else { return nil }
        return Diagnostic(
          finding.isFault ? rule.severity : .note, "record.postalCode.address", at: cell.location, finding.summary,
          advice: finding.advice)
      }
    }
  ]
}

extension AddressHead {
  fileprivate typealias Finding = (isFault: Bool, summary: LocalizedText, advice: LocalizedText?)

  /// What is to be said of the code in an address; nil when it is printed as it stands.
  ///
  /// - Parameter given: 受注者郵便番号, when the record gives one.
  fileprivate func finding(_ heading: LocalizedText, in text: String, given: String?) -> Finding? {
    let shown = Echo.quoted(text)
    if rest.isEmpty {
      return (
        true,
        LocalizedText("\(heading.japanese)\(shown)は郵便番号だけです。", "\(heading.english) \(shown) is a postal code alone."),
        LocalizedText("住所を書いてください。", "Write the address.")
      )
    }
    guard let code = code?.printed else {
      if digits == 0, given != nil { return (false, Self.taken(heading, "〒"), nil) }
      return (
        true,
        LocalizedText(
          "\(heading.japanese)\(shown)の初めは、郵便番号（数字7桁）として読めません。数字が\(digits)桁です。",
          "\(heading.english) \(shown) begins with no postal code of seven digits: it has \(digits)."),
        LocalizedText(
          "先頭の0が失われていないか確かめ、879-0000 のように書くか、除いてください。", "Look for a lost zero; write it like 879-0000, or take it off.")
      )
    }
    guard let given else {
      let printed = AddressHead.printed(text, postalCode: nil)
      if printed.unicodeScalars.elementsEqual(text.unicodeScalars) { return nil }
      return (
        false,
        LocalizedText(
          "\(heading.japanese)の初めの郵便番号は、〒\(code)と印字します。",
          "The postal code in \(heading.english) is printed as 〒\(code)."), nil
      )
    }
    if code == given { return (false, Self.taken(heading, code), nil) }
    return (
      true,
      LocalizedText(
        "\(heading.japanese)の初めの郵便番号\(code)が、受注者郵便番号\(given)と違います。",
        "The address begins with the postal code \(code), but \(given) is given."),
      LocalizedText("どちらが正しいか確かめて、住所からは除いてください。", "Find out which is right, and take it off the address.")
    )
  }

  private static func taken(_ heading: LocalizedText, _ part: String) -> LocalizedText {
    LocalizedText(
      "郵便番号は紙面で住所の前に付けるので、\(heading.japanese)の初めの\(part)は除きました。",
      "The papers set the postal code before the address; the one in \(heading.english) was taken off.")
  }
}
