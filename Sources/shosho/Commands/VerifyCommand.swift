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
    help: .both(
      "batchの出力フォルダ。--pdfではPDF。--registerがあれば省ける",
      "an output folder of batch; files with --pdf; none to check a register alone", valueName: "path"),
    completion: .file())
  var paths: [String] = []

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

  @Option(
    help: .both(
      "控えておいた発行簿の頭（長さ:ダイジェスト）。発行簿がその続きであることを確かめる",
      "a head of the register that was noted (LENGTH:DIGEST); proves that the register continues it", valueName: "head")
  )
  var head: [ChainHead] = []

  @Option(
    help: .both(
      "register anchorのファイル。そのすべての頭の続きであることを確かめる", "a file of register anchor, all heads of which are proved",
      valueName: "file"),
    completion: .file())
  var anchors: String?

  @Option(
    name: .customLong("public-key"),
    help: .both(
      "錨の署名の公開鍵（16進数64桁）", "the public key with which the anchors are signed: 64 hexadecimal digits", valueName: "key"))
  var publicKey: String?

  @Option(
    help: .both(
      "控えのフォルダ。どの控えも読んで、ダイジェストと発行簿に照らす",
      "an archive, every copy of which is read and compared with digest and register",
      valueName: "dir"),
    completion: .directory)
  var archive: String?

  @Option(
    name: .customLong("sealing-key"),
    help: .both("封印した控えも調べる鍵ファイル", "key file, to compare sealed copies too", valueName: "file"), completion: .file())
  var sealingKey: String?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !pdf, standard != nil {
      throw ValidationError.both("--standardは--pdfとともに使います。", "--standard goes with --pdf.")
    }
    if paths.isEmpty, pdf || register == nil {
      throw ValidationError.both("フォルダも発行簿も指定されていません。", "Name a folder, or a register with --register.")
    }
    if !pdf, json {
      throw ValidationError.both("--jsonは--pdfとともに使います。", "--json goes with --pdf.")
    }
    if !pdf, paths.count > 1 {
      throw ValidationError.both(
        "フォルダは一つだけ指定できます。PDFを調べるには--pdfを付けてください。", "Name one folder; to check PDFs, add --pdf.")
    }
    if publicKey != nil, anchors == nil {
      throw ValidationError.both("--public-keyは--anchorsとともに使います。", "--public-key goes with --anchors.")
    }
    if pdf, register != nil || anchors != nil || !head.isEmpty || archive != nil {
      throw ValidationError.both(
        "--register、--head、--anchors、--archiveは--pdfとともに使えません。",
        "--register, --head, --anchors and --archive do not go with --pdf.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: language, stream: .output) { console in
      if pdf { return try verifyFiles(console) }
      return try paths.first.map { try verifyFolder($0, console) } ?? verifyRegister(console)
    }
  }

  /// The register that is named, else the one in the folder; nil when there is none.
  private func openRegister(besides folder: String?) throws(RunFailure) -> IssueRegister? {
    let inside = folder.map(RegisterOptions.inside)
    guard let path = register ?? inside.flatMap({ InputFile.exists($0) ? $0 : nil }) else {
      if head.isEmpty, anchors == nil, archive == nil { return nil }
      throw RunFailure(RegisterFault(.missing, path: inside ?? ""))
    }
    return try IssueRegister.open(RegisterOptions(path: path, sealingKey: sealingKey), .readOnly)
  }

  private func verify(_ register: IssueRegister, _ console: Console) throws(RunFailure) -> [Diagnostic] {
    let verification = try RegisterVerification(register, heads: head, anchors: anchors, publicKey: publicKey)
    console.report(verification.findings + verification.notes)
    console.notice(verification.head.notice)
    return try verification.findings
      + (archive.map { path throws(RunFailure) in try verifyArchive(path, register, console) } ?? [])
  }

  private func verifyArchive(
    _ path: String, _ register: IssueRegister, _ console: Console
  ) throws(RunFailure) -> [Diagnostic] {
    let verification = try ArchiveVerification(path, of: register)
    console.report(verification.findings + verification.orphans)
    let (copies, sealed, orphans) = (verification.copies, verification.sealed, verification.orphans.count)
    console.notice(
      LocalizedText(
        "控え\(copies)通を調べました（発行簿に行のないもの\(orphans)通、封印していて比べられないもの\(sealed)通）。",
        "\(copies) archived copies checked: \(orphans) without a row, \(sealed) sealed and not compared."))
    return verification.findings
  }

  private func verifyRegister(_ console: Console) throws(RunFailure) -> ExitStatus {
    guard let register = try openRegister(besides: nil) else { return .success }
    return try verify(register, console).isEmpty ? .success : .internalFault
  }

  private func verifyFolder(_ folder: String, _ console: Console) throws -> ExitStatus {
    var verification = try FolderVerification(folder: folder)
    var faults: [Diagnostic] = []
    if let register = try openRegister(besides: folder) {
      faults = try verify(register, console)
      try verification.compare(with: register, folder: folder)
    }
    console.report(verification.findings + verification.ended)
    let (documents, ended) = (verification.documents, verification.ended.count)
    let problems = faults.count + verification.findings.count
    console.notice(
      LocalizedText(
        "書類\(documents)件を調べ、問題は\(problems)件でした\(ended > 0 ? "（効力のない書類\(ended)件）" : "")。",
        "\(documents) documents checked, \(problems) problems\(ended > 0 ? "; \(ended) hold no more" : "")."
      ))
    return problems == 0 ? .success : .internalFault
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

extension ChainHead: ExpressibleByArgument {
  /// `1240:9f86…`; nil for anything else.
  public init?(argument: String) {
    self.init(argument)
  }
}
