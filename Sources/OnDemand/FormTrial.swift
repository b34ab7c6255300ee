package import Diagnostics
import Fields
import Forms
import HostSystem
package import House
import Inputs
import Papers
import Records
package import Reporting
import Surety

/// Lays out a home's papers with its samples, to find what reading the forms cannot tell: whether a text fits its box in
/// the home's fonts, and whether the address of its issuer leaves room around the QR code.
package enum FormTrial {
  /// The problems of all papers with all samples, each told once; none when the home has no samples.
  package static func problems(in home: Home) throws(RunFailure) -> [Diagnostic] {
    guard InputFile.exists(home.samples) else { return [] }
    let configuration = try RunConfiguration.prepare(
      home: home, documents: nil, issuedOn: try IssueDate.statedOrToday(nil))
    let maker = try PaperMaker(configuration: configuration)
    let input = try RunInput(
      home.samples, options: ReadingOptions(), temporaryFolder: HostEnvironment.temporaryFolder)
    var problems: [Diagnostic] = []
    var reader = try input.open()
    while let row = try nextRow(of: &reader) {
      let assessment = configuration.rules.assess(
        row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
      guard assessment.isAccepted else { continue }
      for paper in configuration.papers {
        do {
          _ = try maker.layOutPaper(paper, values: assessment.values, row: row)
        } catch {
          problems += try error.refusal()
        }
      }
    }
    return problems
  }

  private static func nextRow(of reader: inout RecordReader) throws(RunFailure) -> RawRow? {
    do {
      return try reader.next()?.row
    } catch {
      throw RunFailure(.noInput, error)
    }
  }
}
