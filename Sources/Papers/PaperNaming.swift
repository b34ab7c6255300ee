package import Diagnostics
package import Fields
package import Surety

/// How a record's papers are named: in the output folder, in their metadata, and in the lines of the manifest.
package struct PaperNaming {
  package let number: String
  package let change: Int
  /// The change count as names show it: nil when there is none, and when the number itself carries it.
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

  /// What the paper calls itself in its metadata, `R7-0001+2/certificate`: the contract and the document.
  func identifier(of document: String) -> String {
    "\(contract)/\(document)"
  }

  /// The contract number, followed by the change count where the number does not carry it: `R7-0001+2`.
  package var contract: String { number + (shownChange.map { "+\($0)" } ?? "") }

  package var folder: String { PaperName(number: number, change: shownChange, document: "").folder }

  /// The problem of a number that is too long for a file name; nil when it fits.
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

/// Where a paper stands in an output folder: `NUMBER[+N]/NUMBER[+N]-ID.pdf`.
package struct PaperName: Sendable, Hashable {
  /// The folder of the contract: the number and, when the number does not carry it, the change count.
  package let folder: String
  /// The file inside it.
  package let file: String

  /// - Parameters:
  ///   - change: the change count, or nil when there is none or the number itself carries it.
  ///   - fileExtension: `pdf` or `png`.
  package init(number: String, change: Int?, document: String, fileExtension: String = "pdf") {
    folder = Self.encoded(number) + (change.map { "+\($0)" } ?? "")
    file = "\(folder)-\(Self.encoded(document)).\(fileExtension)"
  }

  /// Relative to the output folder, as manifests say it.
  package var path: String { "\(folder)/\(file)" }

  /// Whether the file system can hold both names (255 bytes each on every one that matters).
  package var fits: Bool { file.utf8.count <= 255 }

  /// Every byte but `[0-9A-Za-z-]` as `%XX`, so that each number names exactly one folder, and `.` and `/` have no
  /// meaning in it: `A/1` → `A%2F1`.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
