package import Typesetting

/// A document as pages, and how far its texts had to give way.
package struct LaidOut: Sendable {
  package var pages: [Page]
  /// The step of tightening that was taken.
  package var step: Int
  package var fits: [FitResult]
  /// Variation sequences that were drawn as their bases.
  package var baseForms: [BaseForm]
}

/// How far one box gave way to hold its text.
package struct FitResult: Sendable, Hashable {
  package var box: String
  package var lines: Int
  /// Horizontal scale: 1 when the text was not condensed.
  package var condensed: Double
  /// Scale of the size: 1 when the text was not shrunk.
  package var shrunk: Double

  package init(box: String, lines: Int, condensed: Double, shrunk: Double) {
    self.box = box
    self.lines = lines
    self.condensed = condensed
    self.shrunk = shrunk
  }
}

/// Why a document cannot be laid out.
package enum LayoutFault: Sendable, Hashable {
  case setting(SettingFault)
  /// A row or block is taller than a page.
  case tooTall(needed: Length, available: Length)
  /// A code's text is longer than any symbol holds.
  case code(text: String)
}

/// All faults of a document at once.
package struct LayoutFaults: Error, Sendable, Hashable {
  package var faults: [LayoutFault]

  package init(_ faults: [LayoutFault]) {
    self.faults = faults
  }
}
