import Diagnostics
import Typesetting

extension FormReader {
  /// The paragraph that an element's content is: text, `<span style>`, `<ruby read>` and `<br/>`.
  func text(_ element: XMLElement, _ context: ReadingContext, style: Style) -> TextTemplate {
    var stretches: [TextTemplate.Stretch] = []
    for child in element.children {
      switch child {
      case .text(let text, let place):
        let words = Self.withoutLayout(text)
        if !words.isEmpty {
          stretches.append(TextTemplate.Stretch(template: template(words, at: place, context: context), style: style.text))
        }
      case .element(let inner): stretches += stretch(inner, context, style: style)
      }
    }
    return TextTemplate(
      stretches: stretches, alignment: alignment(element) ?? style.alignment, indent: number(element, "indent") ?? 0,
      fit: fit(element, style.fit), name: "\(element.place.position)")
  }

  private func stretch(_ element: XMLElement, _ context: ReadingContext, style: Style) -> [TextTemplate.Stretch] {
    switch element.name {
    case "br": return [TextTemplate.Stretch(template: Template(pieces: [.text("\n")]), style: style.text)]
    case "span":
      check(element, attributes: ["style"])
      let inner = self.style(element)
      return text(element, context, style: inner).stretches
    case "ruby":
      check(element, attributes: ["read"])
      let reading = template(element.attribute("read")?.value ?? "", at: element.place, context: context)
      return text(element, context, style: style).stretches.map { stretch in
        var read = stretch
        read.ruby = reading
        return read
      }
    default:
      unknown(element, among: ["span", "ruby", "br"])
      return []
    }
  }

  /// Line breaks of the file and the ASCII space around them are layout of the file, not text; full spaces and inner spaces are text.
  private static func withoutLayout(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count == 1 { return text }
    return lines.enumerated().map { index, line in
      var line = line
      while index > 0, line.first == " " { line.removeFirst() }
      while index < lines.count - 1, line.last == " " { line.removeLast() }
      return String(line)
    }.joined()
  }
}
