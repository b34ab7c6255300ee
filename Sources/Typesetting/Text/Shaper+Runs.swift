import CHarfBuzz
import Diagnostics

extension Shaper {
  /// Shapes units of one face, inline and direction, and appends what they draw.
  ///
  /// - Parameter drawn: bytes that are drawn, from the first unit's start: all, but for a sequence that is drawn as its base.
  func shapeRun(
    _ text: String, _ units: ArraySlice<TextUnit>, _ drawn: Int, _ font: ShapingFont, _ face: FaceID, _ orientation: Orientation,
    into shaped: inout ShapedText
  ) throws(Refusal) {
    guard let first = units.first, let last = units.last else { return }
    let start = first.bytes.lowerBound
    let end = last.bytes.upperBound
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES)
    hb_buffer_set_direction(buffer, orientation == .upright ? HB_DIRECTION_TTB : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
    hb_buffer_set_language(buffer, language)
    var utf8 = text
    utf8.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        hb_buffer_add_utf8(buffer, characters.baseAddress, Int32(characters.count), UInt32(start), Int32(drawn))
      }
      features.withUnsafeBufferPointer { hb_shape(font.font, buffer, $0.baseAddress, UInt32($0.count)) }
      collect(bytes, units, end: end, font, face, orientation, into: &shaped)
    }
  }

  /// Reads the buffer's glyphs back, cluster by cluster, into the units that they belong to.
  private func collect(
    _ bytes: UnsafeBufferPointer<UInt8>, _ units: ArraySlice<TextUnit>, end: Int, _ font: ShapingFont, _ face: FaceID,
    _ orientation: Orientation, into shaped: inout ShapedText
  ) {
    var count: UInt32 = 0
    let infos = UnsafeBufferPointer(start: hb_buffer_get_glyph_infos(buffer, &count), count: Int(count))
    let positions = UnsafeBufferPointer(start: hb_buffer_get_glyph_positions(buffer, &count), count: Int(count))
    let scale = 1 / font.unitsPerEm
    let hasPrivateUse = !privateUse.isEmpty
    var glyph = 0
    for unit in units {
      let firstGlyph = shaped.glyphs.endIndex
      let firstCluster = shaped.clusters.endIndex
      let firstByte = shaped.text.endIndex
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
        let spoken = shaped.text.count
        if let entry = hasPrivateUse ? privateUse[unit.scalar] : nil {
          shaped.text += entry.readable.utf8
        } else {
          shaped.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[clusterStart..<clusterEnd]))
        }
        shaped.clusters.append(Cluster(bytes: shaped.text.count - spoken, glyphs: glyphs))
      }
      if orientation == .combined {
        // Side by side, centred on the axis, in one em of the line.
        for index in firstGlyph..<shaped.glyphs.endIndex { shaped.glyphs[index].x -= pen / 2 }
        pen = 1
      }
      shaped.drawings.append(
        ShapedText.Drawing(
          face: face, glyphs: firstGlyph..<shaped.glyphs.endIndex, clusters: firstCluster..<shaped.clusters.endIndex,
          bytes: firstByte..<shaped.text.endIndex, advance: pen, orientation: orientation, isJoined: isJoined))
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
