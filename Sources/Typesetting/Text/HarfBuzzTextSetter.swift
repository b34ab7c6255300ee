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
    let shaped = try shaper.shape(text, units, paragraph.inlines, box: paragraph.name)
    let composition = Composition(
      units, advances: shaped.drawings.map { $0.isJoined ? nil : $0.advance }, paragraph, boundaries: breaker.boundaries(units))
    let fitted = try Fitting(composition: composition, paragraph: paragraph).fit(measure: measure.points)
    let assembly = LineAssembly(composition: composition, shaped: shaped, units: units, paragraph: paragraph)
    return SetParagraph(
      lines: fitted.lines.map { assembly.set($0, measure: measure.points, condensed: fitted.condensed, shrunk: fitted.shrunk) },
      condensed: fitted.condensed, shrunk: fitted.shrunk)
  }
}
