import Crypto

/// SHA-256, by which papers, inputs, forms and rules are told apart.
package enum Digest {
  /// Lower-case hexadecimal digits of the digest.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  package static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Digest {
  /// Of bytes that come in pieces.
  ///
  ///     Digest.hexadecimal { font.readThrough($0) }
  package static func hexadecimal(reading pieces: ((UnsafeRawBufferPointer) -> Void) -> Void) -> String {
    var hash = SHA256()
    pieces { hash.update(bufferPointer: $0) }
    return hexadecimal(hash.finalize())
  }

  /// Of a file's bytes, in memory that does not grow with it.
  package static func hexadecimal(ofFileAt path: String) throws(FileFault) -> String {
    let file = try LineFile(path)
    var hash = SHA256()
    while true {
      let piece = try file.bytes(1 << 16)
      if piece.isEmpty { return hexadecimal(hash.finalize()) }
      hash.update(data: piece)
    }
  }
}
