import Crypto

/// The bytes over which a digest of several values goes: each value as a netstring, `LENGTH:BYTES,` with the length in decimal digits, a
/// missing one as `-,`. No two lists of values give the same bytes, and any language can build them.
struct ChainInput {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(768)
  }

  mutating func add(_ text: String?) {
    guard var text else { return addMissing() }
    text.withUTF8 { utf8 in
      addLength(utf8.count)
      bytes.append(contentsOf: utf8)
    }
    bytes.append(UInt8(ascii: ","))
  }

  /// A number as its decimal digits.
  mutating func add(_ number: Int64?) {
    add(number.map(String.init))
  }

  mutating func add(_ number: Int) {
    add(Int64(number))
  }

  /// A digest as its 32 bytes.
  mutating func add(_ digest: ContentDigest?) {
    guard let digest else { return addMissing() }
    addLength(ContentDigest.length)
    digest.withBytes { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func addLength(_ length: Int) {
    bytes.append(contentsOf: String(length).utf8)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func addMissing() {
    bytes.append(UInt8(ascii: "-"))
    bytes.append(UInt8(ascii: ","))
  }

  var digest: ContentDigest { ContentDigest(of: bytes) }
}
