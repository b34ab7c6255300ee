import Diagnostics
import Fields
import StrictXML

// Parts of a form that stand on a condition or are repeated: `<when>`, `<each>`, and the attributes `when`, `unless`
// and `is`, which every element may have. What stands inside is read in a context that knows what the condition
// promises (`ReadingContext`).

extension FormReader {
  /// Elements as branches. `item` reads each element that is neither a `<when>` nor an `<each>`.
  func readBranches<Item>(
    _ children: [XMLElement], _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    children.flatMap { element -> [Branch<Item>] in
      switch element.name {
      case "when": return readWhen(element, context, item: item)
      case "each": return readEach(element, context, item: item)
      default:
        guard let condition = readAttributeCondition(element, context) else { return item(element, context) }
        return [.when(condition, item(element, context.assuming(condition)))]
      }
    }
  }

  private func readWhen<Item>(
    _ element: XMLElement, _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    guard let condition = readWhenCondition(element, context) else { return [] }
    return [.when(condition, readBranches(element.elements, context.assuming(condition), item: item))]
  }

  private func readEach<Item>(
    _ element: XMLElement, _ context: ReadingContext, item: (XMLElement, ReadingContext) -> [Branch<Item>]
  ) -> [Branch<Item>] {
    let path = element.attribute("of")?.value ?? ""
    guard let resolved = context.resolve(path), resolved.shape == .list else {
      report(
        "form.each", element.location(of: "of"), "\(Echo.quoted(path)) は繰り返せる一覧ではありません。",
        "\(Echo.quoted(path)) is not a list.",
        advice: Nearest.name(to: path, among: context.knownPaths).map(Self.didYouMean))
      return []
    }
    recordPath(resolved.path)
    var inner = context
    inner.list = resolved.path + "[]"
    return [.each(FieldPath(path), readBranches(element.elements, inner, item: item))]
  }

  func reportUnknownPath(_ path: String, _ location: SourceLocation, _ context: ReadingContext) {
    report(
      "form.path.unknown", location, "項目 \(Echo.quoted(path)) はありません。", "There is no field \(Echo.quoted(path)).",
      advice: context.list(holding: path).map {
        LocalizedText("<each of=\"\($0)\"> の中でだけ使えます。", "It is there only inside <each of=\"\($0)\">.")
      } ?? Nearest.name(to: path, among: context.knownPaths).map(Self.didYouMean))
  }
}

extension FormReader {
  /// The condition of a `<when>`: `present`, `absent`, or `value` with `is` or `is-not`. Nil when it has a fault, which
  /// is then reported.
  func readWhenCondition(_ element: XMLElement, _ context: ReadingContext) -> Condition? {
    for attribute in element.attributes where !["present", "absent", "value", "is", "is-not"].contains(attribute.name) {
      report(
        "form.condition", element.location(of: attribute.name),
        "条件は present・absent・value と is・is-not で書きます（\(Echo.quoted(attribute.name))）。",
        "A condition is written with present, absent, or value with is or is-not (\(Echo.quoted(attribute.name))).")
    }
    let asked = ["present", "absent", "value"].compactMap(element.attribute)
    let compared = ["is", "is-not"].compactMap(element.attribute)
    guard let path = asked.first else {
      report(
        "form.condition", element.location, "when には present・absent・value のどれかが要ります。",
        "A when needs present, absent or value.",
        advice: LocalizedText("<when present=\"remarks\"> のように書いてください。", "Write it like <when present=\"remarks\">."))
      return nil
    }
    if asked.count > 1 || compared.count != (path.name == "value" ? 1 : 0) {
      report(
        "form.condition", element.location, "when には present だけ、absent だけ、または value と is か is-not の一つを書きます。",
        "A when has present, or absent, or value with one of is and is-not.",
        advice: LocalizedText("二つの条件は when を重ねて書いてください。", "Write two conditions as one when inside the other."))
      return nil
    }
    return makeCondition(
      path, in: element, words: compared.first, negated: path.name == "absent" || compared.first?.name == "is-not",
      context)
  }

  /// The condition that an element's own attributes state: `when="path"`, `unless="path"`, either with `is="A|B"`.
  func readAttributeCondition(_ element: XMLElement, _ context: ReadingContext) -> Condition? {
    let asked = ["when", "unless"].compactMap(element.attribute)
    guard let path = asked.first else {
      if element.attribute("is") != nil {
        report(
          "form.condition", element.location(of: "is"), "is には when か unless が要ります。", "An is needs a when or an unless."
        )
      }
      return nil
    }
    if asked.count > 1 {
      report(
        "form.condition", element.location(of: "unless"), "when と unless は一緒に書けません。",
        "An element has a when or an unless, not both.",
        advice: LocalizedText("<when> で囲んでください。", "Put it inside a <when>."))
    }
    return makeCondition(path, in: element, words: element.attribute("is"), negated: path.name == "unless", context)
  }

  private func makeCondition(
    _ path: XMLAttribute, in element: XMLElement, words: XMLAttribute?, negated: Bool, _ context: ReadingContext
  ) -> Condition? {
    guard let resolved = context.resolve(path.value) else {
      reportUnknownPath(path.value, element.location(of: path.name), context)
      return nil
    }
    recordPath(resolved.path)
    let values = words.map { $0.value.split(separator: "|").map(String.init) }
    if let words, let values { checkWords(values, of: resolved, at: element.location(of: words.name)) }
    return Condition(path: FieldPath(path.value), values: values, negated: negated)
  }

  /// Reports words that the value can never equal: a condition that never holds is a mistake.
  private func checkWords(_ words: [String], of resolved: ReadingContext.Resolved, at location: SourceLocation) {
    switch resolved.shape {
    case .text:
      guard let known = Catalogue.field(at: resolved.path)?.type.words else { return }
      for word in words where !known.contains(word) {
        report(
          "form.condition.word", location,
          "\(resolved.path) は \(Echo.quoted(word)) になりません（\(known.joined(separator: "・"))）。",
          "\(resolved.path) is never \(Echo.quoted(word)) (\(known.joined(separator: "・"))).",
          advice: Nearest.name(to: word, among: known).map(Self.didYouMean))
      }
    case .integer, .yen:
      for word in words where Int64(word).map(String.init) != word {
        report(
          "form.condition.word", location, "\(resolved.path) は数なので、\(Echo.quoted(word)) とは比べられません。",
          "\(resolved.path) is a number: it is never \(Echo.quoted(word)).")
      }
    case .date, .ratio, .flag, .list, .secret:
      report(
        "form.condition.word", location, "\(resolved.path) は言葉と比べられません。",
        "\(resolved.path) cannot be compared with words.",
        advice: LocalizedText("あるかないかは present と absent で尋ねてください。", "Ask whether it is there with present or absent."))
    }
  }
}

extension FieldType {
  /// The words that a value of this type can be, when the catalogue lists them.
  fileprivate var words: [String]? {
    switch self {
    case .kind: GuaranteeKind.allCases.map(\.rawValue)
    case .choice(let words), .choices(let words): words
    default: nil
    }
  }
}
