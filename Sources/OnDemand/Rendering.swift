import Diagnostics
import Fields
import Forms
import HostSystem
package import Papers
package import Records
package import Reporting
import Surety

/// One or all papers of one record, now. Where nothing remembers that they were made, each is marked 写; with a register they are issued.
package struct Rendering {
  /// What is written.
  package enum Kind: Sendable, Hashable {
    case pdf
    /// A picture of each page.
    case png(dpi: Int)

    var fileExtension: String { self == .pdf ? "pdf" : "png" }
  }

  let configuration: RunConfiguration
  let maker: PaperMaker
  let console: Console

  package init(configuration: RunConfiguration, console: Console) throws(RunFailure) {
    self.configuration = configuration
    self.console = console
    maker = try PaperMaker(configuration: configuration)
  }

  /// Makes the papers of `record`; nothing is written unless all of them can be made.
  ///
  /// - Parameters:
  ///   - target: a folder, a file's path, or `-` for standard output.
  ///   - isFolder: whether `target` is the folder for all papers.
  package func render(_ record: RecordRow, kind: Kind, to target: String, isFolder: Bool) throws(RunFailure)
    -> ExitStatus
  {
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    var diagnostics = assessment.diagnostics
    guard let certificate = assessment.certificate else {
      console.report(diagnostics)
      return .recordsRejected
    }
    var values = assessment.values
    values.set("mark.copy", to: .flag(true))
    let naming = PaperNaming(certificate: certificate, row: record.row)
    var files: [(form: Form, pages: [[UInt8]])] = []
    for form in configuration.forms {
      if isFolder, let problem = naming.problem(of: form.id) { diagnostics.append(problem) }
      do {
        switch kind {
        case .pdf:
          let paper = try maker.makePaper(OutputDocument(form), of: naming, values: values, row: record.row)
          diagnostics += paper.warnings
          files.append((form, [paper.bytes]))
        case .png(let dpi):
          let pictures = try maker.drawPictures(of: form, values: values, row: record.row, dpi: dpi)
          diagnostics += pictures.warnings
          files.append((form, pictures.pages))
        }
      } catch {
        diagnostics += try error.refusal()
      }
    }
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { return .recordsRejected }
    for (form, pages) in files {
      let name = isFolder ? naming.name(of: form.id, fileExtension: kind.fileExtension).file : ""
      try write(pages, mode: form.printsSecret ? .secret : .shared, to: isFolder ? "\(target)/\(name)" : target)
    }
    return .success
  }

  /// Writes a paper; the pages of a picture after the first get their number before the extension.
  private func write(_ pages: [[UInt8]], mode: FileMode, to path: String) throws(RunFailure) {
    let (folder, name) = OutputFile.parts(of: path)
    do {
      for (index, page) in pages.enumerated() {
        try OutputFile.write(page, mode: mode, to: path == "-" ? path : "\(folder)/\(Self.numbered(name, index + 1))")
      }
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// `paper.png`, `paper-2.png`, …
  static func numbered(_ name: String, _ page: Int) -> String {
    if page == 1 { return name }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name)-\(page)" }
    return "\(name[..<dot])-\(page)\(name[dot...])"
  }
}
