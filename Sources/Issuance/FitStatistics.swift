import Diagnostics
import Layout
import Papers
import Register
package import StrictJSON
import Typesetting

/// How far the texts of a run had to be condensed, set smaller or continued, by form and by box. It tells the
/// designer of a form which boxes are too small for real records.
///
/// A run counts its papers with `countPaper`. Three things are done with the result: it goes into the report (`json`,
/// `tightestJSON`), it is kept in the register so that a broken-off run can count on (`checkpoint`), and the reports
/// of a run's shards are added up (`init(_:tightest:)`, `+=`).
package struct FitStatistics: Sendable {
  struct Form {
    var papers = 0
    var bytes = 0
    var pages = 0
    /// Papers whose page layout had to be tightened.
    var tightened = 0
    /// Papers that were continued on a further page.
    var continued = 0
    /// The boxes whose text was condensed or shrunk, by name.
    var boxes: [String: Box] = [:]
    /// For each box, the paper on which it was tightest. A box whose text was only wrapped is among them.
    var tightest: [String: TightBox] = [:]
    /// How often each variation sequence was drawn as its base character.
    var baseForms: [String: Int] = [:]

    mutating func keepIfTightest(_ box: TightBox) {
      if let known = tightest[box.fit.box], !box.isTighter(than: known) { return }
      tightest[box.fit.box] = box
    }
  }

  struct Box {
    /// How often its text was condensed, and the narrowest scale, from 0 to 1.
    var condensed = 0
    var narrowest = 1.0
    /// How often its text was set smaller, and the smallest scale, from 0 to 1.
    var shrunk = 0
    var smallest = 1.0
  }

  /// How many tight boxes a report names: as many as a designer looks at.
  private static let reportedBoxes = 20

  var forms: [String: Form] = [:]

  package init() {}

  package mutating func countPaper(_ paper: IssuedPaper) {
    var form = forms[paper.entry.form] ?? Form()
    form.papers += 1
    form.bytes += paper.entry.bytes
    form.pages += paper.entry.pages
    if paper.step > 0 { form.tightened += 1 }
    if paper.entry.pages > Bundle.ids(in: paper.entry.form).count { form.continued += 1 }
    for fit in paper.fits { form.keepIfTightest(TightBox(fit, on: paper.entry)) }
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

  /// An object with a member for each form, everything sorted by name.
  var json: String { json(scale: Self.hundredths) }

  /// The tightest boxes of the run, the tightest first, each with the paper on which it was so tight.
  var tightestJSON: String { tightestJSON(scale: Self.hundredths) }

  /// - Parameter scale: writes a scale from 0 to 1.
  private func json(scale: (Double) -> String) -> String {
    JSONWriter.object(forms.sorted { $0.key < $1.key }.map { (key: $0.key, json: Self.json($0.value, scale)) })
  }

  private func tightestJSON(scale: (Double) -> String) -> String {
    let boxes = forms.values.flatMap(\.tightest.values).sorted { $0.isTighter(than: $1) }
    return JSONWriter.array(boxes.prefix(Self.reportedBoxes).map { $0.json(scale: scale) })
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

  /// A scale from 0 to 1 with two decimals, rounded down so that no box looks better than it was: 0.899 → `0.89`. The
  /// billionth that is added keeps 0.85, which binary numbers cannot hold exactly, from becoming `0.84`.
  static func hundredths(_ scale: Double) -> String {
    let whole = Int((scale * 100 + 1e-9).rounded(.down))
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}

/// A box of a form, on the paper on which its text had to be condensed, set smaller and wrapped the most.
struct TightBox: Sendable {
  let form: String
  let fit: FitResult
  let number: String
  let change: Int

  init(_ fit: FitResult, on entry: ManifestEntry) {
    (form, self.fit, number, change) = (entry.form, fit, entry.number, entry.change)
  }

  /// Reads a box of a report; nil when the node is not one.
  init?(_ node: JSONNode) {
    func scale(_ key: String) -> Double? {
      if case .number(let text)? = node[key]?.value { Double(text) } else { nil }
    }
    guard let form = node["form"]?.string, let box = node["box"]?.string, let condensed = scale("condensed"),
      let shrunk = scale("shrunk"),
      let lines = node["lines"]?.count, let number = node["number"]?.string, let change = node["change"]?.count
    else { return nil }
    fit = FitResult(box: box, lines: lines, condensed: condensed, shrunk: shrunk)
    (self.form, self.number, self.change) = (form, number, change)
  }

  /// The box with the narrower and smaller type is tighter; of two with the same scale, the one with more lines. Any
  /// other tie is broken by form, box and paper, so that the report does not depend on the order of the papers.
  func isTighter(than other: TightBox) -> Bool {
    let (scale, otherScale) = (fit.condensed * fit.shrunk, other.fit.condensed * other.fit.shrunk)
    if scale != otherScale { return scale < otherScale }
    if fit.lines != other.fit.lines { return fit.lines > other.fit.lines }
    return (form, fit.box, number, change) < (other.form, other.fit.box, other.number, other.change)
  }

  /// - Parameter scale: writes a scale from 0 to 1.
  func json(scale: (Double) -> String) -> String {
    JSONWriter.object([
      ("form", JSONWriter.literal(form)), ("box", JSONWriter.literal(fit.box)), ("condensed", scale(fit.condensed)),
      ("shrunk", scale(fit.shrunk)), ("lines", String(fit.lines)), ("number", JSONWriter.literal(number)),
      ("change", String(change)),
    ])
  }
}

extension FitStatistics {
  /// Reads the statistics of a report. Of the tightest boxes only those are known that the report names. What cannot be
  /// read counts as nothing.
  ///
  /// - Parameters:
  ///   - node: the member `forms` of the report.
  ///   - tightest: its member `tightest`.
  package init(_ node: JSONNode?, tightest: JSONNode?) {
    self.init()
    for member in node?.members ?? [] {
      var form = Form()
      func number(_ key: String) -> Int { member.node[key]?.count ?? 0 }
      (form.papers, form.bytes, form.pages) = (number("papers"), number("bytes"), number("pages"))
      (form.tightened, form.continued) = (number("tightened"), number("continued"))
      for box in member.node["boxes"]?.members ?? [] { form.boxes[box.key] = Self.box(box.node) }
      for base in member.node["baseForms"]?.members ?? [] { form.baseForms[base.key] = base.node.count ?? 0 }
      forms[member.key] = form
    }
    for box in (tightest?.array ?? []).compactMap(TightBox.init) { forms[box.form]?.keepIfTightest(box) }
  }

  private static func box(_ node: JSONNode) -> Box {
    func scale(_ key: String) -> Double {
      guard case .number(let text)? = node[key]?.value else { return 1 }
      return Double(text) ?? 1
    }
    return Box(
      condensed: node["condensed"]?.count ?? 0, narrowest: scale("narrowest"), shrunk: node["shrunk"]?.count ?? 0,
      smallest: scale("smallest"))
  }

  /// Adds up two parts of a run, in any order.
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
      for box in other.tightest.values { form.keepIfTightest(box) }
      form.baseForms.merge(other.baseForms, uniquingKeysWith: +)
      a.forms[name] = form
    }
  }
}

extension FitStatistics {
  /// The statistics as text, with exact scales. The register keeps it with every transaction of a run, so that a run
  /// that was broken off and goes on reports all of its papers.
  var checkpoint: String {
    func exact(_ scale: Double) -> String { "\(scale)" }
    return JSONWriter.object([("forms", json(scale: exact)), ("tightest", tightestJSON(scale: exact))])
  }

  /// Reads a checkpoint. Without one, or when it cannot be read, the statistics are empty.
  init(checkpoint: String?) {
    let node = checkpoint.flatMap { try? JSONParser.parse($0.utf8) }
    self.init(node?["forms"], tightest: node?["tightest"])
  }
}
