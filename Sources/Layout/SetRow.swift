import Typesetting

/// A table's row with its texts set: what is left is where it stands.
struct SetRow {
  let row: Table.Row
  let cells: [SetCell]
  /// The greatest number of lines of a cell. A label's second term, under its first, does not make its row higher.
  private let lines: Int

  init(_ row: Table.Row, collector: FaultCollector) {
    self.row = row
    cells = row.cells.map { SetCell($0, rowPitch: row.pitch, collector: collector) }
    lines =
      cells.map { $0.cell.role == .rowHeader ? $0.lines.count - max(0, $0.paragraphs.count - 1) : $0.lines.count }.max()
      ?? 1
  }

  /// The stated height, and a pitch for each line that it does not hold.
  func height(at step: Int) -> Length {
    row.height[step] + row.pitch * Double(max(0, lines - row.lines))
  }

  /// First baseline of a cell below the row's top.
  func firstBaseline(of cell: SetCell, height: Length) -> Length {
    switch cell.cell.vertical {
    case .baseline(let distance): return distance
    case .centred: return cell.centredBaseline(height: height)
    case .label:
      guard let value = cells.first(where: { $0.cell.vertical != .label && $0.cell.role != .note }),
        let size = value.lines.first?.size,
        let own = cell.lines.first?.size, cell.lines.count <= value.lines.count, size.points <= own.points * Self.alike
      else { return cell.centredBaseline(height: height) }
      return firstBaseline(of: value, height: height)
    }
  }

  /// Up to this ratio of sizes a label shares its value's baseline.
  private static let alike = 1.3
}

/// A cell with its lines set.
struct SetCell {
  let cell: Table.Cell
  let lines: [SetLine]
  /// For each paragraph, the range of its lines.
  let paragraphs: [Range<Int>]
  let pitch: Length

  init(_ cell: Table.Cell, rowPitch: Length, collector: FaultCollector) {
    self.cell = cell
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

  /// The centring rule: middle of the row plus 0.38 em of the first line, half of the lines' span higher.
  func centredBaseline(height: Length) -> Length {
    guard let first = lines.first else { return .zero }
    return height / 2 + first.size * 0.38 - pitch * Double(lines.count - 1) / 2
  }

  /// The runs of the cell's lines for a row's top.
  func runs(ofLines range: Range<Int>, firstBaseline: Length) -> [GlyphRun] {
    if range.count == 1, let line = range.first {
      return lines[line].placed(x: cell.from, baseline: firstBaseline + pitch * Double(line))
    }
    return range.flatMap { lines[$0].placed(x: cell.from, baseline: firstBaseline + pitch * Double($0)) }
  }

  /// The leaders of all its lines.
  func leaders(firstBaseline: Length) -> [GlyphRun] {
    lines.indices.flatMap { lines[$0].placedLeaders(x: cell.from, baseline: firstBaseline + pitch * Double($0)) }
  }
}
