package import Diagnostics
package import Fields

/// One record of a source, in which a recipe looks up its columns.
package protocol SourceCells {
  /// The value of a column, which is not empty, and its place; nil when there is none.
  mutating func cell(at column: ColumnReference) -> RawCell?
}

/// How a field came by its value: what stood in the source, and the steps that changed it. `inspect rows` and `explain`
/// show it beside the result.
package struct FieldTrace: Sendable {
  /// The columns that were read, with their texts. Empty for a constant or a default.
  package var sources: [(column: String, text: String)] = []
  /// The names of the steps that changed the value, in their order.
  package var steps: [String] = []

  /// Whether the value is something else than the text of one column.
  package var isChanged: Bool { sources.count != 1 || !steps.isEmpty }
}

/// What a recipe makes of a record: a value or none, where it is from, and how it came about.
package struct RecipeResult: Sendable {
  package var value: RawValue?
  /// The place of the first column that was read.
  package var location: SourceLocation?
  package var trace = FieldTrace()
}

extension Recipe {
  /// What the recipe makes of a record.
  ///
  /// - Parameters:
  ///   - others: the cells of the fields that are known already, for `field`.
  ///   - nothing: words that mean nothing in every column.
  package func evaluate<Cells: SourceCells>(
    in cells: inout Cells, others: [FieldKey: RawCell], nothing: [String]
  ) throws(StepFault) -> RecipeResult {
    var result = try source(in: &cells, others: others, nothing: nothing)
    if let value = result.value { result.value = try applySteps(to: value, nothing: nothing, trace: &result.trace) }
    if result.value == nil, let fallback {
      result.value = .text(fallback)
      result.trace.steps.append("default")
    }
    return result
  }

  private func source<Cells: SourceCells>(
    in cells: inout Cells, others: [FieldKey: RawCell], nothing: [String]
  ) throws(StepFault) -> RecipeResult {
    switch source {
    case .column(let column):
      guard let cell = cells.cell(at: column) else { return RecipeResult() }
      var result = RecipeResult(value: cell.value, location: cell.location)
      if let text = cell.value.plainText { result.trace.sources = [(column.text, text)] }
      return result
    case .constant(let text):
      return RecipeResult(value: .text(text), trace: FieldTrace(steps: ["constant"]))
    case .field(let key):
      let cell = others[key]
      return RecipeResult(
        value: cell?.value, location: cell?.location,
        trace: FieldTrace(sources: cell?.value.plainText.map { [(key.heading, $0)] } ?? [], steps: ["field"]))
    case .first(let parts):
      for part in parts {
        let result = try part.evaluate(in: &cells, others: others, nothing: nothing)
        if result.value != nil { return result }
      }
      return RecipeResult()
    case .join(let parts, let separator):
      var joined = RecipeResult()
      var texts: [String] = []
      for part in parts {
        let result = try part.evaluate(in: &cells, others: others, nothing: nothing)
        joined.location = joined.location ?? result.location
        joined.trace.sources += result.trace.sources
        joined.trace.steps += result.trace.steps.filter { $0 != "constant" }
        guard let value = result.value else { continue }
        texts.append(try Self.text(of: value, step: "join"))
      }
      joined.trace.steps.append("join")
      if !texts.isEmpty { joined.value = .text(texts.joined(separator: separator)) }
      return joined
    }
  }

  /// A value without steps keeps its shape: a JSON number stays one, so that it can be refused where a text is wanted.
  private func applySteps(to value: RawValue, nothing: [String], trace: inout FieldTrace) throws(StepFault) -> RawValue?
  {
    var text: String
    switch value {
    case .text(let written): text = written.trimmedOfWhiteSpace
    case .number(let written): text = written
    case .bool, .list, .secret, .unsupportedShape:
      guard !steps.isEmpty else { return value }
      text = try Self.text(of: value, step: steps[0].name)
    }
    if text.isEmpty { return nil }
    if nothing.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
      trace.steps.append("nothing")
      return nil
    }
    for step in steps {
      guard let next = try step.result(of: text)?.trimmedOfWhiteSpace, !next.isEmpty else {
        trace.steps.append(step.name)
        return nil
      }
      if !next.utf8.elementsEqual(text.utf8) { trace.steps.append(step.name) }
      text = next
    }
    if case .number = value, steps.isEmpty { return value }
    return .text(text)
  }

  /// A value as the text on which a step works.
  private static func text(of value: RawValue, step: String) throws(StepFault) -> String {
    if let text = value.plainText { return text }
    throw StepFault(
      step,
      LocalizedText("配列やオブジェクトには手順 \(step) を使えません。", "The step \(step) cannot be taken on an array or object."),
      advice: LocalizedText("その中の値を「.」でたどる名前で示してください。", "Name the value inside it by a path with points."))
  }
}

extension RawValue {
  /// The text of a text, a number or a flag; nil for any other value, and for the key.
  package var plainText: String? {
    switch self {
    case .text(let text): text.trimmedOfWhiteSpace
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .list, .secret, .unsupportedShape: nil
    }
  }
}
