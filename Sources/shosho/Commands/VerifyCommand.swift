import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import Register
import Reporting

/// `verify`: checks what was issued. It compares an output folder with its manifest and register, to find what is
/// missing, altered or extra; with `--pdf` it checks files against the standards of PDF.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: LocalizedText(
      "発行した書類を目録・発行簿と、またはPDFを規格と照らし合わせます。",
      "Check issued papers against manifest and register, or a PDF against its standards."
    ).inHelp)

  @Argument(
    help: .both("batchの出力フォルダ。--pdfではPDF", "an output folder of batch; files with --pdf", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Flag(help: .both("PDFをPDF/A-2aとPDF/UA-1に照らす", "check files against PDF/A-2a and PDF/UA-1"))
  var pdf = false

  @Option(help: .both("--pdfで、規格の一方だけに照らす", "with --pdf, only one of the standards", valueName: "standard"))
  var standard: PaperStandard?

  @Flag(help: .both("--pdfで、結果をJSONで示す", "with --pdf, the outcome as JSON"))
  var json = false

  @Option(
    help: .both("発行簿のファイル。なければフォルダの中のもの", "the register's file; the one in the folder without", valueName: "file"),
    completion: .file())
  var register: String?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !pdf, standard != nil {
      throw ValidationError.both("--standardは--pdfとともに使います。", "--standard goes with --pdf.")
    }
    if !pdf, json {
      throw ValidationError.both("--jsonは--pdfとともに使います。", "--json goes with --pdf.")
    }
    if !pdf, paths.count != 1 {
      throw ValidationError.both(
        "フォルダは一つだけ指定できます。PDFを調べるには--pdfを付けてください。", "Name one folder; to check PDFs, add --pdf.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: language, stream: .output) { console in
      pdf ? try verifyFiles(console) : try verifyFolder(paths[0], console)
    }
  }

  private func verifyFolder(_ folder: String, _ console: Console) throws -> ExitStatus {
    var verification = try FolderVerification(folder: folder)
    let inside = RegisterOptions.inside(folder)
    if let path = register ?? (InputFile.exists(inside) ? inside : nil) {
      try verification.compare(with: try IssueRegister.open(RegisterOptions(path: path), .readOnly), folder: folder)
    }
    console.report(verification.findings + verification.ended)
    let (documents, problems, ended) = (verification.documents, verification.findings.count, verification.ended.count)
    console.notice(
      LocalizedText(
        "書類\(documents)件を調べ、問題は\(problems)件でした\(ended > 0 ? "（効力のない書類\(ended)件）" : "")。",
        "\(documents) documents checked, \(problems) problems\(ended > 0 ? "; \(ended) hold no more" : "")."
      ))
    return verification.findings.isEmpty ? .success : .internalFault
  }

  private func verifyFiles(_ console: Console) throws -> ExitStatus {
    var verification = StandardsVerification(only: standard)
    for path in paths { try verification.verify(path) }
    if json {
      StandardStream.output.write(verification.json + "\n")
      return verification.isSound ? .success : .internalFault
    }
    console.report(verification.findings + verification.unjudged)
    let (files, unread, unjudged) = (verification.files, verification.unread, verification.unjudged.count)
    for standard in standard.map({ [$0] }) ?? PaperStandard.allCases {
      console.notice(verification.conclusion(on: standard))
    }
    console.notice(
      LocalizedText(
        "PDF\(files)件のうち\(files - unread)件を調べました（ここでは判断できない要件\(unjudged)件）。",
        "\(files - unread) of \(files) files checked (\(unjudged) requirements cannot be judged here)."))
    return verification.isSound ? .success : .internalFault
  }
}

extension PaperStandard: ExpressibleByArgument {}
