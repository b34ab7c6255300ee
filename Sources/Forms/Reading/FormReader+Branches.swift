import Diagnostics
import Fields

extension FormReader {
  /// Children with their conditions and repetitions; `item` reads what is neither.
  func branches<Item>(
    _ children: [XMLElement], _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    children.flatMap { element -> [Branch<Item>] in
      switch element.name {
      case "when": return readWhen(element, context, item: item)
      case "each": return readEach(element, context, item: item)
      default:
        guard let condition = condition(of: element, context) else { return item(element, context) }
        return [.when(condition, item(element, context.assuming(condition)))]
      }
    }
  }

  private func readWhen<Item>(
    _ element: XMLElement, _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    guard let condition = whenCondition(element, context) else { return [] }
    return [.when(condition, branches(element.elements, context.assuming(condition), item: item))]
  }

  /// The condition of a `<when>`; nil, and reported, when it is none.
  func whenCondition(_ element: XMLElement, _ context: ReadingContext) -> Condition? {
    for attribute in element.attributes where !["present", "absent", "value", "is", "is-not"].contains(attribute.name) {
      unknownCondition(attribute.name, element)
    }
    let path = element.attribute("present") ?? element.attribute("absent") ?? element.attribute("value")
    guard let path else {
      report(
        "form.condition", element.place, "when には present・absent・value のどれかが要ります。", "A when needs present, absent or value.",
        advice: Words("<when present=\"remarks\"> のように書いてください。", "Write it like <when present=\"remarks\">."))
      return nil
    }
    guard let words = conditionPath(path, element, context) else { return nil }
    let wanted = element.attribute("is") ?? element.attribute("is-not")
    return Condition(
      path: words, values: element.attribute("value") == nil ? nil : Self.words(wanted?.value ?? ""),
      negated: element.attribute("absent") != nil || element.attribute("is-not") != nil)
  }

  private func readEach<Item>(
    _ element: XMLElement, _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    let path = element.attribute("of")?.value ?? ""
    guard let resolved = context.resolve(path), resolved.shape == .list else {
      report(
        "form.each", element.place(of: "of"), "\(Echo.quoted(path)) は繰り返せる一覧ではありません。", "\(Echo.quoted(path)) is not a list.",
        advice: Nearest.name(to: path, among: context.names).map(Self.didYouMean))
      return []
    }
    note(path: resolved.path)
    var inner = context
    inner.list = resolved.path + "[]"
    return [.each(FieldPath(path), branches(element.elements, inner, item: item))]
  }

  /// The condition that an element's own attributes state: `when="path"`, `unless="path"`, either with `is="A|B"`.
  private func condition(of element: XMLElement, _ context: ReadingContext) -> Condition? {
    guard let path = element.attribute("when") ?? element.attribute("unless"),
      let known = conditionPath(path, element, context)
    else { return nil }
    return Condition(
      path: known, values: element.attribute("is").map { Self.words($0.value) }, negated: element.attribute("unless") != nil)
  }

  private func conditionPath(_ path: XMLAttribute, _ element: XMLElement, _ context: ReadingContext) -> FieldPath? {
    guard let resolved = context.resolve(path.value) else {
      unknownPath(path.value, element.place(of: path.name), context)
      return nil
    }
    note(path: resolved.path)
    return FieldPath(path.value)
  }

  private func unknownCondition(_ name: String, _ element: XMLElement) {
    report(
      "form.condition", element.place(of: name), "条件は present・absent・value と is・is-not で書きます（\(Echo.quoted(name))）。",
      "A condition is written with present, absent, or value with is or is-not (\(Echo.quoted(name))).")
  }

  func unknownPath(_ path: String, _ place: Place, _ context: ReadingContext) {
    report(
      "form.path.unknown", place, "項目 \(Echo.quoted(path)) はありません。", "There is no field \(Echo.quoted(path)).",
      advice: context.list(holding: path).map {
        Words("<each of=\"\($0)\"> の中でだけ使えます。", "It is there only inside <each of=\"\($0)\">.")
      } ?? Nearest.name(to: path, among: context.names).map(Self.didYouMean))
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: "|").map(String.init)
  }
}
