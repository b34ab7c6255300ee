import Typesetting

/// A worker's Cairo faces: those of the house until one is full, the small ones as long as they are asked for.
struct FontCache {
  private let fonts: StrippedFonts
  private let library: FreeTypeLibrary
  private var whole = FaceTable<CairoFace>()
  private var pieces: [GlyphSet: CairoFace] = [:]
  private var outlines = FaceTable<CairoFace>()

  /// When so many small faces are open, all are closed: rare characters are rare, and the fonts behind them stay in the shared cache.
  private static let pieceLimit = 64

  /// Glyphs of a stand-in at most. Cairo makes tables of all of them for every document, and a stand-in that is full costs one document
  /// drawn twice: papers share some four hundred, and a record brings a new one or two.
  private static let usualCapacity = 1024
  /// A print file shows what many papers show.
  private static let manyPages = 32
  private static let capacityOfMany = 4096
  /// What maxp can say.
  private static let largestCapacity = 65_535
  private var capacity = usualCapacity
  /// Whether the document that is drawn has new stand-ins already.
  private var isRenewed = false

  init?(fonts: StrippedFonts) {
    guard let library = FreeTypeLibrary() else { return nil }
    self.fonts = fonts
    self.library = library
  }

  /// Called between documents only: a face that is closed and opened again inside one would be embedded twice.
  mutating func beginDocument(pages: Int) {
    if pieces.count >= Self.pieceLimit { pieces.removeAll(keepingCapacity: true) }
    let wanted = pages > Self.manyPages ? Self.capacityOfMany : Self.usualCapacity
    if capacity != wanted {
      capacity = wanted
      whole.removeAll()
    }
    isRenewed = false
  }

  /// Called after a document: true when a stand-in had no room for one of its glyphs. Then all are made anew, and the document has to be
  /// drawn again.
  mutating func renewed() throws(DrawingFault) -> Bool {
    guard let full = whole.first(where: \.isFull) else { return false }
    // What is too much even for empty ones gets larger ones, for this document alone.
    if isRenewed {
      guard capacity < Self.largestCapacity else { throw .face(full, during: "too many glyphs") }
      capacity = min(capacity * 4, Self.largestCapacity)
    }
    isRenewed = true
    whole.removeAll()
    return true
  }

  func isWhole(_ face: FaceID) -> Bool { fonts.isWhole(face) }

  mutating func face(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = whole[id] { return face }
    let face = try fonts.face(id, capacity: capacity, library: library)
    whole[id] = face
    return face
  }

  /// A face whose glyphs become paths or pixels: the original, which need not be cut for it.
  mutating func outlines(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = outlines[id] { return face }
    guard let face = fonts.outlines(of: id, library: library) else { throw .face(id, during: "FreeType") }
    outlines[id] = face
    return face
  }

  mutating func face(_ glyphs: GlyphSet) throws(DrawingFault) -> CairoFace {
    if let face = pieces[glyphs] { return face }
    guard let face = CairoFace(font: try fonts.font(of: glyphs), library: library) else {
      throw .face(glyphs.face, during: "FreeType")
    }
    pieces[glyphs] = face
    return face
  }
}

/// Something for each of a few faces, found by the face's index: it is asked for with every run of text.
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

  /// The face with the lowest index whose value is such a one.
  func first(where isWanted: (Value) -> Bool) -> FaceID? {
    values.firstIndex { $0.map(isWanted) ?? false }.map(FaceID.init(index:))
  }

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}

extension FaceTable: Sendable where Value: Sendable {}

/// A dictionary that forgets what was not asked for longest, once it holds `limit` entries.
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
      // The search is linear, but a new entry costs the making of a font: a thousand times more.
      if entries[key] == nil, entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
        entries[oldest.key] = nil
      }
      entries[key] = (newValue, clock)
    }
  }
}
