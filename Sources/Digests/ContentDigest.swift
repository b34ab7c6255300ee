import Crypto

/// SHA-256 (FIPS 180-4) of some bytes. Papers, records, forms, rules and fonts are known by it throughout the program.
///
/// ```
/// ContentDigest(of: "abc").hexadecimal               // "ba7816bf8f01cfea…f20015ad", 64 digits
/// ContentDigest(hexadecimal: "ba7816bf…f20015ad")    // the same digest; nil unless there are 64 digits
/// ```
package struct ContentDigest: Sendable, Hashable {
  /// Length of a digest in bytes.
  package static let length = 32

  /// The 32 bytes as four words in the order of memory: a tuple needs no allocation, an array would.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of `bytes`.
  @inlinable
  package init(of bytes: some Sequence<UInt8>) {
    if let digest = bytes.withContiguousStorageIfAvailable({ ContentDigest(ofBuffer: UnsafeRawBufferPointer($0)) }) {
      self = digest
    } else {
      self = Array(bytes).withUnsafeBytes { ContentDigest(ofBuffer: $0) }
    }
  }

  /// The digest of the UTF-8 bytes of `text`.
  package init(of text: String) {
    self.init(of: text.utf8)
  }

  @usableFromInline
  package init(ofBuffer buffer: UnsafeRawBufferPointer) {
    var hash = IncrementalDigest()
    hash.update(buffer)
    self = hash.finalize()
  }

  /// The 32 bytes of a digest that was kept; nil for any other number of bytes.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.length else { return nil }
    func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
    words = (word(0), word(1), word(2), word(3))
  }

  /// From 64 hexadecimal digits of either case; nil for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    guard let digest = Hexadecimal.bytes(of: text)?.withUnsafeBytes({ ContentDigest(bytes: $0) }) else { return nil }
    self = digest
  }

  fileprivate init(_ digest: SHA256.Digest) {
    func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
    }
    words = digest.withUnsafeBytes { (word($0, 0), word($0, 1), word($0, 2), word($0, 3)) }
  }

  package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// 64 lower-case hexadecimal digits, as manifests and `sha256sum` print digests.
  package var hexadecimal: String { withUnsafeBytes { Hexadecimal.text(of: $0) } }

  /// The first 16 bytes, for tables that hold one entry a record.
  package var prefix: DigestPrefix { DigestPrefix(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1)) }

  package func withUnsafeBytes<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, use)
  }

  package static func == (a: ContentDigest, b: ContentDigest) -> Bool { a.words == b.words }

  /// Any eight bytes of a digest are as good a hash as all of them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
  }
}

/// A digest of bytes that come piece by piece, such as those of a file that should not stand in memory as a whole.
///
/// ```
/// var digest = IncrementalDigest()
/// while let piece = try reader.next() { digest.update(piece) }
/// let whole = digest.finalize()
/// ```
package struct IncrementalDigest: Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// The digest of everything so far; more may be added afterwards.
  package func finalize() -> ContentDigest {
    ContentDigest(hash.finalize())
  }
}

/// The first half of a SHA-256, for lists with an entry for every record or paper of a run: it takes half the memory
/// of the whole digest. Its 128 bits are enough, because no two different contents can be expected to share them.
///
/// ```
/// DigestPrefix(of: "abc").high    // 0xBA78_16BF_8F01_CFEA: the first eight bytes as a big-endian number
/// ```
package struct DigestPrefix: Sendable, Hashable, Comparable {
  /// Bytes 0 to 7 as a big-endian number, so that the order of prefixes is the order of their hexadecimal digits.
  package let high: UInt64
  /// Bytes 8 to 15 in the same way.
  package let low: UInt64

  @inlinable
  init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// Of the digest of the UTF-8 bytes of `text`.
  package init(of text: String) {
    self = ContentDigest(of: text).prefix
  }

  @inlinable
  package static func < (a: DigestPrefix, b: DigestPrefix) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
