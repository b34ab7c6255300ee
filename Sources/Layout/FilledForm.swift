package import Typesetting

/// A filled form: boxes with their text. Layout decides only where lines and pages end.
///
/// Fixed boxes stand on every page, on the first, or on the later ones. The flow is a list of blocks, one below the
/// other, which continues from page to page.
package struct FilledForm: Sendable {
  package var title: String
  package var width: Length
  package var height: Length
  /// The number of steps of tightening (`SteppedLength`), and the one to begin with.
  package var steps: Int
  package var firstStep: Int
  package var marks: Marks?
  /// Boxes of every page, of the first, and of those after it.
  package var everyPage: [Box]
  package var firstPage: [Box]
  package var laterPages: [Box]
  /// Boxes of every page but the last, and of the last one.
  package var continuedPages: [Box]
  package var lastPage: [Box]
  package var flow: [Block]
  /// The height at which the flow begins on later pages, and the height above which it must end on every page.
  package var laterTop: Length
  package var floor: Length
  /// The grid for the baselines of running text on every page; nil when the form has none.
  package var grid: BaselineGrid?

  package init(
    title: String, width: Length, height: Length, steps: Int = 1, firstStep: Int = 0, marks: Marks? = nil,
    everyPage: [Box] = [], firstPage: [Box] = [], laterPages: [Box] = [], continuedPages: [Box] = [],
    lastPage: [Box] = [],
    flow: [Block] = [], laterTop: Length,
    floor: Length,
    grid: BaselineGrid? = nil
  ) {
    self.title = title
    self.width = width
    self.height = height
    self.steps = steps
    self.firstStep = firstStep
    self.marks = marks
    self.everyPage = everyPage
    self.firstPage = firstPage
    self.laterPages = laterPages
    self.continuedPages = continuedPages
    self.lastPage = lastPage
    self.flow = flow
    self.laterTop = laterTop
    self.floor = floor
    self.grid = grid
  }
}

/// A part of the flow: a table, or boxes at fixed distances from the block's top, or both (a heading above its table).
package struct Block: Sendable {
  /// Where the block begins.
  package enum Start: Sendable, Hashable {
    /// At this height of the first page, or lower when the block before ends less than a gap above it.
    case at(SteppedLength, gap: SteppedLength = SteppedLength(.zero))
    /// This far below the end of the block before; negative values move it up.
    case after(SteppedLength)
  }

  package var start: Start
  /// Boxes by their distance from the block's top. They are on the page of its first row.
  package var boxes: [Box]
  package var table: Table?
  /// The height of a block without a table, or the distance kept free below the table; nil: down to the lowest box, or
  /// no distance below the table.
  package var height: Length?
  /// Whether this block begins on the page on which the one before ends.
  package var keepsWithPrevious: Bool
  /// Whether the block's top is moved down to the next line of the form's grid.
  package var standsOnGrid: Bool

  package init(
    start: Start, boxes: [Box] = [], table: Table? = nil, height: Length? = nil, keepsWithPrevious: Bool = false,
    standsOnGrid: Bool = false
  ) {
    self.start = start
    self.boxes = boxes
    self.table = table
    self.height = height
    self.keepsWithPrevious = keepsWithPrevious
    self.standsOnGrid = standsOnGrid
  }
}

/// A length with a value for each step of tightening, from the largest. The last value holds for all further steps.
///
/// A form that is too full for its page is laid out again one step tighter before a second page is begun. By the design
/// of the papers the rows get lower first, then the title block.
///
/// ```
/// let height = SteppedLength(.mm(7), [.mm(6)])
/// height[0]  → 7 mm
/// height[3]  → 6 mm
/// ```
package struct SteppedLength: Sendable, Hashable {
  private let first: Length
  private let others: [Length]

  package init(_ length: Length, _ others: [Length] = []) {
    first = length
    self.others = others
  }

  /// The number of steps with a value of their own.
  package var steps: Int { others.count + 1 }

  /// The length at a step, from 0.
  package subscript(step: Int) -> Length {
    others.isEmpty || step <= 0 ? first : others[min(step, others.count) - 1]
  }
}

/// Evenly spaced lines for baselines, the same on every page, so that the lines on both sides of a sheet, or beside
/// each other, are level.
package struct BaselineGrid: Sendable, Hashable {
  /// Distance of one line of the grid from the page's top.
  package var origin: Length
  /// Distance between lines; greater than zero.
  package var pitch: Length

  package init(origin: Length, pitch: Length) {
    self.origin = origin
    self.pitch = pitch
  }

  /// The first line at or below a height of the page.
  ///
  /// ```
  /// BaselineGrid(origin: .mm(2), pitch: .mm(6)).line(from: .mm(50.1))  → 56 mm
  /// ```
  package func line(from y: Length) -> Length {
    // A thousandth of a point allows for the rounding of sums of millimetres.
    let lines = ((y.points - origin.points - 0.001) / pitch.points).rounded(.up)
    return origin + pitch * lines
  }
}

/// The marks 見本, 写 and 再発行: words in boxes at the top right, and light and diagonal behind the body.
package struct Marks: Sendable {
  /// A mark's text in its box (再発行　第1回　令和7年7月1日) and behind the body (再発行).
  package struct Word: Sendable, Hashable {
    package var boxed: String
    package var behind: String

    package init(boxed: String, behind: String) {
      self.boxed = boxed
      self.behind = behind
    }
  }

  /// Position and size of a word behind the body.
  package struct Diagonal: Sendable, Hashable {
    package var centre: Point
    package var size: Length
    /// Space between characters in em.
    package var letterSpace: Double

    package init(centre: Point, size: Length, letterSpace: Double) {
      self.centre = centre
      self.size = size
      self.letterSpace = letterSpace
    }
  }

  /// The words, from the right. One that has no word behind the body (`behind` is empty) is only boxed.
  package var words: [Word]
  /// Style of the boxed words.
  package var style: TextStyle
  package var right: Length
  package var y: Length
  package var height: Length
  /// Weight of the boxes' borders.
  package var weight: Length
  /// Positions of the words behind the body, in order. A word without a position is only boxed.
  package var diagonals: [Diagonal]
  package var diagonalRole: String
  package var diagonalColour: Colour
  package var diagonalWeight: Length

  package init(
    words: [Word], style: TextStyle, right: Length, y: Length, height: Length, weight: Length, diagonals: [Diagonal],
    diagonalRole: String, diagonalColour: Colour, diagonalWeight: Length
  ) {
    self.words = words
    self.style = style
    self.right = right
    self.y = y
    self.height = height
    self.weight = weight
    self.diagonals = diagonals
    self.diagonalRole = diagonalRole
    self.diagonalColour = diagonalColour
    self.diagonalWeight = diagonalWeight
  }
}
