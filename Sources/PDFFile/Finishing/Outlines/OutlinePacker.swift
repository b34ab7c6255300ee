/// Writes the fonts of papers into them, packed glyph by glyph, each outline once for all papers of a worker.
///
/// Nine tenths of an embedded font are outlines, the same few thousand in every paper of a batch. Their bits are found once, by one
/// code for all fonts, and then only strung together: a tenth of what packing costs, for a tenth more bytes of fonts. What is written
/// depends on the font and its original alone, not on what was packed before.
package final class OutlinePacker {
  private let code = OutlineCode.shared
  private let original: (UInt32) -> [UInt8]?
  // Touched for every outline and never from inside an access, which therefore is not checked at run time.
  @exclusivity(unchecked) private var outlines = PackedOutlines()
  @exclusivity(unchecked) private var entries: [PackedOutlines.Entry] = []

  /// - Parameter original: the outline behind a key of a stand-in, as a font has it; empty for a glyph that shows nothing, nil when
  ///   there is no such glyph. The key's upper half is the face, its lower half the glyph.
  package init(original: @escaping (UInt32) -> [UInt8]? = { _ in nil }) {
    self.original = original
  }

  /// The font that a stand-in stands for: the zlib stream (RFC 1950) of its file, and the bytes of that file.
  func packed(_ font: StandInFile) throws(PDFFault) -> (data: [UInt8], length: Int) {
    entries.removeAll(keepingCapacity: true)
    var (bits, bytes) = (0, 0)
    for key in font.keys {
      let entry = if let known = outlines[key] { known } else { try newEntry(key) }
      entries.append(entry)
      bits += entry.bitCount
      bytes += entry.byteCount
    }
    let file = EmbeddedFont(font, outlines: entries)
    let rest = file.before.count + file.after.count
    var check = Adler32()
    check.add(file.before)
    for entry in entries { check.add(entry.check) }
    check.add(file.after)
    let room = 2 + (bits + (rest + 1) * 15 + code.header.count * 15) / 8 + 4 + 16
    let data = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      guard let start = UnsafeMutableRawBufferPointer(output).baseAddress else { return }
      // Deflate, window of 32 KB, quickest (RFC 1950 2.2).
      start.storeBytes(of: 0x78, as: UInt8.self)
      start.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
      var writer = BitWriter(start + 2)
      for bits in code.header { writer.write(bits) }
      file.before.withUnsafeBytes { writer.write($0, by: code) }
      outlines.withWords { words in
        for entry in entries {
          writer.write(UnsafeBufferPointer(rebasing: words[entry.words]), bitCount: entry.bitCount)
        }
      }
      file.after.withUnsafeBytes { writer.write($0, by: code) }
      writer.write(code.end)
      writer.end()
      (start + 2).storeBytes(of: check.value.bigEndian, toByteOffset: writer.count, as: UInt32.self)
      count = 2 + writer.count + 4
    }
    return (data, rest + bytes)
  }

  private func newEntry(_ key: UInt32) throws(PDFFault) -> PackedOutlines.Entry {
    guard let outline = original(key) else {
      throw PDFFault(.unexpected("glyph \(key & 0xFFFF) of face \(key >> 16)"), at: 0)
    }
    return outlines.add(key, outline, code: code)
  }
}
