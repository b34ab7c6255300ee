import DrawnDocument
import PDFSyntax

/// Writes what the codes of a font say, from code 1 on (ISO 32000-1 9.10.3), as ranges with lists of texts.
///
/// `4FDD, 8A3C` → `1 beginbfrange<0001><0002>[<4FDD><8A3C>]endbfrange`
enum CharacterMapWriter {
  /// Of glyphs that show one text together the first says it; the others say a space without width, for readers that do
  /// not know ActualText.
  static func map(of glyphs: [DrawnGlyph]) -> [UInt8] {
    var output = ByteWriter(capacity: 512 + glyphs.count * 8)
    output.write("/CIDInit/ProcSet findresource begin 12 dict begin begincmap")
    output.write("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    output.write("/CMapName/Adobe-Identity-UCS def/CMapType 2 def")
    output.write(" 1 begincodespacerange<0000><FFFF>endcodespacerange ")
    let ranges = ranges(upTo: glyphs.count)
    // Blocks of at most a hundred, the most that a reader has to accept.
    for start in stride(from: 0, to: ranges.count, by: 100) {
      let block = ranges[start..<min(start + 100, ranges.count)]
      output.write(block.count)
      output.write(" beginbfrange")
      for codes in block {
        for code in [codes.lowerBound, codes.upperBound] {
          output.write("<")
          output.writeHex(UInt8(code >> 8 & 0xFF))
          output.writeHex(UInt8(code & 0xFF))
          output.write(">")
        }
        output.write("[")
        for code in codes {
          output.write("<")
          if glyphs[code - 1].part == 0 { output.write(glyphs[code - 1].text) } else { output.write("200B") }
          output.write(">")
        }
        output.write("]")
      }
      output.write("endbfrange ")
    }
    output.write("endcmap CMapName currentdict/CMap defineresource pop end end")
    return output.bytes
  }

  /// All codes, those of a range with the same first byte, as 9.10.3 demands.
  private static func ranges(upTo last: Int) -> [ClosedRange<Int>] {
    stride(from: 0, through: last, by: 256).compactMap { first in
      let start = max(1, first)
      return start <= last ? start...min(first + 255, last) : nil
    }
  }
}
