import CHarfBuzz

/// The glyphs of a paragraph, unit by unit. All measures are in em of the inline's type size.
///
/// Most units draw one glyph, which is kept in `drawings` itself. What HarfBuzz made of the others is kept in `parts`,
/// whose ranges point into the arrays of glyphs, clusters and text: a paragraph takes a few allocations, not one for
/// each unit.
struct ShapedText {
  struct Glyph {
    var id: UInt32
    /// Position from the unit's origin, which is on the baseline; in a vertical line it is at the unit's top, on the
    /// middle axis.
    var x: Double
    var y: Double
  }

  /// The drawing of one `TextUnit`.
  struct Drawing {
    var face: FaceID
    /// Advance along the line.
    var advance: Double
    var content: Content
    var orientation = Orientation.horizontal
    /// Whether the font joined this unit's glyphs with those of the unit before. No line may then end between them.
    var isJoined = false
  }

  enum Content {
    /// A line end, which has neither glyphs nor text.
    case nothing
    /// One glyph at the unit's origin, with the unit's text.
    case single(UInt32)
    /// Result of shaping, as an index into `parts`.
    case part(Int)
  }

  /// Several glyphs, or one at another position or with another text.
  struct Part {
    var glyphs: Range<Int>
    var clusters: Range<Int>
    /// The text of the glyphs, as bytes of `partText`.
    var bytes: Range<Int>
  }

  /// The paragraph's UTF-8, into which the units' ranges point.
  var text: [UInt8]
  /// One for each unit.
  var drawings: [Drawing] = []
  var parts: [Part] = []
  var glyphs: [Glyph] = []
  var clusters: [Cluster] = []
  /// The text of all parts, UTF-8; for 外字 their readable text.
  var partText: [UInt8] = []
  /// Indices of the units whose variation sequence no font has and which are drawn as their base characters.
  var baseForms: [Int] = []

  /// The glyphs of a unit, from its origin.
  func glyphs(of index: Int) -> [Glyph] {
    switch drawings[index].content {
    case .nothing: []
    case .single(let glyph): [Glyph(id: glyph, x: 0, y: 0)]
    case .part(let part): Array(glyphs[parts[part].glyphs])
    }
  }
}

extension ShapedText {
  /// Appends a unit that draws its character's glyph from the font's table.
  ///
  /// - Parameter unit: length of the font's unit in em.
  mutating func appendSingle(_ entry: GlyphTable.Entry, _ unit: Double, _ face: FaceID) {
    drawings.append(Drawing(face: face, advance: Double(entry.advance) * unit, content: .single(entry.glyph)))
  }
}

extension Shaper {
  /// Shapes units of one face, inline and orientation with HarfBuzz, and appends their drawings.
  ///
  /// - Parameter drawn: how many bytes are drawn, from the first unit's start; nil for all. A variation sequence that
  ///   is drawn as its base character is not drawn in full.
  func shapeRun(
    _ units: ArraySlice<TextUnit>, _ drawn: Int?, _ font: ShapingFont, _ face: FaceID, _ orientation: Orientation,
    into shaped: inout ShapedText
  ) {
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
    readBuffer(units, end: end, font, face, orientation, into: &shaped)
  }

  /// Reads the glyphs from HarfBuzz's buffer, cluster by cluster, and assigns them to their units.
  private func readBuffer(
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
      let firstByte = shaped.partText.endIndex
      var pen = 0.0
      var isJoined = true
      while glyph < infos.count, Int(infos[glyph].cluster) < unit.bytes.upperBound {
        isJoined = false
        let clusterStart = Int(infos[glyph].cluster)
        var glyphs = 0
        while glyph < infos.count, Int(infos[glyph].cluster) == clusterStart {
          let position = positions[glyph]
          let offset = (x: Double(position.x_offset) * scale, y: Double(position.y_offset) * scale)
          let (x, y) = orientation.position(pen: pen, offset)
          shaped.glyphs.append(ShapedText.Glyph(id: infos[glyph].codepoint, x: x, y: y))
          pen += (orientation == .upright ? -Double(position.y_advance) : Double(position.x_advance)) * scale
          glyph += 1
          glyphs += 1
        }
        let clusterEnd = glyph < infos.count ? Int(infos[glyph].cluster) : end
        let textStart = shaped.partText.count
        if let entry = hasPrivateUse ? privateUse[unit.scalar] : nil {
          shaped.partText += entry.readable.utf8
        } else {
          shaped.partText += shaped.text[clusterStart..<clusterEnd]
        }
        shaped.clusters.append(Cluster(bytes: shaped.partText.count - textStart, glyphs: glyphs))
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
          bytes: firstByte..<shaped.partText.endIndex))
    }
  }
}
