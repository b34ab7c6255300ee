import DrawingSamples
import DrawnDocument
import Layout
import Synchronization
import Testing
import Typesetting

@testable import Drawing

@Suite struct PDFDrawingTests {
  /// In the same order: numbers of glyphs depend on what was drawn before, which PDFFinishing takes out.
  @Test func everyDrawerDrawsTheSameBytes() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let first = try drawer.pdf([SamplePages.certificate()]).bytes
    _ = try drawer.pdf([SamplePages.certificate(2)])
    #expect(try drawer.pdf([SamplePages.certificate()]).bytes == first)
    let anew = DrawingFonts(source: HouseFonts.source, commonFaces: [HouseFonts.mincho, HouseFonts.gothic])
    #expect(try PageDrawer(fonts: anew).pdf([SamplePages.certificate()]).bytes == first)
  }

  @Test func workersDrawSideBySide() async throws {
    let alone = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let expected = try (0..<4).map { try alone.pdf([SamplePages.certificate($0)]).bytes }
    let drawn = try await withThrowingTaskGroup(of: (Int, [[UInt8]]).self) { group in
      for worker in 0..<4 {
        group.addTask {
          let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
          return (worker, try (0..<4).map { try drawer.pdf([SamplePages.certificate($0)]).bytes })
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(drawn.count == 4 && drawn.values.allSatisfy { $0 == expected })
  }

  @Test func structureStandsInReadingOrder() throws {
    let structure = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate()]).structure
    func name(_ owner: DocumentStructure.Owner) -> String {
      switch owner {
      case .element(let index): structure.elements[index].name
      case .artifact(let kind): "\(kind)"
      }
    }
    #expect(
      structure.elements.compactMap(\.attributes).dropLast() == [
        .headerCell(.row, span: 1), .dataCell(span: 1), .headerCell(.column, span: 2), .headerCell(.row, span: 1),
        .dataCell(span: 1),
      ])
    if case .figure("閲覧先の二次元コード", _)? = structure.elements.compactMap(\.attributes).last {
    } else {
      Issue.record("figure")
    }
    #expect(structure.elements.first == .init(name: "H1", attributes: nil, parent: nil))
    #expect(
      structure.elements.filter { $0.name == "Span" }.allSatisfy { structure.elements[$0.parent ?? 0].name == "P" })
    #expect(structure.texts.count == 1 && name(structure.texts[0][0].owner) == "footer")
    #expect(structure.texts[0][1] == .init(glyphs: 4, owner: .element(0)))
    #expect(structure.shapes.map { name($0.owner) } == ["layout", "layout", "layout", "Figure"])
    #expect(structure.shapes.map(\.drawings.count) == [0, 1, 0, 0])
  }

  /// One path a weight: the seven rules of the sample are two strokes.
  @Test func rulesOfOneWeightAreOneStroke() throws {
    let rules = (0..<20).map { row in
      let y = Length.mm(Double(row) * 5)
      return Artifact.stroke(
        Stroke(from: Point(.mm(30), y), to: Point(.mm(180), y), weight: .mm(row % 2 == 0 ? 0.15 : 0.35), colour: .black)
      )
    }
    let page = Page(width: .mm(210), height: .mm(297), underlay: rules)
    let bytes = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page]).bytes
    let content = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(content.matches(of: /\ S\n/).count == 2)
  }

  private static let square = Rectangle(x: .zero, y: .zero, width: .mm(1), height: .mm(1))

  private static func page(_ underlay: [Artifact], _ content: [Element] = []) -> Page {
    Page(width: .mm(210), height: .mm(297), underlay: underlay, content: content)
  }

  @Test(arguments: [
    (page([], [.leaf(.figure(alternative: "印影"), [HouseFonts.line("印", HouseFonts.mincho, x: 1, y: 1)])]), "figure"),
    (page([.modules([true, false], side: 2, square, .black)]), "modules"),
    (page([.image(PixelImage(width: 2, height: 2, pixels: [0]), square)]), "image"),
  ])
  func pagesThatCannotBeDrawnAreRefused(_ page: Page, _ word: String) throws {
    #expect {
      try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page])
    } throws: { error in
      if case .page(let what) = error as? DrawingFault { what.contains(word) } else { false }
    }
  }

  @Test func clustersMustAddUp() throws {
    var run = HouseFonts.line("保証証書", HouseFonts.mincho, x: 30, y: 30)
    run.clusters.removeLast()
    let page = Page(width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, [run])])
    #expect(throws: DrawingFault.self) { try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page]) }
  }

  @Test func aFaceThatIsNotThereIsNamed() throws {
    var run = HouseFonts.line("保", HouseFonts.mincho, x: 30, y: 30)
    run.face = FaceID(index: 77)
    let page = Page(width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, [run])])
    #expect(throws: DrawingFault.face(FaceID(index: 77), during: "hb-subset")) {
      try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page])
    }
    #expect(throws: DrawingFault.self) { try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([]) }
  }
}
