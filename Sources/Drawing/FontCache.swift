import Typesetting

/// A worker's open Cairo faces: placeholders for the common faces, subsets for rare glyphs, and originals to take
/// outlines from.
///
/// A placeholder that becomes full while a document is drawn cannot be replaced inside it. So `PageDrawer` asks after
/// each document (`replaceFullFaces`) and draws it again when that was so.
struct FontCache {
  private let fonts: DrawingFonts
  private let library: FreeTypeLibrary
  private var commonFaces = FaceTable<CairoFace>()
  private var subsets: [GlyphSet: CairoFace] = [:]
  private var originals = FaceTable<CairoFace>()

  /// When so many subsets are open, all are closed. Rare characters seldom come again, and their fonts stay in the
  /// shared store.
  private static let subsetLimit = 64

  /// Glyphs of a placeholder at most. A large one costs time in every document, because Cairo makes tables of all its
  /// glyphs; a full one costs one document that is drawn twice. Papers share some four hundred glyphs, and a record
  /// brings one or two new ones.
  private static let usualCapacity = 1024
  /// A print file of many records shows the glyphs of all of them.
  private static let manyPages = 32
  private static let capacityForManyPages = 4096
  /// The greatest number of glyphs that the table maxp can state.
  private static let largestCapacity = 65_535
  private var capacity = usualCapacity
  /// Whether the placeholders were replaced for the present document already.
  private var isReplaced = false

  init?(fonts: DrawingFonts) {
    guard let library = FreeTypeLibrary() else { return nil }
    self.fonts = fonts
    self.library = library
  }

  /// Called before each document. Inside one no face may be closed: opened again, it would be embedded twice.
  mutating func beginDocument(pages: Int) {
    if subsets.count >= Self.subsetLimit { subsets.removeAll(keepingCapacity: true) }
    let wanted = pages > Self.manyPages ? Self.capacityForManyPages : Self.usualCapacity
    if capacity != wanted {
      capacity = wanted
      commonFaces.removeAll()
    }
    isReplaced = false
  }

  /// Called after a document. True when a placeholder became full: then all are replaced by empty ones, and the
  /// document must be drawn again.
  mutating func replaceFullFaces() throws(DrawingFault) -> Bool {
    guard let full = commonFaces.first(where: \.isFull) else { return false }
    // A document that fills even empty ones gets larger ones. The next document has the usual ones again.
    if isReplaced {
      guard capacity < Self.largestCapacity else { throw .face(full, during: "too many glyphs") }
      capacity = min(capacity * 4, Self.largestCapacity)
    }
    isReplaced = true
    commonFaces.removeAll()
    return true
  }

  func isCommon(_ face: FaceID) -> Bool { fonts.isCommon(face) }

  mutating func commonFace(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = commonFaces[id] { return face }
    let face = try fonts.openCommonFace(id, capacity: capacity, library: library)
    commonFaces[id] = face
    return face
  }

  /// The original face, whose glyphs become paths or pixels and are not embedded.
  mutating func original(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = originals[id] { return face }
    guard let face = fonts.openOriginal(id, library: library) else { throw .face(id, during: "FreeType") }
    originals[id] = face
    return face
  }

  /// A face of these glyphs only.
  mutating func subset(_ glyphs: GlyphSet) throws(DrawingFault) -> CairoFace {
    if let face = subsets[glyphs] { return face }
    guard let face = CairoFace(subset: try fonts.subset(glyphs), library: library) else {
      throw .face(glyphs.face, during: "FreeType")
    }
    subsets[glyphs] = face
    return face
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

  /// The face with the lowest index whose value satisfies a condition.
  func first(where isWanted: (Value) -> Bool) -> FaceID? {
    values.firstIndex { $0.map(isWanted) ?? false }.map(FaceID.init(index:))
  }

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}

extension FaceTable: Sendable where Value: Sendable {}

/// A dictionary of at most `limit` entries. A new entry takes the place of the one that was not used for longest.
struct BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var entries: [Key: (value: Value, used: UInt64)] = [:]
  private var clock: UInt64 = 0
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { entries.count }

  subscript(key: Key) -> Value? {
    mutating get {
      guard let index = entries.index(forKey: key) else { return nil }
      clock += 1
      entries.values[index].used = clock
      return entries.values[index].value
    }
    set {
      guard let newValue else {
        entries[key] = nil
        return
      }
      clock += 1
      // The search is linear, but it comes with the making of a font or drawing, which takes a thousand times as long.
      if entries[key] == nil, entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
        entries[oldest.key] = nil
      }
      entries[key] = (newValue, clock)
    }
  }
}
