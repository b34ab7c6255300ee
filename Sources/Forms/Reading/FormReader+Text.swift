import Diagnostics
import Fields
import StrictXML
import Typesetting

// Paragraphs from the content of elements, and whether the longest values fit where they stand.

extension FormReader {
  /// The paragraph that is an element's content: text, `<when>`, `<span style="…">`, `<ruby read="…">`, `<leader/>` and
  /// `<br/>`.
  func readParagraph(_ element: XMLElement, _ context: ReadingContext, style: Style) -> ParagraphTemplate {
    ParagraphTemplate(
      runs: readRuns(of: element, context, style: style), alignment: alignment(element) ?? style.alignment,
      indent: number(element, "indent") ?? 0, fit: fit(element, style.fit),
      breaking: keyword(element, "breaking", Self.lineBreakLevels),
      hangs: keyword(element, "hang", ["yes": true, "no": false]) ?? false,
      direction: keyword(element, "direction", ["horizontal": WritingDirection.horizontal, "vertical": .vertical])
        ?? .horizontal,
      name: element.location.position)
  }

  private static let lineBreakLevels: KeyValuePairs<String, LineBreakLevel> = [
    "strict": .strict, "normal": .normal, "loose": .loose, "statute": .statute,
  ]

  private func readRuns(
    of element: XMLElement, _ context: ReadingContext, style: Style
  ) -> [Branch<ParagraphTemplate.Run>] {
    element.children.flatMap { child -> [Branch<ParagraphTemplate.Run>] in
      switch child {
      case .text(let text, let location):
        let words = Self.withoutLayout(text)
        if words.isEmpty { return [] }
        let template = template(words, context: context) { Self.location(ofExpression: $0, in: text, at: location) }
        return [.item(ParagraphTemplate.Run(template: template, style: style.text))]
      case .element(let inner): return readRun(inner, context, style: style)
      }
    }
  }

  private func readRun(
    _ element: XMLElement, _ context: ReadingContext, style: Style
  ) -> [Branch<ParagraphTemplate.Run>] {
    switch element.name {
    case "when":
      guard let condition = readWhenCondition(element, context) else { return [] }
      return [.when(condition, readRuns(of: element, context.assuming(condition), style: style))]
    case "br": return [.item(ParagraphTemplate.Run(template: Template(segments: [.text("\n")]), style: style.text))]
    case "span":
      checkAttributes(of: element, allowed: ["style"])
      return readRuns(of: element, context, style: self.style(element))
    case "ruby":
      checkAttributes(of: element, allowed: ["read"])
      let reading = template(element, "read", context)
      let base = template(Self.plainText(of: element), context: context) { _ in element.location }
      return [.item(ParagraphTemplate.Run(template: base, style: style.text, ruby: reading))]
    case "leader": return readLeader(element, style)
    default:
      reportUnknownElement(element, allowed: ["when", "span", "ruby", "br", "leader"])
      return []
    }
  }

  /// `<leader with="…"/>`: one character, repeated as far as the line has room.
  private func readLeader(_ element: XMLElement, _ style: Style) -> [Branch<ParagraphTemplate.Run>] {
    checkAttributes(of: element, allowed: ["with"])
    let pattern = element.attribute("with")?.value ?? "…"
    if pattern.unicodeScalars.count != 1 {
      report("form.leader", element.location(of: "with"), "リーダーの with は1文字です。", "A leader's with is one character.")
    }
    return [
      .item(ParagraphTemplate.Run(template: Template(segments: [.text(pattern)]), style: style.text, isLeader: true))
    ]
  }

  /// The position of the expression with this index in a text that begins at `start`. The text comes from the XML
  /// parser, so that an entity before the expression counts as the one character that it stands for.
  private static func location(ofExpression index: Int, in text: String, at start: SourceLocation) -> SourceLocation {
    guard let line = start.line, let column = start.column, let braces = text.ranges(of: "{{").dropFirst(index).first
    else { return start }
    let before = text[..<braces.lowerBound]
    var location = start
    location.line = line + before.utf8.count { $0 == UInt8(ascii: "\n") }
    if let newline = before.lastIndex(of: "\n") {
      location.column = before[newline...].unicodeScalars.count
    } else {
      location.column = column + before.unicodeScalars.count
    }
    return location
  }

  private static func plainText(of element: XMLElement) -> String {
    element.children.map { child in
      guard case .text(let text, _) = child else { return "" }
      return withoutLayout(text)
    }.joined()
  }

  /// The text without the file's line breaks and the ASCII spaces around them, which are the layout of the file.
  /// Full-width spaces and spaces inside a line are text.
  private static func withoutLayout(_ text: String) -> String {
    if !text.utf8.contains(UInt8(ascii: "\n")) { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      var line = line
      while index > 0, line.first == " " { line.removeFirst() }
      while index < lines.count - 1, line.last == " " { line.removeLast() }
      return String(line)
    }.joined()
  }
}

extension FormReader {
  /// Width in em of the longest value of a path as an expression prints it: a kanji counts 1, a digit or sign 0.5.
  static func maximumWidth(
    of resolved: ReadingContext.Resolved, printedBy calls: [Expression.Call], _ context: ReadingContext
  ) -> Double {
    var width: Double =
      switch resolved.shape {
      // 令和99年12月31日: six half-width digits among five kanji.
      case .date: 8
      case .yen, .integer, .ratio: Double(resolved.longest) / 2
      // The issuer is the same on every paper: if its texts did not fit, the first paper would show it.
      case .text where Catalogue.isIssuerValue(resolved.path): 0
      // A contract number is made of letters, digits and hyphens.
      case .text where Catalogue.field(at: resolved.path)?.type == .number: Double(resolved.longest) / 2
      case .text, .flag, .list, .secret: Double(resolved.longest)
      }
    for call in calls {
      if call.formatter == .honoured { width += 1 + Double((call.argument ?? "様").count) }
      if call.formatter == .titled, let title = call.argument.flatMap(context.resolve) {
        width += 1 + Double(title.longest)
      }
    }
    return width
  }

  /// Reports a text with a limit of lines whose longest values do not fit, even when it is condensed and shrunk as far
  /// as it may be.
  ///
  /// Widths are estimated without fonts. A form that passes can still meet a record that does not fit, but only an
  /// extraordinary one.
  func checkCapacity(_ template: ParagraphTemplate, from: Length, to: Length, at location: SourceLocation) {
    guard let lines = template.fit.lines, lines > 0 else { return }
    let neededPoints = template.runs.narrowestWidth(under: template.fit)
    let availablePoints = (to - from).points * Double(lines)
    if neededPoints > availablePoints, !template.isConstant {
      let (needed, available) = (Self.millimetres(neededPoints), Self.millimetres(availablePoints))
      report(
        "form.box.small", location,
        "最も長い値が収まりません（必要な幅は約\(needed) mm、枠は\(available) mm）。",
        "The longest values do not fit (they need about \(needed) mm, the box has \(available) mm).",
        advice: LocalizedText(
          "枠を広げるか、lines・condense・shrink で譲る余地を増やしてください。",
          "Widen the box, or let it give way further by lines, condense or shrink."))
    }
  }

  private static func millimetres(_ points: Double) -> Int {
    Int(Length(points: points).millimetres.rounded(.up))
  }
}

extension ParagraphTemplate {
  /// Whether no value is in it. Then the author of the form has seen on a proof whether it fits.
  fileprivate var isConstant: Bool {
    runs.allSatisfy { branch in
      guard case .item(let run) = branch else { return false }
      return run.template.constantText != nil
    }
  }
}

extension [Branch<ParagraphTemplate.Run>] {
  /// The width in points, condensed and shrunk as far as the policy allows, for the record that needs most. Of texts on
  /// different conditions about one value only the widest counts, because they never stand together.
  fileprivate func narrowestWidth(under fit: FitPolicy) -> Double {
    var width = 0.0
    var alternatives: [FieldPath: [Condition: Double]] = [:]
    for branch in self {
      switch branch {
      case .item(let run): width += run.narrowestWidth(under: fit)
      case .when(let condition, let inner):
        alternatives[condition.path, default: [:]][condition, default: 0] += inner.narrowestWidth(under: fit)
      case .each(_, let inner): width += inner.narrowestWidth(under: fit)
      }
    }
    return width + alternatives.values.map { $0.values.max() ?? 0 }.reduce(0, +)
  }
}

extension ParagraphTemplate.Run {
  fileprivate func narrowestWidth(under fit: FitPolicy) -> Double {
    var ems = 0.0
    for segment in template.segments {
      switch segment {
      case .text(let text): ems += text.unicodeScalars.map { $0.isASCII ? 0.5 : 1 }.reduce(0, +)
      case .value(let expression): ems += expression.maximumWidth
      }
    }
    let size = min(style.size, fit.shrinkFloor ?? style.size)
    return ems * (1 + style.letterSpace) * size.points * fit.condenseFloor
  }
}
