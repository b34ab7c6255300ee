import Foundation
import Testing

@testable import Messages

@Suite("Mail messages")
struct MailMessageTests {
  static func message(name: String = "株式会社かささぎ組", subject: String = "電子証書・認証キー登録のお知らせ（保証契約番号 44-07-0012345-00）") throws
    -> MailMessage
  {
    MailMessage(
      from: MailAddress("denshi@ishizue.example", name: "礎建設保証株式会社"),
      to: MailAddress("keiri@kasasagi.example", name: name), subject: subject,
      date: MailDate(year: 2025, month: 6, day: 20), identifier: "44-07-0012345-00.notification",
      text: "株式会社かささぎ組　御中\n\n髙﨑𠮷")
  }

  static func parts(_ message: MailMessage) -> (header: [String], body: String) {
    let text = String(decoding: message.bytes, as: UTF8.self)
    let halves = text.split(separator: "\r\n\r\n", maxSplits: 1)
    return (halves[0].components(separatedBy: "\r\n"), String(halves[1]))
  }

  @Test("have a header in ASCII of short lines, each encoded word whole")
  func header() throws {
    let long = String(repeating: "髙﨑𠮷株式会社", count: 20)
    let (header, _) = Self.parts(try Self.message(name: long, subject: long))
    for line in header {
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(line)")
      #expect(line.utf8.count <= 76, "\(line)")
    }
    let words = header.joined(separator: "\n").matches(of: #/=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/#)
    let texts = try words.map { String(data: try #require(Data(base64Encoded: String($0.1))), encoding: .utf8) }
    #expect(texts.allSatisfy { $0 != nil })
    #expect(texts.compactMap(\.self).joined() == "礎建設保証株式会社" + long + long)
    #expect(header.contains("Date: Fri, 20 Jun 2025 09:00:00 +0900"))
    #expect(header.contains("Message-ID: <44-07-0012345-00.notification@ishizue.example>"))
  }

  @Test("have a body in Base64 that comes to the text, with CR LF at every line's end")
  func body() throws {
    let (_, body) = Self.parts(try Self.message())
    let lines = body.components(separatedBy: "\r\n")
    #expect(lines.last == "" && lines.allSatisfy { $0.utf8.count <= 76 })
    let data = try #require(Data(base64Encoded: lines.joined()))
    #expect(String(data: data, encoding: .utf8) == "株式会社かささぎ組　御中\r\n\r\n髙﨑𠮷\r\n")
  }

  @Test("an ASCII name stands in quotation marks, and can add no field")
  func names() throws {
    let (header, _) = Self.parts(try Self.message(name: "A \"B\" \\ Co.", subject: "Papers"))
    #expect(header.contains("To: \"A \\\"B\\\" \\\\ Co.\"") && header.contains("Subject: Papers"))
    let (attacked, _) = Self.parts(try Self.message(name: "a\r\nBcc: x@y.example", subject: "b\r\nBcc: x@y.example"))
    #expect(!attacked.contains { $0.hasPrefix("Bcc") })
  }

  @Test("a message that replaces another has an identifier of its own, and names the other one")
  func replaced() throws {
    var message = try Self.message(name: "A", subject: "Papers")
    #expect(!Self.parts(message).0.contains { $0.hasPrefix("In-Reply-To") })
    message.identifier = "x.2"
    message.replaced = "x"
    let (header, _) = Self.parts(message)
    #expect(header.contains("Message-ID: <x.2@ishizue.example>"))
    #expect(header.contains("In-Reply-To: <x@ishizue.example>") && header.contains("References: <x@ishizue.example>"))
  }

  @Test("quote a name with dots in pairs or at its ends", arguments: ["a..b", "keiri."])
  func quoted(name: String) throws {
    #expect(MailAddress("\(name)@c.example", name: "").field(after: 4) == "\"\(name)\"@c.example")
  }

  @Test(
    "know the weekday",
    arguments: [
      ((2024, 2, 29), "Thu, 29 Feb 2024"), ((2025, 1, 1), "Wed, 1 Jan 2025"), ((2026, 12, 31), "Thu, 31 Dec 2026"),
    ])
  func weekdays(day: (Int, Int, Int), text: String) {
    #expect(MailDate(year: day.0, month: day.1, day: day.2).field == text + " 09:00:00 +0900")
  }

  @Test("Base64 is that of RFC 4648", arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar", "𠮷"])
  func base64(text: String) {
    #expect(Base64.text(of: Array(text.utf8)) == Data(text.utf8).base64EncodedString())
  }
}
