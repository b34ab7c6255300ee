import Diagnostics
import Typesetting

/// A box on the paper where it was fullest: how far its text had to be condensed, set smaller and wrapped.
struct TightBox: Sendable {
  let fit: Fit
  let entry: ManifestEntry

  init(_ fit: Fit, on entry: ManifestEntry) {
    self.fit = fit
    self.entry = entry
  }

  /// Narrower and smaller type is tighter, and of two alike the one with more lines. What is then alike is told apart by form, box and
  /// paper, so that a report does not depend on anything else.
  func isTighter(than other: TightBox) -> Bool {
    let (scale, otherScale) = (fit.condensed * fit.shrunk, other.fit.condensed * other.fit.shrunk)
    if scale != otherScale { return scale < otherScale }
    if fit.lines != other.fit.lines { return fit.lines > other.fit.lines }
    return (entry.form, fit.box, entry.number, entry.change) < (other.entry.form, other.fit.box, other.entry.number, other.entry.change)
  }

  var json: String {
    JSONWriter.object([
      ("form", JSONWriter.literal(entry.form)), ("box", JSONWriter.literal(fit.box)),
      ("condensed", FitTally.hundredths(fit.condensed)), ("shrunk", FitTally.hundredths(fit.shrunk)), ("lines", String(fit.lines)),
      ("number", JSONWriter.literal(entry.number)), ("change", String(entry.change)),
    ])
  }
}
