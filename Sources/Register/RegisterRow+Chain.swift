import Digests

/// The chain: each row has a digest that goes over the digest of the row before it and over its own values, so that no
/// row before the last can be altered, removed, inserted or moved without showing. Documentation/register.md describes
/// the bytes for a check in another language.
extension RegisterRow {
  /// What stands in the place of a digest before the first row.
  static let chainStart = ContentDigest(of: "shosho register 1")

  /// The chain digest that this row must have after a row with the digest `previous`. The order of the values is part
  /// of the file format. `state` and `endedBy` are left out: they change when later rows are added, and follow from
  /// those.
  ///
  /// - Parameter key: the keyed digest of the authentication key in the record.
  func chainDigest(after previous: ContentDigest, key: ContentDigest?) -> ContentDigest {
    var input = DigestInput()
    input.append(previous)
    input.append(sequence)
    input.append(action.rawValue)
    input.append(target)
    input.append(identity.number)
    input.append(identity.change)
    input.append(identity.document)
    input.append(recordedAt)
    input.append(run)
    input.append(mark)
    input.append(reason)
    input.append(by)
    if let paper {
      input.append(paper.form)
      input.append(paper.edition)
      input.append(paper.formDigest)
      input.append(paper.recordDigest)
      input.append(key)
      input.append(paper.configuration)
      input.append(paper.rulesDigest)
      input.append(paper.fontsDigest)
      input.append(paper.format)
      input.append(paper.issuedOn)
      input.append(paper.path)
      input.append(paper.digest)
      input.append(paper.bytes)
      input.append(paper.pages)
      // The packaging is left out for a plain paper. Old rows were written before there was any other packaging, and
      // their digests must stay what they were.
      if paper.packaging != FilePackaging() {
        input.append(paper.packaging.hasRecord ? 1 : 0)
        input.append(paper.packaging.unencrypted)
      }
    }
    return input.digest
  }
}

/// Several values as the bytes over which one digest goes: each value as a netstring, `LENGTH:BYTES,` with the length
/// in decimal digits, and a missing value as `-,`. No two lists of values give the same bytes, and any language can
/// build them.
///
/// ```
/// var input = DigestInput()
/// input.append("第1号"); input.append(Int64?.none); input.append(20)    // "7:第1号,-,2:20,"
/// ```
struct DigestInput {
  private(set) var bytes: [UInt8] = []

  /// With room for a usual row: eight digests of 36 bytes, and some twenty short texts and numbers.
  init() {
    bytes.reserveCapacity(768)
  }

  var digest: ContentDigest { ContentDigest(of: bytes) }

  mutating func append(_ text: String?) {
    guard var text else { return appendMissing() }
    text.withUTF8 { utf8 in
      appendLength(utf8.count)
      bytes.append(contentsOf: utf8)
    }
    bytes.append(UInt8(ascii: ","))
  }

  /// A number as its decimal digits.
  mutating func append(_ number: Int64?) {
    append(number.map(String.init))
  }

  mutating func append(_ number: Int) {
    append(Int64(number))
  }

  /// A digest as its 32 bytes.
  mutating func append(_ digest: ContentDigest?) {
    guard let digest else { return appendMissing() }
    appendLength(ContentDigest.length)
    digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func appendLength(_ length: Int) {
    bytes.append(contentsOf: String(length).utf8)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func appendMissing() {
    bytes.append(UInt8(ascii: "-"))
    bytes.append(UInt8(ascii: ","))
  }
}
