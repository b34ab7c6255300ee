import DrawingSamples
import DrawnDocument
import Layout
import Testing
import Typesetting

@testable import Drawing

@Suite struct PDFDrawingTests {
  /// What a document shows, without the numbers of a worker: content, and face and id of each glyph.
  private func shown(_ document: DrawnDocument) -> [String] {
    document.pieces.map { piece in
      let glyphs = piece.glyphs.map { place in
        let glyph = document.glyphs[place.number]
        return "\(place.offset):\(glyph.face)/\(glyph.glyph)/\(String(decoding: glyph.text, as: UTF8.self))"
      }
      return String(decoding: piece.content, as: UTF8.self) + glyphs.joined(separator: " ")
    }
  }

  @Test func everyDrawerDrawsTheSamePieces() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let first = shown(try drawer.pdf([SamplePages.certificate()]))
    let second = shown(try drawer.pdf([SamplePages.certificate(2)]))
    #expect(try shown(drawer.pdf([SamplePages.certificate()])) == first, "all of them kept")
    #expect(try shown(PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate(2)])) == second)
    #expect(first != second)
  }

  /// Several documents on one surface are what each is alone.
  @Test func documentsAreDrawnTogether() throws {
    let alone = try (1...5).map {
      shown(try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate($0)]))
    }
    let together = try PageDrawer(fonts: HouseFonts.drawingFonts).pdfs(
      (1...5).map { PagesToDraw([SamplePages.certificate($0)]) })
    #expect(together.map(shown) == alone)
  }

  @Test func workersDrawSideBySide() async throws {
    let alone = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let expected = try (0..<4).map { shown(try alone.pdf([SamplePages.certificate($0)])) }
    let drawn = try await withThrowingTaskGroup(of: (Int, [[String]]).self) { group in
      for worker in 0..<4 {
        group.addTask {
          let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
          return (worker, try (0..<4).map { shown(try drawer.pdf([SamplePages.certificate($0)])) })
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(drawn.count == 4 && drawn.values.allSatisfy { $0 == expected })
  }

  @Test func structureStandsInReadingOrder() throws {
    let document = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate()])
    func name(_ owner: DrawnDocument.Owner) -> String {
      switch owner {
      case .element(let index): document.elements[index].name
      case .artifact(let kind): "\(kind)"
      }
    }
    #expect(
      document.elements.compactMap(\.attributes).dropLast() == [
        .headerCell(.row, span: 1), .dataCell(span: 1), .headerCell(.column, span: 2), .headerCell(.row, span: 1),
        .dataCell(span: 1),
      ])
    if case .figure("閲覧先の二次元コード", _)? = document.elements.compactMap(\.attributes).last {
    } else {
      Issue.record("figure")
    }
    #expect(document.elements.first == .init(name: "H1", attributes: nil, parent: nil))
    #expect(
      document.elements.filter { $0.name == "Span" }.allSatisfy { document.elements[$0.parent ?? 0].name == "P" })
    let marks = document.pages[0].marks.map { name($0.owner) }
    // A tint, a mark, rules and frames, a seal; then the foot.
    #expect(marks.prefix(6) == ["layout", "layout", "layout", "layout", "footer", "H1"])
    #expect(marks.filter { $0 == "Figure" }.count == 1)
    #expect(document.isConsistent && document.pages[0].marks.map(\.piece) == Array(document.pieces.indices))
  }

  /// One path a weight: the seven rules of the sample are two strokes.
  @Test func rulesOfOneWeightAreOneStroke() throws {
    let rules = (0..<20).map { row in
      let y = Length.mm(Double(row) * 5)
      return Artifact.stroke(
        Stroke(from: Point(.mm(30), y), to: Point(.mm(180), y), weight: .mm(row % 2 == 0 ? 0.15 : 0.35), colour: .black)
      )
    }
    let document = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([Self.page(rules)])
    let content = String(decoding: document.pieces[0].content, as: Unicode.ASCII.self)
    #expect(content.matches(of: #/\x20S\n/#).count == 2)
  }

  private static let square = Rectangle(x: .zero, y: .zero, width: .mm(1), height: .mm(1))

  private static func page(_ underlay: [Artifact], _ content: [Element] = []) -> Page {
    Page(width: .mm(210), height: .mm(297), underlay: underlay, content: content)
  }

  @Test(arguments: [
    (
      page([], [.leaf(.figure(alternative: "印影"), [HouseFonts.line("印", HouseFonts.mincho, x: 1, y: 9)])]),
      PageContradiction.textInFigure
    ),
    (page([.modules([true, false], side: 2, square, .black)]), .modules),
    (page([.image(PixelImage(width: 2, height: 2, pixels: [0]), square)]), .pixels),
  ])
  func pagesThatCannotBeDrawnAreRefused(_ page: Page, _ contradiction: PageContradiction) throws {
    #expect(throws: DrawingFault.page(contradiction)) { try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page]) }
  }

  @Test func clustersMustAddUp() throws {
    var run = HouseFonts.line("保証証書", HouseFonts.mincho, x: 30, y: 30)
    run.clusters.removeLast()
    #expect(throws: DrawingFault.page(.clusters)) {
      try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([Self.page([], [.leaf(.paragraph, [run])])])
    }
  }

  @Test func aFaceThatIsNotThereIsNamed() throws {
    var run = HouseFonts.line("保", HouseFonts.mincho, x: 30, y: 30)
    run.face = FaceID(index: 77)
    #expect(throws: DrawingFault.face(FaceID(index: 77), during: "tables")) {
      try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([Self.page([], [.leaf(.paragraph, [run])])])
    }
    run.face = HouseFonts.mincho
    run.glyphs[0].glyph = 60_000
    #expect(throws: DrawingFault.face(HouseFonts.mincho, during: "glyph 60000")) {
      try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([Self.page([], [.leaf(.paragraph, [run])])])
    }
    #expect(throws: DrawingFault.page(.noPage)) { try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([]) }
  }

  struct Overflow: CustomTestStringConvertible {
    let testDescription: String
    let page: Page
    let text: String
  }

  private static func stroke(to x: Double) -> Artifact {
    .stroke(Stroke(from: Point(.mm(10), .mm(10)), to: Point(.mm(x), .mm(10)), weight: .mm(1), colour: .black))
  }

  static let overflows = [
    Overflow(
      testDescription: "a glyph half outside on the right",
      page: page([], [.leaf(.paragraph, [HouseFonts.line("保証", x: 204.5, y: 50)])]), text: "保証"),
    Overflow(
      testDescription: "text above the page",
      page: page([], [.leaf(.paragraph, [HouseFonts.line("証", x: 30, y: 2)])]), text: "証"),
    Overflow(
      testDescription: "text far below it, as an artifact",
      page: page([.text([HouseFonts.line("足", x: 30, y: 400)])]), text: "足"),
    Overflow(testDescription: "a rule", page: page([stroke(to: 210.2)]), text: ""),
    Overflow(
      testDescription: "a picture",
      page: page([
        .image(
          PixelImage(width: 1, height: 1, pixels: [0, 0, 0, 255]),
          Rectangle(x: .mm(-5), y: .mm(5), width: .mm(9), height: .mm(9)))
      ]), text: ""),
    Overflow(
      testDescription: "a seal",
      page: page([
        .outlines(
          OutlineDrawing(
            [GlyphOutline(face: HouseFonts.mincho, glyph: 3000, a: 40, b: 0, c: 0, d: -40, e: 0, f: 0)], .filled, .black
          ),
          at: Point(.mm(200), .mm(100)))
      ]), text: ""),
  ]

  /// Cairo would leave it out, or the printer would cut it off: it is named, and a worker goes on as if nothing had been.
  @Test(arguments: overflows) func whatReachesBeyondThePageIsNamed(_ overflow: Overflow) throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let sound = Self.page([Self.stroke(to: 210)], [.leaf(.paragraph, [HouseFonts.line("保証", x: 30, y: 50)])])
    let expected = shown(try drawer.pdf([sound]))
    #expect(throws: DrawingFault.beyondPage(2, overflow.text)) { try drawer.pdf([sound, overflow.page]) }
    #expect(try shown(drawer.pdf([sound])) == expected)
    #expect(DrawingFault.beyondPage(2, overflow.text).isOfContent)
  }

  /// A piece that is kept is looked at again on a smaller page.
  @Test func aKeptPieceMayBeTooLargeForAnotherPage() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    var page = Self.page([], [.leaf(.paragraph, [HouseFonts.line("保証", x: 180, y: 50)])])
    _ = try drawer.pdf([page])
    page.width = .mm(182)
    #expect(throws: DrawingFault.beyondPage(1, "保証")) { try drawer.pdf([page]) }
  }

  /// The same drawing may fit at one place and not at another.
  @Test func everyPlaceOfADrawingIsLookedAt() throws {
    let drawing = OutlineDrawing(
      [GlyphOutline(face: HouseFonts.mincho, glyph: 3000, a: 40, b: 0, c: 0, d: -40, e: 0, f: 0)], .filled, .black)
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    for page in [
      Self.page([.outlines(drawing, at: Point(.mm(50), .mm(100))), .outlines(drawing, at: Point(.mm(200), .mm(100)))]),
      Self.page([.outlines(drawing, at: Point(.mm(205), .mm(100)))]),
    ] {
      #expect(throws: DrawingFault.beyondPage(1, "")) { try drawer.pdf([page]) }
      _ = try drawer.pdf([Self.page([.outlines(drawing, at: Point(.mm(50), .mm(100)))])])
    }
  }
}
