import Diagnostics
import Fields
import StrictXML

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

  private func readEach<Item>(
    _ element: XMLElement, _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    let path = element.attribute("of")?.value ?? ""
    guard let resolved = context.resolve(path), resolved.shape == .list else {
      report(
        "form.each", element.location(of: "of"), "\(Echo.quoted(path)) は繰り返せる一覧ではありません。",
        "\(Echo.quoted(path)) is not a list.",
        advice: Nearest.name(to: path, among: context.names).map(Self.didYouMean))
      return []
    }
    note(path: resolved.path)
    var inner = context
    inner.list = resolved.path + "[]"
    return [.each(FieldPath(path), branches(element.elements, inner, item: item))]
  }

  func unknownPath(_ path: String, _ location: SourceLocation, _ context: ReadingContext) {
    report(
      "form.path.unknown", location, "項目 \(Echo.quoted(path)) はありません。", "There is no field \(Echo.quoted(path)).",
      advice: context.list(holding: path).map {
        LocalizedText("<each of=\"\($0)\"> の中でだけ使えます。", "It is there only inside <each of=\"\($0)\">.")
      } ?? Nearest.name(to: path, among: context.names).map(Self.didYouMean))
  }
}
