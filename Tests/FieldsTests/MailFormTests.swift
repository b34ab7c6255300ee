import Fields
import Testing

@Suite("Mail addresses") struct MailFormTests {
  @Test(
    "are told from what is none",
    arguments: [
      ("keiri@kasasagi.example", true), ("a.b+c@d-e.example", true), ("keiri", false), ("keiri@", false),
      ("@kasasagi.example", false), ("a@b", false), ("a..b@c.example", true), (".a@c.example", false),
      ("a@b@c.example", false), ("経理@kasasagi.example", false), ("a@-b.example", false), ("a@b..example", false),
      ("a b@c.example", false), ("a@c.example\r\nBcc: x@y.example", false), ("", false), ("a@1.2.3.4", false),
      ("a@4.example", true), (String(repeating: "a", count: 65) + "@c.example", false),
      ("a@" + String(repeating: "b", count: 64) + ".example", false),
    ])
  func form(text: String, isAddress: Bool) {
    #expect((WrittenForm.mail.normalized(text) != nil) == isAddress)
  }
}
