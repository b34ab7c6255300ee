/// Turns indices into a record's bytes into bytes of the file, where UTF-16 has another measure than the UTF-8 it became.
struct Ruler: Sendable {
  private let bytes: [UInt8]
  private let isTranscoded: Bool
  private var index = 0
  private var width: Int

  /// - Parameter origin: where in the file the record begins.
  init(_ bytes: [UInt8], origin: Int, encoding: TextEncoding) {
    self.bytes = bytes
    isTranscoded = encoding != encoding.inner
    width = origin
  }

  /// Where in the file the byte at `index` came from. Quick when asked in rising order.
  mutating func offset(of wanted: Int) -> Int {
    guard isTranscoded else { return width + wanted }
    if wanted < index {
      width -= UTF16Transcoder.width(ofTranscoded: bytes[wanted..<index])
    } else {
      width += UTF16Transcoder.width(ofTranscoded: bytes[index..<wanted])
    }
    index = wanted
    return width
  }
}
