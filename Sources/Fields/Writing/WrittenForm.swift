package import Diagnostics

/// The form in which a postal code, a telephone number or a mail address is written.
///
/// ```
/// WrittenForm.postalCode.normalized("〒８７９－００００")     // 879-0000
/// WrittenForm.postalCode.normalized("60001")             // nil: a zero was probably lost
/// WrittenForm.telephone.normalized("097(000)0000")       // 097(000)0000
/// WrittenForm.mail.normalized("keiri＠kasasagi.example")  // keiri@kasasagi.example
/// ```
package enum WrittenForm: String, Sendable, Hashable, CaseIterable {
  /// 郵便番号: seven digits, printed as 879-0000. The forms print 〒 themselves. None begins with 000.
  case postalCode
  /// 電話番号: ten or eleven digits that begin with 0, or +81 and one digit less. Between them may stand hyphens,
  /// brackets and spaces; behind them a note such as （代表） or 内線 123.
  case telephone
  /// 電子メール: a mail address in ASCII (`MailAddressForm`).
  case mail

  /// The text in the form in which it is printed; nil when it is not of this form.
  ///
  /// A postal code and a mail address have one form each. A telephone number is kept as it stands,
  /// because how its digits are grouped is known only where it is assigned.
  package func normalized(_ text: String) -> String? {
    let folded = Array(WidthFolding.folded(text).trimmed())
    switch self {
    case .postalCode: return PostalCode(folded)?.printed
    case .telephone: return Self.isTelephone(folded) ? text : nil
    case .mail: return MailAddressForm.isAddress(folded) ? String(scalars: folded) : nil
    }
  }

  // MARK: Telephone

  private static func isTelephone(_ folded: [Unicode.Scalar]) -> Bool {
    var digits: [Unicode.Scalar] = []
    let isInternational = folded.starts(with: "+81".unicodeScalars)
    var rest = folded.dropFirst(isInternational ? 3 : 0)
    while let scalar = rest.first, digits.count < 11 {
      if ASCIIDigits.value(of: scalar) != nil {
        digits.append(scalar)
      } else if !["-", "(", ")", " ", "."].contains(scalar) {
        break
      }
      rest = rest.dropFirst()
    }
    // What follows the number is a note, not a further digit: 097-000-0000（代表）.
    guard rest.allSatisfy({ ASCIIDigits.value(of: $0) == nil }) || rest.starts(with: "内線".unicodeScalars) else {
      return false
    }
    // With the country's code the first 0 is left out, or stands in brackets: +81 (0)97-000-0000.
    if isInternational { return (9...10).contains(digits.count) || digits.first == "0" && digits.count <= 11 }
    return (10...11).contains(digits.count) && digits.first == "0"
  }
}

extension WrittenForm {
  /// What is said of a text that is not of the form: the sentence's end, and the advice.
  package func refusal(of text: String) -> (summary: LocalizedText, advice: LocalizedText) {
    switch self {
    case .postalCode:
      let digits = WidthFolding.folded(text).count { ASCIIDigits.value(of: $0) != nil }
      let wanted = LocalizedText("郵便番号（数字7桁）として読めません", "is no postal code of seven digits")
      if (4...6).contains(digits) {
        return (
          LocalizedText("\(wanted.japanese)。数字が\(digits)桁しかありません", "\(wanted.english): it has \(digits)"),
          LocalizedText(
            "先頭の0が失われていないか確かめ、文字列の 060-0001 のように書いてください。",
            "A spreadsheet may have eaten a zero at the start: write it as a text like 060-0001.")
        )
      }
      if digits == 7 {
        return (
          wanted,
          LocalizedText("000で始まる郵便番号はありません。879-0000 のように書いてください。", "None begins with 000. Write it like 879-0000.")
        )
      }
      return (wanted, LocalizedText("879-0000 のように書いてください。", "Write it like 879-0000."))
    case .telephone:
      return (
        LocalizedText(
          "電話番号（0で始まる10桁又は11桁）として読めません", "is no telephone number of ten or eleven digits that begin with 0"),
        LocalizedText("先頭の0が失われていないか確かめ、097-000-0000 のように書いてください。", "Look for a lost zero; write it like 097-000-0000.")
      )
    case .mail:
      return (
        LocalizedText("電子メールのアドレスとして読めません", "is no mail address"),
        LocalizedText("keiri@kasasagi.example のように書いてください。", "Write it like keiri@kasasagi.example.")
      )
    }
  }
}
