import CCairo
import Layout
import Typesetting

extension Canvas {
  /// Butt ends, mitred corners, no dash.
  func setPen(weight: Length, dash: [Length] = []) {
    let width = snappedWeight(weight.points)
    cairo_set_line_width(context, width)
    cairo_set_dash(context, dash.map(\.points), Int32(dash.count), 0)
  }

  /// Strokes grouped by what their pen looks like, each group one path: a path a weight costs a tenth of a path a line.
  func draw(_ strokes: [Stroke]) {
    var rest = strokes
    while let first = rest.first {
      func isAlike(_ other: Stroke) -> Bool {
        other.weight == first.weight && other.colour == first.colour && other.dash == first.dash
      }
      for stroke in rest where isAlike(stroke) { add(stroke) }
      setColour(first.colour)
      setPen(weight: first.weight, dash: first.dash)
      cairo_stroke(context)
      rest.removeAll(where: isAlike)
    }
  }

  private func add(_ stroke: Stroke) {
    var (x1, y1, x2, y2) = (stroke.from.x.points, stroke.from.y.points, stroke.to.x.points, stroke.to.y.points)
    if y1 == y2 {
      y1 = snappedCentre(y1, weight: stroke.weight.points)
      y2 = y1
    }
    if x1 == x2 {
      x1 = snappedCentre(x1, weight: stroke.weight.points)
      x2 = x1
    }
    cairo_move_to(context, x1, y1)
    cairo_line_to(context, x2, y2)
  }

  func fill(_ rectangle: Rectangle, _ colour: Colour) {
    let (x, y) = (snapped(rectangle.x.points), snapped(rectangle.y.points))
    let (right, bottom) = (
      snapped((rectangle.x + rectangle.width).points), snapped((rectangle.y + rectangle.height).points)
    )
    cairo_rectangle(context, x, y, right - x, bottom - y)
    setColour(colour)
    cairo_fill(context)
  }

  func border(_ rectangle: Rectangle, weight: Length, radius: Length, _ colour: Colour) {
    let left = snappedCentre(rectangle.x.points, weight: weight.points)
    let top = snappedCentre(rectangle.y.points, weight: weight.points)
    let right = snappedCentre((rectangle.x + rectangle.width).points, weight: weight.points)
    let bottom = snappedCentre((rectangle.y + rectangle.height).points, weight: weight.points)
    let r = min(radius.points, (right - left) / 2, (bottom - top) / 2)
    if r > 0 {
      cairo_new_sub_path(context)
      cairo_arc(context, right - r, top + r, r, -.pi / 2, 0)
      cairo_arc(context, right - r, bottom - r, r, 0, .pi / 2)
      cairo_arc(context, left + r, bottom - r, r, .pi / 2, .pi)
      cairo_arc(context, left + r, top + r, r, .pi, .pi * 1.5)
      cairo_close_path(context)
    } else {
      cairo_rectangle(context, left, top, right - left, bottom - top)
    }
    setColour(colour)
    setPen(weight: weight)
    cairo_stroke(context)
  }

  /// On a raster the nearest pixel border, otherwise the place itself.
  private func snapped(_ place: Double) -> Double {
    guard let pixelsPerPoint else { return place }
    return (place * pixelsPerPoint).rounded() / pixelsPerPoint
  }

  /// On a raster whole pixels, one at least.
  private func snappedWeight(_ weight: Double) -> Double {
    guard let pixelsPerPoint else { return weight }
    return max(1, (weight * pixelsPerPoint).rounded()) / pixelsPerPoint
  }

  /// The centre line whose edges are pixel borders.
  private func snappedCentre(_ place: Double, weight: Double) -> Double {
    guard pixelsPerPoint != nil else { return place }
    let half = snappedWeight(weight) / 2
    return snapped(place - half) + half
  }
}
