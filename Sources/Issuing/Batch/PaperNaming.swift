import Diagnostics
import Fields
import Surety

/// Where a record's papers stand, and what manifest lines say of them.
struct PaperNaming {
  private let number: String
  private let change: Int
  /// The count as names show it: only when the number does not carry it, and there is one.
  private let shownChange: Int?
  private let numberLocation: SourceLocation

  init(certificate: Certificate, row: RawRow) {
    number = certificate.number
    change = certificate.changeCount
    shownChange = certificate.numberCarriesChangeCount || change == 0 ? nil : change
    numberLocation = row["number"]?.location ?? row.location
  }

  func name(of document: String, fileExtension: String = "pdf") -> PaperName {
    PaperName(number: number, change: shownChange, document: document, fileExtension: fileExtension)
  }

  /// What the paper calls itself in its metadata: contract number, change count where the number has none, and document.
  func identifier(of document: String) -> String {
    "\(contract)/\(document)"
  }

  /// The contract number, with the change count where the number has none.
  var contract: String { number + (shownChange.map { "+\($0)" } ?? "") }

  var folder: String { PaperName(number: number, change: shownChange, document: "").folder }

  /// A number too long for a file name.
  func problem(of document: String) -> Diagnostic? {
    if name(of: document).fits { return nil }
    return .error(
      "record.number.long", at: numberLocation,
      LocalizedText("保証契約番号が長すぎて、ファイル名にできません。", "The contract number is too long for a file name."),
      advice: LocalizedText("番号を確かめてください。", "Check the number."))
  }

  /// The contract's password; a paper that is to be protected is not issued without one.
  func password(in passwords: PasswordList, document: String) throws(PaperMaker.Fault) -> Secret {
    if let password = passwords[number] { return password }
    throw .refused(
      DiagnosticError(
        .error(
          "record.password", at: numberLocation,
          LocalizedText(
            "\(document)を暗号化するパスワードが、この保証契約番号にはありません。",
            "There is no password for this contract number with which to encrypt \(document)."),
          advice: LocalizedText("--protectのファイルに1行加えてください。", "Add a line to the file of --protect."))))
  }

  func entry(of paper: IssuedFile, digest: String) -> ManifestEntry {
    ManifestEntry(
      number: number, change: change, document: paper.document, path: name(of: paper.document).path, digest: digest,
      bytes: paper.bytes.count,
      pages: paper.pages, form: paper.form, formEdition: paper.formEdition, delivery: paper.delivery)
  }
}
