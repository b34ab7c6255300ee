package import Layout
package import Typesetting

/// Laid-out pages as lines that a person can read and compare: what is said, in which tags and letters, and where.
///
/// Distances are points from the page's top left corner, to a hundredth. A run reads `x 70.87–140.2 y 94.22 biz-ud-gothic 9 │text`: the
/// first and the last glyph's origin, the baseline, face, size, and what differs from the usual (`×0.85` condensed, `#122C52` not black).
package struct PageText {
  private let fonts: FontList
  private var lines: [String] = []

  /// The lines of a document's pages, then how far its texts had to give way.
  package static func lines(of laidOut: LaidOut, fonts: FontList) -> [String] {
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
    if run.colour != .black { parts.append(Self.number(run.colour)) }
    // Where the letter was taken from another face, or chosen by a selector, its glyph is the point.
    if !fonts.roles.contains(where: { $0.chain.first == run.face })
      || run.text.unicodeScalars.contains(where: Self.isSelector)
    {
      parts.append("glyphs " + run.glyphs.map { String($0.glyph) }.joined(separator: " "))
    }
    return parts.joined(separator: " ") + " │" + Self.visible(run.text)
  }
}
