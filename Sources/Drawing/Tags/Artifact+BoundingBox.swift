import Layout
import Typesetting

extension [Artifact] {
  /// Left, bottom, right and top of everything drawn, in points from the lower left corner of a page of that height. Glyphs count with
  /// their em square.
  func boundingBox(height: Length) -> [Double] {
    var xs: [Double] = []
    var ys: [Double] = []
    func add(_ rectangle: Rectangle) {
      xs += [rectangle.x.points, (rectangle.x + rectangle.width).points]
      ys += [rectangle.y.points, (rectangle.y + rectangle.height).points]
    }
    func add(_ outlines: [GlyphOutline], at origin: Point) {
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
        add(rectangle)
      case .stroke(let stroke):
        xs += [stroke.from.x.points, stroke.to.x.points]
        ys += [stroke.from.y.points, stroke.to.y.points]
      case .outlines(let drawing, let origin): add(drawing.outlines, at: origin)
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
