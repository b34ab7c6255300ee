import Typesetting

/// Sets texts and gathers all faults on the way, so that a document's problems are said together.
final class FaultCollector {
  let setter: any TextSetter
  private(set) var faults: [LayoutFault] = []
  private(set) var fits: [FitResult] = []
  private(set) var baseForms: [BaseForm] = []

  init(setter: any TextSetter) {
    self.setter = setter
  }

  func note(_ fault: LayoutFault) {
    faults.append(fault)
  }

  /// A box's words set in the first of its styles in which they fit, and the distance of their baselines.
  func set(_ box: TextBox) -> (lines: SetParagraph, pitch: Length) {
    guard let otherwise = box.otherwise else { return (set(box.paragraph, from: box.from, to: box.to), box.pitch) }
    if let set = try? setter.set(box.paragraph, measure: box.to - box.from) {
      note(set, of: box.paragraph)
      return (set, box.pitch)
    }
    return (set(otherwise.paragraph, from: box.from, to: box.to), otherwise.pitch)
  }

  /// The paragraph set, or an empty one when it has faults.
  func set(_ paragraph: Paragraph, from: Length, to: Length) -> SetParagraph {
    do {
      let result = try setter.set(paragraph, measure: to - from)
      note(result, of: paragraph)
      return result
    } catch {
      faults += error.faults.map(LayoutFault.setting)
      return SetParagraph(lines: [])
    }
  }

  private func note(_ set: SetParagraph, of paragraph: Paragraph) {
    if set.condensed < 1 || set.shrunk < 1 || set.lines.count > 1 {
      fits.append(FitResult(box: paragraph.name, lines: set.lines.count, condensed: set.condensed, shrunk: set.shrunk))
    }
    baseForms += set.baseForms
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
