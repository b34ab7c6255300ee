import Typesetting

/// A box before its values are known.
enum BoxTemplate: Sendable {
  /// The box's paragraph is empty until a record fills it.
  case text(TextTemplate, TextBox)
  case pageNumber(TextTemplate, TextBox)
  case shape(ShapeBox)
  case code(Template, alternative: Template, right: Length, y: Elastic, module: Length)
  case seal(Template, alternative: Template, SealBox)
  case image(alternative: Template, ImageBox)
  case cells(Template, CellsBox)
  case group([Branch<BoxTemplate>])
}
