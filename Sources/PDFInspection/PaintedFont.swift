import PDFSyntax
import PDFText

/// A font of which text is shown, and which of its codes.
final class PaintedFont {
  let placed: PlacedDictionary
  /// How many bytes a code has; nil where the encoding is one that cannot be taken apart here.
  let codeWidth: Int?
  /// How the codes that are shown were shown.
  private var uses: [Int: CodeUse] = [:]
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
  var isShown: Bool { !uses.isEmpty }

  private let sources: FontSources

  private struct CodeUse: OptionSet {
    let rawValue: UInt8
    /// It is painted, at least once.
    static let painted = CodeUse(rawValue: 1)
    /// At least once, no ActualText says what it means.
    static let meant = CodeUse(rawValue: 2)
  }

  init(_ placed: PlacedDictionary, _ lookup: ObjectLookup, _ sources: FontSources) {
    self.placed = placed
    self.lookup = lookup
    self.sources = sources
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
    let use: CodeUse = isInvisible ? (hasActualText ? [] : .meant) : hasActualText ? .painted : [.painted, .meant]
    let width = codeWidth ?? 2
    var start = 0
    while start < bytes.count {
      let isWide = width == 2 && start + 1 < bytes.count
      let code = isWide ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
      start += width
      if let known = uses[code] {
        if !known.isSuperset(of: use) { uses[code] = known.union(use) }
      } else {
        uses[code] = use
        // Nothing can be done here where there is too much; the file is refused in the end.
        _ = lookup.take(4, of: .mapEntries, at: 0)
      }
    }
  }

  // What follows is asked for when all has been painted, in rising order.

  /// The codes that are painted.
  private(set) lazy var codes: [Int] = codes { $0.contains(.painted) }
  /// Those, and the codes of invisible text.
  private(set) lazy var allCodes: [Int] = codes { _ in true }
  /// Codes of `allCodes` that are shown at least once where no ActualText says what is meant.
  private(set) lazy var codesWithoutActualText: [Int] = codes { $0.contains(.meant) }

  private func codes(_ isIncluded: (CodeUse) -> Bool) -> [Int] { uses.filter { isIncluded($0.value) }.keys.sorted() }

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

  private lazy var program: TrueTypeProgram? = sources.program(embedded?.stream)

  /// The first glyph of the program that a CIDSet does not name; nil when it names all.
  func glyphMissing(from set: PDFObject, _ program: TrueTypeProgram) -> Int? {
    embedded.flatMap { sources.glyphMissing(from: set, program, in: $0.stream) }
  }

  /// The embedded CMap by which it is encoded; nil for one that is named.
  private(set) lazy var embeddedEncoding: EmbeddedCMap? = sources.encoding(lookup.stream(dictionary["Encoding"]))

  private(set) lazy var characterMap: Result<CharacterMap, PDFFault>? = sources.characterMap(of: dictionary)

  /// Whether the descriptor says that the font's characters are not those of the standard Latin set.
  private(set) lazy var isSymbolic: Bool = (lookup.integer("Flags", descriptor) ?? 4) & 4 != 0

  /// The name of the encoding; of an encoding dictionary, that of its base.
  private(set) lazy var encodingName: String? =
    lookup.name("Encoding", dictionary) ?? lookup.name("BaseEncoding", lookup.dictionary("Encoding", dictionary))

  private(set) lazy var differences: [PDFValue]? = lookup.array(
    "Differences", lookup.dictionary("Encoding", dictionary))

  /// Whether its codes have characters without a map to Unicode (ISO 32000-1 9.10.2): by a standard encoding of Latin,
  /// by names of glyphs that are known, or by one of Adobe's character collections.
  private(set) lazy var hasStandardCharacters: Bool = findStandardCharacters()

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
  private lazy var glyphMap: [UInt8]? = sources.data(lookup.stream(descendant?["CIDToGIDMap"]))

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
