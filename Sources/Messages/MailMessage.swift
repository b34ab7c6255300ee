/// A mail message of plain text, as the bytes of a file that a mail program takes over (`.eml`).
///
/// It follows RFC 5322 (message), RFC 2045 (MIME) and RFC 2047 (header fields that are not ASCII). Bytes depend on its
/// values alone: the same message is the same file on every run.
///
/// ```
/// MailMessage(
///   from: MailAddress("denshi@ishizue.example", name: "礎建設保証株式会社"), to: …, subject: "電子証書・認証キー登録のお知らせ",
///   on: MailDate(year: 2025, month: 6, day: 20), identifier: "44-07-0012345-00", text: "株式会社かささぎ組　御中\n…")
/// ```
package struct MailMessage: Sendable, Hashable {
  package var from: MailAddress
  package var to: MailAddress
  package var subject: String
  package var date: MailDate
  /// What is before the @ of its Message-ID, in ASCII; the domain is that of `from`.
  package var identifier: String
  /// The same of the message that this one replaces; nil for none.
  package var replaced: String?
  /// Lines parted by `\n`.
  package var text: String

  package init(
    from: MailAddress, to: MailAddress, subject: String, date: MailDate, identifier: String, replaced: String? = nil,
    text: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.identifier = identifier
    self.replaced = replaced
    self.text = text
  }

  /// The message with its header, every line ended by CR LF.
  package var bytes: [UInt8] {
    // RFC 5322, 3.6.4: mail programs show the message with the one that it answers.
    let thread = replaced.map { ["In-Reply-To: <\($0)@\(from.domain)>", "References: <\($0)@\(from.domain)>"] } ?? []
    let header =
      [
        "From: " + from.field(after: "From: ".utf8.count),
        "To: " + to.field(after: "To: ".utf8.count),
        "Subject: " + HeaderText.field(subject, after: "Subject: ".utf8.count),
        "Date: \(date.field)",
        "Message-ID: <\(identifier)@\(from.domain)>",
      ] + thread + [
        // RFC 3834: nobody's absence note is to answer it.
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Language: ja",
        "Content-Transfer-Encoding: base64",
        "",
      ]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let body = Base64.text(of: Array((lines.hasSuffix("\r\n") ? lines : lines + "\r\n").utf8))
    return Array((header + Base64.lines(of: body)).joined(separator: "\r\n").utf8) + Array("\r\n".utf8)
  }
}

/// A mailbox: an address (RFC 5321) with the name of who has it.
package struct MailAddress: Sendable, Hashable {
  package let address: String
  package let name: String

  /// - Parameter address: one that was judged to be a mail address (`WrittenForm.mail`): one @, and all of it ASCII
  ///   without white space.
  package init(_ address: String, name: String) {
    self.address = address
    self.name = name
  }

  var domain: String { String(address.split(separator: "@").last ?? "") }

  /// The mailbox as a header field holds it, folded.
  ///
  /// - Parameter used: characters of the line that the field's name takes.
  func field(after used: Int) -> String {
    if name.isEmpty { return written }
    return "\(HeaderText.phrase(name, after: used))\r\n <\(written)>"
  }

  /// The address in RFC 5322: a name with dots at its ends or in pairs, as some carriers gave them out, is quoted.
  private var written: String {
    let parts = address.split(separator: "@")
    let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return atoms.contains("") ? "\"\(parts[0])\"@\(parts[1])" : address
  }
}

/// The day of a message, at nine in the morning in Japan: a fixed hour, so that the same day gives the same bytes.
package struct MailDate: Sendable, Hashable {
  private let year: Int
  private let month: Int
  private let day: Int

  package init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// `Fri, 20 Jun 2025 09:00:00 +0900`
  var field: String {
    let digits = String(year)
    let name = Self.months.indices.contains(month - 1) ? Self.months[month - 1] : "Jan"
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(Self.weekdays[weekday]), \(day) \(name) \(padded) 09:00:00 +0900"
  }

  /// 0 for Sunday (Sakamoto's method).
  private var weekday: Int {
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = month < 3 ? year - 1 : year
    return (year + year / 4 - year / 100 + year / 400 + offsets[(month + 11) % 12] + day) % 7
  }
}
