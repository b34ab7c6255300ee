import Typesetting

/// Keeps the quiet zone of QR codes: four modules on every side in which nothing is printed (ISO/IEC 18004, 5.3.8).
extension PagePlacer {
  static let quietModules = 4.0

  /// The area of a code with its quiet zone.
  static func quietZone(of area: Rectangle, module: Length) -> Rectangle {
    let margin = module * quietModules
    return Rectangle(
      x: area.x - margin, y: area.y - margin, width: area.width + margin * 2, height: area.height + margin * 2)
  }

  /// Reports each code whose quiet zone is cut off by the page's edge, or has a text or a rule in it.
  func checkQuietZones(on page: Page) {
    for zone in quietZones {
      let (right, bottom) = (zone.x + zone.width, zone.y + zone.height)
      if zone.x < .zero || zone.y < .zero || right > page.width || bottom > page.height {
        collector.addFault(.quietZone(intruder: nil))
      }
      for run in page.runs where run.area.overlaps(zone) { collector.addFault(.quietZone(intruder: run.text)) }
      for case .stroke(let rule) in page.underlay where rule.area.overlaps(zone) {
        collector.addFault(.quietZone(intruder: nil))
      }
    }
  }
}

extension Page {
  /// Every text of the page, read or not.
  fileprivate var runs: [GlyphRun] {
    func runs(of element: Element) -> [GlyphRun] {
      switch element {
      case .group(_, let inner): inner.flatMap(runs)
      case .leaf(_, let runs): runs
      case .figure: []
      }
    }
    let unread = underlay.flatMap { if case .text(let runs) = $0 { runs } else { [GlyphRun]() } }
    return unread + content.flatMap(runs)
  }
}

extension GlyphRun {
  /// The area that the run covers, at least: its last glyph counts as half an em wide.
  fileprivate var area: Rectangle {
    let last = (glyphs.map(\.x).max() ?? .zero) + size * (0.5 * condensed)
    return Rectangle(
      x: origin.x, y: origin.y - size * (1 - EmBox.descent), width: last, height: size)
  }
}

extension Stroke {
  fileprivate var area: Rectangle {
    Rectangle(x: from.x, y: from.y - weight / 2, width: to.x - from.x, height: weight)
  }
}

extension Rectangle {
  /// Whether the areas have more in common than an edge; a tenth of a point allows for rounding.
  fileprivate func overlaps(_ other: Rectangle) -> Bool {
    let slack = Length.pt(0.1)
    return x + slack < other.x + other.width && other.x + slack < x + width
      && y + slack < other.y + other.height && other.y + slack < y + height
  }
}
