import Typesetting

/// A row of a table with its texts set. It has a height, but no position yet.
struct SetRow {
  let source: Table.Row
  let cells: [SetCell]
  /// The greatest number of lines of a cell. A second paragraph of a label, under the first, does not make the row
  /// higher.
  private let lines: Int

  init(_ row: Table.Row, collector: CollectingTextSetter) {
    source = row
    cells = row.cells.map { SetCell($0, rowPitch: row.pitch, collector: collector) }
    lines =
      cells.map { $0.source.role == .rowHeader ? $0.lines.count - max(0, $0.paragraphs.count - 1) : $0.lines.count }
      .max()
      ?? 1
  }

  /// The stated height, with a pitch for each line beyond those that it holds, but not less than the minimum.
  func height(at step: Int) -> Length {
    let own = source.height[step] + source.pitch * Double(max(0, lines - source.lines))
    return source.minimumHeight.map { max($0[step], own) } ?? own
  }

  /// Distance of a cell's first baseline from the row's top.
  func firstBaseline(of cell: SetCell, height: Length) -> Length {
    switch cell.source.vertical {
    case .baseline(let distance): return distance
    case .centred: return cell.centredBaseline(height: height)
    case .label:
      guard let value = cells.first(where: { $0.source.vertical != .label && $0.source.role != .note }),
        let size = value.lines.first?.size, let own = cell.lines.first?.size,
        cell.lines.count <= value.lines.count,
        size.points <= own.points * Self.greatestSizeRatio
      else { return cell.centredBaseline(height: height) }
      return firstBaseline(of: value, height: height)
    }
  }

  /// Up to this ratio of type sizes a label shares its value's baseline. A much larger value would pull its label too
  /// low.
  private static let greatestSizeRatio = 1.3
}

/// A cell with its lines set.
struct SetCell {
  let source: Table.Cell
  let lines: [SetLine]
  /// The range of each paragraph's lines.
  let paragraphs: [Range<Int>]
  let pitch: Length

  init(_ cell: Table.Cell, rowPitch: Length, collector: CollectingTextSetter) {
    source = cell
    pitch = cell.pitch ?? rowPitch
    var lines: [SetLine] = []
    var paragraphs: [Range<Int>] = []
    for paragraph in cell.paragraphs {
      let set = collector.set(paragraph, from: cell.from, to: cell.to)
      paragraphs.append(lines.count..<lines.count + set.lines.count)
      lines += set.lines
    }
    self.lines = lines
    self.paragraphs = paragraphs
  }

  /// The first baseline of lines spread around the middle of a row: the middle of an em box is on the middle of the
  /// row.
  func centredBaseline(height: Length) -> Length {
    guard let first = lines.first else { return .zero }
    return height / 2 + first.size * EmBox.middle - pitch * Double(lines.count - 1) / 2
  }

  /// The runs of some of the cell's lines, placed.
  func runs(ofLines range: Range<Int>, firstBaseline: Length) -> [GlyphRun] {
    if range.count == 1, let line = range.first {
      return lines[line].placed(x: source.from, baseline: firstBaseline + pitch * Double(line))
    }
    return range.flatMap { lines[$0].placed(x: source.from, baseline: firstBaseline + pitch * Double($0)) }
  }

  /// A line at its place on the page.
  func place(ofLine index: Int, firstBaseline: Length) -> LinePlace {
    lines[index].place(x: source.from, baseline: firstBaseline + pitch * Double(index))
  }

  /// The leaders of all lines, placed.
  func leaders(firstBaseline: Length) -> [GlyphRun] {
    lines.indices.flatMap { lines[$0].placedLeaders(x: source.from, baseline: firstBaseline + pitch * Double($0)) }
  }
}
