package import StrictJSON

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
