import Drawing
import DrawingSamples
import PDFFile
import Testing
import Typesetting

@Suite struct FinishingTests {
  @Test func theSameDrawingIsTheSameFile() throws {
    let once = try SampleFile.finished()
    #expect(try once == SampleFile.finished())
  }

  @Test func everyByteOfTheContentIsInTheIdentity() throws {
    let drawn = try SampleFile.drawn()
    var finish = SampleFile.finish(drawn)
    let one = try identity(of: PDFFinisher.finish(drawn.bytes, finish, packer: SampleFile.packer))
    finish.title += "。"
    let other = try identity(of: PDFFinisher.finish(drawn.bytes, finish, packer: SampleFile.packer))
    #expect(one.count == 32 && one != other)
  }

  @Test func noClockStandsInAnyByte() throws {
    let tool = try OutsideTool("qpdf", ["--qdf", "--object-streams=disable"], on: SampleFile.finished(), then: ["-"])
    let years = tool.output.matches(of: /(?:D:|T|<)?(20[0-9]{2})(?:-?[01][0-9])(?:-?[0-3][0-9])/).map { String($0.1) }
    #expect(!years.isEmpty && Set(years) == ["2026"])
  }

  @Test func aTaggedPaperOfTwoFacesIsSmall() throws {
    #expect(try SampleFile.finished().count < 60_000)
  }

  struct Disagreement: CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout DocumentStructure) -> Void
  }

  /// Notes that do not fit the file would give texts to the wrong elements.
  @Test(arguments: [
    Disagreement(testDescription: "a text too few") { $0.texts[0].removeLast() },
    Disagreement(testDescription: "a text too many") { $0.texts[0].append(.init(glyphs: 1, owner: .element(0))) },
    Disagreement(testDescription: "a glyph too few") { $0.texts[0][3].glyphs -= 1 },
    Disagreement(testDescription: "a glyph too many") { $0.texts[0][3].glyphs += 1 },
    Disagreement(testDescription: "a text without glyphs") { $0.texts[0][3].glyphs = 0 },
    Disagreement(testDescription: "a page too few") { $0.texts.removeLast() },
    Disagreement(testDescription: "a page too many") { $0.texts.append([]) },
    Disagreement(testDescription: "a tag too many") { $0.shapes.append(.init(owner: .artifact(.layout))) },
    Disagreement(testDescription: "a tag too few") { $0.shapes.removeLast() },
    Disagreement(testDescription: "no such element") { $0.texts[0][3].owner = .element(1000) },
    Disagreement(testDescription: "an element in one behind it") { $0.elements[1].parent = 2 },
    Disagreement(testDescription: "an element in itself") { $0.elements[1].parent = 1 },
    Disagreement(testDescription: "no such drawing") { $0.shapes[1].drawings = [PlacedDrawing(7, x: 0, y: 0)] },
  ])
  func notesThatDoNotFitAreRefused(_ disagreement: Disagreement) throws {
    let drawn = try SampleFile.drawn()
    var finish = SampleFile.finish(drawn)
    disagreement.change(&finish.structure)
    #expect {
      try PDFFinisher.finish(drawn.bytes, finish, packer: SampleFile.packer)
    } throws: { error in
      if case .mismatch = (error as? PDFFault)?.problem { true } else { false }
    }
  }

  @Test func aFinishedFileIsNotFinishedAgain() throws {
    let finished = try SampleFile.finished()
    let finish = SampleFile.finish(try SampleFile.drawn())
    #expect(throws: PDFFault.self) { try PDFFinisher.finish(finished, finish) }
  }

  private func identity(of file: [UInt8]) throws -> String {
    let tool = try OutsideTool("qpdf", ["--show-object=trailer"], on: file)
    return tool.output.firstMatch(of: /\/ID \[ <([0-9a-f]+)>/).map { String($0.1) } ?? ""
  }
}
