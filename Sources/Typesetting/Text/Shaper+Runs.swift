import CHarfBuzz
import Diagnostics

extension ShapedText {
  /// A unit that draws its character's own glyph.
  mutating func append(_ entry: GlyphTable.Entry, _ unit: Double, _ face: FaceID) {
    drawings.append(Drawing(face: face, advance: Double(entry.advance) * unit, content: .own(entry.glyph)))
  }
}

extension Shaper {
  /// Shapes units of one face, inline and direction, and appends what they draw.
  ///
  /// - Parameter drawn: bytes that are drawn, from the first unit's start; nil for all, which a sequence that is drawn as its base is not.
  func shapeRun(
    _ units: ArraySlice<TextUnit>, _ drawn: Int?, _ font: ShapingFont, _ face: FaceID, _ orientation: Orientation,
    into shaped: inout ShapedText
  ) throws(DiagnosticError) {
    guard let first = units.first, let last = units.last else { return }
    let start = first.bytes.lowerBound
    let end = last.bytes.upperBound
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES)
    hb_buffer_set_direction(buffer, orientation == .upright ? HB_DIRECTION_TTB : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
    hb_buffer_set_language(buffer, language)
    shaped.text.withUnsafeBytes { bytes in
      let characters = bytes.bindMemory(to: CChar.self)
      hb_buffer_add_utf8(
        buffer, characters.baseAddress, Int32(characters.count), UInt32(start), Int32(drawn ?? end - start))
    }
    features.withUnsafeBufferPointer { hb_shape(font.font, buffer, $0.baseAddress, UInt32($0.count)) }
    collect(units, end: end, font, face, orientation, into: &shaped)
  }

  /// Reads the buffer's glyphs back, cluster by cluster, into the units that they belong to.
  private func collect(
    _ units: ArraySlice<TextUnit>, end: Int, _ font: ShapingFont, _ face: FaceID, _ orientation: Orientation,
    into shaped: inout ShapedText
  ) {
    var count: UInt32 = 0
    let infos = UnsafeBufferPointer(start: hb_buffer_get_glyph_infos(buffer, &count), count: Int(count))
    let positions = UnsafeBufferPointer(start: hb_buffer_get_glyph_positions(buffer, &count), count: Int(count))
    let scale = font.unit
    let hasPrivateUse = !privateUse.isEmpty
    var glyph = 0
    for unit in units {
      let firstGlyph = shaped.glyphs.endIndex
      let firstCluster = shaped.clusters.endIndex
      let firstByte = shaped.spoken.endIndex
      var pen = 0.0
      var isJoined = true
      while glyph < infos.count, Int(infos[glyph].cluster) < unit.bytes.upperBound {
        isJoined = false
        let clusterStart = Int(infos[glyph].cluster)
        var glyphs = 0
        while glyph < infos.count, Int(infos[glyph].cluster) == clusterStart {
          let position = positions[glyph]
          let offset = (x: Double(position.x_offset) * scale, y: Double(position.y_offset) * scale)
          let (x, y) = orientation.place(pen: pen, offset)
          shaped.glyphs.append(ShapedText.Glyph(id: infos[glyph].codepoint, x: x, y: y))
          pen += (orientation == .upright ? -Double(position.y_advance) : Double(position.x_advance)) * scale
          glyph += 1
          glyphs += 1
        }
        let clusterEnd = glyph < infos.count ? Int(infos[glyph].cluster) : end
        let spoken = shaped.spoken.count
        if let entry = hasPrivateUse ? privateUse[unit.scalar] : nil {
          shaped.spoken += entry.readable.utf8
        } else {
          shaped.spoken += shaped.text[clusterStart..<clusterEnd]
        }
        shaped.clusters.append(Cluster(bytes: shaped.spoken.count - spoken, glyphs: glyphs))
      }
      if orientation == .combined {
        // Side by side, centred on the axis, in one em of the line.
        for index in firstGlyph..<shaped.glyphs.endIndex { shaped.glyphs[index].x -= pen / 2 }
        pen = 1
      }
      shaped.drawings.append(
        ShapedText.Drawing(
          face: face, advance: pen, content: .part(shaped.parts.count), orientation: orientation, isJoined: isJoined))
      shaped.parts.append(
        ShapedText.Part(
          glyphs: firstGlyph..<shaped.glyphs.endIndex, clusters: firstCluster..<shaped.clusters.endIndex,
          bytes: firstByte..<shaped.spoken.endIndex))
    }
  }
}

extension Orientation {
  /// Distance of the em box's middle above the baseline, in em: the centring rule of the papers.
  private static let middle = 0.38

  /// Where a glyph stands from its unit's origin, in em, x to the right and y down.
  ///
  /// - Parameters:
  ///   - pen: what the unit's glyphs before it have advanced along the line.
  ///   - offset: HarfBuzz's offsets, y up.
  fileprivate func place(pen: Double, _ offset: (x: Double, y: Double)) -> (x: Double, y: Double) {
    switch self {
    case .horizontal: (pen + offset.x, -offset.y)
    case .upright: (offset.x, pen - offset.y)
    // Turned clockwise, the glyph's up is the page's right.
    case .sideways: (offset.y - Self.middle, pen + offset.x)
    case .combined: (pen + offset.x, 0.5 + Self.middle - offset.y)
    }
  }
}
