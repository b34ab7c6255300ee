import Diagnostics
import Fields
import Forms
import Messages
import Surety

// A message of a run: the text that its form fills becomes the bytes of a mail. Nothing is sent.

extension PaperMaker {
  /// The message as the bytes of an `.eml` file.
  ///
  /// - Parameters:
  ///   - contract: what its Message-ID is made of, with the id and the day.
  ///   - day: of issue, which is the message's date.
  func makeMessage(
    _ form: Form, contract: String, values: ValueTree, row: RawRow, issuedOn day: CalendarDate
  ) throws(Fault) -> IssuedFile? {
    var values = values
    if !values.hasIssue { values.setIssue(.preview) }
    guard let filled = form.fillMessage(values) else { return nil }
    var problems: [Diagnostic] = []
    let from = mailbox(filled.from, row, &problems)
    let to = mailbox(filled.to, row, &problems)
    guard let from, let to else { throw .refused(DiagnosticError(problems)) }
    let identifiers = values.messageIdentifiers(contract: contract, form: form.id, day: day)
    let message = MailMessage(
      from: from, to: to, subject: filled.subject, date: MailDate(year: day.year, month: day.month, day: day.day),
      identifier: identifiers.own, replaced: identifiers.replaced, text: filled.text)
    var file = IssuedFile(
      document: form.id, form: form.id, formEdition: form.edition, holdsSecret: false, bytes: message.bytes, pages: 0,
      step: 0, fits: [])
    file.fileExtension = OutputDocument.messageExtension
    return file
  }

  private func mailbox(_ stated: FilledMessage.Mailbox, _ row: RawRow, _ problems: inout [Diagnostic]) -> MailAddress? {
    if let text = stated.address, let address = WrittenForm.mail.normalized(text) {
      return MailAddress(address, name: stated.name)
    }
    var location = row[stated.field]?.location ?? row.location
    location.field = stated.field
    problems.append(.noAddress(stated.address, at: location, isRule: Catalogue.isIssuerValue(stated.field)))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func noAddress(_ text: String?, at location: SourceLocation, isRule: Bool) -> Diagnostic {
    .error(
      "paper.mail.address", at: location,
      text.map {
        LocalizedText(
          "\(Echo.quoted($0))は電子メールのアドレスではないので、お知らせのメールを作れません。",
          "\(Echo.quoted($0)) is no mail address, so that no message can be made.")
      }
        ?? LocalizedText("電子メールのアドレスがないので、お知らせのメールを作れません。", "There is no mail address, so that no message can be made."),
      advice: isRule
        ? LocalizedText(
          "Rules/issuer.jsonのemailに差出人のアドレスを書いてください。", "Give the sender's address as email in Rules/issuer.json.")
        : LocalizedText("受注者メールアドレスを記録に書いてください。", "State 受注者メールアドレス in the record."))
  }
}
