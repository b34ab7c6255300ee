package import Diagnostics
package import Layout
package import Register
package import Typesetting

/// One finished paper: the bytes of its file and what manifest and report say of it.
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
  /// What is to be said of the paper although it was made.
  package var warnings: [Diagnostic]
  /// Its pages, when it goes into a print file too.
  package var sheets: [LaidOutForm] = []

  package init(
    document: String, form: String, formEdition: Int, holdsSecret: Bool, bytes: [UInt8], pages: Int,
    packaging: FilePackaging = FilePackaging(),
    step: Int,
    fits: [FitResult], baseForms: [BaseForm] = [], warnings: [Diagnostic] = []
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
