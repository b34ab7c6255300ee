import Crypto
package import Foundation

/// SHA-256 of some bytes, by which the register knows contents: records, forms, rules, fonts, papers.
package struct ContentDigest: Sendable, Hashable {
  /// Length in bytes.
  package static let length = 32

  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of `bytes`.
  package init(of bytes: some Sequence<UInt8>) {
    var hash = SHA256()
    if bytes.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
      hash.update(data: Array(bytes))
    }
    self.init(hash.finalize())
  }

  /// The digest of the UTF-8 bytes of `text`.
  package init(of text: String) {
    self.init(of: text.utf8)
  }

  init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes(Self.words)
  }

  /// From the bytes of a digest; nil unless there are 32.
  package init?(_ data: Data) {
    guard data.count == Self.length else { return nil }
    words = data.withUnsafeBytes(Self.words)
  }

  /// From 64 hexadecimal digits of either case; nil for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
    self.init(Data(bytes))
  }

  private static func words(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
    func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
    return (word(0), word(1), word(2), word(3))
  }

  package var data: Data { withUnsafeBytes(of: words) { Data($0) } }

  func withBytes(_ use: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeBytes(of: words, use)
  }

  /// 64 lower-case hexadecimal digits, as manifests print digests.
  package var hexadecimal: String { withUnsafeBytes(of: words) { Hexadecimal.text(of: $0) } }

  package static func == (a: ContentDigest, b: ContentDigest) -> Bool { a.words == b.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
  }
}
