import Diagnostics
import Fields
import Testing

@Suite("The authentication key")
struct SecretTests {
  static let text = "7KQM4XHRW2PD9TNC"

  @Test("never prints itself, however it is asked")
  func silent() {
    let secret = Secret(Self.text)
    var dumped = ""
    dump(secret, to: &dumped)
    dump(RawCell(.secret(secret), at: .init(file: "x")), to: &dumped)
    let value = Value.secret(secret)
    for said in [
      "\(secret)", String(describing: secret), String(reflecting: secret), "\(value)", String(reflecting: value),
      dumped,
    ] {
      #expect(!said.contains(Self.text), "\(said)")
      #expect(!said.contains("7KQM"), "\(said)")
    }
  }

  @Test("is known by its mask where it was masked")
  func mask() {
    #expect("\(Secret(Self.text))" == Secret.mask)
    #expect(
      ["＊＊＊＊", "****", "＊＊", " ＊＊　＊＊ "].allSatisfy(Secret.isMask) && !Secret.isMask("") && !Secret.isMask(Self.text))
  }

  @Test("opens where it is asked to")
  func open() {
    #expect(Secret(Self.text).open { $0.count } == 16)
  }
}
