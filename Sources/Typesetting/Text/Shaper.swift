import CHarfBuzz
import Diagnostics

/// Finds a font for each unit and has HarfBuzz choose and measure its glyphs, where they are not the characters' own. One a worker: it owns
/// fonts and buffer.
final class Shaper {
  let store: FontStore
  let buffer: OpaquePointer
  private var fonts: [ShapingFont?]
  private var roles: [String: Role] = [:]
  private var lastRole: (name: String, role: Role)?
  let language: hb_language_t?
  let features: [hb_feature_t]
  let privateUse: [Unicode.Scalar: FontList.PrivateUse]

  /// A role's chain with the font of its first face, which draws nearly everything.
  struct Role {
    var chain: [FaceID]
    var primary: ShapingFont?
  }

  init(store: FontStore) {
    self.store = store
    buffer = hb_buffer_create()
    fonts = Array(repeating: nil, count: store.faces.count)
    language = hb_language_from_string("ja", -1)
    // Ligatures would join what composition must be able to space and break.
    features = ["liga", "clig"].map { hb_feature_t(tag: GlyphRules.tag($0), value: 0, start: 0, end: .max) }
    privateUse = Dictionary(store.list.privateUse.map { ($0.scalar, $0) }) { first, _ in first }
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  /// The face's font, made on first use.
  func font(_ face: FaceID) throws(DiagnosticError) -> ShapingFont {
    if let font = fonts[face.index] { return font }
    let font = ShapingFont(bytes: try store.bytes(of: face), collectionIndex: store.collectionIndex(of: face))
    fonts[face.index] = font
    return font
  }

  func role(_ name: String) throws(DiagnosticError) -> Role {
    if let lastRole, lastRole.name == name { return lastRole.role }
    if let role = roles[name] {
      lastRole = (name, role)
      return role
    }
    return try makeRole(name)
  }

  private func makeRole(_ name: String) throws(DiagnosticError) -> Role {
    let chain = store.chain(name)
    let role = Role(chain: chain, primary: try chain.first.map { face throws(DiagnosticError) in try font(face) })
    roles[name] = role
    return role
  }

  /// The first face of the role's chain that draws the base of a variation sequence, or nil.
  private func baseFace(for unit: TextUnit, in text: [UInt8], role: Role) throws(DiagnosticError) -> FaceID? {
    let others = unit.scalars(in: text).dropFirst()
    guard !others.isEmpty, others.allSatisfy(ShapingFont.isSelector) else { return nil }
    var base = unit
    base.isCompound = false
    return try face(for: base, in: text, role: role)
  }

  /// The first face of the role's chain that draws the unit whole, or nil.
  private func face(for unit: TextUnit, in text: [UInt8], role: Role) throws(DiagnosticError) -> FaceID? {
    if Self.isControl(unit.scalar) { return nil }
    if Self.isPrivateUse(unit.scalar) { return unit.isCompound ? nil : privateUse[unit.scalar]?.face }
    for face in role.chain {
      let font = try font(face)
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

  /// Shapes `units`, which cover `inlines`, or gives every reason why they cannot be drawn.
  ///
  /// - Parameter text: the inlines' texts joined, UTF-8.
  func shape(
    _ text: [UInt8], _ units: [TextUnit], _ inlines: [Inline], direction: WritingDirection = .horizontal, box: String
  ) throws(SettingFaults) -> ShapedText {
    var shaped = ShapedText(text: text)
    var faults: [SettingFault] = []
    let faces = self.faces(text, units, inlines, box: box, bases: &shaped.bases, faults: &faults)
    guard faults.isEmpty else { throw SettingFaults(faults) }
    do {
      try draw(units, faces, direction, into: &shaped)
    } catch {
      throw SettingFaults(error.diagnostics.map { SettingFault.badFont($0) })
    }
    for (index, unit) in units.enumerated() {
      guard case .part(let part) = shaped.drawings[index].content,
        shaped.glyphs[shaped.parts[part].glyphs].contains(where: { $0.id == 0 })
      else { continue }
      faults.append(missing(unit, text, inlines, box))
    }
    guard faults.isEmpty else { throw SettingFaults(faults) }
    return shaped
  }

  /// What each unit draws: the characters' own glyphs where nothing can come of their neighbours, the rest from HarfBuzz.
  private func draw(
    _ units: [TextUnit], _ faces: [FaceID?], _ direction: WritingDirection, into shaped: inout ShapedText
  ) throws(DiagnosticError) {
    shaped.drawings.reserveCapacity(units.count)
    var bases = shaped.bases[...]
    var index = 0
    while index < units.count {
      guard let face = faces[index] else {
        shaped.drawings.append(ShapedText.Drawing(face: FaceID(index: 0), advance: 0, content: .nothing))
        index += 1
        continue
      }
      let font = try font(face)
      let isBase = bases.first == index
      if isBase { bases.removeFirst() }
      let limit = bases.first ?? units.count
      var end = index + 1
      if isBase {
        try shapeRun(
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
          for unit in units[index..<end] { shaped.append(font.glyphs[unit.scalar], font.unit, face) }
        } else {
          try shapeRun(units[index..<end], nil, font, face, .horizontal, into: &shaped)
        }
      } else {
        let orientation = orientation(units[index], direction)
        while end < limit, orientation != .combined, faces[end] == face, units[end].inline == units[index].inline,
          orientation == self.orientation(units[end], direction)
        { end += 1 }
        try shapeRun(units[index..<end], nil, font, face, orientation, into: &shaped)
      }
      index = end
    }
  }

  /// Whether a unit's glyph is its character's own, whatever stands beside it there.
  private func isPlain(_ index: Int, _ units: [TextUnit], _ faces: [FaceID?], _ font: ShapingFont) -> Bool {
    if units[index].isCompound { return false }
    switch font.glyphs[units[index].scalar].kind {
    case .plain: return true
    case .joining:
      return !joins(index - 1, index, units, faces, font) && !joins(index + 1, index, units, faces, font)
    default: return false
    }
  }

  /// Whether a neighbour is one that a rule could join to the unit.
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

  private func missing(_ unit: TextUnit, _ text: [UInt8], _ inlines: [Inline], _ box: String) -> SettingFault {
    .missingGlyph(sequence: unit.string(in: text), field: inlines[unit.inline].field, box: box)
  }

  /// A face for each unit; nil for line ends.
  private func faces(
    _ text: [UInt8], _ units: [TextUnit], _ inlines: [Inline], box: String, bases: inout [Int],
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
      do {
        if unit.inline != inline {
          role = try self.role(inlines[unit.inline].style.role)
          inline = unit.inline
        }
        if !unit.isCompound, let primary = role.primary {
          let kind = primary.glyphs[unit.scalar].kind
          if kind == .plain || kind == .joining {
            faces.append(role.chain[0])
            continue
          }
        }
        var face = try face(for: unit, in: text, role: role)
        if face == nil, unit.isCompound, inlines[unit.inline].allowsBaseForm {
          face = try baseFace(for: unit, in: text, role: role)
          if face != nil { bases.append(faces.count) }
        }
        if face == nil { faults.append(missing(unit, text, inlines, box)) }
        faces.append(face)
      } catch {
        for diagnostic in error.diagnostics where !faults.contains(.badFont(diagnostic)) {
          faults.append(.badFont(diagnostic))
        }
        faces.append(nil)
      }
    }
    return faces
  }
}
