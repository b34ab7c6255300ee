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
      note(tag, box: shapes.boundingBox(height: page.height))
      try canvas.tagged(tag.name) { () throws(DrawingFault) in try draw(shapes, on: canvas) }
    }
  }

  /// What no one reads. Cairo 1.16 knows no artifacts, so it is tagged NonStruct, and `PDFFile` turns that into artifacts: shapes together,
  /// texts one by one, since these are heads or feet.
  func drawUntold(_ artifacts: [Artifact], of page: Page, on canvas: Canvas) throws(DrawingFault) {
    var rest = artifacts[...]
    while let first = rest.first {
      if case .text(let runs) = first {
        rest.removeFirst()
        guard let line = runs.first else { continue }
        notes.artifacts.append(line.origin.y > page.height / 2 ? .footer : .header)
        try canvas.tagged("NonStruct") { () throws(DrawingFault) in
          for run in runs { try draw(run, on: canvas) }
        }
      } else {
        let shapes = rest.prefix { if case .text = $0 { false } else { true } }
        rest.removeFirst(shapes.count)
        notes.artifacts.append(.layout)
        try canvas.tagged("NonStruct") { () throws(DrawingFault) in try draw(Array(shapes), on: canvas) }
      }
    }
  }

  private func note(_ tag: Tag, box: [Double]) {
    switch tag {
    case .headerCell(let scope, let span): notes.headerCells.append(.init(scope: scope, span: span))
    case .dataCell(let span): notes.dataCellSpans.append(span)
    case .figure(let alternative): notes.figures.append(.init(alternative: alternative, box: box))
    default: break
    }
  }
}
