import CHarfBuzz

/// The text setter of a worker, which shapes with HarfBuzz and composes by JLREQ.
///
/// A paragraph of the form's own text is looked up in the cache first. Any other is divided into units, whose classes
/// are resolved; then `PlainLine` sets it if it can. Otherwise the long way follows: readings (`Ruby`), shaping
/// (`Shaper`), widths and spaces (`Composition`), line breaking and fitting (`Fitting`), and placing (`LineAssembly`).
///
/// ```
/// let setter = HarfBuzzTextSetter(store: store)
/// let lines = try setter.set(paragraph, measure: .mm(120)).lines
/// ```
package final class HarfBuzzTextSetter: TextSetter {
  let shaper: Shaper
  let breaker: LineBreaker
  private var cache = SetParagraphCache()
  /// Memory for a paragraph's units, kept from one paragraph to the next.
  private var units: [TextUnit] = []

  /// The version of HarfBuzz, on which the glyphs of a paper depend.
  package static var libraryVersion: String { String(cString: hb_version_string()) }

  package init(store: FontStore, level: LineBreakLevel = .strict) {
    shaper = Shaper(store: store)
    breaker = LineBreaker(level: level)
  }

  package func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    guard let identity = paragraph.identity else { return try compose(paragraph, measure: measure) }
    if let set = cache[identity, measure] { return set }
    let set = try compose(paragraph, measure: measure)
    cache[identity, measure] = set
    return set
  }

  private func compose(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    var units: [TextUnit] = []
    swap(&units, &self.units)
    units.removeAll(keepingCapacity: true)
    defer { swap(&units, &self.units) }
    paragraph.appendUnits(to: &units)
    if let line = PlainLine(paragraph, units)?.set(measure: measure.points, shaper) {
      return SetParagraph(lines: [line])
    }
    return try composeFully(paragraph, units, measure: measure)
  }

  /// Sets a paragraph the long way, by full composition.
  func composeFully(_ paragraph: Paragraph, _ units: [TextUnit], measure: Length) throws(SettingFaults)
    -> SetParagraph
  {
    let measured = try measureParagraph(paragraph, units)
    let (units, shaped, text) = (measured.units, measured.shaped, measured.text)
    let fitted = try fitting(of: paragraph, measured).fit(measure: measure.points)
    let assembly = LineAssembly(
      composition: measured.composition, shaped: shaped, units: units, paragraph: paragraph, rubies: measured.rubies)
    return SetParagraph(
      lines: fitted.lines.map {
        assembly.set($0, measure: measure.points, condensed: fitted.condensed, shrunk: fitted.shrunk)
      },
      condensed: fitted.condensed, shrunk: fitted.shrunk,
      baseForms: shaped.baseForms.map { index in
        BaseForm(
          sequence: units[index].string(in: text), field: paragraph.inlines[units[index].inline].field,
          box: paragraph.name)
      })
  }

  /// A paragraph that is shaped and measured, but not yet broken into lines.
  struct MeasuredParagraph {
    var units: [TextUnit]
    /// UTF-8 of all inlines.
    var text: [UInt8]
    var shaped: ShapedText
    var composition: Composition
    var rubies: [Ruby]
  }

  func measureParagraph(_ paragraph: Paragraph, _ unitsOfLine: [TextUnit]) throws(SettingFaults) -> MeasuredParagraph {
    let units = paragraph.direction == .vertical ? VerticalForms.combineDigits(unitsOfLine) : unitsOfLine
    var text: [UInt8] = []
    for inline in paragraph.inlines { text += inline.text.utf8 }
    var faults: [SettingFault] = []
    var rubies = makeRubies(of: paragraph, units, &faults)
    let shaped: ShapedText
    do {
      shaped = try shaper.shape(text, units, paragraph.inlines, direction: paragraph.direction, box: paragraph.name)
    } catch {
      throw SettingFaults(error.faults + faults)
    }
    guard faults.isEmpty else { throw SettingFaults(faults) }
    let composition = Composition(
      units, advances: shaped.drawings.map { $0.isJoined ? nil : $0.advance }, paragraph,
      boundaries: breaker(of: paragraph).boundaries(units), rubies: &rubies)
    return MeasuredParagraph(units: units, text: text, shaped: shaped, composition: composition, rubies: rubies)
  }

  func fitting(of paragraph: Paragraph, _ measured: MeasuredParagraph) -> Fitting {
    Fitting(
      composition: measured.composition, paragraph: paragraph,
      phraseBreaks: paragraph.fit.wrap == .phrases ? PhraseBreaks.breaks(measured.units) : [])
  }

  func breaker(of paragraph: Paragraph) -> LineBreaker { paragraph.level.map(LineBreaker.init) ?? breaker }

  /// The readings of the paragraph, shaped. Their faults are added to `faults`.
  private func makeRubies(of paragraph: Paragraph, _ units: [TextUnit], _ faults: inout [SettingFault]) -> [Ruby] {
    guard paragraph.inlines.contains(where: { $0.ruby?.isEmpty == false }) else { return [] }
    var rubies: [Ruby] = []
    let bases = units.ranges(ofInlines: paragraph.inlines.count)
    for (inline, base) in zip(paragraph.inlines, bases) {
      guard let reading = inline.ruby, !reading.isEmpty, !base.isEmpty else { continue }
      var style = inline.style
      style.size = style.size / 2
      style.letterSpace = 0
      let text = Inline(reading, style: style, field: inline.field)
      let readingUnits = TextUnit.units(of: reading, inline: 0, from: 0)
      do {
        let shaped = try shaper.shape(
          Array(reading.utf8), readingUnits, [text], direction: paragraph.direction, box: paragraph.name)
        rubies.append(Ruby(base: base, style: style, units: readingUnits, shaped: shaped))
      } catch {
        faults += error.faults
      }
    }
    return rubies
  }
}

extension HarfBuzzTextSetter {
  package func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
    let inline = Inline(text, style: TextStyle(role: role, size: .pt(1)))
    let units = TextUnit.units(of: text, inline: 0, from: 0)
    let shaped = try shaper.shape(Array(text.utf8), units, [inline], box: role)
    return shaped.drawings.indices.flatMap { index in
      // A mark is drawn on its base, so the advance of the unit is that of its last glyph alone.
      let glyphs = shaped.glyphs(of: index)
      let drawing = shaped.drawings[index]
      return glyphs.enumerated().map { position, glyph in
        GlyphShape(face: drawing.face, glyph: glyph.id, advance: position + 1 == glyphs.count ? drawing.advance : 0)
      }
    }
  }
}

/// Set paragraphs of the forms' own text, so that they are set once and not for every record.
///
/// Only paragraphs with an identity are kept. They hold no value of a record, so no personal data stays in memory. A
/// full cache is emptied, which bounds its size.
struct SetParagraphCache {
  private struct Key: Hashable {
    var paragraph: Int
    var measure: Double
  }

  /// The most paragraphs kept: several times as many as the forms of one company have.
  static let limit = 1024

  private var entries: [Key: SetParagraph] = [:]

  subscript(paragraph: Int, measure: Length) -> SetParagraph? {
    get { entries[Key(paragraph: paragraph, measure: measure.points)] }
    set {
      if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
      entries[Key(paragraph: paragraph, measure: measure.points)] = newValue
    }
  }
}
