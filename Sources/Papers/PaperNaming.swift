package import Diagnostics
package import Fields
package import Surety

/// Where a record's papers stand, and what manifest lines say of them.
package struct PaperNaming {
  package let number: String
  package let change: Int
  /// The count as names show it: only when the number does not carry it, and there is one.
  private let shownChange: Int?
  private let numberLocation: SourceLocation

  package init(certificate: Certificate, row: RawRow) {
    number = certificate.number
    change = certificate.changeCount
    shownChange = certificate.numberCarriesChangeCount || change == 0 ? nil : change
    numberLocation = row["number"]?.location ?? row.location
  }

  package func name(of document: String, fileExtension: String = "pdf") -> PaperName {
    PaperName(number: number, change: shownChange, document: document, fileExtension: fileExtension)
  }

  /// What the paper calls itself in its metadata: contract number, change count where the number has none, and document.
  func identifier(of document: String) -> String {
    "\(contract)/\(document)"
  }

  /// The contract number, with the change count where the number has none.
  package var contract: String { number + (shownChange.map { "+\($0)" } ?? "") }

  package var folder: String { PaperName(number: number, change: shownChange, document: "").folder }

  /// A number too long for a file name.
  package func problem(of document: String) -> Diagnostic? {
    if name(of: document).fits { return nil }
    return .error(
      "record.number.long", at: numberLocation,
      LocalizedText("保証契約番号が長すぎて、ファイル名にできません。", "The contract number is too long for a file name."),
      advice: LocalizedText("番号を確かめてください。", "Check the number."))
  }

  /// The contract's password; a paper that is to be protected is not issued without one.
  package func password(in passwords: PasswordList, document: String) throws(PaperMaker.Fault) -> Secret {
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
}
