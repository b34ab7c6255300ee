import CCairo
import Typesetting

extension PageDrawer {
  /// An element of the structure and what it draws.
  func draw(_ element: Element, of page: Page, on canvas: Canvas) throws(DrawingFault) {
    switch element {
    case .group(let tag, let children):
      note(tag, box: [])
      try canvas.tagged(tag.name) { () throws(DrawingFault) in
        for child in children { try draw(child, of: page, on: canvas) }
      }
    case .leaf(let tag, let runs):
      if case .figure = tag { throw .page("text in a figure") }
      note(tag, box: [])
      try canvas.tagged(tag.name) { () throws(DrawingFault) in
        for run in runs { try draw(run, on: canvas) }
      }
    case .figure(let tag, let shapes):
      var rest = shapes[...]
      let drawings = try takePrepared(from: &rest, on: canvas)
      note(tag, box: shapes.boundingBox(height: page.height), drawings: drawings)
      try canvas.tagged(tag.name) { () throws(DrawingFault) in try draw(rest, on: canvas) }
    }
  }

  /// What no one reads. Cairo 1.16 knows no artifacts, so it is tagged NonStruct, and `PDFFile` turns that into artifacts: shapes together,
  /// texts one by one, since these are heads or feet. Outline drawings begin an artifact
  /// of their own, for they can only be placed before what Cairo draws in it.
  func drawUntold(_ artifacts: [Artifact], of page: Page, on canvas: Canvas) throws(DrawingFault) {
    var rest = artifacts[...]
    while let first = rest.first {
      if case .text(let runs) = first {
        rest.removeFirst()
        guard let line = runs.first else { continue }
        notes.artifacts.append(.init(kind: line.origin.y > page.height / 2 ? .footer : .header))
        try canvas.tagged("NonStruct") { () throws(DrawingFault) in
          for run in runs { try draw(run, on: canvas) }
        }
      } else {
        var shapes = Self.nextShapes(rest)
        rest = rest[shapes.endIndex...]
        notes.artifacts.append(.init(kind: .layout, drawings: try takePrepared(from: &shapes, on: canvas)))
        try canvas.tagged("NonStruct") { () throws(DrawingFault) in try draw(shapes, on: canvas) }
      }
    }
  }

  /// Shapes up to the next text, or up to the next outline drawing behind other shapes.
  private static func nextShapes(_ artifacts: ArraySlice<Artifact>) -> ArraySlice<Artifact> {
    var hasOthers = false
    return artifacts.prefix { artifact in
      switch artifact {
      case .text: return false
      case .outlines: return !hasOthers
      default:
        hasOthers = true
        return true
      }
    }
  }

  private func note(_ tag: Tag, box: [Double], drawings: [PlacedDrawing] = []) {
    switch tag {
    case .headerCell(let scope, let span): notes.headerCells.append(.init(scope: scope, span: span))
    case .dataCell(let span): notes.dataCellSpans.append(span)
    case .figure(let alternative): notes.figures.append(.init(alternative: alternative, box: box, drawings: drawings))
    default: break
    }
  }
}
