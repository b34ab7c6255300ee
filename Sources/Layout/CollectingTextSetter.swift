import Typesetting

/// Sets the texts of a form and, instead of throwing, collects the faults, so that all problems of a form are reported
/// together.
///
/// It also collects how far the texts had to give way.
final class CollectingTextSetter {
  let setter: any TextSetter
  private(set) var faults: [LayoutFault] = []
  private(set) var fits: [FitResult] = []
  private(set) var baseForms: [BaseForm] = []

  init(setter: any TextSetter) {
    self.setter = setter
  }

  func addFault(_ fault: LayoutFault) {
    faults.append(fault)
  }

  /// Sets a box's text in the first of its two styles in which it fits; and the distance between baselines in that
  /// style.
  func set(_ box: TextBox) -> (text: SetParagraph, pitch: Length) {
    guard let otherwise = box.otherwise else { return (set(box.paragraph, from: box.from, to: box.to), box.pitch) }
    if let set = try? setter.set(box.paragraph, measure: box.to - box.from) {
      record(set, of: box.paragraph)
      return (set, box.pitch)
    }
    return (set(otherwise.paragraph, from: box.from, to: box.to), otherwise.pitch)
  }

  /// Sets a paragraph between two edges; the result is empty if it has faults.
  func set(_ paragraph: Paragraph, from: Length, to: Length) -> SetParagraph {
    do {
      let result = try setter.set(paragraph, measure: to - from)
      record(result, of: paragraph)
      return result
    } catch {
      faults += error.faults.map(LayoutFault.setting)
      return SetParagraph(lines: [])
    }
  }

  private func record(_ set: SetParagraph, of paragraph: Paragraph) {
    if set.condensed < 1 || set.shrunk < 1 || set.lines.count > 1 {
      fits.append(FitResult(box: paragraph.name, lines: set.lines.count, condensed: set.condensed, shrunk: set.shrunk))
    }
    baseForms += set.baseForms
  }

  /// The glyph shapes of a text; none if it has faults.
  func shapes(of text: String, role: String) -> [GlyphShape] {
    do {
      return try setter.shapes(of: text, role: role)
    } catch {
      faults += error.faults.map(LayoutFault.setting)
      return []
    }
  }
}
