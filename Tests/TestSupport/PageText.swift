package import Layout
package import Typesetting

/// Laid-out pages as lines that a person can read and compare: the texts with their tags, fonts and positions.
///
/// Distances are points from the page's top left corner, to a hundredth. A run reads `x 70.87–140.2 y 94.22
/// biz-ud-gothic 9 │text`: the first and the last glyph's origin, the baseline, face and size, and then only what
/// differs from the usual (`×0.85` condensed, `#122C52` not black).
package struct PageText {
  private let fonts: FontList
  private var lines: [String] = []

  /// The lines of a document's pages, then how far its texts had to give way.
  package static func lines(of laidOut: LayoutResult, fonts: FontList) -> [String] {
    var text = PageText(fonts: fonts)
    text.lines.append("\(laidOut.pages.count) \(laidOut.pages.count == 1 ? "page" : "pages"), step \(laidOut.step)")
    for (index, page) in laidOut.pages.enumerated() { text.describe(page, number: index + 1) }
    text.lines += ["", "fit"]
    for fit in laidOut.fits { text.describe(fit) }
    return text.lines
  }

  private init(fonts: FontList) {
    self.fonts = fonts
  }

  private mutating func describe(_ page: Page, number: Int) {
    lines += ["", "page \(number), \(Self.number(page.width)) × \(Self.number(page.height))"]
    for artifact in page.underlay { describe(artifact, depth: 1) }
    lines.append(" content")
    for element in page.content { describe(element, depth: 2) }
  }

  private mutating func describe(_ element: Element, depth: Int) {
    switch element {
    case .group(let tag, let elements):
      add(depth, Self.name(of: tag))
      for element in elements { describe(element, depth: depth + 1) }
    case .leaf(let tag, let runs):
      add(depth, ([Self.name(of: tag)] + (runs.first.map { [self.text(of: $0)] } ?? [])).joined(separator: " "))
      for run in runs.dropFirst() { add(depth + 1, self.text(of: run)) }
    case .figure(let tag, let artifacts):
      add(depth, Self.name(of: tag))
      for artifact in artifacts { describe(artifact, depth: depth + 1) }
    }
  }

  private mutating func describe(_ artifact: Artifact, depth: Int) {
    if case .text(let runs) = artifact {
      for run in runs { add(depth, "unread " + text(of: run)) }
    } else {
      add(depth, Self.text(of: artifact, faceName: name(of:)))
    }
  }

  private mutating func describe(_ fit: FitResult) {
    var parts = ["\(fit.lines) \(fit.lines == 1 ? "line" : "lines")"]
    if fit.condensed != 1 { parts.append("×\(Self.number(fit.condensed)) wide") }
    if fit.shrunk != 1 { parts.append("×\(Self.number(fit.shrunk)) size") }
    add(1, "\(fit.box): \(parts.joined(separator: ", "))")
  }

  private mutating func add(_ depth: Int, _ line: String) {
    lines.append(String(repeating: " ", count: depth) + line)
  }

  private func name(of face: FaceID) -> String { fonts.faces[face.index].id }

  private func text(of run: GlyphRun) -> String {
    var parts = ["x"]
    let first = run.origin.x + (run.glyphs.first?.x ?? .zero)
    let last = run.origin.x + (run.glyphs.last?.x ?? .zero)
    parts.append(run.glyphs.count > 1 ? "\(Self.number(first))–\(Self.number(last))" : Self.number(first))
    parts += ["y", Self.number(run.origin.y), name(of: run.face), Self.number(run.size)]
    if run.condensed != 1 { parts.append("×\(Self.number(run.condensed))") }
    if run.turns != 0 { parts.append("turned \(run.turns)") }
    if run.colour != .black { parts.append(Self.hexadecimal(run.colour)) }
    // A letter from another face than the first, or chosen by a variation selector, is told by its glyph.
    if !fonts.roles.contains(where: { $0.chain.first == run.face })
      || run.text.unicodeScalars.contains(where: Self.isSelector)
    {
      parts.append("glyphs " + run.glyphs.map { String($0.glyph) }.joined(separator: " "))
    }
    return parts.joined(separator: " ") + " │" + Self.visible(run.text)
  }
}

extension PageText {
  /// An artifact in one line: outlines by their glyphs, a code by its size and the digest of its modules.
  private static func text(of artifact: Artifact, faceName: (FaceID) -> String) -> String {
    switch artifact {
    case .fill(let area, let colour): "fill \(text(of: area)) \(hexadecimal(colour))"
    case .border(let area, let weight, let radius, let colour):
      "border \(text(of: area)) weight \(number(weight))" + (radius > .zero ? " radius \(number(radius))" : "")
        + " \(hexadecimal(colour))"
    case .stroke(let stroke): text(of: stroke)
    case .outlines(let drawing, let origin):
      paint(of: drawing) + " \(hexadecimal(drawing.colour))"
        + text(of: drawing.outlines, at: origin, faceName: faceName)
    case .modules(let modules, let side, let area, let colour):
      "modules \(side)×\(side) \(text(of: area)) \(hexadecimal(colour))"
        + " dark \(modules.count(where: \.self)) digest \(digest(of: modules))"
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
      + " weight \(number(stroke.weight)) \(hexadecimal(stroke.colour))" + dash
  }

  private static func paint(of drawing: OutlineDrawing) -> String {
    switch drawing.paint {
    case .filled: "shapes"
    case .stroked(let weight): "outlines weight \(number(weight))"
    }
  }

  /// Glyphs at their origins, and the matrix of the first.
  private static func text(of glyphs: [GlyphOutline], at origin: Point, faceName: (FaceID) -> String) -> String {
    guard let first = glyphs.first else { return "" }
    let matrix = [first.a, first.b, first.c, first.d].map { number($0) }.joined(separator: " ")
    let places = glyphs.map { " \($0.glyph)@\(number(origin.x.points + $0.e)),\(number(origin.y.points + $0.f))" }
      .joined()
    return " \(faceName(first.face)) [\(matrix)]" + places
  }

  /// FNV-1a of the modules in their order, which is enough to tell one code from another.
  private static func digest(of modules: [Bool]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for module in modules {
      hash ^= module ? 1 : 0
      hash &*= 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}

extension PageText {
  /// The tag by its name in ISO 32000-1 14.8.4, with its attributes.
  private static func name(of tag: Tag) -> String {
    switch tag {
    case .heading(let level): "H\(level)"
    case .paragraph: "P"
    case .table: "Table"
    case .row: "TR"
    case .headerCell(let scope, let span): "TH \(scope.rawValue)" + (span > 1 ? " span \(span)" : "")
    case .dataCell(let span): "TD" + (span > 1 ? " span \(span)" : "")
    case .span: "Span"
    case .figure(let alternative): "Figure (\(alternative))"
    case .section: "Sect"
    case .ruby: "Ruby"
    case .rubyBase: "RB"
    case .rubyText: "RT"
    }
  }

  private static func number(_ length: Length) -> String { number(length.points) }

  /// To a hundredth, without zeros at the end.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let decimals = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (hundredths < 0 ? "-" : "") + "\(whole)" + decimals
  }

  private static func hexadecimal(_ colour: Colour) -> String {
    "#"
      + [colour.red, colour.green, colour.blue].map { component in
        let text = String(component, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }

  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }

  /// The text with invisible characters written out: `葛{U+E0100}`, `か{U+3099}`, and a space at the end.
  private static func visible(_ text: String) -> String {
    var shown = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isLastSpace = index == scalars.count - 1 && scalar.properties.isWhitespace
      let isPlain =
        scalar.properties.generalCategory != .privateUse && !isSelector(scalar)
        && !scalar.properties.isDefaultIgnorableCodePoint
      if isPlain, !isLastSpace, scalar.properties.canonicalCombiningClass == .notReordered, scalar.value >= 0x20 {
        shown.unicodeScalars.append(scalar)
      } else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        shown += "{U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "}"
      }
    }
    return shown
  }
}
