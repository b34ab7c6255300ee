import Typesetting

/// A set line at its place on the page, as the proof of the page looks at it.
struct LinePlace {
  let line: SetLine
  /// The room that its glyphs take, without readings.
  let area: Area
  /// The room of each of its readings (ruby).
  let readings: [Area]
}

extension LinePlace {
  /// The least distance to lines beside this one; nil when none is. Lines that stand over this one are another fault.
  func leastGap(to others: [LinePlace]) -> Length? {
    others.filter { !$0.area.meets(area) && $0.area.top < area.bottom && area.top < $0.area.bottom }
      // An area leaves out the blank at both ends of a line, which figures do not have.
      .map { other in
        max(other.area.left - area.right, area.left - other.area.right) - (line.size + other.line.size) * Self.blank
      }.min()
  }

  /// The part of its em box that a Japanese glyph leaves blank on each side.
  fileprivate static let blank = 0.05
}

extension SetLine {
  /// The line at a place of the page, as `placed(x:baseline:)` places it.
  ///
  /// Japanese glyphs leave a twentieth of their em box blank on each side. So much two lines may come nearer than their
  /// em boxes would allow.
  func place(x: Length, baseline: Length, _ direction: WritingDirection = .horizontal) -> LinePlace {
    let blank = LinePlace.blank
    let start = runs.map(\.origin).min { direction == .horizontal ? $0.x < $1.x : $0.y < $1.y } ?? Point(.zero, .zero)
    let area: Area
    switch direction {
    case .horizontal:
      let left = x + start.x
      area = Area(
        left: left + size * blank, top: baseline - size * (EmBox.ascent - blank),
        right: left + width - size * blank, bottom: baseline + size * (EmBox.descent - blank))
    case .vertical:
      let top = baseline + start.y
      area = Area(
        left: x - size * (0.5 - blank), top: top + size * blank, right: x + size * (0.5 - blank),
        bottom: top + width - size * blank)
    }
    let readings = readings.flatMap(\.text).map { runs[$0].emBox(x: x, baseline: baseline, direction) }
    return LinePlace(line: self, area: area, readings: readings)
  }
}

extension GlyphRun {
  /// The em boxes of the run's glyphs, placed with its line.
  fileprivate func emBox(x: Length, baseline: Length, _ direction: WritingDirection) -> Area {
    let (left, base) = (x + origin.x, baseline + origin.y)
    let (across, down) = (glyphs.map(\.x).max() ?? .zero, glyphs.map(\.y).max() ?? .zero)
    return switch direction {
    case .horizontal:
      Area(
        left: left, top: base - size * EmBox.ascent, right: left + across + size * condensed,
        bottom: base + size * EmBox.descent)
    case .vertical: Area(left: left - size * 0.5, top: base, right: left + size * 0.5, bottom: base + down + size)
    }
  }
}

/// What stands over each other or too near: lines or characters of one text, or the texts of two cells of a row.
package enum CrowdedPart: Sendable, Hashable {
  case lines, characters, cells
}

/// How the parts of one text stand over each other: its lines, when their pitch is too small, or its characters, when their
/// letter space takes more than their glyphs leave blank.
struct Crowding {
  let what: CrowdedPart
  /// The distance that they need, and the one that they have.
  let needed: Length
  let available: Length

  /// Nil when everything has room.
  init?(of places: [LinePlace], in paragraph: Paragraph) {
    for (above, below) in zip(places, places.dropFirst()) where above.area.meets(below.area) {
      let isHorizontal = paragraph.direction == .horizontal
      what = .lines
      needed = isHorizontal ? below.area.bottom - below.area.top : below.area.right - below.area.left
      available = isHorizontal ? below.area.top - above.area.top : above.area.right - below.area.right
      return
    }
    // Only a negative letter space can push characters together.
    guard paragraph.inlines.contains(where: { $0.style.letterSpace < 0 }) else { return nil }
    for place in places {
      if let narrow = place.line.narrowestFault(paragraph.direction) {
        (what, needed, available) = (.characters, narrow.needed, narrow.available)
        return
      }
    }
    return nil
  }
}

extension SetLine {
  /// The first character whose neighbour begins before its glyph ends.
  ///
  /// Kanji and kana fill their em box but for a tenth on each side at most. Of other characters only as much is known
  /// that they are wider than an eighth of an em.
  fileprivate func narrowestFault(_ direction: WritingDirection) -> (needed: Length, available: Length)? {
    var before: (start: Length, needed: Length)?
    let readings = Set(readings.flatMap(\.text))
    for (index, run) in runs.enumerated() where !readings.contains(index) {
      var glyph = 0
      var text = run.text.utf8[...]
      for cluster in run.clusters {
        defer {
          glyph += cluster.glyphs
          text = text.dropFirst(cluster.bytes)
        }
        guard run.glyphs.indices.contains(glyph) else { continue }
        let (at, origin) = (run.glyphs[glyph], run.origin)
        let start = direction == .horizontal ? origin.x + at.x : origin.y + at.y
        if let before, start - before.start < before.needed { return (before.needed, start - before.start) }
        let first = String(text.prefix(cluster.bytes))?.unicodeScalars.first
        let part = first.map { $0.fillsItsBox ? 0.8 : 0.125 } ?? 0
        before = (start, run.size * (part * (direction == .horizontal ? run.condensed : 1)))
      }
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether it is a kanji or a full-width kana.
  fileprivate var fillsItsBox: Bool {
    switch value {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
