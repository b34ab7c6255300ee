/// Sets texts and gathers all faults on the way, so that a document's problems are said together.
final class FaultCollector {
  let setter: any TextSetter
  private(set) var faults: [LayoutFault] = []
  private(set) var fits: [Fit] = []
  private(set) var baseForms: [BaseForm] = []

  init(setter: any TextSetter) {
    self.setter = setter
  }

  func note(_ fault: LayoutFault) {
    faults.append(fault)
  }

  /// The paragraph set, or an empty one when it has faults.
  func set(_ paragraph: Paragraph, from: Length, to: Length) -> SetParagraph {
    do {
      let result = try setter.set(paragraph, measure: to - from)
      if result.condensed < 1 || result.shrunk < 1 || result.lines.count > 1 {
        fits.append(Fit(box: paragraph.name, lines: result.lines.count, condensed: result.condensed, shrunk: result.shrunk))
      }
      baseForms += result.baseForms
      return result
    } catch {
      faults += error.faults.map(LayoutFault.setting)
      return SetParagraph(lines: [])
    }
  }

  /// The shapes of a text, or none when it has faults.
  func shapes(of text: String, role: String) -> [GlyphShape] {
    do {
      return try setter.shapes(of: text, role: role)
    } catch {
      faults += error.faults.map(LayoutFault.setting)
      return []
    }
  }
}
