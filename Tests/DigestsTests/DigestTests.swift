import Digests
import Testing

@Suite struct DigestTests {
  /// The first two are those of FIPS 180-4.
  static let vectors: [(text: String, digest: String)] = [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ]

  @Test(arguments: vectors) func `a digest is the SHA-256 of the bytes, however they come`(
    _ vector: (text: String, digest: String)
  ) {
    let bytes = Array(vector.text.utf8)
    var pieces = IncrementalDigest()
    for byte in bytes { pieces.update([byte]) }
    for digest in [
      ContentDigest(of: vector.text), ContentDigest(of: bytes), ContentDigest(of: bytes.lazy.map { $0 }),
      pieces.finalize(),
    ] {
      #expect(digest.hexadecimal == vector.digest)
    }
  }

  @Test func `a digest comes back from its digits of either case and from its bytes`() {
    let digest = ContentDigest(of: "第1号")
    #expect(ContentDigest(hexadecimal: digest.hexadecimal) == digest)
    #expect(ContentDigest(hexadecimal: digest.hexadecimal.uppercased()) == digest)
    #expect(digest.bytes.withUnsafeBytes { ContentDigest(bytes: $0) } == digest)
    #expect(digest.bytes.count == ContentDigest.length)
    for text in ["", "0", String(digest.hexadecimal.dropLast()), digest.hexadecimal + "00", "xy" + digest.hexadecimal] {
      #expect(ContentDigest(hexadecimal: text) == nil, "\(text)")
    }
    #expect([UInt8](repeating: 0, count: 31).withUnsafeBytes { ContentDigest(bytes: $0) } == nil)
  }

  @Test func `a prefix is the first half of the digest, and in its order`() {
    let prefix = DigestPrefix(of: "abc")
    #expect(prefix.high == 0xBA78_16BF_8F01_CFEA && prefix.low == 0x4141_40DE_5DAE_2223)
    let texts = (0..<100).map(String.init)
    #expect(
      texts.sorted { DigestPrefix(of: $0) < DigestPrefix(of: $1) }
        == texts.sorted { ContentDigest(of: $0).hexadecimal < ContentDigest(of: $1).hexadecimal })
  }

  static let digits: [(text: String, bytes: [UInt8]?)] = [
    ("", []), ("00", [0]), ("0aF9", [0x0A, 0xF9]), ("0", nil), ("0g", nil), ("+1", nil), ("０１", nil), (" 1", nil),
  ]

  @Test(arguments: digits) func `hexadecimal digits are two a byte and nothing else`(
    _ row: (text: String, bytes: [UInt8]?)
  ) {
    #expect(Hexadecimal.bytes(of: row.text) == row.bytes)
    if let bytes = row.bytes { #expect(Hexadecimal.text(of: bytes) == row.text.lowercased()) }
  }
}
