import CHarfBuzz
import Diagnostics

/// The text setter of a worker: shapes with HarfBuzz, composes by JLREQ.
package final class HarfBuzzTextSetter: TextSetter {
  let shaper: Shaper
  let breaker: LineBreaker
  private var cache = SetParagraphCache()
  /// Room for a paragraph's units, kept from one to the next.
  private var units: [TextUnit] = []

  /// The version of HarfBuzz, which shapes: another one may come to other glyphs.
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
    var start = 0
    for (index, inline) in paragraph.inlines.enumerated() {
      TextUnit.append(inline.text, inline: index, from: start, to: &units)
      start += inline.text.utf8.count
    }
    Numerals.resolveClasses(&units)
    if let line = OneLine(paragraph, units)?.set(measure: measure.points, shaper) { return SetParagraph(lines: [line]) }
    return try compose(paragraph, units, measure: measure)
  }

  /// Sets what takes more than a line as it is.
  func compose(_ paragraph: Paragraph, _ unitsOfLine: [TextUnit], measure: Length) throws(SettingFaults) -> SetParagraph
  {
    let units = paragraph.direction == .vertical ? VerticalForms.combineDigits(unitsOfLine) : unitsOfLine
    var text: [UInt8] = []
    for inline in paragraph.inlines { text += inline.text.utf8 }
    var faults: [SettingFault] = []
    var rubies = rubies(of: paragraph, units, &faults)
    let shaped: ShapedText
    do {
      shaped = try shaper.shape(text, units, paragraph.inlines, direction: paragraph.direction, box: paragraph.name)
    } catch {
      throw SettingFaults(error.faults + faults)
    }
    guard faults.isEmpty else { throw SettingFaults(faults) }
    let breaker = paragraph.level.map(LineBreaker.init) ?? breaker
    let composition = Composition(
      units, advances: shaped.drawings.map { $0.isJoined ? nil : $0.advance }, paragraph,
      boundaries: breaker.boundaries(units),
      rubies: &rubies)
    let fitted = try Fitting(composition: composition, paragraph: paragraph).fit(measure: measure.points)
    let assembly = LineAssembly(
      composition: composition, shaped: shaped, units: units, paragraph: paragraph, rubies: rubies)
    return SetParagraph(
      lines: fitted.lines.map {
        assembly.set($0, measure: measure.points, condensed: fitted.condensed, shrunk: fitted.shrunk)
      },
      condensed: fitted.condensed, shrunk: fitted.shrunk,
      baseForms: shaped.bases.map { index in
        BaseForm(
          sequence: units[index].string(in: text), field: paragraph.inlines[units[index].inline].field,
          box: paragraph.name)
      })
  }

  /// The readings of the paragraph, shaped; their faults are added to `faults`.
  private func rubies(of paragraph: Paragraph, _ units: [TextUnit], _ faults: inout [SettingFault]) -> [Ruby] {
    guard paragraph.inlines.contains(where: { $0.ruby?.isEmpty == false }) else { return [] }
    var rubies: [Ruby] = []
    for (index, inline) in paragraph.inlines.enumerated() {
      guard let reading = inline.ruby, !reading.isEmpty, let first = units.firstIndex(where: { $0.inline == index }),
        let last = units.lastIndex(where: { $0.inline == index })
      else { continue }
      var style = inline.style
      style.size = style.size / 2
      style.letterSpace = 0
      let text = Inline(reading, style: style, field: inline.field)
      let readingUnits = TextUnit.units(of: reading, inline: 0, from: 0)
      do {
        let shaped = try shaper.shape(
          Array(reading.utf8), readingUnits, [text], direction: paragraph.direction, box: paragraph.name)
        rubies.append(Ruby(base: first..<last + 1, style: style, units: readingUnits, shaped: shaped))
      } catch {
        faults += error.faults
      }
    }
    return rubies
  }
}
