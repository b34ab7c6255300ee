import Diagnostics
import StrictXML

/// Puts the parts of Templates/house in the places where a form includes them. A part is a file whose root element's
/// children replace the `<include>` element, before anything is checked.
///
/// Every attribute of the include but `part` is a parameter: with `<include part="foot" says="控え"/>`, `${says}` in the
/// part becomes 控え. Parameters carry words of forms, never values of a record; a `{{ path }}` in them is read later,
/// like any other.
struct IncludeResolver {
  /// The root elements of the parts by their names: `foot` for Templates/house/foot.xml.
  let parts: [String: XMLElement]
  /// How deep parts may include parts: deeper than any form needs, so that a part that includes itself is found.
  static let depthLimit = 8

  /// The element with all its includes replaced, and the faults of those that could not be.
  func resolve(_ element: XMLElement) -> (element: XMLElement, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let resolved = resolve(element, parameters: [:], depth: 0, &diagnostics)
    return (resolved, diagnostics)
  }

  private func resolve(
    _ element: XMLElement, parameters: [String: String], depth: Int, _ diagnostics: inout [Diagnostic]
  ) -> XMLElement {
    var result = element
    result.attributes = element.attributes.map {
      XMLAttribute(name: $0.name, value: substitute($0.value, parameters, element.location(of: $0.name), &diagnostics))
    }
    result.children = element.children.flatMap { child -> [XMLChild] in
      switch child {
      case .text(let text, let location): return [.text(substitute(text, parameters, location, &diagnostics), location)]
      case .element(let inner) where inner.name == "include": return part(for: inner, parameters, depth, &diagnostics)
      case .element(let inner): return [.element(resolve(inner, parameters: parameters, depth: depth, &diagnostics))]
      }
    }
    return result
  }

  private func part(
    for element: XMLElement, _ parameters: [String: String], _ depth: Int, _ diagnostics: inout [Diagnostic]
  ) -> [XMLChild] {
    let name = element.attribute("part")?.value ?? ""
    guard let part = parts[name] else {
      diagnostics.append(
        .error(
          "form.include.unknown", at: element.location(of: "part"),
          LocalizedText("部品 \(Echo.quoted(name)) はありません。", "There is no part \(Echo.quoted(name))."),
          advice: Nearest.name(to: name, among: parts.keys.sorted()).map(FormReader.didYouMean)))
      return []
    }
    guard depth < Self.depthLimit else {
      diagnostics.append(
        .error(
          "form.include.depth", at: element.location,
          LocalizedText("部品の入れ子が\(Self.depthLimit)段を超えます（自分自身を含んでいませんか）。", "Parts nest deeper than \(Self.depthLimit).")
        ))
      return []
    }
    var inner: [String: String] = [:]
    for attribute in element.attributes where attribute.name != "part" {
      inner[attribute.name] = substitute(
        attribute.value, parameters, element.location(of: attribute.name), &diagnostics)
    }
    return resolve(part, parameters: inner, depth: depth + 1, &diagnostics).children
  }

  /// The text with a value for each `${parameter}`. `location` is asked for faults only.
  private func substitute(
    _ text: String, _ parameters: [String: String], _ location: @autoclosure () -> SourceLocation,
    _ diagnostics: inout [Diagnostic]
  ) -> String {
    if text.firstRange(ofASCII: "${") == nil { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(ofASCII: "${"), let close = rest[open.upperBound...].firstRange(ofASCII: "}") {
      result += rest[..<open.lowerBound]
      let name = String(rest[open.upperBound..<close.lowerBound])
      if let value = parameters[name] {
        result += value
      } else {
        diagnostics.append(
          .error(
            "form.include.parameter", at: location(),
            LocalizedText(
              "部品に渡す \(Echo.quoted(name)) がありません。", "The part's parameter \(Echo.quoted(name)) is not given."),
            advice: Nearest.name(to: name, among: parameters.keys.sorted()).map(FormReader.didYouMean)))
      }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
