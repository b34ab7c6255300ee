import Diagnostics
import Layout
import StrictJSON
import Typesetting

/// A box on the paper where it was fullest: how far its text had to be condensed, set smaller and wrapped.
struct TightBox: Sendable {
  let form: String
  let fit: FitResult
  let number: String
  let change: Int

  init(_ fit: FitResult, on entry: ManifestEntry) {
    (form, self.fit, number, change) = (entry.form, fit, entry.number, entry.change)
  }

  /// One as a report has it, or nil when it cannot be read there.
  init?(_ node: JSONNode) {
    func scale(_ key: String) -> Double? {
      if case .number(let text)? = node[key]?.value { Double(text) } else { nil }
    }
    guard let form = node["form"]?.string, let box = node["box"]?.string, let condensed = scale("condensed"),
      let shrunk = scale("shrunk"),
      let lines = node["lines"]?.integer, let number = node["number"]?.string, let change = node["change"]?.integer
    else { return nil }
    fit = FitResult(box: box, lines: lines, condensed: condensed, shrunk: shrunk)
    (self.form, self.number, self.change) = (form, number, change)
  }

  /// Narrower and smaller type is tighter, and of two alike the one with more lines. What is then alike is told apart by form, box and
  /// paper, so that a report does not depend on anything else.
  func isTighter(than other: TightBox) -> Bool {
    let (scale, otherScale) = (fit.condensed * fit.shrunk, other.fit.condensed * other.fit.shrunk)
    if scale != otherScale { return scale < otherScale }
    if fit.lines != other.fit.lines { return fit.lines > other.fit.lines }
    return (form, fit.box, number, change) < (other.form, other.fit.box, other.number, other.change)
  }

  /// - Parameter scale: how scales between 0 and 1 are written.
  func json(scale: (Double) -> String) -> String {
    JSONWriter.object([
      ("form", JSONWriter.literal(form)), ("box", JSONWriter.literal(fit.box)), ("condensed", scale(fit.condensed)),
      ("shrunk", scale(fit.shrunk)), ("lines", String(fit.lines)), ("number", JSONWriter.literal(number)),
      ("change", String(change)),
    ])
  }
}
