package import Diagnostics
package import DrawnDocument
import Forms
package import Layout
package import Register
package import Typesetting

/// One finished paper: the bytes of its file, and what the manifest and the report say of it.
package struct IssuedFile: Sendable {
  /// What it is called: its form's id, or `bundle`.
  package var document: String
  /// Id and edition of the form that it was made by; of a bundle the ids joined by `+`, and the sum of the editions.
  package var form: String
  package var formEdition: Int
  /// Whether the authentication key stands on it.
  package var holdsSecret: Bool
  package var bytes: [UInt8]
  package var pages: Int
  package var packaging: FilePackaging
  /// The step of tightening that the page needed: 0 when none. Of a bundle that of its tightest paper.
  package var step: Int
  package var fits: [FitResult]
  /// Variation sequences that were drawn as their bases, because the form allows it.
  package var baseForms: [BaseForm]
  /// Warnings about the paper, although it was made.
  package var warnings: [Diagnostic]
  /// The end of its file's name.
  package var fileExtension = "pdf"
  /// Its forms with their pages, when it goes into a print file too; empty otherwise.
  package var laidOutForms: [LaidOutForm] = []

  package init(
    document: String, form: String, formEdition: Int, holdsSecret: Bool, bytes: [UInt8], pages: Int,
    packaging: FilePackaging = FilePackaging(), step: Int, fits: [FitResult], baseForms: [BaseForm] = [],
    warnings: [Diagnostic] = []
  ) {
    self.document = document
    self.form = form
    self.formEdition = formEdition
    self.holdsSecret = holdsSecret
    self.bytes = bytes
    self.pages = pages
    self.packaging = packaging
    self.step = step
    self.fits = fits
    self.baseForms = baseForms
    self.warnings = warnings
  }
}

/// A form of a paper, filled and laid out.
package struct LaidOutForm: Sendable {
  let form: Form
  let title: String
  let laidOut: LayoutResult
}

extension [LaidOutForm] {
  package var pages: [Page] { flatMap(\.laidOut.pages) }

  /// An outline entry for each form.
  ///
  /// - Parameter first: the number of the first page of all.
  package func outline(from first: Int = 1) -> [OutlineEntry] {
    var page = first
    return map { form in
      defer { page += form.laidOut.pages.count }
      return OutlineEntry(title: form.title, page: page)
    }
  }
}
