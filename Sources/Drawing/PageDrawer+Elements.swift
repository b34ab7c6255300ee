import CCairo
import DrawnDocument
import Layout
import Typesetting

// What a page is made of, element by element, and the record of it in `structure`, which cannot be read from the file
// that Cairo writes.

extension PageDrawer {
  /// Draws an element of the structure with all that is in it, and adds it to the structure.
  ///
  /// - Parameter parent: index of the element that holds it.
  func drawElement(_ element: Element, in parent: Int?, of page: Page, on canvas: Canvas) throws(DrawingFault) {
    switch element {
    case .group(let tag, let children):
      let index = structure.addElement(tag.name, tag.attributes(), in: parent)
      for child in children { try drawElement(child, in: index, of: page, on: canvas) }
    case .leaf(let tag, let runs):
      if case .figure = tag { throw .page("text in a figure") }
      let index = structure.addElement(tag.name, tag.attributes(), in: parent)
      try drawText(runs, of: .element(index), on: canvas)
    case .figure(let tag, let shapes):
      var rest = shapes[...]
      let drawings = try takePreparedDrawings(from: &rest, on: canvas)
      let index = structure.addElement(
        tag.name, tag.attributes(box: shapes.boundingBox(height: page.height)), in: parent)
      structure.shapes.append(.init(owner: .element(index), drawings: drawings))
      try canvas.drawTagged { () throws(DrawingFault) in try drawShapes(rest, on: canvas) }
    }
  }

  private func drawText(_ runs: [GlyphRun], of owner: DocumentStructure.Owner, on canvas: Canvas) throws(DrawingFault) {
    var glyphs = 0
    for run in runs {
      try drawRun(run, on: canvas)
      glyphs += run.glyphs.count
    }
    structure.addText(glyphs: glyphs, of: owner)
  }

  /// Draws what is no content of the document (artifacts, ISO 32000-1 14.8.2.2). A text is a header or footer by its
  /// position; the shapes between two texts are one layout artifact. An outline drawing begins a new one, because
  /// PDFFinishing can place it only before what Cairo draws in the same artifact.
  func drawArtifacts(_ artifacts: [Artifact], of page: Page, on canvas: Canvas) throws(DrawingFault) {
    var rest = artifacts[...]
    while let first = rest.first {
      if case .text(let runs) = first {
        rest.removeFirst()
        guard let line = runs.first else { continue }
        try drawText(runs, of: .artifact(line.origin.y > page.height / 2 ? .footer : .header), on: canvas)
      } else {
        var shapes = Self.nextShapes(rest)
        rest = rest[shapes.endIndex...]
        structure.shapes.append(
          .init(owner: .artifact(.layout), drawings: try takePreparedDrawings(from: &shapes, on: canvas)))
        try canvas.drawTagged { () throws(DrawingFault) in try drawShapes(shapes, on: canvas) }
      }
    }
  }

  /// The shapes up to the next text, or up to the next outline drawing that follows other shapes.
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

  /// Draws shapes in their order. Strokes that follow each other are gathered into one path for each weight, colour and
  /// dash.
  private func drawShapes(_ artifacts: some Sequence<Artifact>, on canvas: Canvas) throws(DrawingFault) {
    var strokes: [Stroke] = []
    for artifact in artifacts {
      if case .stroke(let stroke) = artifact {
        strokes.append(stroke)
        continue
      }
      canvas.drawStrokes(strokes)
      strokes.removeAll(keepingCapacity: true)
      switch artifact {
      case .fill(let rectangle, let colour): canvas.fillRectangle(rectangle, colour)
      case .border(let rectangle, let weight, let radius, let colour):
        canvas.drawBorder(rectangle, weight: weight, radius: radius, colour)
      case .stroke: break
      case .outlines(let drawing, let origin): try paintOutlines(drawing, at: origin, on: canvas)
      case .modules(let modules, let side, let rectangle, let colour):
        try canvas.drawModules(modules, side: side, in: rectangle, colour)
      case .image(let image, let rectangle): try canvas.drawImage(image, in: rectangle)
      case .text: throw .page("text in a figure")
      }
    }
    canvas.drawStrokes(strokes)
  }
}
