import PDFSyntax
import PDFText

/// The streams that fonts are made of. Each is read once, however many fonts have it: two thousand fonts of one program
/// are an ordinary way to make a small file work hard.
final class FontSources {
  private let lookup: ObjectLookup
  // By the numbers of the objects. What could not be read is kept too, as nil or as its fault.
  private var programs: [Int: TrueTypeProgram?] = [:]
  private var encodings: [Int: EmbeddedCMap?] = [:]
  private var characterMaps: [MapKey: Result<CharacterMap, PDFFault>] = [:]
  private var plain: [Int: [UInt8]?] = [:]
  private var unnamedGlyphs: [GlyphSet: Int?] = [:]

  private struct MapKey: Hashable {
    let number: Int
    let isComposite: Bool
  }

  private struct GlyphSet: Hashable {
    let program: Int
    let set: Int
  }

  init(_ lookup: ObjectLookup) {
    self.lookup = lookup
  }

  /// The program of TrueType outlines in a stream; nil where it is none, or cannot be read.
  func program(_ stream: PDFObject?) -> TrueTypeProgram? {
    guard let stream else { return nil }
    if let known = programs[stream.number] { return known }
    let program = lookup.data(stream).flatMap(TrueTypeProgram.init)
    programs[stream.number] = .some(program)
    return program
  }

  func encoding(_ stream: PDFObject?) -> EmbeddedCMap? {
    guard let stream else { return nil }
    if let known = encodings[stream.number] { return known }
    let encoding = EmbeddedCMap(stream, lookup)
    encodings[stream.number] = .some(encoding)
    return encoding
  }

  /// The ToUnicode map of a font; nil where it has none.
  func characterMap(of font: PDFDictionary) -> Result<CharacterMap, PDFFault>? {
    guard let stream = lookup.stream(font["ToUnicode"]) else { return nil }
    let key = MapKey(number: stream.number, isComposite: font["Subtype"]?.isName("Type0") == true)
    if let known = characterMaps[key] { return known }
    let map = Result { () throws(PDFFault) in try CharacterMap(of: font, in: lookup.reader) }
    characterMaps[key] = map
    return map
  }

  func data(_ stream: PDFObject?) -> [UInt8]? {
    guard let stream else { return nil }
    if let known = plain[stream.number] { return known }
    let data = lookup.data(stream)
    plain[stream.number] = .some(data)
    return data
  }

  /// The first glyph with an outline that a CIDSet does not name; nil when it names all. Where nothing is left to pay
  /// with it is nil too, and the file is refused in the end.
  func glyphMissing(from set: PDFObject, _ program: TrueTypeProgram, in stream: PDFObject) -> Int? {
    let key = GlyphSet(program: stream.number, set: set.number)
    if let known = unnamedGlyphs[key] { return known }
    guard let bits = data(set), lookup.take(program.glyphCount / 16, of: .mapEntries, at: set.value.offset) else {
      return nil
    }
    func isNamed(_ glyph: Int) -> Bool {
      glyph / 8 < bits.count && bits[glyph / 8] & 0x80 >> UInt8(glyph % 8) != 0
    }
    let missing = (0..<program.glyphCount).first { !isNamed($0) && program.hasOutline($0) }
    unnamedGlyphs[key] = .some(missing)
    return missing
  }
}
