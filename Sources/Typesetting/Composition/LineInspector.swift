/// Shows how composition would break a text, without fonts. The commands `inspect breaks` and `inspect lines` print its
/// results.
///
/// ```
/// LineInspector().breaks("甲、乙。")            → "甲、｜乙。"
/// LineInspector().lines("甲乙丙丁", measure: 2)  → "甲乙｜丙丁"
/// ```
package struct LineInspector: Sendable {
  package let level: LineBreakLevel
  package let wrap: Wrap

  /// - Parameter wrap: `prose` for a justified paragraph, `phrases` for a value.
  package init(level: LineBreakLevel = .strict, wrap: Wrap = .prose) {
    self.level = level
    self.wrap = wrap
  }

  /// The text with `mark` at every place where a line may end.
  package func breaks(_ text: String, mark: String = "｜") -> String {
    Self.insert(mark, at: LineBreaker(level: level).opportunities(text), into: text)
  }

  /// Offsets in Unicode scalars at which the lines end, without the last.
  ///
  /// - Parameter measure: in full-width characters; a digit or Latin character is half as wide.
  package func lineEnds(_ text: String, measure: Double) -> [Int] {
    let style = TextStyle(role: "", size: .pt(1), digitTightening: 0)
    var units = TextUnit.units(of: text, inline: 0, from: 0)
    Numerals.resolveClasses(&units)
    var rubies: [Ruby] = []
    var paragraph = Paragraph([Inline(text, style: style)], alignment: .justified)
    paragraph.fit.wrap = wrap
    let composition = Composition(
      units, advances: units.map { Self.advance($0) }, paragraph,
      boundaries: LineBreaker(level: level).boundaries(units), rubies: &rubies)
    let lines =
      switch wrap {
      case .prose: TotalFit(composition: composition, measure: measure, em: 1).lines()
      case .phrases: PhraseFit(composition: composition, breaks: PhraseBreaks.breaks(units), measure: measure).lines()
      }
    let lengths = units.map { $0.isCompound ? $0.scalars(in: text).count : 1 }
    var offsets: [Int] = []
    var offset = 0
    for line in lines.dropLast() {
      offset += lengths[line.items].reduce(0, +)
      offsets.append(offset)
    }
    return offsets
  }

  /// The text with `mark` at every place where a line does end.
  package func lines(_ text: String, measure: Double, mark: String = "｜") -> String {
    Self.insert(mark, at: lineEnds(text, measure: measure), into: text)
  }

  private static func insert(_ mark: String, at offsets: [Int], into text: String) -> String {
    var result = String.UnicodeScalarView()
    var next = offsets[...]
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if next.first == offset {
        result.append(contentsOf: mark.unicodeScalars)
        next.removeFirst()
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// A unit's advance in a fixed-width Japanese font, in em.
  private static func advance(_ unit: TextUnit) -> Double {
    switch unit.scalar.value {
    case 0x0A: 0
    case 0..<0x2010, 0xFF61...0xFF9F, 0x20A0..<0x2100: 0.5
    default: 1
    }
  }
}
