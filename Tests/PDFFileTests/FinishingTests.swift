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
    let change: @Sendable (inout StructureAttributes) -> Void
  }

  /// Attributes that do not fit the structure would go to the wrong elements.
  @Test(arguments: [
    Disagreement(testDescription: "a TH too few") { $0.headerCells.removeLast() },
    Disagreement(testDescription: "a TH too many") { $0.headerCells.append(.init(scope: .row, span: 1)) },
    Disagreement(testDescription: "a TD too few") { $0.dataCellSpans.removeLast() },
    Disagreement(testDescription: "a figure too many") { $0.figures.append(.init(alternative: "印影", box: [0, 0, 1, 1])) },
    Disagreement(testDescription: "no figure") { $0.figures = [] },
    Disagreement(testDescription: "an artifact too few") { $0.artifacts.removeFirst() },
  ])
  func attributesThatDoNotFitAreRefused(_ disagreement: Disagreement) throws {
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
