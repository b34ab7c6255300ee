import PDFSyntax

/// The widths of a Type 3 font. Its glyphs are contents, each of which begins with its own width: `1000 0 d0`, or
/// `1000 0 0 0 750 750 d1` (ISO 32000-1 9.6.5).
extension PaintedFont {
  /// Codes that are painted whose glyph has another width than the dictionary gives, with both, in glyph space.
  func unlikeType3Widths() -> [(code: Int, stated: Double, painted: Double)] {
    let glyphs = lookup.entries("CharProcs", dictionary)
    let names = glyphNames()
    // A thousandth of an em is the tolerance, as for other fonts; an em is what the matrix makes one unit of text.
    let scale = lookup.array("FontMatrix", dictionary)?.first.flatMap { lookup.number($0) } ?? 0.001
    return codes.compactMap { code in
      guard let stated = width(ofCode: code), let name = names[code],
        let painted = Self.statedWidth(lookup.data(lookup.stream(glyphs[name])) ?? []),
        abs((painted - stated) * scale) > 0.001
      else { return nil }
      return (code, stated, painted)
    }
  }

  /// By code, the names that the encoding's differences give.
  private func glyphNames() -> [Int: String] {
    var names: [Int: String] = [:]
    var code = 0
    for part in differences ?? [] {
      if let number = lookup.integer(part) {
        code = number
      } else {
        names[code] = lookup.name(part)
        code &+= 1
      }
    }
    return names
  }

  /// The width with which a glyph's content begins; nil where it begins with something else.
  private static func statedWidth(_ content: [UInt8]) -> Double? {
    var scanner = ContentScanner(content)
    guard let name = try? scanner.next(), scanner.isOperator(name, "d0") || scanner.isOperator(name, "d1") else {
      return nil
    }
    return try? scanner.operand(0).number()
  }
}
