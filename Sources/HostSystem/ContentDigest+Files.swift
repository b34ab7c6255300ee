package import Digests

extension ContentDigest {
  /// Of a file's bytes, in memory that does not grow with it.
  package init(ofFileAt path: String) throws(FileFault) {
    let file = try LineFile(path)
    var digest = IncrementalDigest()
    while true {
      let piece = try file.bytes(1 << 16)
      if piece.isEmpty { break }
      digest.update(piece)
    }
    self = digest.finalize()
  }
}
