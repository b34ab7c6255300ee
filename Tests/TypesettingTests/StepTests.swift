import Testing

@testable import Typesetting

/// Composition takes steps in proportion to the text, whatever stands in it. The steps are counted by doubles that count
/// how often a unit is read or a line is measured; no clock is asked.
///
/// A Latin word of 40,000 letters once took 800 million steps, because each letter looked for the beginning of its word.
@Suite("Steps of composition") struct StepTests {
  /// Counts what is asked of a double.
  final class Counter {
    var steps = 0
  }

  /// Units that count how often they are read.
  struct CountedUnits: TextUnits {
    let units: [TextUnit]
    let counter: Counter

    var startIndex: Int { 0 }
    var endIndex: Int { units.count }

    subscript(index: Int) -> TextUnit {
      counter.steps += 1
      return units[index]
    }
  }

  /// A paragraph that counts how often a boundary is asked for and a line is measured.
  struct CountedParagraph: BreakableParagraph {
    let composition: Composition
    let counter: Counter

    var count: Int { composition.count }

    func boundary(after index: Int) -> LineBreaker.Boundary {
      counter.steps += 1
      return composition.boundary(after: index)
    }

    func line(_ range: Range<Int>) -> Composition.Line {
      counter.steps += 1
      return composition.line(range)
    }
  }

  /// Texts that are hard for one rule or another, each from a piece that is repeated.
  static let pieces: [String] = [
    "a", "Ab", "a-", "abc-", "abc-def/", "://", "http://a.b/c?d&", "www.a/", "/", "w", ".", "(", ")", "a b ",
    "1", "1,", "12-", "a1", "１，", "一", "一億", "令", "令和", "元年", "年度", "第", "円也", "1/", "¥",
    "甲", "あ", "ー", "っ", "、", "。", "「", "」", "甲、「乙」。", "・", "…", "―", " ", "　", "甲 ", "　　　　　　　　甲",
    "か\u{3099}", "葛\u{E0100}", "\n", "甲\n", "\n ", "ｶﾞ", "𠮷", "％", "℃", "株式会社Kasasagi 2号",
  ]

  static func text(_ piece: String, _ length: Int) -> String {
    String(repeating: piece, count: max(1, length / piece.unicodeScalars.count))
  }

  private static func units(_ text: String) -> [TextUnit] {
    var units = TextUnit.units(of: text, inline: 0, from: 0)
    Numerals.resolveClasses(&units)
    return units
  }

  /// The composition of a text in a font of fixed widths; the widths of marks may be nothing.
  private static func composition(_ text: String, width: (TextUnit) -> Double = { _ in 1 }) -> Composition {
    let units = units(text)
    var rubies: [Ruby] = []
    return Composition(
      units, advances: units.map { $0.isLineEnd ? 0 : width($0) },
      Paragraph([Inline(text, style: TextStyle(role: "", size: .pt(1)))], alignment: .justified),
      boundaries: LineBreaker().boundaries(units), rubies: &rubies)
  }

  @Test("a place where a line may end is found in at most thirty steps a character", arguments: pieces)
  func lineBreaks(piece: String) {
    for length in [300, 3_000] {
      let counter = Counter()
      let units = CountedUnits(units: Self.units(Self.text(piece, length)), counter: counter)
      _ = LineBreaker(level: .strict).boundaries(units)
      #expect(counter.steps <= 30 * units.count, "\(length) characters")
    }
  }

  @Test("one long Latin word is read as often a letter as a short one")
  func longWord() {
    func steps(_ length: Int) -> Double {
      let counter = Counter()
      let units = CountedUnits(units: Self.units(String(repeating: "a", count: length)), counter: counter)
      _ = LineBreaker().boundaries(units)
      return Double(counter.steps) / Double(length)
    }
    #expect(abs(steps(40_000) - steps(400)) < 0.1)
  }

  @Test("ragged lines are filled in at most eight steps a character", arguments: pieces)
  func firstFit(piece: String) {
    let composition = Self.composition(Self.text(piece, 1_000))
    for measure in [1.0, 40] {
      let counter = Counter()
      let paragraph = CountedParagraph(composition: composition, counter: counter)
      for tight in [false, true] { _ = FirstFit.lines(paragraph, measure: measure, tight: tight) }
      #expect(counter.steps <= 8 * paragraph.count, "measure \(measure)")
    }
  }

  @Test(
    "justified lines are chosen in steps in proportion to the text and to the characters of a line", arguments: pieces)
  func totalFit(piece: String) {
    let compositions = [500, 1_000].map { Self.composition(Self.text(piece, $0)) }
    for measure in [1.0, 10] {
      let steps = compositions.map { composition in
        let counter = Counter()
        let paragraph = CountedParagraph(composition: composition, counter: counter)
        _ = TotalFit(composition: paragraph, measure: measure, em: 1).lines()
        return Double(counter.steps) / Double(max(1, paragraph.count))
      }
      // Two searches, each with a boundary and a line for every end that a start reaches; half of the bodies of brackets
      // make a line of up to twice as many characters.
      #expect(steps[1] <= 12 + 10 * measure, "measure \(measure)")
      #expect(steps[1] <= steps[0] * 1.1, "measure \(measure)")
    }
  }

  @Test(
    "the lines of a value are chosen in steps in proportion to the text and to the characters of a line",
    arguments: pieces)
  func phraseFit(piece: String) {
    let compositions = [500, 1_000, 4_000].map { (Self.composition(Self.text(piece, $0)), Self.text(piece, $0)) }
    for measure in [1.0, 10] {
      let steps = compositions.map { composition, text in
        let counter = Counter()
        let paragraph = CountedParagraph(composition: composition, counter: counter)
        let breaks = PhraseBreaks.breaks(Self.units(text))
        _ = PhraseFit(composition: paragraph, breaks: breaks, measure: measure).lines()
        return Double(counter.steps) / Double(max(1, paragraph.count))
      }
      // The ends that a start reaches are tried once for the fewest lines, and for as many lines and for one more; then
      // each end of a line or two is reached by one or two numbers of lines.
      #expect(steps[2] <= 12 + 10 * measure, "measure \(measure)")
      // Lines by the hundred cost as much as a word, so that only then a line more is tried, and the ends are gone over
      // once more. Steps that grew with the square of the text would be eight times as many.
      #expect(steps[2] <= steps[0] * 1.7, "measure \(measure)")
    }
  }

  @Test("characters without width do not make every place of the text an end of every line")
  func noWidth() {
    let counter = Counter()
    let paragraph = CountedParagraph(
      composition: Self.composition(String(repeating: "甲", count: 2_000)) { _ in 0 }, counter: counter)
    let lines = TotalFit(composition: paragraph, measure: 40, em: 1, endsPerLine: 16).lines()
    #expect(counter.steps <= 5 * 16 * paragraph.count)
    let set = lines.reduce(0) { $0 + $1.items.count }
    #expect(set == paragraph.count)
  }

  @Test("a line is measured without looking at the spaces at its end", arguments: [" ", "　"])
  func spaces(space: String) {
    let composition = Self.composition("甲" + String(repeating: space, count: 1_000) + "\n乙")
    #expect(composition.line(0..<1_002).visible == 0..<1)
    #expect(composition.line(0..<500).visible == 0..<1)
    #expect(composition.line(1..<1_002).visible == 1..<1)
    #expect(composition.line(500..<1_003).visible == 500..<1_003)
  }

  @Test("the units of all inlines are found in one pass, also where an inline has none")
  func inlines() {
    var units: [TextUnit] = []
    for inline in 0..<3_000 where inline % 3 != 1 {
      TextUnit.appendUnits(of: "甲乙", inline: inline, from: units.count * 3, to: &units)
    }
    let counter = Counter()
    let ranges = CountedUnits(units: units, counter: counter).ranges(ofInlines: 3_000)
    #expect(counter.steps <= 4 * units.count)
    #expect(ranges[0] == 0..<2 && ranges[1].isEmpty && ranges[2] == 2..<4 && ranges[2_999] == 3_998..<4_000)
    #expect([TextUnit]().ranges(ofInlines: 2) == [0..<0, 0..<0])
  }

  @Test("two digits of vertical lines are joined in one pass", arguments: pieces)
  func digits(piece: String) {
    let counter = Counter()
    let units = CountedUnits(units: Self.units(Self.text(piece, 1_000)), counter: counter)
    _ = VerticalForms.combineDigits(units)
    #expect(counter.steps <= 12 * units.count)
  }

  @Test("each line finds its readings by bisection, in their order")
  func readings() {
    struct CountedReadings: RandomAccessCollection {
      let rubies: [Ruby]
      let counter: Counter
      var startIndex: Int { 0 }
      var endIndex: Int { rubies.count }
      subscript(index: Int) -> Ruby {
        counter.steps += 1
        return rubies[index]
      }
    }
    // A reading over every second of 4,000 characters, in lines of 40.
    let rubies = (0..<2_000).map {
      Ruby(
        base: 2 * $0..<2 * $0 + 1, style: TextStyle(role: "", size: .pt(1)), units: [], shaped: ShapedText(text: []))
    }
    let counter = Counter()
    let readings = CountedReadings(rubies: rubies, counter: counter)
    for line in 0..<100 {
      let found = readings.over(line * 40..<line * 40 + 40)
      #expect(found.startIndex == line * 20 && found.endIndex == line * 20 + 20)
    }
    #expect(counter.steps <= 100 * 2 * 12)
  }

  @Test("many inlines do not copy the units before them")
  func growth() {
    var units: [TextUnit] = []
    var moves = 0
    var capacity = 0
    for inline in 0..<5_000 {
      TextUnit.appendUnits(of: "甲", inline: inline, from: inline * 3, to: &units)
      if units.capacity != capacity {
        moves += units.count
        capacity = units.capacity
      }
    }
    #expect(moves <= 4 * units.count)
  }
}
