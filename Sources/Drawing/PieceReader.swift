import DrawnDocument
import PDFSyntax
import Typesetting

/// Takes pieces from what Cairo drew: reads the one page of the file, follows its graphics state, and gives what is painted
/// in the colours of a piece (`InkTable`) to a `PieceWriter`, which writes it in the one form that pieces have.
///
/// It relies on what ISO 32000-1 says an operation means, and on nothing of how a release of Cairo puts operations
/// together: neither on where text objects and strings end, nor on which matrix is set, nor on the order of objects. An
/// operator that no page of this program can need stops it.
struct PieceReader {
  private let content: [UInt8]
  private let origins: [Point]
  private let inks: [InkTable.Entry]
  private let table: GlyphTable
  private var resources: DrawnResources
  private var state: GraphicsState
  private var saved: [GraphicsState] = []
  private var text = TextState()
  private var path = DrawnPath()
  /// Whether the path is going to limit what is painted (`W`).
  private var clips = false
  private var writer: PieceWriter
  /// The pieces that are done.
  private var pieces: [Piece] = []

  /// - Parameters:
  ///   - origins: of each piece, in the order in which they were drawn: what its coordinates are counted from.
  ///   - inks: what the colours stand for, by the number in them.
  ///   - table: what the glyphs of the placeholder are.
  static func pieces(of file: [UInt8], origins: [Point], inks: [InkTable.Entry], _ table: GlyphTable)
    throws(PDFFault) -> [Piece]
  {
    let reader = try PDFReader(file)
    try reader.refuseEncryption()
    let pages = try reader.pages()
    guard pages.count == 1 else { throw PDFFault(.unexpected("\(pages.count) pages"), at: 0) }
    let page = try pages[0].dictionary()
    var content: [UInt8] = []
    for part in try reader.resolved(try page.required("Contents")).isArray
      ? reader.array("Contents", in: page) ?? [] : [try page.required("Contents")]
    {
      content += try reader.expanded(try reader.target(part)) + [0x0A]
    }
    let box = try reader.array("MediaBox", in: page) ?? []
    guard box.count == 4 else { throw .expected("/MediaBox", at: pages[0].value.offset) }
    let resources = try DrawnResources(reader, try reader.dictionary("Resources", in: page))
    // Pieces count y from the top of the page.
    let matrix = Matrix(a: 1, b: 0, c: 0, d: -1, e: -(try box[0].number()), f: try box[3].number())
    var pieceReader = Self(content, origins, inks, table, resources, matrix)
    return try pieceReader.readPieces()
  }

  private init(
    _ content: [UInt8], _ origins: [Point], _ inks: [InkTable.Entry], _ table: GlyphTable,
    _ resources: DrawnResources, _ matrix: Matrix
  ) {
    (self.content, self.origins, self.inks) = (content, origins, inks)
    (self.table, self.resources) = (table, resources)
    state = GraphicsState(matrix: matrix)
    writer = PieceWriter(table)
  }

  private mutating func readPieces() throws(PDFFault) -> [Piece] {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() { try readOperation(name, scanner) }
    guard saved.isEmpty else { throw .expected("Q", at: content.count) }
    try beginPiece(origins.count, at: content.count)
    return pieces
  }

  /// Ends the pieces before one. Cairo draws in the order in which it is told, so that none comes again.
  private mutating func beginPiece(_ piece: Int, at offset: Int) throws(PDFFault) {
    guard pieces.count...origins.count ~= piece else {
      throw PDFFault(.mismatch("piece \(piece) behind piece \(pieces.count)"), at: offset)
    }
    while pieces.count < piece { pieces.append(writer.takePiece()) }
  }

  /// The colour that is meant by one of the file, in which its piece is painted from here on.
  private mutating func ink(_ drawn: Ink, at offset: Int) throws(PDFFault) -> Ink {
    guard inks.indices.contains(drawn.number), drawn.number > 0 else {
      throw PDFFault(.mismatch("colour of no piece"), at: offset)
    }
    let entry = inks[drawn.number]
    if entry.piece != pieces.count { try beginPiece(entry.piece, at: offset) }
    return Ink(entry.colour)
  }

  private mutating func readOperation(_ name: Range<Int>, _ scanner: ContentScanner) throws(PDFFault) {
    var code: UInt32 = 0
    for index in name.prefix(4) { code = code << 8 | UInt32(content[index]) }
    guard let operation = Operation(rawValue: code), name.count <= 3 else {
      throw PDFFault(
        .unexpected("operator \(String(decoding: content[name], as: UTF8.self))"), at: name.lowerBound)
    }
    switch operation {
    case .save: saved.append(state)
    case .restore:
      guard let last = saved.popLast() else { throw .expected("q before Q", at: name.lowerBound) }
      state = last
    case .concatenate: state.matrix = try Matrix(scanner) * state.matrix
    case .fillGray: state.fill = try Ink(gray: scanner.number(0))
    case .strokeGray: state.stroke = try Ink(gray: scanner.number(0))
    case .fillRGB: state.fill = try Ink(scanner.number(0), scanner.number(1), scanner.number(2))
    case .strokeRGB: state.stroke = try Ink(scanner.number(0), scanner.number(1), scanner.number(2))
    case .lineWidth: state.weight = try scanner.number(0)
    case .dash: state.dash = try Dash(scanner)
    case .lineCap, .lineJoin: try demand(0, scanner)
    case .mitreLimit: try demand(10, scanner)
    case .parameters: try resources.demandOpaque(try scanner.operand(0))
    case .move, .line, .curve, .close, .rectangle: try addToPath(operation, scanner)
    case .clip:
      // Clips that follow each other in one state are the area that all of them leave.
      clips = true
    case .endPath, .fill, .fillEvenOdd, .stroke, .fillAndStroke, .fillAndStrokeEvenOdd:
      try paint(operation, at: name.lowerBound)
    case .object: try paintObject(try scanner.operand(0))
    case .beginText: text.begin()
    case .endText: break
    case .font:
      text.font = try resources.font(try scanner.operand(0))
      text.size = try scanner.number(1)
    case .textMatrix: text.setMatrix(try Matrix(scanner))
    case .textMove: text.move(try scanner.number(0), try scanner.number(1))
    case .show, .showAll: try show(try scanner.operand(0))
    }
  }

  /// The operators that Cairo draws the pages of this program with, by their bytes.
  private enum Operation: UInt32 {
    case save = 0x71
    case restore = 0x51
    case concatenate = 0x63_6D
    case fillGray = 0x67
    case strokeGray = 0x47
    case fillRGB = 0x72_67
    case strokeRGB = 0x52_47
    case lineWidth = 0x77
    case lineCap = 0x4A
    case lineJoin = 0x6A
    case mitreLimit = 0x4D
    case dash = 0x64
    case parameters = 0x67_73
    case move = 0x6D
    case line = 0x6C
    case curve = 0x63
    case close = 0x68
    case rectangle = 0x72_65
    case clip = 0x57
    case endPath = 0x6E
    case fill = 0x66
    case fillEvenOdd = 0x66_2A
    case stroke = 0x53
    case fillAndStroke = 0x42
    case fillAndStrokeEvenOdd = 0x42_2A
    case object = 0x44_6F
    case beginText = 0x42_54
    case endText = 0x45_54
    case font = 0x54_66
    case textMatrix = 0x54_6D
    case textMove = 0x54_64
    case show = 0x54_6A
    case showAll = 0x54_4A
  }

  private func demand(_ value: Double, _ scanner: ContentScanner) throws(PDFFault) {
    guard try scanner.number(0) == value else {
      throw PDFFault(.unexpected("line with other ends or corners"), at: try scanner.operand(0).offset)
    }
  }

  /// The origin of the piece that is being read.
  private func origin(at offset: Int) throws(PDFFault) -> Point {
    guard pieces.count < origins.count else { throw PDFFault(.mismatch("more pieces than were drawn"), at: offset) }
    return origins[pieces.count]
  }

  // MARK: Shapes

  private mutating func addToPath(_ operation: Operation, _ scanner: ContentScanner) throws(PDFFault) {
    switch operation {
    case .move: try addPoints(1, .move, scanner)
    case .line: try addPoints(1, .line, scanner)
    case .curve: try addPoints(3, .curve, scanner)
    case .rectangle:
      let (x, y) = (try scanner.number(0), try scanner.number(1))
      let (width, height) = (try scanner.number(2), try scanner.number(3))
      if state.matrix.isMove {
        addPoint(x, y)
        path.numbers += [width, height]
        path.operators.append(.rectangle)
      } else {
        for (index, corner) in [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].enumerated() {
          addPoint(corner.0, corner.1)
          path.operators.append(index == 0 ? .move : .line)
        }
        path.operators.append(.close)
      }
    default: path.operators.append(.close)
    }
  }

  private mutating func addPoints(_ count: Int, _ name: DrawnPath.Operator, _ scanner: ContentScanner) throws(PDFFault)
  {
    for index in 0..<count { addPoint(try scanner.number(2 * index), try scanner.number(2 * index + 1)) }
    path.operators.append(name)
  }

  private mutating func addPoint(_ x: Double, _ y: Double) {
    let point = state.matrix.applied(to: x, y)
    path.numbers.append(point.x)
    path.numbers.append(point.y)
  }

  private mutating func paint(_ operation: Operation, at offset: Int) throws(PDFFault) {
    let (isFilled, isStroked) = (operation != .stroke, ![.fill, .fillEvenOdd].contains(operation))
    let name: StaticString? =
      switch operation {
      case .fill: "f"
      case .fillEvenOdd: "f*"
      case .stroke: "S"
      case .fillAndStroke: "B"
      case .fillAndStrokeEvenOdd: "B*"
      default: nil
      }
    if let name, !path.operators.isEmpty {
      if isStroked, !state.matrix.keepsWeights { throw PDFFault(.unexpected("matrix before a stroke"), at: offset) }
      let fill = isFilled ? try ink(state.fill, at: offset) : nil
      let stroke = isStroked ? try ink(state.stroke, at: offset) : nil
      if path != DrawnPath.anchor {
        try writer.paint(path, name, fill: fill, stroke: stroke, state, origin: origin(at: offset))
      }
    }
    if clips { state.clips.append(path) }
    clips = false
    path = DrawnPath()
  }

  private mutating func paintObject(_ name: PDFValue) throws(PDFFault) {
    let (object, isMask) = try resources.object(name)
    let fill = isMask ? try ink(state.fill, at: name.offset) : nil
    try writer.paint(object, fill: fill, state, origin: origin(at: name.offset))
  }

  // MARK: Text

  /// At `Tj` and `TJ`: a string, or an array of strings and of numbers, which move back by thousandths of an em.
  private mutating func show(_ operand: PDFValue) throws(PDFFault) {
    guard let font = text.font else { throw .expected("Tf before text", at: operand.offset) }
    guard state.clips.isEmpty else { throw PDFFault(.unexpected("text inside a clip"), at: operand.offset) }
    let ink = try ink(state.fill, at: operand.offset)
    let origin = try origin(at: operand.offset)
    let shape = text.glyphMatrix * state.matrix
    var range = operand.range
    if operand.isArray { range = range.lowerBound + 1..<range.upperBound - 1 }
    var scanner = PDFScanner(content, range, hasReferences: false)
    while true {
      scanner.skipSpace()
      guard let first = scanner.next else { return }
      let start = scanner.position
      try scanner.skipCheckedValue()
      let value = PDFValue(bytes: content, range: start..<scanner.position)
      guard first == UInt8(ascii: "<") || first == UInt8(ascii: "(") else {
        text.advance -= try value.number() / 1000
        continue
      }
      let codes = try value.string()
      guard codes.count.isMultiple(of: 2) else { throw .expected("codes of two bytes", at: start) }
      for index in stride(from: 0, to: codes.count, by: 2) {
        let code = Int(codes[index]) << 8 | Int(codes[index + 1])
        guard code < font.numbers.count else { throw PDFFault(.unexpected("code without a glyph"), at: start) }
        try showGlyph(font.numbers[code], shape, ink, origin, at: start)
        text.advance += font.widths[code] / 1000
      }
    }
  }

  private mutating func showGlyph(
    _ number: Int, _ shape: Matrix, _ ink: Ink, _ origin: Point, at offset: Int
  ) throws(PDFFault) {
    guard table.glyphs.indices.contains(number), number > 0 else {
      throw PDFFault(.unexpected("glyph \(number)"), at: offset)
    }
    let (x, y) = shape.applied(to: text.advance, 0)
    writer.showGlyph(number, shape, x - origin.x.points, y - origin.y.points, ink)
  }
}
