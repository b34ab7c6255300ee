package import Drawing
import Forms
package import Layout
import Typesetting

/// A form of a paper, filled and laid out.
package struct LaidOutForm: Sendable {
  let form: Form
  let title: String
  let laidOut: LayoutResult
}

extension [LaidOutForm] {
  package var pages: [Page] { flatMap(\.laidOut.pages) }

  /// An entry a form, when the first page has this number.
  package func outline(from first: Int = 1) -> [OutlineEntry] {
    var page = first
    return map { sheet in
      defer { page += sheet.laidOut.pages.count }
      return OutlineEntry(title: sheet.title, page: page)
    }
  }
}
