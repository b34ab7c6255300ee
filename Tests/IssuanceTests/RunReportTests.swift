import Fields
import Layout
import Testing

@testable import Issuance
@testable import Papers
@testable import Typesetting

@Suite struct RunReportTests {
  private func paper(_ form: String, pages: Int, step: Int, fits: [FitResult]) -> IssuedPaper {
    IssuedPaper(
      entry: ManifestEntry(
        number: "1", change: 0, document: form, path: "", digest: "", bytes: 1_000, pages: pages, form: form,
        formEdition: 1),
      step: step, fits: fits)
  }

  @Test func textsThatGaveWayAreCountedByBox() {
    var statistics = FitStatistics()
    statistics.countPaper(
      paper("sheet", pages: 1, step: 0, fits: [FitResult(box: "名", lines: 1, condensed: 0.85, shrunk: 1)]))
    statistics.countPaper(
      paper("sheet", pages: 2, step: 1, fits: [FitResult(box: "名", lines: 2, condensed: 0.95, shrunk: 0.9)]))
    statistics.countPaper(
      paper("certificate", pages: 1, step: 0, fits: [FitResult(box: "名", lines: 1, condensed: 1, shrunk: 1)]))
    #expect(
      statistics.json
        == #"{"certificate":{"papers":1,"bytes":1000,"pages":1,"tightened":0,"continued":0,"boxes":{},"baseForms":{}},"#
        + #""sheet":{"papers":2,"bytes":2000,"pages":3,"tightened":1,"continued":1,"#
        + #""boxes":{"名":{"condensed":2,"narrowest":0.85,"shrunk":1,"smallest":0.90}},"baseForms":{}}}"#)
  }

  @Test func theTwentyTightestBoxesOfTheRunComeByName() {
    var statistics = FitStatistics()
    for index in 1...30 {
      // Thirty boxes, each narrower than the one before it, in two papers of which the second is the tighter one.
      let condensed = 1 - Double(index) / 100
      let names = [("1", condensed + 0.005), ("2", condensed)]
      for (number, scale) in names {
        var paper = paper(
          "sheet", pages: 1, step: 0, fits: [FitResult(box: "箱\(index)", lines: 1, condensed: scale, shrunk: 1)])
        paper.entry.number = number
        statistics.countPaper(paper)
      }
    }
    // Alike in scale, the one with more lines is tighter.
    statistics.countPaper(
      paper("sheet", pages: 1, step: 0, fits: [FitResult(box: "三行", lines: 3, condensed: 0.7, shrunk: 1)]))
    let boxes = statistics.tightestJSON.split(separator: "},{").map(String.init)
    #expect(boxes.count == 20)
    #expect(
      boxes.first == #"[{"form":"sheet","box":"三行","condensed":0.70,"shrunk":1.00,"lines":3,"number":"1","change":0"#)
    #expect(boxes[1] == #""form":"sheet","box":"箱30","condensed":0.70,"shrunk":1.00,"lines":1,"number":"2","change":0"#)
    #expect(boxes.last?.contains(#""box":"箱12""#) == true)
  }

  /// A run that goes on counts on from what the register kept: wherever it was broken off, the report is that of an
  /// undisturbed run.
  @Test func statisticsGoOnFromTheirCheckpoint() {
    let scales = [0.8571, 0.854, 0.91234567, 1.0 / 3, 0.8571, 0.7]
    let papers = scales.enumerated().map { index, scale in
      var paper = paper(
        "sheet", pages: 1 + index % 2, step: index % 3,
        fits: [FitResult(box: "箱\(index % 4)", lines: 1, condensed: scale, shrunk: 1)])
      paper.entry.number = String(index)
      paper.baseForms = [BaseForm(sequence: "葛\u{E01EF}", field: "contractor.name", box: "受注者")]
      return paper
    }
    var whole = FitStatistics()
    for paper in papers { whole.countPaper(paper) }
    for stop in 0...papers.count {
      var first = FitStatistics()
      for paper in papers[..<stop] { first.countPaper(paper) }
      var second = FitStatistics(checkpoint: first.checkpoint)
      for paper in papers[stop...] { second.countPaper(paper) }
      #expect(second.json == whole.json && second.tightestJSON == whole.tightestJSON, "after \(stop)")
    }
    for text in [nil, "", "[]", #"{"forms":1}"#] { #expect(FitStatistics(checkpoint: text).json == "{}") }
  }

  @Test func baseFormsAreCountedBySequence() {
    var statistics = FitStatistics()
    var paper = paper("sheet", pages: 1, step: 0, fits: [])
    paper.baseForms = [BaseForm(sequence: "葛\u{E01EF}", field: "contractor.name", box: "受注者")]
    statistics.countPaper(paper)
    statistics.countPaper(paper)
    #expect(statistics.json.contains(#""baseForms":{"「葛\#u{E01EF}」 U+845B U+E01EF":2}"#))
  }

  @Test func stagesAddUp() {
    var (times, more) = (StageTimes(), StageTimes())
    times[.read] = 1_204_999
    (more[.read], more[.register], more[.draw]) = (1, 50_000, 12_000_000_000)
    times += more
    #expect(
      times.json
        == #"{"read":1.205,"check":0.000,"fill":0.000,"compose":0.000,"draw":12000.000,"finish":0.000,"#
        + #""readBack":0.000,"write":0.000,"register":0.050}"#)
  }

  @Test func aLapIsItsStagesAndIsTakenOnce() {
    let clock = StageClock()
    clock.start()
    clock.lap(.draw)
    let times = clock.take()
    #expect(Stage.allCases.allSatisfy { $0 == .draw || times[$0] == 0 })
    #expect(clock.take() == StageTimes())
  }

  @Test func reportSaysVersionsCountsInputsAndEnd() throws {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.rejected, counts.unread) = (3, 2, 1, 4)
    let report = RunReport(
      issuedOn: try #require(CalendarDate(iso: "2026-04-01")),
      inputs: [.init(file: "a.csv", bytes: 10, digest: "00", records: 7)],
      counts: counts, fits: FitStatistics(), jobs: 2, seconds: 1.5, processorSeconds: 2.25, end: .tooManyRejects)
    for line in [
      #"  "format": 1,"#, #"  "issuedOn": "2026-04-01","#, #"  "end": "tooManyRejects","#,
      #"  "inputs": [{"file":"a.csv","bytes":10,"sha256":"00","records":7}],"#, #"  "milliseconds": 1500,"#,
      #"  "processorMilliseconds": 2250"#,
    ] {
      #expect(report.json.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
    #expect(report.json.contains(#""read":3,"issued":2,"unchanged":0,"rejected":1,"unread":4"#))
  }

  @Test(arguments: [(1.0, "1.00"), (0.85, "0.85"), (0.899, "0.89"), (0.05, "0.05")]) func scale(
    _ scale: Double, _ text: String
  ) {
    #expect(FitStatistics.hundredths(scale) == text)
  }
}
