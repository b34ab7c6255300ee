import CHarfBuzz

/// Chooses a face for each unit, and its glyphs: from the font's table where that is enough (`GlyphTable`), otherwise
/// by HarfBuzz.
///
/// `shape` works in three steps: choose the faces (`chooseFaces`), append the drawings (`appendDrawings`), refuse what
/// has no glyph. Each worker has a shaper of its own, because it owns HarfBuzz's fonts and buffer.
final class Shaper {
  let store: FontStore
  let buffer: OpaquePointer
  private var fonts: [ShapingFont?]
  private var roles: [String: Role] = [:]
  private var lastRole: (name: String, role: Role)?
  let language: hb_language_t?
  let features: [hb_feature_t]
  let privateUse: [Unicode.Scalar: FontList.PrivateUse]

  /// The faces that a role tries, with the font of the first, which draws nearly everything.
  struct Role {
    var chain: [FaceID]
    var primary: ShapingFont?
  }

  init(store: FontStore) {
    self.store = store
    buffer = hb_buffer_create()
    fonts = Array(repeating: nil, count: store.faces.count)
    language = hb_language_from_string("ja", -1)
    // Ligatures are off: they would join characters between which composition adds space or ends a line.
    features = ["liga", "clig"].map { hb_feature_t(tag: GlyphRules.tag($0), value: 0, start: 0, end: .max) }
    privateUse = Dictionary(store.list.privateUse.map { ($0.scalar, $0) }) { first, _ in first }
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  /// Shapes `units`, which cover `inlines`, or throws every reason why they cannot be drawn.
  ///
  /// - Parameters:
  ///   - text: the inlines' texts joined, UTF-8.
  ///   - box: name of the box, for the faults.
  func shape(
    _ text: [UInt8], _ units: [TextUnit], _ inlines: [Inline], direction: WritingDirection = .horizontal, box: String
  ) throws(SettingFaults) -> ShapedText {
    var shaped = ShapedText(text: text)
    var faults: [SettingFault] = []
    let faces = chooseFaces(text, units, inlines, box: box, baseForms: &shaped.baseForms, faults: &faults)
    guard faults.isEmpty else { throw SettingFaults(faults) }
    appendDrawings(of: units, faces, direction, into: &shaped)
    for (index, unit) in units.enumerated() {
      guard case .part(let part) = shaped.drawings[index].content,
        shaped.glyphs[shaped.parts[part].glyphs].contains(where: { $0.id == 0 })
      else { continue }
      faults.append(missingGlyph(unit, text, inlines, box))
    }
    guard faults.isEmpty else { throw SettingFaults(faults) }
    return shaped
  }

  /// The face of each unit; nil for a line end, and for a unit with a fault.
  private func chooseFaces(
    _ text: [UInt8], _ units: [TextUnit], _ inlines: [Inline], box: String, baseForms: inout [Int],
    faults: inout [SettingFault]
  ) -> [FaceID?] {
    var faces: [FaceID?] = []
    faces.reserveCapacity(units.count)
    var inline = -1
    var role = Role(chain: [], primary: nil)
    for unit in units {
      if unit.isLineEnd, !unit.isCompound {
        faces.append(nil)
        continue
      }
      if unit.inline != inline {
        role = self.role(inlines[unit.inline].style.role)
        inline = unit.inline
      }
      if !unit.isCompound, let primary = role.primary {
        let kind = primary.glyphs[unit.scalar].kind
        if kind == .plain || kind == .joining {
          faces.append(role.chain[0])
          continue
        }
      }
      var face = chooseFace(for: unit, in: text, role: role)
      if face == nil, unit.isCompound, inlines[unit.inline].allowsBaseForm {
        face = chooseBaseFace(for: unit, in: text, role: role)
        if face != nil { baseForms.append(faces.count) }
      }
      if face == nil { faults.append(missingGlyph(unit, text, inlines, box)) }
      faces.append(face)
    }
    return faces
  }

  /// The face's font, made when it is first used.
  func font(_ face: FaceID) -> ShapingFont {
    if let font = fonts[face.index] { return font }
    let font = ShapingFont(bytes: store.bytes(of: face), collectionIndex: store.collectionIndex(of: face))
    fonts[face.index] = font
    return font
  }

  func role(_ name: String) -> Role {
    if let lastRole, lastRole.name == name { return lastRole.role }
    if let role = roles[name] {
      lastRole = (name, role)
      return role
    }
    return makeRole(name)
  }

  private func makeRole(_ name: String) -> Role {
    let chain = store.chain(name)
    let role = Role(chain: chain, primary: chain.first.map(font))
    roles[name] = role
    return role
  }

  /// The first face of the role's chain that draws the base of a variation sequence, or nil.
  private func chooseBaseFace(for unit: TextUnit, in text: [UInt8], role: Role) -> FaceID? {
    let others = unit.scalars(in: text).dropFirst()
    guard !others.isEmpty, others.allSatisfy(ShapingFont.isSelector) else { return nil }
    var base = unit
    base.isCompound = false
    return chooseFace(for: base, in: text, role: role)
  }

  /// The first face of the role's chain that draws the unit whole, or nil.
  private func chooseFace(for unit: TextUnit, in text: [UInt8], role: Role) -> FaceID? {
    if Self.isControl(unit.scalar) { return nil }
    if Self.isPrivateUse(unit.scalar) { return unit.isCompound ? nil : privateUse[unit.scalar]?.face }
    for face in role.chain {
      let font = font(face)
      if unit.isCompound ? font.draws(unit.scalars(in: text)) : font.glyphs[unit.scalar].kind != .missing {
        return face
      }
    }
    return nil
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  private static func isPrivateUse(_ scalar: Unicode.Scalar) -> Bool {
    (0xE000..<0xF900).contains(scalar.value) || scalar.value >= 0xF0000
  }

  /// Appends the drawing of each unit: from the font's table where the neighbours cannot matter, the rest from
  /// HarfBuzz, in stretches as long as possible.
  private func appendDrawings(
    of units: [TextUnit], _ faces: [FaceID?], _ direction: WritingDirection, into shaped: inout ShapedText
  ) {
    shaped.drawings.reserveCapacity(units.count)
    var baseForms = shaped.baseForms[...]
    var index = 0
    while index < units.count {
      guard let face = faces[index] else {
        shaped.drawings.append(ShapedText.Drawing(face: FaceID(index: 0), advance: 0, content: .nothing))
        index += 1
        continue
      }
      let font = font(face)
      let isBaseForm = baseForms.first == index
      if isBaseForm { baseForms.removeFirst() }
      let limit = baseForms.first ?? units.count
      var end = index + 1
      if isBaseForm {
        shapeRun(
          units[index..<end], UTF8.width(units[index].scalar), font, face, orientation(units[index], direction),
          into: &shaped)
      } else if direction == .horizontal {
        let isPlain = isPlain(index, units, faces, font)
        while end < limit, faces[end] == face, units[end].inline == units[index].inline,
          self.isPlain(end, units, faces, font) == isPlain
        {
          end += 1
        }
        if isPlain {
          for unit in units[index..<end] { shaped.appendSingle(font.glyphs[unit.scalar], font.unit, face) }
        } else {
          shapeRun(units[index..<end], nil, font, face, .horizontal, into: &shaped)
        }
      } else {
        let orientation = orientation(units[index], direction)
        while end < limit, orientation != .combined, faces[end] == face, units[end].inline == units[index].inline,
          orientation == self.orientation(units[end], direction)
        { end += 1 }
        shapeRun(units[index..<end], nil, font, face, orientation, into: &shaped)
      }
      index = end
    }
  }

  /// Whether a unit's glyph can be taken from the font's table, with the neighbours that the unit has.
  private func isPlain(_ index: Int, _ units: [TextUnit], _ faces: [FaceID?], _ font: ShapingFont) -> Bool {
    if units[index].isCompound { return false }
    switch font.glyphs[units[index].scalar].kind {
    case .plain: return true
    case .joining:
      return !joins(index - 1, index, units, faces, font) && !joins(index + 1, index, units, faces, font)
    default: return false
    }
  }

  /// Whether a rule of the font could join a neighbour to the unit.
  private func joins(_ neighbour: Int, _ index: Int, _ units: [TextUnit], _ faces: [FaceID?], _ font: ShapingFont)
    -> Bool
  {
    guard units.indices.contains(neighbour), faces[neighbour] == faces[index],
      units[neighbour].inline == units[index].inline
    else {
      return false
    }
    return units[neighbour].isCompound || font.glyphs[units[neighbour].scalar].kind != .plain
  }

  private func orientation(_ unit: TextUnit, _ direction: WritingDirection) -> Orientation {
    direction == .horizontal ? .horizontal : VerticalForms.orientation(unit)
  }

  private func missingGlyph(_ unit: TextUnit, _ text: [UInt8], _ inlines: [Inline], _ box: String) -> SettingFault {
    .missingGlyph(sequence: unit.string(in: text), field: inlines[unit.inline].field, box: box)
  }
}
