import DrawnDocument
import PDFSyntax

/// A font in the Compact Font Format (Adobe Technical Note 5176) of some glyphs of a face, CID-keyed as a composite font
/// embeds it: the CID of each glyph is its index. It is written here, and not by a library that makes subsets, so that
/// its bytes depend on the face alone.
struct CompactFont {
  private(set) var bytes: [UInt8] = []

  /// Operators of dictionaries; those from 1200 on have two bytes.
  private enum Key: Int {
    case fontBox = 5
    case charset = 15
    case charStrings = 17
    case privateDictionary = 18
    case registry = 1230
    case count = 1234
    case fontArray = 1236
    case fontSelect = 1237
  }

  /// The first string identifier that is a font's own (appendix A).
  private static let firstString = 391

  /// - Parameter name: the PostScript name, with the tag of a subset.
  init(_ file: FaceFile, _ glyphs: [DrawnGlyph], name: [UInt8]) throws(PDFFault) {
    // Coordinates of charstrings are thousandths of an em, unless a matrix says otherwise.
    guard file.unitsPerEm == 1000 else { throw PDFFault(.unexpected("CFF font of \(file.unitsPerEm) units"), at: 0) }
    // .notdef is blank: no text is shown with it. 14 is `endchar`.
    var charStrings: [[UInt8]] = [Self.number(file.width(of: 0)) + [14]]
    for glyph in glyphs {
      guard let outline = glyph.outline else { throw PDFFault(.mismatch("glyph without an outline"), at: 0) }
      charStrings.append(outline)
    }
    let strings = Self.index([Array("Adobe".utf8), Array("Identity".utf8)])
    // Major and minor version, size of this header, size of offsets.
    let start = [1, 0, 4, 4] + Self.index([name])
    // One range of all glyphs but .notdef; all of them have the first of one font dictionaries.
    let last = UInt16(glyphs.count)
    let charset: [UInt8] = glyphs.isEmpty ? [0] : [2, 0, 1, UInt8((last - 1) >> 8), UInt8((last - 1) & 255)]
    let count = last + 1
    let select: [UInt8] = [3, 0, 1, 0, 0, 0, UInt8(count >> 8), UInt8(count & 255)]
    let chars = Self.index(charStrings)
    // All offsets are written in five bytes, so that the size of what stands before them is known.
    func top(at offset: Int) -> [UInt8] {
      var dictionary = Self.entry(.registry, Self.firstString, Self.firstString + 1, 0)
      dictionary += Self.entry(.count, glyphs.count + 1) + Self.entry(.fontBox, values: file.box)
      let afterTop = offset + strings.count + 2  // an empty index of global subroutines has two bytes
      let selectStart = afterTop + charset.count
      let charsStart = selectStart + select.count
      dictionary += Self.entry(.charset, afterTop) + Self.entry(.fontSelect, selectStart)
      dictionary += Self.entry(.charStrings, charsStart) + Self.entry(.fontArray, charsStart + chars.count)
      return Self.index([dictionary])
    }
    let size = top(at: 0).count
    let topIndex = top(at: start.count + size)
    bytes = start + topIndex + strings + [0, 0] + charset + select + chars
    // The private dictionary is empty: charstrings state their widths.
    let fonts = Self.index([Self.entry(.privateDictionary, 0, 0)])
    let end = bytes.count + fonts.count
    bytes += Self.index([Self.entry(.privateDictionary, 0, end)])
  }

  private static func entry(_ key: Key, _ values: Int...) -> [UInt8] { entry(key, values: values) }

  private static func entry(_ key: Key, values: [Int]) -> [UInt8] {
    let name = key.rawValue >= 1200 ? [12, UInt8(key.rawValue - 1200)] : [UInt8(key.rawValue)]
    return values.flatMap(dictionaryNumber) + name
  }

  /// A number of a dictionary, always in five bytes.
  private static func dictionaryNumber(_ value: Int) -> [UInt8] {
    [29] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// A number of a charstring, always in three bytes.
  private static func number(_ value: Int) -> [UInt8] {
    [28, UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  /// An INDEX: how many objects, the size of offsets, the offsets, the objects.
  private static func index(_ objects: [[UInt8]]) -> [UInt8] {
    var bytes = [UInt8(objects.count >> 8), UInt8(objects.count & 255), 4]
    var offset = 1
    for object in objects + [[]] {
      bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: offset >> $0) }
      offset += object.count
    }
    for object in objects { bytes += object }
    return bytes
  }
}
