import Testing

@testable import HostSystem

@Suite struct DebianReleaseTests {
  static let cases: [(text: String, release: Int?)] = [
    ("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n", 12),
    ("VERSION_ID=13\nID=debian", 13),
    ("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n", nil),
    ("PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n", nil),
    ("", nil),
  ]

  @Test(arguments: cases) func releaseOfOSRelease(text: String, release: Int?) {
    #expect(HostEnvironment.debianRelease(in: text) == release)
  }
}
