import Diagnostics
import Fields
import Typesetting

extension FormReader {
  /// The paragraph that an element's content is: text, `<when>`, `<span style>`, `<ruby read>`, `<leader/>` and `<br/>`.
  func text(_ element: XMLElement, _ context: ReadingContext, style: Style) -> TextTemplate {
    TextTemplate(
      stretches: stretches(of: element, context, style: style), alignment: alignment(element) ?? style.alignment,
      indent: number(element, "indent") ?? 0, fit: fit(element, style.fit),
      breaking: word(element, "breaking", Self.levels),
      hangs: word(element, "hang", ["yes": true, "no": false]) ?? false,
      direction: word(element, "direction", ["horizontal": WritingDirection.horizontal, "vertical": .vertical])
        ?? .horizontal,
      name: element.location.position)
  }

  private static let levels: KeyValuePairs<String, LineBreakLevel> = [
    "strict": .strict, "normal": .normal, "loose": .loose, "statute": .statute,
  ]

  private func stretches(of element: XMLElement, _ context: ReadingContext, style: Style) -> [Branch<
    TextTemplate.Stretch
  >] {
    element.children.flatMap { child -> [Branch<TextTemplate.Stretch>] in
      switch child {
      case .text(let text, let location):
        let words = Self.withoutLayout(text)
        if words.isEmpty { return [] }
        let template = template(words, context: context) { Self.location(ofExpression: $0, in: text, at: location) }
        return [.item(TextTemplate.Stretch(template: template, style: style.text))]
      case .element(let inner): return stretch(inner, context, style: style)
      }
    }
  }

  private func stretch(_ element: XMLElement, _ context: ReadingContext, style: Style) -> [Branch<TextTemplate.Stretch>]
  {
    switch element.name {
    case "when":
      guard let condition = whenCondition(element, context) else { return [] }
      return [.when(condition, stretches(of: element, context.assuming(condition), style: style))]
    case "br": return [.item(TextTemplate.Stretch(template: Template(pieces: [.text("\n")]), style: style.text))]
    case "span":
      check(element, attributes: ["style"])
      return stretches(of: element, context, style: self.style(element))
    case "ruby":
      check(element, attributes: ["read"])
      let reading = template(element, "read", context)
      let base = template(Self.plainText(of: element), context: context) { _ in element.location }
      return [.item(TextTemplate.Stretch(template: base, style: style.text, ruby: reading))]
    case "leader": return leader(element, style)
    default:
      unknown(element, among: ["when", "span", "ruby", "br", "leader"])
      return []
    }
  }

  /// `<leader with="…"/>`: one character again and again, as far as the line has room.
  private func leader(_ element: XMLElement, _ style: Style) -> [Branch<TextTemplate.Stretch>] {
    check(element, attributes: ["with"])
    let pattern = element.attribute("with")?.value ?? "…"
    if pattern.unicodeScalars.count != 1 {
      report("form.leader", element.location(of: "with"), "リーダーの with は1文字です。", "A leader's with is one character.")
    }
    return [
      .item(TextTemplate.Stretch(template: Template(pieces: [.text(pattern)]), style: style.text, isLeader: true))
    ]
  }

  /// Where the expression of a count stands in a text that begins at a place. An entity before it in its line counts as what it stands for.
  private static func location(ofExpression count: Int, in text: String, at start: SourceLocation) -> SourceLocation {
    guard let line = start.line, let column = start.column, let braces = text.ranges(of: "{{").dropFirst(count).first
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

  /// Line breaks of the file and the ASCII space around them are layout of the file, not text; full spaces and inner spaces are text.
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
  /// Width of the longest value of a path as an expression prints it, in em: kanji count one, digits and signs half.
  static func longest(_ resolved: ReadingContext.Resolved, _ calls: [Expression.Call], _ context: ReadingContext)
    -> Double
  {
    var width: Double =
      switch resolved.shape {
      // 令和99年12月31日.
      case .date: 8
      case .yen, .integer, .ratio: Double(resolved.longest) / 2
      // The issuer is known before the run, and its texts are set with every paper.
      case .text where resolved.path.hasPrefix("issuer."): 0
      // Contract numbers are letters, digits and hyphens.
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

  /// Reports a text with a limit of lines whose longest values do not fit even when it is condensed and shrunk as far as it may be.
  ///
  /// Widths are estimated without fonts: a form that passes may still meet a record that does not fit, but never an ordinary one.
  func checkCapacity(_ template: TextTemplate, from: Length, to: Length, at location: SourceLocation) {
    guard let lines = template.fit.lines, lines > 0 else { return }
    let needed = template.stretches.width(fit: template.fit)
    let available = (to - from).points * Double(lines)
    if needed > available, !template.isPlain {
      report(
        "form.box.small", location,
        "最も長い値が収まりません（必要な幅は約\(Self.millimetres(needed)) mm、枠は\(Self.millimetres(available)) mm）。",
        "The longest values do not fit (they need about \(Self.millimetres(needed)) mm, the box has \(Self.millimetres(available)) mm).",
        advice: LocalizedText(
          "枠を広げるか、lines・condense・shrink で譲る余地を増やしてください。",
          "Widen the box, or let it give way further by lines, condense or shrink."))
    }
  }

  private static func millimetres(_ points: Double) -> Int {
    Int(Length(points: points).millimetres.rounded(.up))
  }
}

extension TextTemplate {
  /// Whether all words are the form's own: those were looked at when the form was made.
  fileprivate var isPlain: Bool {
    stretches.allSatisfy { branch in
      guard case .item(let stretch) = branch else { return false }
      return stretch.template.plain != nil
    }
  }
}

extension [Branch<TextTemplate.Stretch>] {
  /// Width at the floor of a fit policy, in points, for the record that asks for most of it. What stands under a condition and under its
  /// opposite, or under different words of one value, is never there together: the widest of them counts.
  fileprivate func width(fit: FitPolicy) -> Double {
    var width = 0.0
    var alternatives: [FieldPath: [Condition: Double]] = [:]
    for branch in self {
      switch branch {
      case .item(let stretch): width += stretch.width(fit: fit)
      case .when(let condition, let inner):
        alternatives[condition.path, default: [:]][condition, default: 0] += inner.width(fit: fit)
      case .each(_, let inner): width += inner.width(fit: fit)
      }
    }
    return width + alternatives.values.map { $0.values.max() ?? 0 }.reduce(0, +)
  }
}

extension TextTemplate.Stretch {
  fileprivate func width(fit: FitPolicy) -> Double {
    var ems = 0.0
    for piece in template.pieces {
      switch piece {
      case .text(let text): ems += text.unicodeScalars.map { $0.isASCII ? 0.5 : 1 }.reduce(0, +)
      case .value(let expression): ems += expression.longest
      }
    }
    let size = min(style.size, fit.shrinkFloor ?? style.size)
    return ems * (1 + style.letterSpace) * size.points * fit.condenseFloor
  }
}
