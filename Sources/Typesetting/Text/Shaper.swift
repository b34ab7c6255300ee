import CHarfBuzz
import Diagnostics

/// Finds a font for each unit and has HarfBuzz choose and measure its glyphs. One a worker: it owns fonts and buffer.
final class Shaper {
  let store: FontStore
  private let buffer: OpaquePointer
  private var fonts: [ShapingFont?]
  private var chains: [String: [FaceID]] = [:]
  private let language: hb_language_t?
  private let features: [hb_feature_t]
  private let privateUse: [Unicode.Scalar: FontList.PrivateUse]

  init(store: FontStore) {
    self.store = store
    buffer = hb_buffer_create()
    fonts = Array(repeating: nil, count: store.faces.count)
    language = hb_language_from_string("ja", -1)
    // Ligatures would join what composition must be able to space and break.
    features = ["liga", "clig"].map { hb_feature_t(tag: Self.tag($0), value: 0, start: 0, end: .max) }
    privateUse = Dictionary(store.list.privateUse.map { ($0.scalar, $0) }) { first, _ in first }
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  private static func tag(_ name: StaticString) -> hb_tag_t {
    name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | hb_tag_t($1) } }
  }

  /// The face's font, made on first use.
  func font(_ face: FaceID) throws(Refusal) -> ShapingFont {
    if let font = fonts[face.index] { return font }
    let font = ShapingFont(bytes: try store.bytes(of: face), collectionIndex: store.collectionIndex(of: face))
    fonts[face.index] = font
    return font
  }

  private func chain(_ role: String) -> [FaceID] {
    if let chain = chains[role] { return chain }
    let chain = store.chain(role)
    chains[role] = chain
    return chain
  }

  /// The first face of the role's chain that draws the unit whole, or nil.
  func face(for unit: TextUnit, in text: String, role: String) throws(Refusal) -> FaceID? {
    if unit.scalar.properties.generalCategory == .privateUse { return privateUse[unit.scalar]?.face }
    for face in chain(role) {
      let font = try font(face)
      if unit.isCompound ? font.draws(unit.scalars(in: text)) : font.glyph(unit.scalar) != nil { return face }
    }
    return nil
  }

  /// Shapes `units`, which cover `inlines`, or gives every reason why they cannot be drawn.
  ///
  /// - Parameter text: the inlines' texts joined, contiguous UTF-8.
  func shape(_ text: String, _ units: [TextUnit], _ inlines: [Inline], box: String) throws(SettingFaults) -> ShapedText {
    var shaped = ShapedText()
    shaped.drawings.reserveCapacity(units.count)
    shaped.glyphs.reserveCapacity(units.count)
    shaped.clusters.reserveCapacity(units.count)
    var faults: [SettingFault] = []
    let faces = self.faces(text, units, inlines, box: box, faults: &faults)
    guard faults.isEmpty else { throw SettingFaults(faults) }
    var index = 0
    while index < units.count {
      guard let face = faces[index] else {
        // A line end.
        shaped.drawings.append(
          ShapedText.Drawing(
            face: FaceID(index: 0), glyphs: shaped.glyphs.endIndex..<shaped.glyphs.endIndex,
            clusters: shaped.clusters.endIndex..<shaped.clusters.endIndex, bytes: shaped.text.endIndex..<shaped.text.endIndex, advance: 0,
            isJoined: false))
        index += 1
        continue
      }
      var end = index + 1
      while end < units.count, faces[end] == face, units[end].inline == units[index].inline { end += 1 }
      do {
        try shapeRun(text, units[index..<end], try font(face), face, into: &shaped)
      } catch {
        faults += error.diagnostics.map { SettingFault.badFont($0) }
      }
      index = end
    }
    for (unit, drawing) in zip(units, shaped.drawings) where shaped.glyphs[drawing.glyphs].contains(where: { $0.id == 0 }) {
      faults.append(missing(unit, text, inlines, box))
    }
    guard faults.isEmpty else { throw SettingFaults(faults) }
    return shaped
  }

  private func missing(_ unit: TextUnit, _ text: String, _ inlines: [Inline], _ box: String) -> SettingFault {
    .missingGlyph(sequence: String(unit.scalars(in: text)), field: inlines[unit.inline].field, box: box)
  }

  /// A face for each unit; nil for line ends.
  private func faces(
    _ text: String, _ units: [TextUnit], _ inlines: [Inline], box: String, faults: inout [SettingFault]
  ) -> [FaceID?] {
    var faces: [FaceID?] = []
    faces.reserveCapacity(units.count)
    for unit in units {
      if unit.scalar == "\n", !unit.isCompound {
        faces.append(nil)
        continue
      }
      do {
        let isControl = unit.scalar.value < 0x20 || (0x7F..<0xA0).contains(unit.scalar.value)
        let face = isControl ? nil : try face(for: unit, in: text, role: inlines[unit.inline].style.role)
        if face == nil { faults.append(missing(unit, text, inlines, box)) }
        faces.append(face)
      } catch {
        for diagnostic in error.diagnostics where !faults.contains(.badFont(diagnostic)) { faults.append(.badFont(diagnostic)) }
        faces.append(nil)
      }
    }
    return faces
  }

  private func shapeRun(
    _ text: String, _ units: ArraySlice<TextUnit>, _ font: ShapingFont, _ face: FaceID, into shaped: inout ShapedText
  ) throws(Refusal) {
    guard let first = units.first, let last = units.last else { return }
    let start = first.bytes.lowerBound
    let end = last.bytes.upperBound
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES)
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
    hb_buffer_set_language(buffer, language)
    var utf8 = text
    utf8.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        hb_buffer_add_utf8(buffer, characters.baseAddress, Int32(characters.count), UInt32(start), Int32(end - start))
      }
      features.withUnsafeBufferPointer { hb_shape(font.font, buffer, $0.baseAddress, UInt32($0.count)) }
      collect(bytes, units, end: end, font, face, into: &shaped)
    }
  }

  /// Reads the buffer's glyphs back, cluster by cluster, into the units that they belong to.
  private func collect(
    _ bytes: UnsafeBufferPointer<UInt8>, _ units: ArraySlice<TextUnit>, end: Int, _ font: ShapingFont, _ face: FaceID,
    into shaped: inout ShapedText
  ) {
    var count: UInt32 = 0
    let infos = UnsafeBufferPointer(start: hb_buffer_get_glyph_infos(buffer, &count), count: Int(count))
    let positions = UnsafeBufferPointer(start: hb_buffer_get_glyph_positions(buffer, &count), count: Int(count))
    let scale = 1 / font.unitsPerEm
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
          shaped.glyphs.append(
            ShapedText.Glyph(
              id: infos[glyph].codepoint, x: pen + Double(position.x_offset) * scale, y: -Double(position.y_offset) * scale))
          pen += Double(position.x_advance) * scale
          glyph += 1
          glyphs += 1
        }
        let clusterEnd = glyph < infos.count ? Int(infos[glyph].cluster) : end
        let says = privateUse[unit.scalar].map { Array($0.readable.utf8) } ?? Array(bytes[clusterStart..<clusterEnd])
        shaped.text += says
        shaped.clusters.append(Cluster(bytes: says.count, glyphs: glyphs))
      }
      shaped.drawings.append(
        ShapedText.Drawing(
          face: face, glyphs: firstGlyph..<shaped.glyphs.endIndex, clusters: firstCluster..<shaped.clusters.endIndex,
          bytes: firstByte..<shaped.text.endIndex, advance: pen, isJoined: isJoined))
    }
  }
}

extension TextUnit {
  /// The unit's scalars in its paragraph's text.
  func scalars(in text: String) -> Substring.UnicodeScalarView {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = utf8.index(start, offsetBy: bytes.count)
    return text.unicodeScalars[start..<end]
  }
}
