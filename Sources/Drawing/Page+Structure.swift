import DrawnDocument
import Layout
import Typesetting

// What of a page's value the structure of its PDF takes: the text that is read, the names of elements, and the box of a
// figure.

extension Page {
  /// The page's text in reading order as UTF-8, without artifacts. It must be the same when it is read back from the
  /// PDF.
  package var readText: [UInt8] {
    var text: [UInt8] = []
    func add(_ element: Element) {
      switch element {
      case .group(_, let children): for child in children { add(child) }
      case .leaf(_, let runs): for run in runs { text.append(contentsOf: run.text.utf8) }
      case .figure: break
      }
    }
    for element in content { add(element) }
    return text
  }
}

extension Tag {
  /// The standard structure type of ISO 32000-1 14.8.4: `heading(level: 2)` → `H2`.
  package var name: String {
    switch self {
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .table: "Table"
    case .row: "TR"
    case .headerCell: "TH"
    case .dataCell: "TD"
    case .span: "Span"
    case .figure: "Figure"
    case .section: "Sect"
    case .ruby: "Ruby"
    case .rubyBase: "RB"
    case .rubyText: "RT"
    }
  }

  /// The attributes of its element; nil for most tags.
  ///
  /// - Parameter box: the bounding box of a figure.
  func attributes(box: [Double] = []) -> DrawnDocument.Attributes? {
    switch self {
    case .headerCell(let scope, let span): .headerCell(scope == .row ? .row : .column, span: span)
    case .dataCell(let span): .dataCell(span: span)
    case .figure(let alternative): .figure(alternative: alternative, box: box)
    default: nil
    }
  }
}

extension [Artifact] {
  /// Left, bottom, right and top of everything drawn, in points from the lower left corner of a page of that height. A
  /// glyph counts as its em square, from 0.12 em below the baseline to 0.88 em above it.
  func boundingBox(height: Length) -> [Double] {
    var xs: [Double] = []
    var ys: [Double] = []
    func addRectangle(_ rectangle: Rectangle) {
      xs += [rectangle.x.points, (rectangle.x + rectangle.width).points]
      ys += [rectangle.y.points, (rectangle.y + rectangle.height).points]
    }
    func addOutlines(_ outlines: [GlyphOutline], at origin: Point) {
      for outline in outlines {
        for (x, y) in [(0.0, -0.12), (1, -0.12), (0, 0.88), (1, 0.88)] {
          xs.append(origin.x.points + outline.a * x + outline.c * y + outline.e)
          ys.append(origin.y.points + outline.b * x + outline.d * y + outline.f)
        }
      }
    }
    for artifact in self {
      switch artifact {
      case .fill(let rectangle, _), .border(let rectangle, _, _, _), .modules(_, _, let rectangle, _),
        .image(_, let rectangle):
        addRectangle(rectangle)
      case .stroke(let stroke):
        xs += [stroke.from.x.points, stroke.to.x.points]
        ys += [stroke.from.y.points, stroke.to.y.points]
      case .outlines(let drawing, let origin): addOutlines(drawing.outlines, at: origin)
      case .text(let runs):
        for run in runs {
          xs.append(run.origin.x.points)
          ys.append(run.origin.y.points)
        }
      }
    }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
      return [0, 0, 0, 0]
    }
    return [left, height.points - bottom, right, height.points - top]
  }
}
