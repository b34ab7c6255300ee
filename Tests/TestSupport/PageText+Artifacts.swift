import Layout
import Typesetting

extension PageText {
  /// What is drawn without being text, in one line; outlines by their glyphs, codes by their size and the digest of their modules.
  static func text(of artifact: Artifact, faceName: (FaceID) -> String) -> String {
    switch artifact {
    case .fill(let area, let colour): "fill \(text(of: area)) \(number(colour))"
    case .border(let area, let weight, let radius, let colour):
      "border \(text(of: area)) weight \(number(weight))" + (radius > .zero ? " radius \(number(radius))" : "")
        + " \(number(colour))"
    case .stroke(let stroke): text(of: stroke)
    case .outlines(let drawing, let origin):
      paint(of: drawing) + " \(number(drawing.colour))" + text(of: drawing.outlines, at: origin, faceName: faceName)
    case .modules(let modules, let side, let area, let colour):
      "modules \(side)×\(side) \(text(of: area)) \(number(colour)) dark \(modules.count(where: \.self)) digest \(digest(of: modules))"
    case .image(let image, let area): "image \(image.width)×\(image.height) \(text(of: area))"
    case .text: "text"
    }
  }

  private static func text(of area: Rectangle) -> String {
    "\(number(area.x)),\(number(area.y)) \(number(area.width))×\(number(area.height))"
  }

  private static func text(of stroke: Stroke) -> String {
    let dash = stroke.dash.isEmpty ? "" : " dash " + stroke.dash.map { number($0) }.joined(separator: " ")
    return "rule \(number(stroke.from.x)),\(number(stroke.from.y)) – \(number(stroke.to.x)),\(number(stroke.to.y))"
      + " weight \(number(stroke.weight)) \(number(stroke.colour))" + dash
  }

  private static func paint(of drawing: OutlineDrawing) -> String {
    switch drawing.paint {
    case .filled: "shapes"
    case .stroked(let weight): "outlines weight \(number(weight))"
    }
  }

  /// Glyphs at their origins, and the first one's matrix.
  private static func text(of glyphs: [GlyphOutline], at origin: Point, faceName: (FaceID) -> String) -> String {
    guard let first = glyphs.first else { return "" }
    let matrix = [first.a, first.b, first.c, first.d].map { number($0) }.joined(separator: " ")
    let places = glyphs.map { " \($0.glyph)@\(number(origin.x.points + $0.e)),\(number(origin.y.points + $0.f))" }
      .joined()
    return " \(faceName(first.face)) [\(matrix)]" + places
  }

  /// FNV-1a of the modules in their order: enough to tell one code from another.
  private static func digest(of modules: [Bool]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for module in modules {
      hash ^= module ? 1 : 0
      hash &*= 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
