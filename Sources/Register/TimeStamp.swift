package import Digests
import Foundation

/// A time stamp by RFC 3161: the word of an authority that a digest was known at a time. The request and the reply go
/// through files; what carries them to the authority is not this program.
///
/// ```
/// let request = TimeStamp.request(for: anchor.digest)    // to a file, for curl or openssl ts
/// TimeStamp(reply: reply)?.imprint == anchor.digest      // the authority has stamped this anchor
/// ```
package struct TimeStamp: Sendable, Hashable {
  /// The reply as it came, in DER (TimeStampResp).
  package let reply: [UInt8]
  /// The SHA-256 that was stamped.
  package let imprint: ContentDigest

  /// A TimeStampReq (RFC 3161, 2.4.1) of version 1 for a SHA-256, which asks for the authority's certificate too.
  package static func request(for digest: ContentDigest) -> [UInt8] {
    let algorithm = DER.sequence(DER.element(0x06, sha256) + DER.element(0x05, []))
    let imprint = DER.sequence(algorithm + DER.element(0x04, digest.withUnsafeBytes { Array($0) }))
    return DER.sequence(DER.element(0x02, [1]) + imprint + DER.element(0x01, [0xFF]))
  }

  /// Reads a TimeStampResp (RFC 3161, 2.4.2): granted, with a token whose TSTInfo has a SHA-256. Nil for anything else.
  /// The authority's signature is not judged here; `openssl ts -verify` does that.
  package init?(reply: [UInt8]) {
    guard let response = DER(reply)?.contents(0x30), let status = response.first?.contents(0x30)?.first,
      status.tag == 0x02, [[0], [1]].contains(Array(status.content)), response.count == 2,
      // ContentInfo: the content's type, and the content itself, explicitly tagged.
      let content = response[1].contents(0x30), content.count == 2,
      let signed = content[1].contents(0xA0)?.first?.contents(0x30), signed.count > 2,
      let encapsulated = signed[2].contents(0x30), encapsulated.count == 2,
      let octets = encapsulated[1].contents(0xA0)?.first, octets.tag == 0x04,
      let info = DER(Array(octets.content))?.contents(0x30), info.count > 2,
      let imprint = info[2].contents(0x30), imprint.count == 2,
      let algorithm = imprint[0].contents(0x30)?.first, algorithm.tag == 0x06, Array(algorithm.content) == Self.sha256,
      imprint[1].tag == 0x04, let digest = ContentDigest(Data(imprint[1].content))
    else { return nil }
    self.reply = reply
    self.imprint = digest
  }

  /// The line of an anchor file.
  package var line: String { #"{"timeStamp":"\#(Data(reply).base64EncodedString())"}"# + "\n" }

  /// The object identifier 2.16.840.1.101.3.4.2.1.
  private static let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
}

/// An element of DER (X.690) with its tag and its content; lengths of up to four bytes.
private struct DER {
  let tag: UInt8
  let content: ArraySlice<UInt8>

  /// The one element that the bytes are; nil when they are none, or more.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard let element = DER(&rest), rest.isEmpty else { return nil }
    self = element
  }

  private init?(_ rest: inout ArraySlice<UInt8>) {
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), rest.count >= count else { return nil }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
    }
    guard rest.count >= length else { return nil }
    (self.tag, content) = (tag, rest.prefix(length))
    rest = rest.dropFirst(length)
  }

  /// The elements inside, when this one has the tag; nil otherwise.
  func contents(_ tag: UInt8) -> [DER]? {
    guard self.tag == tag else { return nil }
    var (rest, elements) = (content, [DER]())
    while !rest.isEmpty {
      guard let element = DER(&rest) else { return nil }
      elements.append(element)
    }
    return elements
  }

  static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

  /// An element with a content of fewer than 128 bytes.
  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }
}
