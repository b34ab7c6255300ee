import Diagnostics
import Fields
import Typesetting

extension FormReader {
  /// Width of the longest value of a path as an expression prints it, in em: kanji count one, digits and signs half.
  static func longest(_ resolved: ReadingContext.Resolved, _ calls: [Expression.Call], _ context: ReadingContext)
    -> Double
  {
    var width: Double =
      switch resolved.shape {
      // 令和99年12月31日.
      case .date: 8
      case .yen, .integer, .ratio: Double(resolved.longest) / 2
      // The issuer is known before the run, and its texts are set with every paper.
      case .text where resolved.path.hasPrefix("issuer."): 0
      // Contract numbers are letters, digits and hyphens.
      case .text where Catalogue.field(at: resolved.path)?.type == .number: Double(resolved.longest) / 2
      case .text, .flag, .list, .secret: Double(resolved.longest)
      }
    for call in calls {
      if call.formatter == .honoured { width += 1 + Double((call.argument ?? "様").count) }
      if call.formatter == .titled, let title = call.argument.flatMap(context.resolve) {
        width += 1 + Double(title.longest)
      }
    }
    return width
  }

  /// Reports a text with a limit of lines whose longest values do not fit even when it is condensed and shrunk as far as it may be.
  ///
  /// Widths are estimated without fonts: a form that passes may still meet a record that does not fit, but never an ordinary one.
  func checkCapacity(_ template: TextTemplate, from: Length, to: Length, at location: SourceLocation) {
    guard let lines = template.fit.lines, lines > 0 else { return }
    let needed = template.stretches.width(fit: template.fit)
    let available = (to - from).points * Double(lines)
    if needed > available, !template.isPlain {
      report(
        "form.box.small", location,
        "最も長い値が収まりません（必要な幅は約\(Self.millimetres(needed)) mm、枠は\(Self.millimetres(available)) mm）。",
        "The longest values do not fit (they need about \(Self.millimetres(needed)) mm, the box has \(Self.millimetres(available)) mm).",
        advice: LocalizedText(
          "枠を広げるか、lines・condense・shrink で譲る余地を増やしてください。",
          "Widen the box, or let it give way further by lines, condense or shrink."))
    }
  }

  private static func millimetres(_ points: Double) -> Int {
    Int(Length(points: points).millimetres.rounded(.up))
  }
}

extension TextTemplate {
  /// Whether all words are the form's own: those were looked at when the form was made.
  fileprivate var isPlain: Bool {
    stretches.allSatisfy { branch in
      guard case .item(let stretch) = branch else { return false }
      return stretch.template.plain != nil
    }
  }
}

extension [Branch<TextTemplate.Stretch>] {
  /// Width at the floor of a fit policy, in points, for the record that asks for most of it. What stands under a condition and under its
  /// opposite, or under different words of one value, is never there together: the widest of them counts.
  fileprivate func width(fit: FitPolicy) -> Double {
    var width = 0.0
    var alternatives: [FieldPath: [Condition: Double]] = [:]
    for branch in self {
      switch branch {
      case .item(let stretch): width += stretch.width(fit: fit)
      case .when(let condition, let inner):
        alternatives[condition.path, default: [:]][condition, default: 0] += inner.width(fit: fit)
      case .each(_, let inner): width += inner.width(fit: fit)
      }
    }
    return width + alternatives.values.map { $0.values.max() ?? 0 }.reduce(0, +)
  }
}

extension TextTemplate.Stretch {
  fileprivate func width(fit: FitPolicy) -> Double {
    var ems = 0.0
    for piece in template.pieces {
      switch piece {
      case .text(let text): ems += text.unicodeScalars.map { $0.isASCII ? 0.5 : 1 }.reduce(0, +)
      case .value(let expression): ems += expression.longest
      }
    }
    let size = min(style.size, fit.shrinkFloor ?? style.size)
    return ems * (1 + style.letterSpace) * size.points * fit.condenseFloor
  }
}
