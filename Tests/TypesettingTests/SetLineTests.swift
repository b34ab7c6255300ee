import Testing

@testable import Typesetting

/// One text in one measure: where its lines end and where its glyphs stand.
struct SetLineCase: Sendable, CustomTestStringConvertible {
  enum Setting: Sendable {
    case ragged
    case centred
    case end
    case spread
    case justified
    /// Justified, stops may hang.
    case hanging
    /// Ragged, the first line an em in.
    case indented
  }

  let text: String
  /// In em.
  let measure: Double
  let setting: Setting
  /// The text with ｜ where lines end.
  let lines: String
  /// For each line the first glyph's place and the steps to the following ones in 1/1000 em, `1000×3` three such steps;
  /// nil where only the line ends matter.
  let steps: String?
  let why: String

  init(_ text: String, _ measure: Double, _ setting: Setting, _ lines: String, _ steps: String?, _ why: String) {
    (self.text, self.measure, self.setting, self.lines, self.steps, self.why) = (
      text, measure, setting, lines, steps, why
    )
  }

  var testDescription: String { "\(text) in \(measure)" }
}

@Suite("Set lines") struct SetLineTests {
  @Test("bodies and spaces", arguments: SetLineCase.natural) func natural(_ sample: SetLineCase) throws {
    try check(sample)
  }
  @Test("ragged lines and alignment", arguments: SetLineCase.ragged) func ragged(_ sample: SetLineCase) throws {
    try check(sample)
  }
  @Test("justified lines", arguments: SetLineCase.justified) func justified(_ sample: SetLineCase) throws {
    try check(sample)
  }

  @Test("there are enough of them") func count() {
    #expect(SetLineCase.natural.count + SetLineCase.ragged.count + SetLineCase.justified.count >= 150)
  }

  private func check(_ sample: SetLineCase) throws {
    let alignment: Alignment =
      switch sample.setting {
      case .ragged, .indented: .start
      case .centred: .centre
      case .end: .end
      case .spread: .spread
      case .justified, .hanging: .justified
      }
    var setting = Sample(sample.text, alignment: alignment, indent: sample.setting == .indented ? 1 : 0)
    setting.paragraph.hangsPunctuation = sample.setting == .hanging
    let lines = try setting.set(sample.measure).lines
    #expect(lines.map(\.text).joined(separator: "｜") == sample.lines, "\(sample.why)")
    if let steps = sample.steps {
      #expect(lines.map { Self.steps($0.positions) }.joined(separator: "｜") == steps, "\(sample.why)")
    }
  }

  /// Positions as first place and steps.
  private static func steps(_ positions: [Int]) -> String {
    guard let first = positions.first else { return "" }
    var parts = ["\(first)"]
    var steps = zip(positions, positions.dropFirst()).map { $1 - $0 }[...]
    while let step = steps.first {
      let same = steps.prefix { $0 == step }.count
      parts.append(same > 1 ? "\(step)×\(same)" : "\(step)")
      steps = steps.dropFirst(same)
    }
    return parts.joined(separator: " ")
  }
}
