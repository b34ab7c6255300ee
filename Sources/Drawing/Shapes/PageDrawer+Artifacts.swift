import CCairo
import Layout
import Typesetting

extension PageDrawer {
  /// Shapes in drawing order; strokes that follow each other are gathered, one stroke a weight, colour and dash.
  func draw(_ artifacts: some Sequence<Artifact>, on canvas: Canvas) throws(DrawingFault) {
    var strokes: [Stroke] = []
    for artifact in artifacts {
      if case .stroke(let stroke) = artifact {
        strokes.append(stroke)
        continue
      }
      canvas.draw(strokes)
      strokes.removeAll(keepingCapacity: true)
      switch artifact {
      case .fill(let rectangle, let colour): canvas.fill(rectangle, colour)
      case .border(let rectangle, let weight, let radius, let colour):
        canvas.border(rectangle, weight: weight, radius: radius, colour)
      case .stroke: break
      case .outlines(let drawing, let origin): try paint(drawing, at: origin, on: canvas)
      case .modules(let modules, let side, let rectangle, let colour):
        try canvas.mask(modules, side: side, in: rectangle, colour)
      case .image(let image, let rectangle): try canvas.paint(image, in: rectangle)
      case .text: throw .page("text in a figure")
      }
    }
    canvas.draw(strokes)
  }
}
