import DrawnDocument
import Layout
import Typesetting

/// What a piece is drawn from. Equal ones are drawn as equal pieces, so that a piece can be kept under it.
enum PieceSource: Hashable {
  case text([GlyphRun])
  case shapes([Artifact])
  /// An outline drawing, wherever it stands.
  case drawing(OutlineDrawing)

  /// Where a piece begins, and its first and last glyphs, tell nearly all pieces of a form apart; what is not hashed is
  /// compared. Hashing everything would take longer than all that is saved by keeping small pieces.
  func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let runs):
      hasher.combine(runs.first?.origin)
      hasher.combine(runs.count)
      for glyph in [runs.first?.glyphs.first, runs.last?.glyphs.last, runs.last?.glyphs.dropLast().last] {
        hasher.combine(glyph?.glyph)
      }
    case .shapes(let shapes):
      hasher.combine(shapes.count)
      hasher.combine(shapes.first?.place)
    case .drawing(let drawing): hasher.combine(drawing.outlines.first)
    }
  }
}

extension Artifact {
  fileprivate var place: Point {
    switch self {
    case .fill(let rectangle, _), .border(let rectangle, _, _, _), .modules(_, _, let rectangle, _),
      .image(_, let rectangle):
      Point(rectangle.x, rectangle.y)
    case .stroke(let stroke): stroke.from
    case .outlines(_, let origin): origin
    case .text(let runs): runs.first?.origin ?? Point(.zero, .zero)
    }
  }
}

/// A drawn piece, and the box of what it paints.
struct KeptPiece {
  let piece: Piece
  let box: InkBox
}

/// The pieces that a worker drew lately: labels, headings, rules and fixed sentences of a form come again with every
/// record, names and amounts do not. It has two generations. When the younger one is full it becomes the older one, and
/// what was not asked for since then is forgotten; so at most twice the limit is kept, without looking for the oldest.
struct PieceCache {
  private var young: [PieceSource: KeptPiece] = [:]
  private var old: [PieceSource: KeptPiece] = [:]
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { young.count + old.count }

  subscript(source: PieceSource) -> KeptPiece? {
    mutating get {
      if let piece = young[source] { return piece }
      guard let piece = old[source] else { return nil }
      keep(piece, of: source)
      return piece
    }
  }

  mutating func keep(_ piece: KeptPiece, of source: PieceSource) {
    if young.count >= limit { (old, young) = (young, [:]) }
    young[source] = piece
  }

  mutating func removeAll() { (young, old) = ([:], [:]) }
}

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
      // The search is linear, but it comes with the making of a drawing, which takes a thousand times as long.
      if entries[key] == nil, entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
        entries[oldest.key] = nil
      }
      entries[key] = (newValue, clock)
    }
  }
}
