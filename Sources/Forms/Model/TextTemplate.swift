import Typesetting

/// A paragraph before its values are known.
struct TextTemplate: Sendable {
  /// A stretch in one style; `ruby` is its reading.
  struct Stretch: Sendable {
    var template: Template
    var style: TextStyle
    var ruby: Template?
    /// Whether the template is the pattern of a leader.
    var isLeader = false
  }

  var stretches: [Branch<Stretch>]
  var alignment: Alignment
  /// First-line indent in em.
  var indent: Double
  var fit: FitPolicy
  /// How strictly lines may begin and end; nil: strict.
  var breaking: LineBreakLevel?
  /// Whether stops may hang out of justified lines.
  var hangs = false
  var direction = WritingDirection.horizontal
  /// The paragraph itself, when all its words are the form's own: nothing is left to fill, and a setter knows it again.
  var fixed: Paragraph?
  /// The box's name for messages (`BoxNames`); the place of its element where it has no words.
  var name: String
}

extension TextTemplate {
  /// The same words in another style: what stood in `style` stands in `other`, which also says how far the text may give way.
  func restyled(from style: Style, to other: Style) -> TextTemplate {
    var restyled = self
    restyled.fit = other.fit
    restyled.stretches = stretches.map { branch in
      branch.map { stretch in
        var stretch = stretch
        if stretch.style == style.text { stretch.style = other.text }
        return stretch
      }
    }
    return restyled
  }

  /// The paragraph of these inlines.
  func paragraph(_ inlines: [Inline]) -> Paragraph {
    Paragraph(
      inlines, alignment: alignment, indent: indent, fit: fit, name: name, hangsPunctuation: hangs, level: breaking,
      direction: direction)
  }

  /// The template with its paragraph made once and for all, when no value and no condition is in it.
  func fixingOwnWords() -> TextTemplate {
    var inlines: [Inline] = []
    for branch in stretches {
      guard case .item(let stretch) = branch, stretch.template.plain != nil else { return self }
      if let ruby = stretch.ruby, ruby.plain == nil { return self }
      for case .text(let text) in stretch.template.pieces {
        inlines.append(Inline(text, style: stretch.style, ruby: stretch.ruby?.plain, isLeader: stretch.isLeader))
      }
    }
    var template = self
    template.fixed = paragraph(inlines).identified()
    return template
  }
}
