import Diagnostics
import StrictXML
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
