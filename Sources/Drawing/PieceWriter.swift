import DrawnDocument
import PDFSyntax
import Typesetting

/// Writes a piece in its one form.
///
/// - Coordinates have three decimals: a thousandth of a point is finer than Cairo's own grid of 1/256 for shapes. What is
///   repeated along a line (factors of a text, lengths of dashes) has six, because errors in it add up.
/// - Every piece sets its colours and weights. What must be undone (dashes, clips) is between `q` and `Q`.
/// - Text is in one text object as long as no shape comes between. A glyph that goes on where its line is, in the same
///   face, size and colour, belongs to the same `TJ`, with whole thousandths of an em between glyphs that do not stand
///   side by side; any other glyph has a matrix of its own. So the form does not depend on where Cairo ends a string.
/// - Glyphs that show one text together state it (ActualText, ISO 32000-1 14.9.4).
struct PieceWriter {
  private let table: GlyphTable
  private var output = ByteWriter(capacity: 512)
  private var glyphs: [Piece.GlyphPlace] = []
  private var objects: [Piece.ObjectPlace] = []
  private var fill: Ink?
  private var stroke: Ink?
  private var weight: Double?
  private var isInText = false
  private var line: Line?

  /// The line of glyphs that is being written.
  private struct Line {
    let face: Int
    /// From the em square to the page, with the origin of the line's first glyph.
    let shape: Matrix
    let determinant: Double
    /// Behind the last glyph, in thousandths of an em from the first one's origin.
    var end = 0
    /// Whether the array or a string in it is open.
    var isOpen = false

    init(face: Int, shape: Matrix) {
      (self.face, self.shape) = (face, shape)
      determinant = shape.a * shape.d - shape.b * shape.c
    }

    /// Where on this line a glyph of the same shape stands, in thousandths of an em; nil when it stands on another.
    func place(_ shape: Matrix, _ x: Double, _ y: Double) -> Int? {
      guard shape.a == self.shape.a, shape.b == self.shape.b, shape.c == self.shape.c, shape.d == self.shape.d else {
        return nil
      }
      let (x, y) = (x - self.shape.e, y - self.shape.f)
      let along = (x * shape.d - y * shape.c) / determinant * 1000
      let across = (y * shape.a - x * shape.b) / determinant * 1000
      // What is nearer than half a thousandth is the same; farther than a number of 16 bits goes no line.
      guard abs(across) < 0.5, abs(along) < 32_000 else { return nil }
      return Int(along.rounded())
    }
  }

  init(_ table: GlyphTable) {
    self.table = table
  }

  /// The piece that was written since the last one was taken.
  mutating func takePiece() -> Piece {
    endText()
    let piece = Piece(content: output.bytes, glyphs: glyphs, objects: objects)
    self = PieceWriter(table)
    return piece
  }

  // MARK: Shapes

  mutating func paint(
    _ path: DrawnPath, _ name: StaticString, fill: Ink?, stroke: Ink?, _ state: GraphicsState, origin: Point
  ) {
    endText()
    if let fill { setFill(fill) }
    if let stroke {
      if self.stroke != stroke {
        stroke.write("G", "RG", to: &output)
        self.stroke = stroke
      }
      if weight != state.weight {
        output.writeReal(state.weight)
        output.write(" w ")
        weight = state.weight
      }
    }
    let isDashed = stroke != nil && !state.dash.lengths.isEmpty
    if isDashed || !state.clips.isEmpty { output.write("q ") }
    writeClips(state, origin: origin)
    if isDashed {
      output.write("[")
      for (index, length) in state.dash.lengths.enumerated() {
        if index > 0 { output.write(" ") }
        output.writeReal(length, decimals: 6)
      }
      output.write("]")
      output.writeReal(state.dash.phase)
      output.write(" d ")
    }
    path.write(origin: origin, to: &output)
    output.write(name)
    output.write(isDashed || !state.clips.isEmpty ? " Q\n" : "\n")
  }

  private mutating func writeClips(_ state: GraphicsState, origin: Point) {
    for clip in state.clips {
      clip.write(origin: origin, to: &output)
      output.write("W n ")
    }
  }

  /// Paints an object that fills the unit square.
  mutating func paint(_ object: DrawnObject, fill: Ink?, _ state: GraphicsState, origin: Point) {
    endText()
    if let fill { setFill(fill) }
    output.write("q ")
    writeClips(state, origin: origin)
    var matrix = state.matrix
    matrix.e -= origin.x.points
    matrix.f -= origin.y.points
    writeMatrix(matrix)
    output.write("cm/X")
    objects.append(.init(offset: output.bytes.count, object: object))
    output.write("0000 Do Q\n")
  }

  private mutating func setFill(_ ink: Ink) {
    if fill == ink { return }
    ink.write("g", "rg", to: &output)
    fill = ink
  }

  private mutating func writeMatrix(_ matrix: Matrix) {
    for factor in [matrix.a, matrix.b, matrix.c, matrix.d] {
      output.writeReal(factor, decimals: 6)
      output.write(" ")
    }
    for coordinate in [matrix.e, matrix.f] {
      output.writeReal(coordinate)
      output.write(" ")
    }
  }

  // MARK: Text

  /// - Parameter shape: from the em square to the page; where it stands, `x` and `y` say.
  mutating func showGlyph(_ number: Int, _ shape: Matrix, _ x: Double, _ y: Double, _ ink: Ink) {
    let glyph = table.glyphs[number]
    if glyph.parts > 1, glyph.part == 0 {
      closeLine()
      openText(ink)
      output.write("/Span<</ActualText<FEFF")
      output.write(glyph.text)
      output.write(">>>BDC ")
    }
    if fill != ink { closeLine() }
    openText(ink)
    var gap = 0
    if let place = line?.face == glyph.face ? line?.place(shape, x, y) : nil, let end = line?.end {
      gap = end - place
      line?.end = place + glyph.width
    } else {
      beginLine(glyph.face, shape, x, y)
      line?.end = glyph.width
    }
    if gap != 0, line?.isOpen == true {
      output.write(">")
      output.write(gap)
      output.write("<")
    } else if line?.isOpen != true {
      output.write("[")
      if gap != 0 { output.write(gap) }
      output.write("<")
      line?.isOpen = true
    }
    glyphs.append(.init(offset: output.bytes.count, number: number))
    output.write("0000")
    if glyph.parts > 1, glyph.part == glyph.parts - 1 {
      closeLine()
      output.write("EMC ")
    }
  }

  private mutating func beginLine(_ face: Int, _ shape: Matrix, _ x: Double, _ y: Double) {
    closeLine()
    if line?.face != face {
      output.write("/F")
      output.write(face)
      output.write(" 1 Tf ")
    }
    let shape = Matrix(a: shape.a, b: shape.b, c: shape.c, d: shape.d, e: x, f: y)
    writeMatrix(shape)
    output.write("Tm")
    line = Line(face: face, shape: shape)
  }

  private mutating func openText(_ ink: Ink) {
    setFill(ink)
    if isInText { return }
    output.write("BT ")
    isInText = true
  }

  private mutating func closeLine() {
    if line?.isOpen == true { output.write(">]TJ ") }
    line?.isOpen = false
  }

  private mutating func endText() {
    if !isInText { return }
    closeLine()
    output.write("ET\n")
    (isInText, line) = (false, nil)
  }
}
