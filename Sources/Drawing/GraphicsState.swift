import PDFSyntax
import Typesetting

// What the operations of a content stream change (ISO 32000-1 8.4 and 9.3), as far as pages of this program need it.

struct GraphicsState {
  /// From coordinates of the content to those of pieces.
  var matrix: Matrix
  var fill = Ink.black
  var stroke = Ink.black
  /// Of a line, in points.
  var weight = 1.0
  var dash = Dash()
  /// The clipping paths that are in force.
  var clips: [DrawnPath] = []
}

/// A path (8.5.2) in the coordinates of pieces.
struct DrawnPath: Equatable {
  var operators: [Operator] = []
  /// The operands of all operators.
  var numbers: [Double] = []

  enum Operator: Equatable {
    case move, line, curve, close, rectangle

    var operands: Int {
      switch self {
      case .move, .line: 2
      case .curve: 6
      case .rectangle: 4
      case .close: 0
      }
    }

    var name: StaticString {
      switch self {
      case .move: "m "
      case .line: "l "
      case .curve: "c "
      case .rectangle: "re "
      case .close: "h "
      }
    }
  }

  /// The square that tells which piece a picture belongs to.
  static let anchor = DrawnPath(operators: [.rectangle], numbers: [Canvas.anchor, Canvas.anchor, 1, 1])

  /// Writes the path with coordinates that count from an origin.
  func write(origin: Point, to output: inout ByteWriter) {
    var next = 0
    for operation in operators {
      for index in 0..<operation.operands {
        // The last two operands of a rectangle are its sides.
        let isSide = operation == .rectangle && index > 1
        let start = isSide ? 0 : index.isMultiple(of: 2) ? origin.x.points : origin.y.points
        output.writeReal(numbers[next] - start)
        output.write(" ")
        next += 1
      }
      output.write(operation.name)
    }
  }
}

/// A transformation (ISO 32000-1 8.3.3): x' = a·x + c·y + e, y' = b·x + d·y + f.
struct Matrix: Equatable {
  var a, b, c, d, e, f: Double

  static let identity = Matrix(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  /// The six operands of an operation.
  init(_ scanner: ContentScanner) throws(PDFFault) {
    (a, b, c) = (try scanner.number(0), try scanner.number(1), try scanner.number(2))
    (d, e, f) = (try scanner.number(3), try scanner.number(4), try scanner.number(5))
  }

  /// First the left transformation, then the right one.
  static func * (first: Matrix, then: Matrix) -> Matrix {
    let (e, f) = then.applied(to: first.e, first.f)
    return Matrix(
      a: first.a * then.a + first.b * then.c, b: first.a * then.b + first.b * then.d,
      c: first.c * then.a + first.d * then.c, d: first.c * then.b + first.d * then.d, e: e, f: f)
  }

  func applied(to x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

  /// Whether it only moves.
  var isMove: Bool { a == 1 && b == 0 && c == 0 && d == 1 }

  /// Whether lines keep their weight: it moves and mirrors.
  var keepsWeights: Bool { abs(a) == 1 && b == 0 && c == 0 && abs(d) == 1 }
}

/// A colour of DeviceRGB in 255 steps, the precision of forms.
struct Ink: Equatable {
  var red, green, blue: Int

  static let black = Ink(0, 0, 0)

  init(_ red: Double, _ green: Double, _ blue: Double) {
    func steps(_ value: Double) -> Int { Int((min(max(value, 0), 1) * 255).rounded()) }
    (self.red, self.green, self.blue) = (steps(red), steps(green), steps(blue))
  }

  init(gray: Double) { self.init(gray, gray, gray) }

  init(_ colour: Colour) { (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue)) }

  /// What the three bytes of the colour say together (`InkTable`).
  var number: Int { red << 16 | green << 8 | blue }

  /// Writes the operation that sets it: `0 g`, or `0.071 0.173 0.322 rg`.
  func write(_ gray: StaticString, _ colour: StaticString, to output: inout ByteWriter) {
    let isGray = red == green && green == blue
    for step in isGray ? [red] : [red, green, blue] {
      output.writeReal(Double(step) / 255)
      output.write(" ")
    }
    output.write(isGray ? gray : colour)
    output.write(" ")
  }
}

/// Lengths of dashes and gaps, and how far into them a line begins.
struct Dash: Equatable {
  var lengths: [Double] = []
  var phase = 0.0

  init() {}

  /// The operands of `d`.
  init(_ scanner: ContentScanner) throws(PDFFault) {
    for length in try scanner.operand(0).array() { lengths.append(try length.number()) }
    phase = try scanner.number(1)
  }
}

struct TextState {
  var font: DrawnFont?
  var size = 1.0
  private var line = Matrix.identity
  /// How far behind the line's start the next glyph is, in em.
  var advance = 0.0

  mutating func begin() { setMatrix(.identity) }

  mutating func setMatrix(_ matrix: Matrix) { (line, advance) = (matrix, 0) }

  mutating func move(_ x: Double, _ y: Double) {
    setMatrix(Matrix(a: 1, b: 0, c: 0, d: 1, e: x, f: y) * line)
  }

  /// From the em square to the coordinates of the content.
  var glyphMatrix: Matrix { Matrix(a: size, b: 0, c: 0, d: size, e: 0, f: 0) * line }
}
