import Diagnostics
import Fields
import Forms

/// A paper's data for programs: exactly the fields that it prints, as JSON.
///
/// The form decides. What it does not print for this record is left out, and so is the authentication key, which is
/// never written as data.
enum PrintedRecord {
  /// The data of a paper; for a bundle an object with the data of each of its papers under the paper's id.
  static func json(of document: OutputDocument, values: ValueTree) -> String {
    let papers = document.forms.map { (key: $0.id, json: json(of: $0, values: values)) }
    return document.isBundle ? JSONWriter.object(papers) : papers.map(\.json).joined()
  }

  /// One line of JSON, such as `{"number":"44-07-0012345-00",…}`. Objects follow the paths of the
  /// catalogue and stand in its order. Dates are ISO 8601, yen are numbers, a fraction is `"numerator/denominator"`.
  static func json(of form: Form, values: ValueTree) -> String {
    var root = Node.object([])
    let printed = form.printedFields(values).map { (path: $0, rank: order[generic($0)] ?? Int.max) }
    for (path, _) in printed.sorted(by: {
      ($0.rank, $0.path.utf8.count, $0.path) < ($1.rank, $1.path.utf8.count, $1.path)
    }) {
      let steps = steps(path)
      if let json = value(at: steps, in: values)?.json { root.set(steps[...], to: json) }
    }
    return root.json
  }

  private enum Step: Hashable {
    case member(String)
    case element(Int)
  }

  private indirect enum Node {
    case value(String)
    case object([(key: String, node: Node)])
    case array([(index: Int, node: Node)])

    mutating func set(_ steps: ArraySlice<Step>, to json: String) {
      guard let step = steps.first else {
        self = .value(json)
        return
      }
      let rest = steps.dropFirst()
      let empty: Node = if case .element? = rest.first { .array([]) } else { .object([]) }
      switch (step, self) {
      case (.member(let key), .object(var members)):
        let location = members.firstIndex { $0.key == key } ?? members.endIndex
        if location == members.endIndex { members.append((key, empty)) }
        members[location].node.set(rest, to: json)
        self = .object(members)
      case (.element(let index), .array(var elements)):
        let location = elements.firstIndex { $0.index == index } ?? elements.endIndex
        if location == elements.endIndex { elements.append((index, empty)) }
        elements[location].node.set(rest, to: json)
        self = .array(elements)
      default: break
      }
    }

    var json: String {
      switch self {
      case .value(let json): json
      case .object(let members): JSONWriter.object(members.map { (key: $0.key, json: $0.node.json) })
      case .array(let elements): JSONWriter.array(elements.sorted { $0.index < $1.index }.map(\.node.json))
      }
    }
  }

  /// `premium.steps[].rate` → its place among all paths of the catalogue.
  private static let order = Dictionary(
    (Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path)).enumerated().map { ($0.element, $0.offset) },
    uniquingKeysWith: min)

  /// `premium.steps[2].rate` as `premium.steps[].rate`.
  private static func generic(_ path: String) -> String {
    var result = ""
    var isInside = false
    for character in path {
      if character == "]" { isInside = false }
      if !isInside { result.append(character) }
      if character == "[" { isInside = true }
    }
    return result
  }

  private static func steps(_ path: String) -> [Step] {
    path.split(separator: ".").flatMap { part -> [Step] in
      let pieces = part.split(separator: "[")
      guard pieces.count == 2, let index = Int(pieces[1].dropLast()) else { return [.member(String(part))] }
      return [.member(String(pieces[0])), .element(index)]
    }
  }

  private static func value(at steps: [Step], in tree: ValueTree) -> Value? {
    var found: Value? = .record(tree)
    for step in steps {
      switch (step, found) {
      case (.member(let key), .record(let tree)?): found = tree.members[key]
      case (.element(let index), .list(let elements)?):
        found = elements.indices.contains(index) ? .record(elements[index]) : nil
      default: return nil
      }
    }
    return found
  }
}

extension Value {
  /// The value as JSON; nil for what has no form of its own, and always for the key.
  fileprivate var json: String? {
    switch self {
    case .text(let text): JSONWriter.literal(text)
    case .date(let date): JSONWriter.literal(date.iso)
    case .yen(let number), .integer(let number): String(number)
    case .ratio(let ratio): JSONWriter.literal("\(ratio.numerator)/\(ratio.denominator)")
    case .flag(let flag): flag ? "true" : "false"
    case .secret, .record, .list: nil
    }
  }
}
