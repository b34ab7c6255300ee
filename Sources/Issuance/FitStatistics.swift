import Diagnostics
import Layout
import Papers
import Register
package import StrictJSON
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

extension FitStatistics {
  /// The tally as a report has it, of which only the tightest boxes are known; what cannot be read there counts as nothing.
  package init(_ node: JSONNode?, tightest: JSONNode?) {
    self.init()
    for member in node?.members ?? [] {
      var form = Form()
      func number(_ key: String) -> Int { member.node[key]?.integer ?? 0 }
      (form.papers, form.bytes, form.pages) = (number("papers"), number("bytes"), number("pages"))
      (form.tightened, form.continued) = (number("tightened"), number("continued"))
      for box in member.node["boxes"]?.members ?? [] { form.boxes[box.key] = Self.box(box.node) }
      for base in member.node["baseForms"]?.members ?? [] { form.baseForms[base.key] = base.node.integer ?? 0 }
      forms[member.key] = form
    }
    for box in (tightest?.array ?? []).compactMap(TightBox.init) { forms[box.form]?.note(box) }
  }

  private static func box(_ node: JSONNode) -> Box {
    func scale(_ key: String) -> Double {
      guard case .number(let text)? = node[key]?.value else { return 1 }
      return Double(text) ?? 1
    }
    return Box(
      condensed: node["condensed"]?.integer ?? 0, narrowest: scale("narrowest"), shrunk: node["shrunk"]?.integer ?? 0,
      smallest: scale("smallest"))
  }

  package static func += (a: inout FitStatistics, b: FitStatistics) {
    for (name, other) in b.forms {
      var form = a.forms[name] ?? Form()
      form.papers += other.papers
      form.bytes += other.bytes
      form.pages += other.pages
      form.tightened += other.tightened
      form.continued += other.continued
      for (name, other) in other.boxes {
        var box = form.boxes[name] ?? Box()
        box.condensed += other.condensed
        box.shrunk += other.shrunk
        box.narrowest = min(box.narrowest, other.narrowest)
        box.smallest = min(box.smallest, other.smallest)
        form.boxes[name] = box
      }
      for box in other.worst.values { form.note(box) }
      form.baseForms.merge(other.baseForms, uniquingKeysWith: +)
      a.forms[name] = form
    }
  }
}

extension FitStatistics {
  /// The tally with its scales to the last bit, kept in the register with every chunk of a run: a run that goes on goes on counting there.
  var checkpoint: String {
    func exact(_ scale: Double) -> String { "\(scale)" }
    return JSONWriter.object([("forms", json(scale: exact)), ("tightest", tightestJSON(scale: exact))])
  }

  /// The tally as it was; an empty one when there is none, or none that can be read.
  init(checkpoint: String?) {
    let node = checkpoint.flatMap { try? JSONParser.parse($0.utf8) }
    self.init(node?["forms"], tightest: node?["tightest"])
  }
}
