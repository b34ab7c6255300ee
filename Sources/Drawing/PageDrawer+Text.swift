import CCairo
import DrawnDocument
import Typesetting

// Glyph runs. Cairo must learn which text the glyphs stand for, in one of two ways:
//
// - The run's face is common and has a placeholder. The placeholder's records carry the text, and only glyph ids are
//   shown. A cluster that is not one glyph for at most eight bytes of text has no such record.
// - Everything else is shown with its text (`cairo_show_text_glyphs`), in a font of those glyphs only unless it is a
//   common face.
//
// A run that cannot be shown in one way as a whole is split into parts.

extension PageDrawer {
  /// Draws a run, and tells Cairo the text that it stands for.
  func drawRun(_ run: GlyphRun, on canvas: Canvas) throws(DrawingFault) {
    guard !run.glyphs.isEmpty else { return }
    guard run.clustersAddUp else { throw .page("clusters of a run") }
    canvas.setColour(run.colour)
    let face = try commonFace(of: run, on: canvas)
    guard let face, face.isPlaceholder else {
      if let face { return showGlyphsWithText(run, run.asOnePart, face, on: canvas) }
      return try showParts(run, run.parts(in: nil), on: canvas)
    }
    if showPlaceholders(run, run.asOnePart, face, on: canvas) { return }
    let parts = run.parts(in: face)
    // A full placeholder means that the document will be drawn again: what is shown now does not matter.
    if face.isFull { return }
    try showParts(run, parts, on: canvas)
  }

  private func showParts(_ run: GlyphRun, _ parts: [GlyphRun.Part], on canvas: Canvas) throws(DrawingFault) {
    for part in parts {
      if part.isInCommonFace {
        guard showPlaceholders(run, part, try fontCache.commonFace(run.face), on: canvas) else {
          throw .page("glyphs of a run")
        }
      } else {
        let face = try fontCache.subset(GlyphSet(face: run.face, glyphs: run.glyphs[part.glyphs].map(\.glyph)))
        showGlyphsWithText(run, part, face, on: canvas)
      }
    }
  }

  /// The face that may have all glyphs of a run. Nil in a PDF for a face that is not common. For pixels it is always
  /// the original.
  private func commonFace(of run: GlyphRun, on canvas: Canvas) throws(DrawingFault) -> CairoFace? {
    guard canvas.isTagged else { return try fontCache.original(run.face) }
    return fontCache.isCommon(run.face) ? try fontCache.commonFace(run.face) : nil
  }

  /// Shows glyphs of a placeholder, without their text. False, and nothing is shown, when it does not have all of them.
  private func showPlaceholders(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) -> Bool {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    let hasAll = run.findGlyphIDs(of: part, in: face) { glyph, id in
      glyphs.append(cairo_glyph_t(index: UInt(id), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    guard hasAll else { return false }
    setFont(face, of: run, on: canvas)
    cairo_show_glyphs(canvas.context, glyphs, Int32(glyphs.count))
    return true
  }

  private func showGlyphsWithText(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    for glyph in run.glyphs[part.glyphs] {
      glyphs.append(cairo_glyph_t(index: UInt(glyph.glyph), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    setFont(face, of: run, on: canvas)
    var text = run.text
    text.withUTF8 { utf8 in
      shiftedText.setText(UnsafeBufferPointer(rebasing: utf8[part.bytes]), run.clusters[part.clusters])
    }
    shiftedText.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          canvas.context, characters.baseAddress, Int32(characters.count), glyphs, Int32(glyphs.count),
          shiftedText.clusters, Int32(shiftedText.clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
      }
    }
  }

  private func setFont(_ face: CairoFace, of run: GlyphRun, on canvas: Canvas) {
    var matrix = run.fontMatrix
    cairo_set_font_face(canvas.context, face.pointer)
    cairo_set_font_matrix(canvas.context, &matrix)
  }
}

extension GlyphRun {
  /// The font matrix, in points: condensed along the line (長体), then turned clockwise by quarters.
  var fontMatrix: cairo_matrix_t {
    let (along, across) = (size.points * condensed, size.points)
    switch turns & 3 {
    case 1: return cairo_matrix_t(xx: 0, yx: along, xy: -across, yy: 0, x0: 0, y0: 0)
    case 2: return cairo_matrix_t(xx: -along, yx: 0, xy: 0, yy: -across, x0: 0, y0: 0)
    case 3: return cairo_matrix_t(xx: 0, yx: -along, xy: across, yy: 0, x0: 0, y0: 0)
    default: return cairo_matrix_t(xx: along, yx: 0, xy: 0, yy: across, x0: 0, y0: 0)
    }
  }
}

extension GlyphRun {
  /// A part of a run that one face shows.
  struct Part {
    var clusters: Range<Int>
    var glyphs: Range<Int>
    var bytes: Range<Int>
    /// Whether the placeholder of the run's common face has all its glyphs.
    var isInCommonFace: Bool
  }

  /// The whole run.
  var asOnePart: Part {
    Part(clusters: clusters.indices, glyphs: glyphs.indices, bytes: 0..<text.utf8.count, isInCommonFace: true)
  }

  /// The run in parts that one face each can show. Neighbouring clusters whose glyphs are all in the placeholder `face`
  /// make one part. Every other cluster is a part of its own, because it is shown with a font for its own glyphs.
  ///
  /// - Parameter face: the placeholder of the run's face; nil when that face is not a common one and has no
  ///   placeholder.
  func parts(in face: CairoFace?) -> [Part] {
    var parts: [Part] = []
    var (glyph, byte) = (0, 0)
    for (index, cluster) in clusters.enumerated() {
      let (nextGlyph, nextByte) = (glyph + cluster.glyphs, byte + cluster.bytes)
      let part = Part(
        clusters: index..<index + 1, glyphs: glyph..<nextGlyph, bytes: byte..<nextByte, isInCommonFace: true)
      let isInCommonFace = face.map { face in findGlyphIDs(of: part, in: face) { _, _ in } } ?? false
      if isInCommonFace, let last = parts.indices.last, parts[last].isInCommonFace {
        parts[last].clusters = parts[last].clusters.lowerBound..<index + 1
        parts[last].glyphs = parts[last].glyphs.lowerBound..<nextGlyph
        parts[last].bytes = parts[last].bytes.lowerBound..<nextByte
      } else {
        parts.append(part)
        parts[parts.count - 1].isInCommonFace = isInCommonFace
      }
      (glyph, byte) = (nextGlyph, nextByte)
    }
    return parts
  }

  /// Finds the ids that a part's glyphs have in a placeholder, each for the text of its cluster.
  ///
  /// - Parameter body: called with each glyph and its id.
  /// - Returns: false when the face does not have all of them.
  @inline(__always)
  func findGlyphIDs(of part: Part, in face: CairoFace, _ body: (PlacedGlyph, UInt32) -> Void) -> Bool {
    guard face.isPlaceholder, part.clusters.count == part.glyphs.count else { return false }
    var text = text
    return text.withUTF8 { utf8 in
      var byte = part.bytes.lowerBound
      for (cluster, glyph) in zip(part.clusters, part.glyphs) {
        let (cluster, glyph) = (clusters[cluster], glyphs[glyph])
        guard cluster.glyphs == 1, byte + cluster.bytes <= utf8.count,
          let id = face.glyphID(for: glyph.glyph, text: utf8, byte..<byte + cluster.bytes)
        else { return false }
        body(glyph, id)
        byte += cluster.bytes
      }
      return true
    }
  }

  /// Whether the clusters together have all glyphs and all bytes of the text, and each at least one glyph.
  var clustersAddUp: Bool {
    var (glyphs, bytes) = (0, 0)
    for cluster in clusters {
      if cluster.glyphs <= 0 || cluster.bytes < 0 { return false }
      glyphs += cluster.glyphs
      bytes += cluster.bytes
    }
    return glyphs == self.glyphs.count && bytes == text.utf8.count
  }
}

/// The text that Cairo is told for glyphs, with some of its characters shifted (`TextShift`). PDFFinishing shifts them
/// back.
struct ShiftedText {
  private(set) var bytes: [UInt8] = []
  private(set) var clusters: [cairo_text_cluster_t] = []

  /// - Parameter utf8: the text of the clusters together.
  mutating func setText(_ utf8: UnsafeBufferPointer<UInt8>, _ parts: ArraySlice<Cluster>) {
    bytes.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    var start = 0
    for part in parts {
      let before = bytes.count
      appendShifted(utf8, start..<start + part.bytes)
      start += part.bytes
      clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes.count - before), num_glyphs: Int32(part.glyphs)))
    }
  }

  private mutating func appendShifted(_ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let first = utf8[index]
      // Only characters of one, two or three bytes with a lead below E3 can be below U+2200, which is E2 88 80.
      if first < 0x80 {
        appendScalar(UInt32(first))
        index += 1
      } else if 0xC0..<0xE0 ~= first, index + 1 < range.upperBound {
        appendScalar(UInt32(first & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F))
        index += 2
      } else if 0xE0..<0xE3 ~= first, index + 2 < range.upperBound {
        appendScalar(UInt32(first & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F))
        index += 3
      } else {
        bytes.append(first)
        index += 1
      }
    }
  }

  /// Appends a scalar below U+3000, shifted when it is below the limit.
  private mutating func appendScalar(_ scalar: UInt32) {
    if scalar < TextShift.limit {
      let shifted = scalar + TextShift.distance
      bytes.append(UInt8(0xF0 | shifted >> 18))
      bytes.append(UInt8(0x80 | shifted >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | shifted >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | shifted & 0x3F))
    } else {
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
