import Diagnostics
import Layout
import Papers
import Register
import Typesetting

/// How far the texts of a run had to give way, form by form and box by box: what tells the designer of a form that a box is too small for
/// real life.
package struct FitStatistics: Sendable {
  struct Form {
    var papers = 0
    var bytes = 0
    var pages = 0
    /// Papers whose page was tightened, and papers that went on on a further page.
    var tightened = 0
    var continued = 0
    /// Boxes that were condensed or shrunk, by name.
    var boxes: [String: Box] = [:]
    /// Papers on which a box was at its tightest, by box; wrapped ones among them.
    var worst: [String: TightBox] = [:]
    /// Variation sequences drawn as their bases, and how often.
    var baseForms: [String: Int] = [:]

    /// Keeps the tightest that a box has been.
    mutating func note(_ box: TightBox) {
      if let known = worst[box.fit.box], !box.isTighter(than: known) { return }
      worst[box.fit.box] = box
    }
  }

  struct Box {
    var condensed = 0
    var narrowest = 1.0
    var shrunk = 0
    var smallest = 1.0
  }

  /// Tight boxes in the report.
  static let tightest = 20

  var forms: [String: Form] = [:]

  package init() {}

  package mutating func add(_ paper: IssuedPaper) {
    var form = forms[paper.entry.form] ?? Form()
    form.papers += 1
    form.bytes += paper.entry.bytes
    form.pages += paper.entry.pages
    if paper.step > 0 { form.tightened += 1 }
    if paper.entry.pages > Bundle.ids(in: paper.entry.form).count { form.continued += 1 }
    for fit in paper.fits {
      form.note(TightBox(fit, on: paper.entry))
    }
    for fit in paper.fits where fit.condensed < 1 || fit.shrunk < 1 {
      var box = form.boxes[fit.box] ?? Box()
      if fit.condensed < 1 { box.condensed += 1 }
      if fit.shrunk < 1 { box.shrunk += 1 }
      box.narrowest = min(box.narrowest, fit.condensed)
      box.smallest = min(box.smallest, fit.shrunk)
      form.boxes[fit.box] = box
    }
    for base in paper.baseForms { form.baseForms[base.shown, default: 0] += 1 }
    forms[paper.entry.form] = form
  }

  /// An object by form, everything sorted by name.
  var json: String { json(scale: Self.hundredths) }

  /// The run's twenty tightest boxes, each with the paper on which it was so; the tightest first.
  var tightestJSON: String { tightestJSON(scale: Self.hundredths) }

  /// - Parameter scale: how scales between 0 and 1 are written.
  func json(scale: (Double) -> String) -> String {
    JSONWriter.object(forms.sorted { $0.key < $1.key }.map { (key: $0.key, json: Self.json($0.value, scale)) })
  }

  func tightestJSON(scale: (Double) -> String) -> String {
    let boxes = forms.values.flatMap(\.worst.values).sorted { $0.isTighter(than: $1) }
    return JSONWriter.array(boxes.prefix(Self.tightest).map { $0.json(scale: scale) })
  }

  private static func json(_ form: Form, _ scale: (Double) -> String) -> String {
    JSONWriter.object([
      ("papers", String(form.papers)), ("bytes", String(form.bytes)), ("pages", String(form.pages)),
      ("tightened", String(form.tightened)), ("continued", String(form.continued)),
      (
        "boxes",
        JSONWriter.object(form.boxes.sorted { $0.key < $1.key }.map { (key: $0.key, json: json($0.value, scale)) })
      ),
      (
        "baseForms",
        JSONWriter.object(form.baseForms.sorted { $0.key < $1.key }.map { (key: $0.key, json: String($0.value)) })
      ),
    ])
  }

  private static func json(_ box: Box, _ scale: (Double) -> String) -> String {
    JSONWriter.object([
      ("condensed", String(box.condensed)), ("narrowest", scale(box.narrowest)), ("shrunk", String(box.shrunk)),
      ("smallest", scale(box.smallest)),
    ])
  }

  /// A scale between 0 and 1 with two decimals, rounded down so that nothing looks better than it was.
  static func hundredths(_ scale: Double) -> String {
    let whole = Int((scale * 100 + 1e-9).rounded(.down))
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
