import CCairo
import DrawnDocument
import Typesetting

/// A worker's open fonts: the placeholder that a PDF is drawn with, the glyphs that it stands for, and the faces
/// themselves, to take outlines and pixels from.
struct FontCache {
  private let fonts: DrawingFonts
  private let library: FreeTypeLibrary
  /// The glyphs that were met, by number. Numbers grow with what was drawn, and reach no file.
  private(set) var table = GlyphTable()
  private var placeholder = PlaceholderFont(capacity: usualCapacity)
  /// The placeholder as Cairo has it, once something was shown with it.
  private var placeholderFace: CairoFace?
  private var faces = FaceTable<CairoFace>()
  /// The files of the faces that `table` has glyphs of.
  private(set) var files: [Int: FaceFile] = [:]

  /// Glyphs of a placeholder at first. A large one costs time with every surface, because Cairo makes tables of all its
  /// glyphs; a full one is replaced by one of twice the size.
  private static let usualCapacity = 2048

  init?(fonts: DrawingFonts) {
    guard let library = FreeTypeLibrary() else { return nil }
    self.fonts = fonts
    self.library = library
  }

  /// Forgets all glyphs, so that their number and the size of the placeholder stay bounded.
  mutating func removeGlyphs() {
    table = GlyphTable()
    placeholder = PlaceholderFont(capacity: Self.usualCapacity)
    placeholderFace = nil
    files.removeAll()
  }

  /// The number of a glyph that stands for a text, alone or with others.
  ///
  /// - Parameters:
  ///   - text: UTF-8, the text of the whole cluster.
  ///   - part: which of the cluster's glyphs it is, of how many.
  mutating func number(
    of glyph: UInt32, _ face: FaceID, text: ArraySlice<UInt8>, part: Int, of parts: Int
  ) throws(DrawingFault) -> Int {
    let key = table.key(face.index, glyph, text: text, part: part, of: parts)
    if let known = table[key] { return known }
    let file = try fonts.file(of: face)
    guard Int(glyph) < file.glyphCount else { throw .face(face, during: "glyph \(glyph)") }
    let outline = try self.outline(of: glyph, face, file)
    files[face.index] = file
    let width = file.width(of: Int(glyph))
    let number = table.addGlyph(
      DrawnGlyph(
        face: face.index, glyph: Int(glyph), width: width, text: GlyphTable.hexadecimal(text), part: part,
        parts: parts, outline: outline.embedded), box: outline.box, key)
    guard number < PlaceholderFont.largestCapacity else { throw .face(face, during: "too many glyphs") }
    if number < placeholder.capacity {
      placeholder.setWidth(width, of: number)
    } else {
      // The larger one has the same numbers, and a surface may show glyphs of both.
      placeholder = PlaceholderFont(capacity: placeholder.capacity * 2)
      for (number, glyph) in table.glyphs.enumerated() { placeholder.setWidth(glyph.width, of: number) }
      placeholderFace = nil
    }
    return number
  }

  /// The placeholder, which has all glyphs that were numbered so far.
  mutating func placeholderForCairo() throws(DrawingFault) -> CairoFace {
    if let placeholderFace { return placeholderFace }
    guard let face = CairoFace(placeholder.bytes, of: placeholder, library: library) else {
      throw .cairo("cairo_ft_font_face_create_for_ft_face")
    }
    placeholderFace = face
    return face
  }

  /// The face itself, whose glyphs become paths or pixels and are not embedded.
  mutating func face(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = faces[id] { return face }
    let face = try fonts.openFace(id, library: library)
    faces[id] = face
    return face
  }

  /// How far a glyph reaches, in em.
  mutating func box(of glyph: UInt32, _ face: FaceID) throws(DrawingFault) -> InkBox {
    try outline(of: glyph, face, try fonts.file(of: face)).box
  }

  /// What is embedded of a glyph, unless it stands in the file as it is, and its box in em.
  private mutating func outline(of glyph: UInt32, _ face: FaceID, _ file: FaceFile) throws(DrawingFault) -> (
    embedded: [UInt8]?, box: InkBox
  ) {
    if let outline = file.outline(of: Int(glyph)), outline.isEmpty || SimpleOutline(outline) != nil {
      return (nil, InkBox(ofTrueType: outline, unitsPerEm: file.unitsPerEm))
    }
    guard let loaded = LoadedOutline(try self.face(face).freeType, glyph) else {
      throw .face(face, during: "outline of glyph \(glyph)")
    }
    return (file.isTrueType ? loaded.trueType : loaded.charstring, loaded.box(unitsPerEm: file.unitsPerEm))
  }
}

/// A value for each of a few faces, in an array by the face's index, because it is asked for with every run of text.
struct FaceTable<Value> {
  private var values: [Value?] = []

  subscript(face: FaceID) -> Value? {
    get { face.index < values.count ? values[face.index] : nil }
    set {
      if face.index >= values.count {
        values.append(contentsOf: repeatElement(nil, count: face.index + 1 - values.count))
      }
      values[face.index] = newValue
    }
  }
}
