import Digests
import Typesetting

extension ContentDigest {
  /// Of a font's bytes, whose memory is let go of while it is read.
  init(of font: FontBytes) {
    var digest = IncrementalDigest()
    font.readThrough { digest.update($0) }
    self = digest.finalize()
  }

  /// Of a file's bytes, in memory that does not grow with it.
  init(ofFileAt path: String) throws(FileFault) {
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
