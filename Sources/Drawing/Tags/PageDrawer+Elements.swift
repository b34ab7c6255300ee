import CCairo
import Layout
import Typesetting

extension PageDrawer {
  /// An element of the structure and what it draws.
  ///
  /// - Parameter parent: index of the element in which it is.
  func draw(_ element: Element, in parent: Int?, of page: Page, on canvas: Canvas) throws(DrawingFault) {
    switch element {
    case .group(let tag, let children):
      let index = notes.add(tag.name, tag.attributes(), in: parent)
      for child in children { try draw(child, in: index, of: page, on: canvas) }
    case .leaf(let tag, let runs):
      if case .figure = tag { throw .page("text in a figure") }
      let index = notes.add(tag.name, tag.attributes(), in: parent)
      try draw(runs, of: .element(index), on: canvas)
    case .figure(let tag, let shapes):
      var rest = shapes[...]
      let drawings = try takePrepared(from: &rest, on: canvas)
      let index = notes.add(tag.name, tag.attributes(box: shapes.boundingBox(height: page.height)), in: parent)
      notes.shapes.append(.init(owner: .element(index), drawings: drawings))
      try canvas.tagged { () throws(DrawingFault) in try draw(rest, on: canvas) }
    }
  }

  private func draw(_ runs: [GlyphRun], of owner: StructureNotes.Owner, on canvas: Canvas) throws(DrawingFault) {
    var glyphs = 0
    for run in runs {
      try draw(run, on: canvas)
      glyphs += run.glyphs.count
    }
    notes.addText(glyphs: glyphs, of: owner)
  }

  /// What no one reads: shapes together, texts one by one, since these are heads or feet. Outline drawings begin an artifact of their
  /// own, for they can only be placed before what Cairo draws in it.
  func drawUntold(_ artifacts: [Artifact], of page: Page, on canvas: Canvas) throws(DrawingFault) {
    var rest = artifacts[...]
    while let first = rest.first {
      if case .text(let runs) = first {
        rest.removeFirst()
        guard let line = runs.first else { continue }
        try draw(runs, of: .artifact(line.origin.y > page.height / 2 ? .footer : .header), on: canvas)
      } else {
        var shapes = Self.nextShapes(rest)
        rest = rest[shapes.endIndex...]
        notes.shapes.append(.init(owner: .artifact(.layout), drawings: try takePrepared(from: &shapes, on: canvas)))
        try canvas.tagged { () throws(DrawingFault) in try draw(shapes, on: canvas) }
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
}
