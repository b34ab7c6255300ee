import Diagnostics
import Layout
import StrictXML
import Typesetting

// Boxes at fixed positions: texts, rules, codes, seals, pictures and cells. They stand in `<every>`, `<first>`,
// `<later>` and in blocks.

extension FormReader {
  private static let boxNames = [
    "text", "page-number", "rule", "fill", "border", "code", "seal", "image", "cells", "group", "when", "each",
  ]

  func readBox(_ element: XMLElement, _ context: ReadingContext) -> [Branch<BoxTemplate>] {
    switch element.name {
    case "text": [.item(readTextBox(element, context))]
    case "page-number": [.item(readPageNumberBox(element, context))]
    case "rule", "fill", "border": [.item(.constant(.shape(readShapeBox(element))))]
    case "code": [.item(readCodeBox(element, context))]
    case "seal": [.item(readSealBox(element, context))]
    case "image": readImageBox(element, context).map { [.item($0)] } ?? []
    case "cells": [.item(readCellsBox(element, context))]
    case "group": [.item(.group(readBranches(element.elements, context, item: readBox)))]
    default: reportUnknownBox(element)
    }
  }

  private func reportUnknownBox(_ element: XMLElement) -> [Branch<BoxTemplate>] {
    reportUnknownElement(element, allowed: Self.boxNames)
    return []
  }

  private func readTextBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    checkAttributes(
      of: element,
      allowed: [
        "style", "or", "from", "to", "y", "middle", "upward", "align", "indent", "lines", "condense", "shrink", "pitch",
        "level", "read", "breaking", "hang", "direction", "height",
      ])
    let style = style(element)
    let role: TextBox.Role =
      if let level = integer(element, "level") { .heading(level: level) } else {
        keyword(element, "read", ["no": .artifact, "yes": .paragraph]) ?? .paragraph
      }
    let middle = steppedLength(element, "middle")
    let upward = number(element, "upward")
    if let upward, !(0...1).contains(upward) {
      report("form.number", element.location(of: "upward"), "upward は0から1までです。", "upward is between 0 and 1.")
    }
    var box = TextBox(
      Paragraph([]), from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      baseline: middle ?? requiredSteppedLength(element, "y"), isCentred: middle != nil, upward: upward,
      pitch: length(element, "pitch") ?? style.pitch, role: role)
    let content = readParagraph(element, context, style: style)
    if content.direction == .vertical {
      box.height = requiredLength(element, "height")
      checkCapacity(content, from: .zero, to: box.height, at: element.location)
      return .text(content, otherwise: nil, box)
    }
    let other = element.attribute("or") == nil ? nil : self.style(element, "or")
    let otherwise = other.map { content.restyled(from: style, to: $0) }
    // Layout takes the other style when the text does not fit in its own: the other one has to be roomy enough.
    if let other { box.otherwise = TextBox.Setting(Paragraph([]), pitch: other.pitch) }
    checkCapacity(otherwise ?? content, from: box.from, to: box.to, at: element.location)
    return .text(content, otherwise: otherwise, box)
  }

  /// The number of the page, of which only the style is the form's.
  private func readPageNumberBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    checkAttributes(of: element, allowed: ["style", "from", "to", "y", "align"])
    var template = readParagraph(element, context, style: style(element))
    template.runs = [
      .item(ParagraphTemplate.Run(template: Template(segments: [.text("1 / 1")]), style: style(element).text))
    ]
    let box = TextBox(
      Paragraph([]), from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      baseline: requiredSteppedLength(element, "y"), pitch: .zero, role: .artifact)
    return .pageNumber(template, box)
  }

  /// `<rule>`, `<fill>` and `<border>`.
  private func readShapeBox(_ element: XMLElement) -> ShapeBox {
    checkAttributes(of: element, allowed: ["from", "to", "y", "height", "weight", "colour", "radius", "dash"])
    let weight = length(element, "weight") ?? Self.ruleWeight
    let shape: ShapeBox.Shape =
      switch element.name {
      case "fill": .fill
      case "border": .border(weight: weight, radius: length(element, "radius") ?? .zero)
      default: .rule(weight: weight, dash: length(element, "dash").map { [$0, $0] } ?? [])
      }
    return ShapeBox(
      shape, from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      y: requiredSteppedLength(element, "y"), height: length(element, "height") ?? .zero,
      colour: requiredColour(element, "colour"))
  }

  /// A QR code.
  private func readCodeBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    checkAttributes(of: element, allowed: ["text", "alt", "right", "y", "module"])
    return .code(
      template(element, "text", context), alternative: template(element, "alt", context),
      right: requiredLength(element, "right"), y: requiredSteppedLength(element, "y"),
      module: length(element, "module") ?? .mm(1))
  }

  /// The issuer's seal (印影): drawn from its name, or a picture.
  private func readSealBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    checkAttributes(
      of: element, allowed: ["name", "style", "alt", "from", "y", "size", "colour", "role", "image", "omitted"])
    return .seal(
      template(element, "name", context), alternative: template(element, "alt", context),
      SealBox(
        name: "", alternative: "", nameFrom: requiredLength(element, "from"), nameStyle: style(element).text,
        y: requiredSteppedLength(element, "y"), size: length(element, "size") ?? .mm(24),
        colour: requiredColour(element, "colour"),
        role: element.attribute("role")?.value ?? "seal", image: findImage(element, "image"),
        omission: element.attribute("omitted")?.value))
  }

  /// Groups of characters, each in a cell of its own: the authentication key.
  private func readCellsBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    checkAttributes(
      of: element,
      allowed: ["style", "value", "from", "y", "width", "height", "pitch", "row-pitch", "weight", "colour"])
    return .cells(
      template(element, "value", context),
      CellsBox(
        groups: [], style: style(element).text,
        from: requiredLength(element, "from"), y: requiredSteppedLength(element, "y"),
        width: requiredLength(element, "width"), height: requiredSteppedLength(element, "height"),
        pitch: requiredLength(element, "pitch"), rowPitch: requiredLength(element, "row-pitch"),
        weight: length(element, "weight") ?? Self.ruleWeight,
        colour: requiredColour(element, "colour"), name: element.location.position))
  }
}

extension FormReader {
  /// `<image file="map.png" alt="…" from="…" y="…" width="…" height="…"/>`: a picture of Templates/house, in its own
  /// proportions inside its box. Nil when there is no such picture.
  func readImageBox(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate? {
    checkAttributes(of: element, allowed: ["file", "alt", "read", "from", "y", "width", "height"])
    let alternative = element.attribute("alt")
    if alternative == nil, keyword(element, "read", ["no": true, "yes": false]) != true {
      report(
        "form.image.alt", element.location, "画像には、見えない人のための説明 alt が必要です。",
        "A picture needs alt, words for those who cannot see it.",
        advice: LocalizedText("飾りなら read=\"no\" と書いてください。", "Write read=\"no\" for an ornament."))
    }
    let from = requiredLength(element, "from")
    let y = requiredSteppedLength(element, "y")
    let width = requiredLength(element, "width")
    let height = requiredLength(element, "height")
    if element.attribute("file") == nil { reportMissingAttribute("file", of: element) }
    guard let image = findImage(element, "file") else { return nil }
    return .image(
      alternative: template(element, "alt", context),
      ImageBox(image, alternative: "", from: from, y: y, width: width, height: height))
  }

  /// The picture that an attribute names; nil without the attribute, and when the picture has a fault, which is then
  /// reported.
  func findImage(_ element: XMLElement, _ name: String) -> PixelImage? {
    guard let file = element.attribute(name)?.value else { return nil }
    switch images.image(named: file) {
    case .success(let image)?: return image
    case .failure(let fault)?:
      report(
        "form.image", element.location(of: name), "画像 \(Echo.quoted(file)) は使えません（\(fault.reason.japanese)）。",
        "The picture \(Echo.quoted(file)) cannot be used: \(fault.reason.english).", advice: fault.advice)
    case nil:
      report(
        "form.image.unknown", element.location(of: name), "Templates/house に画像 \(Echo.quoted(file)) はありません。",
        "Templates/house holds no picture \(Echo.quoted(file)).",
        advice: Nearest.name(to: file, among: images.names).map(Self.didYouMean))
    }
    return nil
  }
}
