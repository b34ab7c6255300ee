import Typesetting

/// A box before its values are known.
enum BoxTemplate: Sendable {
  case text(TextTemplate, from: Length, to: Length, baseline: Elastic, pitch: Length, role: TextBox.Role)
  case pageNumber(TextTemplate, from: Length, to: Length, baseline: Elastic)
  case shape(ShapeBox)
  case code(Template, alternative: Template, right: Length, y: Elastic, module: Length)
  case seal(Template, alternative: Template, SealBox)
  case cells(Template, CellsBox)
  case group([Branch<BoxTemplate>])
}
