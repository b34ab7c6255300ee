import CCairo
import Typesetting

extension PageDrawer {
  /// Shows a run with the text that it stands for.
  func draw(_ run: GlyphRun, on canvas: Canvas) throws(DrawingFault) {
    guard !run.glyphs.isEmpty else { return }
    guard run.isWhole else { throw .page("clusters of a run") }
    canvas.setColour(run.colour)
    let house = try house(of: run.face, on: canvas)
    guard let house, house.standsIn else {
      if let house { return showText(run, run.whole(isOfHouse: true), house, on: canvas) }
      return try showParts(run, run.parts(in: nil), on: canvas)
    }
    if show(run, run.whole(isOfHouse: true), house, on: canvas) { return }
    let parts = run.parts(in: house)
    // Then the document will be drawn again.
    if house.isFull { return }
    try showParts(run, parts, on: canvas)
  }

  private func showParts(_ run: GlyphRun, _ parts: [GlyphRun.Part], on canvas: Canvas) throws(DrawingFault) {
    for part in parts {
      if part.isOfHouse {
        guard show(run, part, try rack.face(run.face), on: canvas) else { throw .page("glyphs of a run") }
      } else {
        let face = try rack.face(GlyphSet(face: run.face, glyphs: run.glyphs[part.glyphs].map(\.glyph)))
        showText(run, part, face, on: canvas)
      }
    }
  }

  /// The face that has more than a few glyphs: pixels are made of the outlines themselves.
  private func house(of face: FaceID, on canvas: Canvas) throws(DrawingFault) -> CairoFace? {
    guard canvas.isTagged else { return try rack.outlines(face) }
    return rack.isWhole(face) ? try rack.face(face) : nil
  }

  /// Glyphs of a face that stands in for another: Cairo need not know what they say. False when the face has not all of them.
  private func show(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) -> Bool {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    let isShown = run.number(part, in: face) { glyph, number in
      glyphs.append(cairo_glyph_t(index: UInt(number), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    guard isShown else { return false }
    set(face, of: run, on: canvas)
    cairo_show_glyphs(canvas.context, glyphs, Int32(glyphs.count))
    return true
  }

  private func showText(_ run: GlyphRun, _ part: GlyphRun.Part, _ face: CairoFace, on canvas: Canvas) {
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    glyphs.removeAll(keepingCapacity: true)
    for glyph in run.glyphs[part.glyphs] {
      glyphs.append(cairo_glyph_t(index: UInt(glyph.glyph), x: x + glyph.x.points, y: y + glyph.y.points))
    }
    set(face, of: run, on: canvas)
    var text = run.text
    text.withUTF8 { utf8 in shown.set(UnsafeBufferPointer(rebasing: utf8[part.bytes]), run.clusters[part.clusters]) }
    shown.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          canvas.context, characters.baseAddress, Int32(characters.count), glyphs, Int32(glyphs.count), shown.clusters,
          Int32(shown.clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
      }
    }
  }

  private func set(_ face: CairoFace, of run: GlyphRun, on canvas: Canvas) {
    var matrix = run.fontMatrix
    cairo_set_font_face(canvas.context, face.pointer)
    cairo_set_font_matrix(canvas.context, &matrix)
  }
}

extension GlyphRun {
  /// The em square in points: condensed along the line, then turned clockwise.
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
  /// What is shown at once, by one face.
  struct Part {
    var clusters: Range<Int>
    var glyphs: Range<Int>
    var bytes: Range<Int>
    /// Whether the house's face has all its glyphs.
    var isOfHouse: Bool
  }

  /// All of it.
  func whole(isOfHouse: Bool) -> Part {
    Part(clusters: clusters.indices, glyphs: glyphs.indices, bytes: 0..<text.utf8.count, isOfHouse: isOfHouse)
  }

  /// As many clusters together as the face of the house has; those that it has not are parts of their own.
  ///
  /// - Parameter house: nil when the run's face is none of the house.
  func parts(in house: CairoFace?) -> [Part] {
    var parts: [Part] = []
    var (glyph, byte) = (0, 0)
    for (index, cluster) in clusters.enumerated() {
      let (nextGlyph, nextByte) = (glyph + cluster.glyphs, byte + cluster.bytes)
      let part = Part(clusters: index..<index + 1, glyphs: glyph..<nextGlyph, bytes: byte..<nextByte, isOfHouse: true)
      let isOfHouse = house.map { house in number(part, in: house) { _, _ in } } ?? false
      if isOfHouse, let last = parts.indices.last, parts[last].isOfHouse {
        parts[last].clusters = parts[last].clusters.lowerBound..<index + 1
        parts[last].glyphs = parts[last].glyphs.lowerBound..<nextGlyph
        parts[last].bytes = parts[last].bytes.lowerBound..<nextByte
      } else {
        parts.append(part)
        parts[parts.count - 1].isOfHouse = isOfHouse
      }
      (glyph, byte) = (nextGlyph, nextByte)
    }
    return parts
  }

  /// Numbers a part's glyphs in a face that stands in for another; each says its cluster.
  ///
  /// - Parameter body: what is done with each glyph and its number.
  /// - Returns: false when the face has not all of them.
  @inline(__always)
  func number(_ part: Part, in face: CairoFace, _ body: (PlacedGlyph, UInt32) -> Void) -> Bool {
    guard face.standsIn, part.clusters.count == part.glyphs.count else { return false }
    var text = text
    return text.withUTF8 { utf8 in
      var byte = part.bytes.lowerBound
      for (cluster, glyph) in zip(part.clusters, part.glyphs) {
        let (cluster, glyph) = (clusters[cluster], glyphs[glyph])
        guard cluster.glyphs == 1, byte + cluster.bytes <= utf8.count,
          let number = face.number(of: glyph.glyph, saying: utf8, byte..<byte + cluster.bytes)
        else { return false }
        body(glyph, number)
        byte += cluster.bytes
      }
      return true
    }
  }

  /// Whether the clusters share out the glyphs and the text, none without a glyph.
  var isWhole: Bool {
    var (glyphs, bytes) = (0, 0)
    for cluster in clusters {
      if cluster.glyphs <= 0 || cluster.bytes < 0 { return false }
      glyphs += cluster.glyphs
      bytes += cluster.bytes
    }
    return glyphs == self.glyphs.count && bytes == text.utf8.count
  }
}

/// What Cairo is told that glyphs say.
///
/// Cairo 1.16 puts glyphs whose text it finds in Windows' Latin alphabet into a font of their own, so that every face would be embedded
/// twice and every digit among kanji would change the font. Such text is shown shifted into a private-use plane; `PDFFile` turns it
/// back. What a record holds of that plane cannot be meant: it is refused as text that has no readable form.
struct ShiftedText {
  private(set) var bytes: [UInt8] = []
  private(set) var clusters: [cairo_text_cluster_t] = []

  /// Scalars below this are shifted by U+F0000: all of Windows' Latin alphabet, whose last is U+2122.
  private static let limit: UInt32 = 0x2200

  /// - Parameter utf8: what the clusters say together.
  mutating func set(_ utf8: UnsafeBufferPointer<UInt8>, _ parts: ArraySlice<Cluster>) {
    bytes.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    var start = 0
    for part in parts {
      let before = bytes.count
      shift(utf8, start..<start + part.bytes)
      start += part.bytes
      clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes.count - before), num_glyphs: Int32(part.glyphs)))
    }
  }

  private mutating func shift(_ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let first = utf8[index]
      // U+2200 is E2 88 80: everything before it has a lesser lead, or that lead and less behind it.
      if first < 0x80 {
        append(UInt32(first))
        index += 1
      } else if 0xC0..<0xE0 ~= first, index + 1 < range.upperBound {
        append(UInt32(first & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F))
        index += 2
      } else if 0xE0..<0xE3 ~= first, index + 2 < range.upperBound {
        append(UInt32(first & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F))
        index += 3
      } else {
        bytes.append(first)
        index += 1
      }
    }
  }

  /// A scalar below U+3000, shifted when it is below the limit.
  private mutating func append(_ scalar: UInt32) {
    if scalar < Self.limit {
      let shifted = scalar + 0xF0000
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
