import Diagnostics
import StrictXML
import Typesetting

extension FormReader {
  /// The boxes that can stand at a fixed place.
  private static let boxNames = [
    "text", "page-number", "rule", "fill", "border", "code", "seal", "image", "cells", "group", "when", "each",
  ]

  func readBox(_ element: XMLElement, _ context: ReadingContext) -> [Branch<BoxTemplate>] {
    switch element.name {
    case "text": [.item(readText(element, context))]
    case "page-number": [.item(readPageNumber(element, context))]
    case "rule", "fill", "border": [.item(.fixed(.shape(readShape(element))))]
    case "code": [.item(readCode(element, context))]
    case "seal": [.item(readSeal(element, context))]
    case "image": readImage(element, context).map { [.item($0)] } ?? []
    case "cells": [.item(readCells(element, context))]
    case "group": [.item(.group(branches(element.elements, context, item: readBox)))]
    default: refuseBox(element)
    }
  }

  private func refuseBox(_ element: XMLElement) -> [Branch<BoxTemplate>] {
    unknown(element, among: Self.boxNames)
    return []
  }

  private func readText(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    check(
      element,
      attributes: [
        "style", "or", "from", "to", "y", "middle", "upward", "align", "indent", "lines", "condense", "shrink", "pitch",
        "level", "read",
        "breaking", "hang", "direction", "height",
      ])
    let style = style(element)
    let role: TextBox.Role =
      if let level = integer(element, "level") { .heading(level: level) } else {
        word(element, "read", ["no": .artifact, "yes": .paragraph]) ?? .paragraph
      }
    let middle = elastic(element, "middle")
    let upward = number(element, "upward")
    if let upward, !(0...1).contains(upward) {
      report("form.number", element.location(of: "upward"), "upward は0から1までです。", "upward is between 0 and 1.")
    }
    var box = TextBox(
      Paragraph([]), from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      baseline: middle ?? required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)),
      isCentred: middle != nil, upward: upward,
      pitch: length(element, "pitch") ?? style.pitch, role: role)
    let content = text(element, context, style: style)
    if content.direction == .vertical {
      box.height = required(length(element, "height"), element, "height", default: .zero)
      checkCapacity(content, from: .zero, to: box.height, at: element.location)
      return .text(content, otherwise: nil, box)
    }
    let other = element.attribute("or") == nil ? nil : self.style(element, "or")
    let otherwise = other.map { content.restyled(from: style, to: $0) }
    if let other { box.otherwise = TextBox.Setting(Paragraph([]), pitch: other.pitch) }
    checkCapacity(otherwise ?? content, from: box.from, to: box.to, at: element.location)
    return .text(content, otherwise: otherwise, box)
  }

  private func readPageNumber(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    check(element, attributes: ["style", "from", "to", "y", "align"])
    var template = text(element, context, style: style(element))
    template.stretches = [
      .item(TextTemplate.Stretch(template: Template(pieces: [.text("1 / 1")]), style: style(element).text))
    ]
    let box = TextBox(
      Paragraph([]), from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      baseline: required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)), pitch: .zero,
      role: .artifact)
    return .pageNumber(template, box)
  }

  private func readShape(_ element: XMLElement) -> ShapeBox {
    check(element, attributes: ["from", "to", "y", "height", "weight", "colour", "radius", "dash"])
    let weight = length(element, "weight") ?? .mm(0.35)
    let shape: ShapeBox.Shape =
      switch element.name {
      case "fill": .fill
      case "border": .border(weight: weight, radius: length(element, "radius") ?? .zero)
      default: .rule(weight: weight, dash: length(element, "dash").map { [$0, $0] } ?? [])
      }
    return ShapeBox(
      shape, from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo,
      y: required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)),
      height: length(element, "height") ?? .zero,
      colour: required(colour(element, "colour"), element, "colour", default: .black))
  }

  private func readCode(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    check(element, attributes: ["text", "alt", "right", "y", "module"])
    return .code(
      template(element, "text", context), alternative: template(element, "alt", context),
      right: required(length(element, "right"), element, "right", default: .zero),
      y: required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)),
      module: length(element, "module") ?? .mm(1))
  }

  private func readSeal(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    check(element, attributes: ["name", "style", "alt", "from", "y", "size", "colour", "role", "image"])
    return .seal(
      template(element, "name", context), alternative: template(element, "alt", context),
      SealBox(
        name: "", alternative: "", nameFrom: required(length(element, "from"), element, "from", default: .zero),
        nameStyle: style(element).text,
        y: required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)),
        size: length(element, "size") ?? .mm(24),
        colour: required(colour(element, "colour"), element, "colour", default: .black),
        role: element.attribute("role")?.value ?? "seal", image: image(element, "image")))
  }

  private func readCells(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate {
    check(
      element, attributes: ["style", "value", "from", "y", "width", "height", "pitch", "row-pitch", "weight", "colour"])
    return .cells(
      template(element, "value", context),
      CellsBox(
        groups: [], style: style(element).text,
        from: required(length(element, "from"), element, "from", default: .zero),
        y: required(elastic(element, "y"), element, "y", default: SteppedLength(.zero)),
        width: required(length(element, "width"), element, "width", default: .zero),
        height: required(elastic(element, "height"), element, "height", default: SteppedLength(.zero)),
        pitch: required(length(element, "pitch"), element, "pitch", default: .zero),
        rowPitch: required(length(element, "row-pitch"), element, "row-pitch", default: .zero),
        weight: length(element, "weight") ?? .mm(0.35),
        colour: required(colour(element, "colour"), element, "colour", default: .black), name: element.location.position
      ))
  }
}
