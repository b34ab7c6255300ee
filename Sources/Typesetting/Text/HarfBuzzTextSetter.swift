import Diagnostics

/// The text setter of a worker: shapes with HarfBuzz, composes by JLREQ.
package final class HarfBuzzTextSetter: TextSetter {
  let shaper: Shaper
  let breaker: LineBreaker
  private var cache = SetParagraphCache()

  package init(store: FontStore, level: LineBreakLevel = .strict) {
    shaper = Shaper(store: store)
    breaker = LineBreaker(level: level)
  }

  package func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    guard SetParagraphCache.mayHold(paragraph) else { return try compose(paragraph, measure: measure) }
    if let set = cache[paragraph, measure] { return set }
    let set = try compose(paragraph, measure: measure)
    cache[paragraph, measure] = set
    return set
  }

  private func compose(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    var text = paragraph.inlines.map(\.text).joined()
    text.makeContiguousUTF8()
    var units: [TextUnit] = []
    var start = 0
    for (index, inline) in paragraph.inlines.enumerated() {
      units += TextUnit.units(of: inline.text, inline: index, from: start)
      start += inline.text.utf8.count
    }
    Numerals.resolveClasses(&units)
    if paragraph.direction == .vertical { units = VerticalForms.combineDigits(units) }
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
      units, advances: shaped.drawings.map { $0.isJoined ? nil : $0.advance }, paragraph, boundaries: breaker.boundaries(units),
      rubies: &rubies)
    let fitted = try Fitting(composition: composition, paragraph: paragraph).fit(measure: measure.points)
    let assembly = LineAssembly(composition: composition, shaped: shaped, units: units, paragraph: paragraph, rubies: rubies)
    return SetParagraph(
      lines: fitted.lines.map { assembly.set($0, measure: measure.points, condensed: fitted.condensed, shrunk: fitted.shrunk) },
      condensed: fitted.condensed, shrunk: fitted.shrunk,
      baseForms: shaped.bases.map { index in
        BaseForm(
          sequence: String(units[index].scalars(in: text)), field: paragraph.inlines[units[index].inline].field, box: paragraph.name)
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
        let shaped = try shaper.shape(reading, readingUnits, [text], direction: paragraph.direction, box: paragraph.name)
        rubies.append(Ruby(base: first..<last + 1, style: style, shaped: shaped))
      } catch {
        faults += error.faults
      }
    }
    return rubies
  }
}
