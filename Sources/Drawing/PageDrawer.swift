import CCairo
import Layout
import Typesetting

/// Draws laid-out pages, as PDF or PNG. One a worker: it owns its FreeType library, its faces and its scratch space.
package final class PageDrawer {
  // Touched for every run or glyph and never from inside an access, which therefore is not checked at run time.
  @exclusivity(unchecked) var rack: FontCache
  @exclusivity(unchecked) var glyphs: [cairo_glyph_t] = []
  @exclusivity(unchecked) var notes = StructureNotes()
  var shown = ShiftedText()
  var preparedDrawings = BoundedCache<OutlineDrawing, PreparedDrawing>(limit: preparedLimit)

  package init(fonts: StrippedFonts) throws(DrawingFault) {
    guard let rack = FontCache(fonts: fonts) else { throw .cairo("FT_Init_FreeType") }
    self.rack = rack
  }

  /// Everything of one page in drawing order.
  ///
  /// - Parameter parent: the element in which those of the page are.
  func draw(_ page: Page, in parent: Int? = nil, on canvas: Canvas) throws(DrawingFault) {
    notes.texts.append([])
    try drawUntold(page.underlay, of: page, on: canvas)
    for element in page.content { try draw(element, in: parent, of: page, on: canvas) }
  }
}
