import Typesetting

/// How far down a block without a table goes, when its form does not say.
struct BlockExtent {
  let block: Block
  let setter: any TextSetter
  let step: Int

  /// The stated height, or the lower edge of the lowest box; nothing below a table.
  var height: Length {
    if let height = block.height { return height }
    if block.table != nil { return .zero }
    return bottom(of: block.boxes)
  }

  private func bottom(of boxes: [Box]) -> Length {
    boxes.map(bottom).max() ?? .zero
  }

  private func bottom(of box: Box) -> Length {
    switch box {
    case .text(let text), .pageNumber(let text): bottom(of: text)
    case .shape(let shape): shape.y[step] + shape.height
    case .code(let code): code.y[step] + (QRSymbol(text: code.text).map { code.module * Double($0.side) } ?? .zero)
    case .seal(let seal): seal.y[step] + seal.size
    case .image(let image): image.y[step] + image.height
    case .cells(let cells):
      cells.y[step] + (cells.groups.count > cells.columns ? cells.rowPitch : .zero) + cells.height[step]
    case .group(let inner): bottom(of: inner)
    }
  }

  /// Below the last line's em box, which hangs 0.12 em under its baseline. A text that cannot be set is reported where it is placed.
  private func bottom(of text: TextBox) -> Length {
    if text.paragraph.direction == .vertical { return text.baseline[step] + text.height }
    let size = text.paragraph.inlines.first?.style.size ?? .zero
    let lines =
      text.paragraph.fit.lines == 1
      ? 1 : (try? setter.set(text.paragraph, measure: text.to - text.from))?.lines.count ?? 1
    let further = text.pitch * Double(lines - 1) * (1 - text.upward)
    return text.baseline[step] + (text.isCentred ? size * 0.38 : .zero) + further + size * 0.12
  }
}
