package import Layout
package import Typesetting

/// Pages that have one of everything that a paper may have.
package enum SamplePages {
  package static let blue = Colour(18, 44, 82)

  package static func modules(side: Int) -> [Bool] {
    (0..<side * side).map { ($0 * 7 + $0 / side) % 3 == 0 }
  }

  package static func certificate(_ number: Int = 1) -> Page {
    let outline = HouseFonts.line("見", HouseFonts.gothic, size: 1, x: 0, y: 0).glyphs[0].glyph
    let rules = stride(from: 110.0, through: 170, by: 10).map { y in
      Artifact.stroke(
        Stroke(
          from: Point(.mm(35), .mm(y)), to: Point(.mm(180), .mm(y)), weight: .mm(y == 110 ? 0.5 : 0.15), colour: blue))
    }
    return Page(
      width: .mm(210), height: .mm(297),
      underlay: [
        .fill(Rectangle(x: .mm(35), y: .mm(120), width: .mm(145), height: .mm(10)), Colour(241, 243, 245)),
        .outlines(
          OutlineDrawing(
            [GlyphOutline(face: HouseFonts.gothic, glyph: outline, a: 140, b: -87, c: 87, d: -140, e: 0, f: 0)],
            .stroked(weight: .mm(0.35)), Colour(230, 230, 230)), at: Point(.pt(200), .pt(500))),
        .border(
          Rectangle(x: .mm(25.35), y: .mm(29.35), width: .mm(164.3), height: .mm(235.3)), weight: .mm(0.7),
          radius: .zero, blue),
      ] + rules + [
        .border(
          Rectangle(x: .mm(150), y: .mm(200), width: .mm(24), height: .mm(24)), weight: .mm(1.3), radius: .mm(0.9),
          Colour(196, 58, 40)),
        .outlines(
          OutlineDrawing(
            [GlyphOutline(face: HouseFonts.mincho, glyph: outline, a: 18, b: 0, c: 0, d: -18, e: 0, f: 0)], .filled,
            Colour(196, 58, 40)),
          at: Point(.pt(440), .pt(600))),
        .text([HouseFonts.line("この用紙は、電子証書の内容を確認する画面を印刷したものです。", HouseFonts.gothic, size: 8, x: 25, y: 273)]),
      ],
      content: [
        .leaf(.heading(level: 1), [HouseFonts.line("保証証書", size: 24, x: 80, y: 58.5)]),
        .group(
          .paragraph,
          [
            .leaf(.span, [HouseFonts.line("第02-00\(number)号　臼杵市長　殿", x: 35, y: 79)]),
            .leaf(.span, [HouseFonts.line("AB12 Total 1,234,567", HouseFonts.gothic, x: 120, y: 79, colour: blue)]),
          ]),
        .group(
          .table,
          [
            .group(
              .row,
              [
                .leaf(
                  .headerCell(scope: .row, span: 1),
                  [HouseFonts.line("被保証者", HouseFonts.gothic, size: 9.5, x: 37, y: 117)]),
                .leaf(.dataCell(span: 1), [HouseFonts.line("髙﨑德濵①㈱葛\u{E0100}葛\u{E0101}", x: 71, y: 117)]),
              ]),
            .group(
              .row,
              [
                .leaf(
                  .headerCell(scope: .column, span: 2),
                  [HouseFonts.line("保証金額", HouseFonts.gothic, size: 9.5, x: 37, y: 127)])
              ]),
            .group(
              .row,
              [
                .leaf(
                  .headerCell(scope: .row, span: 1),
                  [HouseFonts.line("金額", HouseFonts.gothic, size: 9.5, x: 37, y: 137)]),
                .leaf(.dataCell(span: 1), [HouseFonts.line("金104,300,000円", size: 17, x: 71, y: 137, condensed: 0.8)]),
              ]),
          ]),
        .figure(
          .figure(alternative: "閲覧先の二次元コード"),
          [
            .modules(
              modules(side: 25), side: 25, Rectangle(x: .mm(165), y: .mm(230), width: .mm(25), height: .mm(25)), .black)
          ]),
        .group(
          .paragraph,
          [
            .leaf(
              .span, [HouseFonts.line("𠮷", HouseFonts.ipamj, x: 35, y: 240), HouseFonts.line("田", x: 38.8, y: 240)]),
            .group(
              .ruby,
              [
                .leaf(.rubyBase, [HouseFonts.line("礎", x: 60, y: 240)]),
                .leaf(.rubyText, [HouseFonts.line("いしずえ", size: 5, x: 59, y: 236)]),
              ]),
            .leaf(.span, [HouseFonts.line("𡈽か\u{3099}", HouseFonts.notoSerif, x: 90, y: 240)]),
            .leaf(.span, [HouseFonts.line("R7", HouseFonts.gothic, x: 110, y: 240, turns: 1)]),
          ]),
      ])
  }

  /// A page with an opaque picture, one that is seen through in places, and an ornament.
  package static func pictures() -> Page {
    func image(alpha: UInt8) -> PixelImage {
      var pixels: [UInt8] = []
      for index in 0..<96 {
        pixels += [UInt8(index * 2), 58, 40]
        pixels.append(index.isMultiple(of: 3) ? alpha : 255)
      }
      return PixelImage(width: 12, height: 8, pixels: pixels)
    }
    func area(_ x: Double, _ y: Double) -> Rectangle {
      Rectangle(x: .mm(x), y: .mm(y), width: .mm(30), height: .mm(20))
    }
    return Page(
      width: .mm(210), height: .mm(297), underlay: [.image(image(alpha: 255), area(150, 20))],
      content: [
        .leaf(.heading(level: 1), [HouseFonts.line("保証証書", size: 24, x: 80, y: 58.5)]),
        .figure(.figure(alternative: "工事場所の略図"), [.image(image(alpha: 255), area(25, 80))]),
        .figure(.figure(alternative: "礎建設保証株式会社の印影"), [.image(image(alpha: 90), area(25, 120))]),
      ])
  }
}
