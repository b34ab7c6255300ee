import CHarfBuzz
import Diagnostics

/// Finds a font for each unit and has HarfBuzz choose and measure its glyphs. One a worker: it owns fonts and buffer.
final class Shaper {
  let store: FontStore
  let buffer: OpaquePointer
  private var fonts: [ShapingFont?]
  private var roles: [String: Role] = [:]
  let language: hb_language_t?
  let features: [hb_feature_t]
  let privateUse: [Unicode.Scalar: FontList.PrivateUse]

  /// A role's chain with the font of its first face, which draws nearly everything.
  private struct Role {
    var chain: [FaceID]
    var primary: ShapingFont?
  }

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

  private func role(_ name: String) throws(Refusal) -> Role {
    if let role = roles[name] { return role }
    let chain = store.chain(name)
    let role = Role(chain: chain, primary: try chain.first.map { face throws(Refusal) in try font(face) })
    roles[name] = role
    return role
  }

  /// The first face of the role's chain that draws the base of a variation sequence, or nil.
  private func baseFace(for unit: TextUnit, in text: String, role: Role) throws(Refusal) -> FaceID? {
    let others = unit.scalars(in: text).dropFirst()
    guard !others.isEmpty, others.allSatisfy(ShapingFont.isSelector) else { return nil }
    var base = unit
    base.isCompound = false
    return try face(for: base, in: text, role: role)
  }

  /// The first face of the role's chain that draws the unit whole, or nil.
  private func face(for unit: TextUnit, in text: String, role: Role) throws(Refusal) -> FaceID? {
    if Self.isControl(unit.scalar) { return nil }
    if Self.isPrivateUse(unit.scalar) { return unit.isCompound ? nil : privateUse[unit.scalar]?.face }
    if !unit.isCompound, let primary = role.primary, primary.glyph(unit.scalar) != nil { return role.chain.first }
    for face in role.chain {
      let font = try font(face)
      if unit.isCompound ? font.draws(unit.scalars(in: text)) : font.glyph(unit.scalar) != nil { return face }
    }
    return nil
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  private static func isPrivateUse(_ scalar: Unicode.Scalar) -> Bool {
    (0xE000..<0xF900).contains(scalar.value) || scalar.value >= 0xF0000
  }

  /// Shapes `units`, which cover `inlines`, or gives every reason why they cannot be drawn.
  ///
  /// - Parameter text: the inlines' texts joined, contiguous UTF-8.
  func shape(
    _ text: String, _ units: [TextUnit], _ inlines: [Inline], direction: WritingDirection = .horizontal, box: String
  ) throws(SettingFaults) -> ShapedText {
    var shaped = ShapedText()
    shaped.drawings.reserveCapacity(units.count)
    shaped.glyphs.reserveCapacity(units.count)
    shaped.clusters.reserveCapacity(units.count)
    var faults: [SettingFault] = []
    let faces = self.faces(text, units, inlines, box: box, bases: &shaped.bases, faults: &faults)
    var bases = shaped.bases[...]
    guard faults.isEmpty else { throw SettingFaults(faults) }
    var index = 0
    while index < units.count {
      guard let face = faces[index] else {
        // A line end.
        shaped.drawings.append(
          ShapedText.Drawing(
            face: FaceID(index: 0), glyphs: shaped.glyphs.endIndex..<shaped.glyphs.endIndex,
            clusters: shaped.clusters.endIndex..<shaped.clusters.endIndex, bytes: shaped.text.endIndex..<shaped.text.endIndex, advance: 0,
            orientation: .horizontal, isJoined: false))
        index += 1
        continue
      }
      let orientation = orientation(units[index], direction)
      var end = index + 1
      let isBase = bases.first == index
      if isBase { bases.removeFirst() }
      while end < units.count, !isBase, end != bases.first, orientation != .combined, faces[end] == face,
        units[end].inline == units[index].inline, orientation == self.orientation(units[end], direction)
      { end += 1 }
      do {
        let drawn = isBase ? UTF8.width(units[index].scalar) : units[end - 1].bytes.upperBound - units[index].bytes.lowerBound
        try shapeRun(text, units[index..<end], drawn, try font(face), face, orientation, into: &shaped)
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

  private func orientation(_ unit: TextUnit, _ direction: WritingDirection) -> Orientation {
    direction == .horizontal ? .horizontal : VerticalForms.orientation(unit)
  }

  private func missing(_ unit: TextUnit, _ text: String, _ inlines: [Inline], _ box: String) -> SettingFault {
    .missingGlyph(sequence: String(unit.scalars(in: text)), field: inlines[unit.inline].field, box: box)
  }

  /// A face for each unit; nil for line ends.
  private func faces(
    _ text: String, _ units: [TextUnit], _ inlines: [Inline], box: String, bases: inout [Int], faults: inout [SettingFault]
  ) -> [FaceID?] {
    var faces: [FaceID?] = []
    faces.reserveCapacity(units.count)
    var inline = -1
    var role = Role(chain: [], primary: nil)
    for unit in units {
      if unit.scalar == "\n", !unit.isCompound {
        faces.append(nil)
        continue
      }
      do {
        if unit.inline != inline {
          role = try self.role(inlines[unit.inline].style.role)
          inline = unit.inline
        }
        var face = try face(for: unit, in: text, role: role)
        if face == nil, unit.isCompound, inlines[unit.inline].allowsBaseForm {
          face = try baseFace(for: unit, in: text, role: role)
          if face != nil { bases.append(faces.count) }
        }
        if face == nil { faults.append(missing(unit, text, inlines, box)) }
        faces.append(face)
      } catch {
        for diagnostic in error.diagnostics where !faults.contains(.badFont(diagnostic)) { faults.append(.badFont(diagnostic)) }
        faces.append(nil)
      }
    }
    return faces
  }
}
