import PDFSyntax
import PDFText

/// A font of which text is shown, and which of its codes.
final class PaintedFont {
  let placed: PlacedDictionary
  /// How many bytes a code has; nil where the encoding is one that cannot be taken apart here.
  let codeWidth: Int?
  /// The codes that are painted.
  private(set) var codes: Set<Int> = []
  /// Those, and the codes of invisible text.
  private(set) var allCodes: Set<Int> = []
  /// Codes of `allCodes` that are shown at least once where no ActualText says what is meant.
  private(set) var codesWithoutActualText: Set<Int> = []
  /// Whether its glyphs are painted with transparency; those of Type 3 fonts can be.
  var isTransparent = false
  let lookup: ObjectLookup

  var dictionary: PDFDictionary { placed.dictionary }
  var place: String { placed.place }
  let subtype: String
  /// The CIDFont of a composite font; the font itself where it is simple.
  let descendant: PDFDictionary?
  let descriptor: PDFDictionary?

  var isComposite: Bool { subtype == "Type0" }
  var isShown: Bool { !allCodes.isEmpty }

  init(_ placed: PlacedDictionary, _ lookup: ObjectLookup) {
    self.placed = placed
    self.lookup = lookup
    subtype = lookup.name("Subtype", placed.dictionary) ?? ""
    if subtype == "Type0" {
      descendant = lookup.dictionary(lookup.array("DescendantFonts", placed.dictionary)?.first)
      let encoding = lookup.name("Encoding", placed.dictionary) ?? ""
      codeWidth = encoding == "Identity-H" || encoding == "Identity-V" ? 2 : nil
    } else {
      descendant = placed.dictionary
      codeWidth = 1
    }
    descriptor = lookup.dictionary("FontDescriptor", descendant)
  }

  /// Notes a string that is shown.
  func show(_ bytes: [UInt8], isInvisible: Bool, hasActualText: Bool) {
    let width = codeWidth ?? 2
    for start in stride(from: 0, to: bytes.count, by: width) {
      let code = bytes[start..<min(start + width, bytes.count)].reduce(0) { $0 << 8 | Int($1) }
      if allCodes.insert(code).inserted { try? lookup.reader.budget.take(4, of: .mapEntries, at: 0) }
      if !isInvisible { codes.insert(code) }
      if !hasActualText { codesWithoutActualText.insert(code) }
    }
  }

  // MARK: What the file says of it

  /// The font program, and under which key it is embedded.
  lazy var embedded: (key: String, stream: PDFObject)? = {
    for key in ["FontFile", "FontFile2", "FontFile3"] as [StaticString] {
      if let stream = lookup.stream(descriptor?[key]) { return (key.description, stream) }
    }
    return nil
  }()

  /// The program, where it is one of TrueType outlines.
  lazy var trueType: TrueTypeProgram? = embedded?.key == "FontFile2" ? program : nil

  /// Whether the program could not be read, though it should be one that is understood here.
  var isDamaged: Bool { embedded?.key == "FontFile2" && program == nil }

  private lazy var program: TrueTypeProgram? = lookup.data(embedded?.stream).flatMap(TrueTypeProgram.init)

  /// The embedded CMap by which it is encoded; nil for one that is named.
  lazy var embeddedEncoding: EmbeddedCMap? = EmbeddedCMap(lookup.stream(dictionary["Encoding"]), lookup)

  lazy var characterMap: Result<CharacterMap, PDFFault>? = {
    guard lookup.stream(dictionary["ToUnicode"]) != nil else { return nil }
    return Result { () throws(PDFFault) in try CharacterMap(of: dictionary, in: lookup.reader) }
  }()

  /// Whether the descriptor says that the font's characters are not those of the standard Latin set.
  var isSymbolic: Bool { (lookup.integer("Flags", descriptor) ?? 4) & 4 != 0 }

  /// The name of the encoding; of an encoding dictionary, that of its base.
  var encodingName: String? {
    lookup.name("Encoding", dictionary) ?? lookup.name("BaseEncoding", lookup.dictionary("Encoding", dictionary))
  }

  var differences: [PDFValue]? { lookup.array("Differences", lookup.dictionary("Encoding", dictionary)) }

  /// The glyph of a code in the TrueType program; nil where that cannot be told here.
  func glyph(ofCode code: Int) -> Int? {
    guard let trueType else { return nil }
    if isComposite {
      guard codeWidth == 2 else { return nil }
      if let map = glyphMap { return 2 * code + 1 < map.count ? Int(map[2 * code]) << 8 | Int(map[2 * code + 1]) : 0 }
      return code
    }
    if differences != nil { return nil }
    return trueType.glyph(ofCode: code, isSymbolic: isSymbolic, encoding: encodingName)
  }

  /// The stream that maps CIDs to glyphs; nil for the identity.
  private lazy var glyphMap: [UInt8]? = lookup.data(lookup.stream(descendant?["CIDToGIDMap"]))

  /// The width that the dictionary gives a code, in thousandths of an em; nil where it gives none.
  func width(ofCode code: Int) -> Double? {
    if isComposite { return widths[code] ?? lookup.number("DW", descendant) ?? 1000 }
    return widths[code] ?? lookup.number("MissingWidth", descriptor)
  }

  private lazy var widths: [Int: Double] = isComposite ? compositeWidths() : simpleWidths()

  private func simpleWidths() -> [Int: Double] {
    guard let first = lookup.integer("FirstChar", dictionary), 0...255 ~= first else { return [:] }
    var widths: [Int: Double] = [:]
    for (index, value) in (lookup.array("Widths", dictionary) ?? []).prefix(256).enumerated() {
      widths[first + index] = lookup.number(value)
    }
    return widths
  }

  /// ISO 32000-1 9.7.4.3: `c [w …]` gives widths to codes one by one, `first last w` to a range.
  private func compositeWidths() -> [Int: Double] {
    guard let array = lookup.array("W", descendant) else { return [:] }
    var widths: [Int: Double] = [:]
    var index = 0
    while index + 1 < array.count {
      guard let first = lookup.integer(array[index]), 0...65535 ~= first else { return widths }
      let second = lookup.resolved(array[index + 1])
      if let list = try? second?.array() {
        guard (try? lookup.reader.budget.take(4 * list.count, of: .mapEntries, at: array[index].offset)) != nil else {
          return widths
        }
        for (step, value) in list.enumerated() { widths[first + step] = lookup.number(value) }
        index += 2
      } else {
        guard index + 2 < array.count, let last = lookup.integer(array[index + 1]), first...65535 ~= last,
          (try? lookup.reader.budget.take(4 * (last - first + 1), of: .mapEntries, at: array[index].offset)) != nil
        else { return widths }
        let width = lookup.number(array[index + 2])
        for code in first...last { widths[code] = width }
        index += 3
      }
    }
    return widths
  }
}
