import DrawnDocument
import PDFSyntax

/// Makes TrueType fonts of the glyphs that a document shows, compressed glyph by glyph, each outline once for all papers
/// of a worker.
///
/// Nine tenths of an embedded font are outlines, the same few thousand in every paper of a batch. Each is compressed
/// once, with one Huffman code for all fonts (`OutlineCode`), and its bits are kept (`PackedOutlines`); a font is then
/// the bits of its outlines, one after the other. That takes a tenth of the time of compressing each font by itself,
/// and makes fonts a tenth larger. What is written depends on the font and its original alone, not on what was packed
/// before.
///
/// ```
/// let packer = OutlinePacker()
/// let file = try PDFFinisher.finish(document, metadata, packer: packer)
/// ```
package final class OutlinePacker {
  private let code = OutlineCode.shared
  // Both are accessed for every outline and never while another access to them is going on, so that need not be checked
  // at run time.
  @exclusivity(unchecked) private var outlines = PackedOutlines()
  @exclusivity(unchecked) private var entries: [PackedOutlines.Entry] = []

  package init() {}

  /// A font of .notdef and some glyphs: its file as a zlib stream (RFC 1950), and how many bytes the file has.
  func packFont(_ file: FaceFile, _ glyphs: [DrawnGlyph]) throws(PDFFault) -> (data: [UInt8], length: Int) {
    let face = glyphs.first?.face ?? 0
    let ids = [0] + glyphs.map(\.glyph)
    entries.removeAll(keepingCapacity: true)
    for (index, id) in ids.enumerated() {
      let key = UInt32(face) << 16 | UInt32(id)
      if let known = outlines[key] {
        entries.append(known)
        continue
      }
      let other = index == 0 ? nil : glyphs[index - 1].outline
      guard let outline = other ?? file.embeddedOutline(of: id) else {
        throw PDFFault(.unexpected("glyph \(id) of face \(face)"), at: 0)
      }
      entries.append(outlines.addOutline(outline, key, code: code))
    }
    guard let font = EmbeddedFont(file, glyphs: ids, outlines: entries) else {
      throw PDFFault(.unexpected("face \(face) without tables"), at: 0)
    }
    return packFile(font)
  }

  /// The bits of the outlines between what stands before and after them.
  private func packFile(_ file: EmbeddedFont) -> (data: [UInt8], length: Int) {
    var (bits, bytes) = (0, 0)
    for entry in entries {
      bits += entry.bitCount
      bytes += entry.byteCount
    }
    let rest = file.before.count + file.after.count
    var check = Adler32()
    check.addBytes(file.before)
    for entry in entries { check.addPart(entry.check) }
    check.addBytes(file.after)
    // Header and check value of zlib, no code longer than 15 bits, and what `BitWriter` needs beyond its end.
    let room = 2 + (bits + (rest + 1) * 15 + code.header.count * 15) / 8 + 4 + 16
    let data = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      guard let start = UnsafeMutableRawBufferPointer(output).baseAddress else { return }
      // Deflate, window of 32 KB, quickest (RFC 1950 2.2).
      start.storeBytes(of: 0x78, as: UInt8.self)
      start.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
      var writer = BitWriter(start + 2)
      for bits in code.header { writer.writeBits(bits) }
      file.before.withUnsafeBytes { writer.writeBytes($0, with: code) }
      outlines.withWords { words in
        for entry in entries {
          writer.writeWords(UnsafeBufferPointer(rebasing: words[entry.words]), bitCount: entry.bitCount)
        }
      }
      file.after.withUnsafeBytes { writer.writeBytes($0, with: code) }
      writer.writeBits(code.end)
      writer.finish()
      (start + 2).storeBytes(of: check.value.bigEndian, toByteOffset: writer.count, as: UInt32.self)
      count = 2 + writer.count + 4
    }
    return (data, rest + bytes)
  }
}

/// The outlines that were packed before, by their keys. They need no limit: there are no more than glyphs in the faces
/// of the house.
struct PackedOutlines {
  private var entries: [Entry] = []
  /// By key, the number of the entry, from 1; 0 where there is none yet.
  private var entryNumbers: [UInt32] = []
  private var words: [UInt64] = []
  private var finder = MatchFinder()

  /// An outline as a font has it, filled up to whole words of four bytes.
  struct Entry {
    let words: Range<Int>
    let bitCount: Int
    let byteCount: Int
    /// The sum of its words, of which a font's checksums consist.
    let wordSum: UInt32
    /// Its part of the Adler-32 of the zlib stream.
    let check: Adler32.Part
  }

  subscript(key: UInt32) -> Entry? {
    guard key < entryNumbers.count, entryNumbers[Int(key)] > 0 else { return nil }
    return entries[Int(entryNumbers[Int(key)]) - 1]
  }

  /// The words of all entries, each of which begins with a new word.
  func withWords<Result>(_ use: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    words.withUnsafeBufferPointer(use)
  }

  /// Packs and keeps an outline that is not here yet.
  mutating func addOutline(_ outline: [UInt8], _ key: UInt32, code: OutlineCode) -> Entry {
    var outline = outline
    while !outline.count.isMultiple(of: 4) { outline.append(0) }
    let packed = outline.withUnsafeBytes { PackedGlyph($0, code: code, finder: &finder) }
    let entry = Entry(
      words: words.count..<words.count + packed.words.count, bitCount: packed.bitCount, byteCount: outline.count,
      wordSum: outline[...].wordSum, check: Adler32.Part(outline))
    words.append(contentsOf: packed.words)
    entries.append(entry)
    if key >= entryNumbers.count {
      // Room for all glyphs of the face.
      let room = (Int(key >> 16) + 1) << 16
      entryNumbers += [UInt32](repeating: 0, count: room - entryNumbers.count)
    }
    entryNumbers[Int(key)] = UInt32(entries.count)
    return entry
  }
}

extension ArraySlice<UInt8> {
  /// The sum of big-endian words of four bytes (OpenType 1.9, table checksums).
  ///
  /// - Precondition: there are whole words.
  var wordSum: UInt32 {
    withUnsafeBytes { bytes in
      var sum: UInt32 = 0
      for offset in stride(from: 0, to: bytes.count, by: 4) {
        sum &+= UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      return sum
    }
  }
}

/// An outline as the bits of literals and matches (RFC 1951 3.2.3), which refer to nothing before the outline.
private struct PackedGlyph {
  private(set) var words: [UInt64] = []
  private(set) var bitCount = 0

  /// - Parameter finder: used for all outlines, so that its table is allocated once.
  init(_ outline: UnsafeRawBufferPointer, code: OutlineCode, finder: inout MatchFinder) {
    finder.beginOutline()
    var index = 0
    while index < outline.count {
      if let match = finder.findMatch(in: outline, at: index) {
        let (length, more, distance, further) = code.match(length: match.length, distance: match.distance)
        let cost = length.count + more.count + distance.count + further.count
        if outline[index..<index + match.length].reduce(0, { $0 + Int(code[$1].count) }) > Int(cost) {
          for bits in [length, more, distance, further] { appendBits(bits) }
          for passed in index + 1..<index + match.length { finder.rememberIndex(passed, in: outline) }
          index += match.length
          continue
        }
      }
      appendBits(code[outline[index]])
      index += 1
    }
  }

  private mutating func appendBits(_ bits: OutlineCode.Bits) {
    if bits.count == 0 { return }
    let used = bitCount & 63
    if used == 0 {
      words.append(UInt64(bits.value))
    } else {
      words[words.count - 1] |= UInt64(bits.value) << UInt64(used)
      if used + Int(bits.count) > 64 { words.append(UInt64(bits.value) >> UInt64(64 - used)) }
    }
    bitCount += Int(bits.count)
  }
}

/// Finds bytes that occurred before in the same outline, by the last index at which the same three bytes begin.
private struct MatchFinder {
  /// By a hash of three bytes: the number of the outline in the upper half, and the index in it. The numbers make it
  /// needless to clear the table between outlines.
  private var indices = [UInt64](repeating: 0, count: 1 << 12)
  private var outline: UInt64 = 0

  struct Match {
    let length: Int
    let distance: Int
  }

  mutating func beginOutline() { outline += 1 }

  mutating func findMatch(in bytes: UnsafeRawBufferPointer, at index: Int) -> Match? {
    guard let found = rememberIndex(index, in: bytes), OutlineCode.matchDistances.range.contains(index - found) else {
      return nil
    }
    var length = 0
    let longest = min(bytes.count - index, OutlineCode.matchLengths.range.upperBound)
    while length < longest, bytes[found + length] == bytes[index + length] { length += 1 }
    return length >= OutlineCode.matchLengths.range.lowerBound ? Match(length: length, distance: index - found) : nil
  }

  /// Remembers the index and returns an earlier one at which the same three bytes may begin.
  @discardableResult
  mutating func rememberIndex(_ index: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard index + 3 <= bytes.count, index < 1 << 32 else { return nil }
    let three = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    // Multiplicative hashing: the upper twelve bits, since the table has 1 << 12 entries.
    let slot = Int((three &* 0x9E37_79B1) >> 20)
    let before = indices[slot]
    indices[slot] = outline << 32 | UInt64(index)
    return before >> 32 == outline ? Int(before & 0xFFFF_FFFF) : nil
  }
}
