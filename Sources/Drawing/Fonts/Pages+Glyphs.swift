import Typesetting

extension [Page] {
  /// Every glyph that the pages show or draw, by face.
  var glyphs: [FaceID: Set<UInt32>] {
    var glyphs: [FaceID: Set<UInt32>] = [:]
    func add(_ runs: [GlyphRun]) {
      for run in runs { glyphs[run.face, default: []].formUnion(run.glyphs.map(\.glyph)) }
    }
    func add(_ artifacts: [Artifact]) {
      for artifact in artifacts {
        switch artifact {
        case .text(let runs): add(runs)
        case .outlines(let drawing, _): for outline in drawing.outlines { glyphs[outline.face, default: []].insert(outline.glyph) }
        default: break
        }
      }
    }
    func add(_ elements: [Typesetting.Element]) {
      for element in elements {
        switch element {
        case .group(_, let children): add(children)
        case .leaf(_, let runs): add(runs)
        case .figure(_, let shapes): add(shapes)
        }
      }
    }
    for page in self {
      add(page.underlay)
      add(page.content)
    }
    return glyphs
  }
}
