package import Fields
package import Layout
import Typesetting

extension Form {
  /// The form with a record's values: boxes with text, nothing left to decide.
  package func fill(_ values: ValueTree) -> FilledForm { filled(Scope(values)) }

  func filled(_ scope: Scope) -> FilledForm {
    FilledForm(
      title: scope.filled(titles) { $1.text(of: $0) }.last ?? scope.text(of: title), width: width, height: height,
      steps: steps,
      firstStep: scope.filled(tightening) { step, _ in step }.max() ?? 0, marks: marks.map { $0.filled(scope) },
      everyPage: scope.boxes(everyPage), firstPage: scope.boxes(firstPage), laterPages: scope.unnoted.boxes(laterPages),
      flow: scope.filled(flow) { $1.block($0) }, laterTop: laterTop, floor: floor, grid: grid)
  }
}

extension MarksTemplate {
  fileprivate func filled(_ scope: Scope) -> Marks {
    var marks = style
    marks.words = scope.filled(words) { word, scope in
      Marks.Word(boxed: scope.text(of: word.boxed), behind: scope.text(of: word.behind))
    }
    // With more words than the form has places for, the first ones stand there.
    let locations = scope.filled(behind) { location, _ in location }
    let count = min(marks.words.count, locations.map(\.words).max() ?? 0)
    marks.diagonals = locations.filter { $0.words == count }.map(\.diagonal)
    return marks
  }
}

extension Scope {
  func boxes(_ branches: [Branch<BoxTemplate>]) -> [Box] {
    filled(branches) { template, scope in scope.box(template) }
  }

  private func box(_ template: BoxTemplate) -> Box? {
    switch template {
    case .fixed(let box): return box
    case .text(let text, let otherwise, var box):
      box.paragraph = paragraph(text)
      if let otherwise { box.otherwise?.paragraph = paragraph(otherwise) }
      return box.paragraph.inlines.isEmpty ? nil : .text(box)
    case .pageNumber(let text, var box):
      box.paragraph = paragraph(text)
      return .pageNumber(box)
    case .code(let content, let alternative, let right, let y, let module):
      return .code(
        CodeBox(text: text(of: content), alternative: text(of: alternative), right: right, y: y, module: module))
    case .seal(let name, let alternative, var box):
      box.name = text(of: name)
      box.alternative = text(of: alternative)
      return .seal(box)
    case .image(let alternative, var box):
      box.alternative = text(of: alternative)
      return .image(box)
    case .cells(let content, var box):
      box.groups = text(of: content).split(separator: " ").map(String.init)
      box.field =
        content.pieces.lazy.compactMap { if case .value(let expression) = $0 { expression.path.text } else { nil } }
        .first
      return .cells(box)
    case .group(let inner): return .group(boxes(inner))
    }
  }

  /// The paragraph with its values; each value is a stretch of its own, so that a refusal can name its field.
  func paragraph(_ template: TextTemplate) -> Paragraph {
    if let fixed = template.fixed { return fixed }
    var inlines: [Inline] = []
    visit(template.stretches) { stretch, scope in
      let ruby = stretch.ruby.map { scope.text(of: $0) }
      for piece in stretch.template.pieces {
        switch piece {
        case .text(let text): inlines.append(Inline(text, style: stretch.style, ruby: ruby, isLeader: stretch.isLeader))
        case .value(let expression):
          guard let text = scope.text(of: expression), !text.isEmpty else { continue }
          inlines.append(
            Inline(
              text, style: stretch.style, ruby: ruby, field: expression.path.text,
              allowsBaseForm: expression.allowsBaseForm))
        }
      }
    }
    return template.paragraph(inlines)
  }
}
