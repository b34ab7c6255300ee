import Diagnostics
import StrictXML

/// Puts the parts of Templates/house in the places where a form includes them. A part is a file whose root element's
/// children replace the `<include>` element, before anything is checked.
///
/// Every attribute of the include but `part` is a parameter: with `<include part="foot" says="控え"/>`, `${says}` in the
/// part becomes 控え. Parameters carry words of forms, never values of a record; a `{{ path }}` in them is read later,
/// like any other.
///
/// What comes of it is bounded (`FormSize`): eight parts that include each other ten times would make 10⁸ elements, and
/// a parameter that is doubled by each part 2⁸ times its words.
struct IncludeResolver {
  /// The root elements of the parts by their names: `foot` for Templates/house/foot.xml.
  let parts: [String: XMLElement]
  /// How deep parts may include parts: deeper than any form needs, so that a part that includes itself is found.
  static let depthLimit = 8

  /// Where an element stands among the parts.
  private struct Place {
    var parameters: [String: String] = [:]
    var depth = 0
    /// The include of the form itself through which the element came; nil outside of parts.
    var include: SourceLocation?
  }

  /// The element with all its includes replaced, and the faults of those that could not be.
  ///
  /// - Throws: that the form is larger than a form may be, after the faults found until then. No more was made of it.
  func resolve(_ element: XMLElement) throws(DiagnosticError) -> (element: XMLElement, diagnostics: [Diagnostic]) {
    var size = FormSize()
    var diagnostics: [Diagnostic] = []
    do {
      let resolved = try resolve(element, Place(), &size, &diagnostics)
      return (resolved, diagnostics)
    } catch {
      throw DiagnosticError(diagnostics + error.diagnostics)
    }
  }

  private func resolve(
    _ element: XMLElement, _ place: Place, _ size: inout FormSize, _ diagnostics: inout [Diagnostic]
  ) throws(DiagnosticError) -> XMLElement {
    try size.addElement(at: place.include ?? element.location)
    var result = element
    for index in result.attributes.indices {
      let attribute = result.attributes[index]
      result.attributes[index].value = try substitute(
        attribute.value, place, element.location(of: attribute.name), &size, &diagnostics)
    }
    result.children = []
    var elements = 0
    for child in element.children {
      switch child {
      case .text(let text, let location):
        result.children.append(.text(try substitute(text, place, location, &size, &diagnostics), location))
      case .element(let inner) where inner.name == "include":
        let children = try part(for: inner, place, &size, &diagnostics)
        elements += children.count { if case .element = $0 { true } else { false } }
        result.children += children
        try FormSize.checkBreadth(elements, at: place.include ?? inner.location)
      case .element(let inner):
        elements += 1
        try FormSize.checkBreadth(elements, at: place.include ?? inner.location)
        result.children.append(.element(try resolve(inner, place, &size, &diagnostics)))
      }
    }
    return result
  }

  private func part(
    for element: XMLElement, _ place: Place, _ size: inout FormSize, _ diagnostics: inout [Diagnostic]
  ) throws(DiagnosticError) -> [XMLChild] {
    let name = element.attribute("part")?.value ?? ""
    guard let part = parts[name] else {
      diagnostics.append(
        .error(
          "form.include.unknown", at: element.location(of: "part"),
          LocalizedText("部品 \(Echo.quoted(name)) はありません。", "There is no part \(Echo.quoted(name))."),
          advice: Nearest.name(to: name, among: parts.keys.sorted()).map(FormReader.didYouMean)))
      return []
    }
    guard place.depth < Self.depthLimit else {
      diagnostics.append(
        .error(
          "form.include.depth", at: element.location,
          LocalizedText("部品の入れ子が\(Self.depthLimit)段を超えます（自分自身を含んでいませんか）。", "Parts nest deeper than \(Self.depthLimit).")
        ))
      return []
    }
    var inner = Place(depth: place.depth + 1, include: place.include ?? element.location)
    for attribute in element.attributes where attribute.name != "part" {
      inner.parameters[attribute.name] = try substitute(
        attribute.value, place, element.location(of: attribute.name), &size, &diagnostics)
    }
    return try resolve(part, inner, &size, &diagnostics).children
  }

  /// The text with a value for each `${parameter}`. `location` is asked for faults only, and once for a text.
  private func substitute(
    _ text: String, _ place: Place, _ location: @autoclosure () -> SourceLocation, _ size: inout FormSize,
    _ diagnostics: inout [Diagnostic]
  ) throws(DiagnosticError) -> String {
    try size.addText(text.utf8.count, at: place.include ?? location())
    if text.firstRange(ofASCII: "${") == nil { return text }
    var result = ""
    var missing: [String] = []
    var rest = text[...]
    while let open = rest.firstRange(ofASCII: "${"), let close = rest[open.upperBound...].firstRange(ofASCII: "}") {
      result += rest[..<open.lowerBound]
      let name = String(rest[open.upperBound..<close.lowerBound])
      if let value = place.parameters[name] {
        try size.addText(value.utf8.count, at: place.include ?? location())
        result += value
      } else {
        missing.append(name)
      }
      rest = rest[close.upperBound...]
    }
    if !missing.isEmpty {
      let place = (location: location(), known: place.parameters.keys.sorted())
      diagnostics += missing.map { Self.missingParameter($0, at: place.location, known: place.known) }
    }
    return result + rest
  }

  private static func missingParameter(_ name: String, at location: SourceLocation, known: [String]) -> Diagnostic {
    .error(
      "form.include.parameter", at: location,
      LocalizedText("部品に渡す \(Echo.quoted(name)) がありません。", "The part's parameter \(Echo.quoted(name)) is not given."),
      advice: Nearest.name(to: name, among: known).map(FormReader.didYouMean))
  }
}
