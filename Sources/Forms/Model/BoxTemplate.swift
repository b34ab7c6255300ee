import Layout
import Typesetting

/// A box before its values are known.
enum BoxTemplate: Sendable {
  /// One in which nothing is left to fill.
  case fixed(Box)
  /// The box's paragraphs are empty until a record fills them; `otherwise` are the same words in another style.
  case text(TextTemplate, otherwise: TextTemplate?, TextBox)
  case pageNumber(TextTemplate, TextBox)
  case code(Template, alternative: Template, right: Length, y: SteppedLength, module: Length)
  case seal(Template, alternative: Template, SealBox)
  case image(alternative: Template, ImageBox)
  case cells(Template, CellsBox)
  case group([Branch<BoxTemplate>])
}
