package import Diagnostics
import Fields
import StrictXML

/// A workbook of Office Open XML (.xlsx), of which the first sheet that is not hidden is read.
///
/// ```swift
/// let workbook = try Workbook(bytes, file: "certificates.xlsx")
/// let sheet = try workbook.openSheet()
/// while let row = try sheet.next() { row.cells.map(\.text) }
/// ```
package final class Workbook: Sendable {
  /// The bytes with which every workbook begins: those of a zip archive.
  package static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  package let file: String
  /// The name of the sheet that is read, and how many others there are.
  package let sheetName: String
  package let otherSheets: Int
  /// The merged ranges of the sheet, `B2:D2`, with their first and last rows and columns, from 1.
  package let merges: [MergedRange]
  /// The number of the last column that has a value.
  package let columnCount: Int

  private let archive: ZipArchive
  private let sheetPart: String
  private let beginsIn1904: Bool
  private let formats: CellFormats
  private let sharedTexts: [String]

  package struct MergedRange: Sendable, Hashable {
    package let text: String
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>
  }

  /// Opens a workbook and reads all of it once but the values of its sheet.
  package init(_ bytes: [UInt8], file: String) throws(DiagnosticError) {
    self.file = file
    guard ZipArchive.isAvailable else { throw WorkbookFault.noLibrary.error(in: file) }
    guard let archive = ZipArchive(bytes) else { throw WorkbookFault.damaged(nil).error(in: file) }
    self.archive = archive
    let parts = WorkbookParts(archive, file: file)
    guard let book = try parts.workbookPart() else { throw WorkbookFault.otherKind.error(in: file) }
    let contents = try parts.contents(of: book)
    guard let sheet = contents.sheets.first(where: { !$0.isHidden }) ?? contents.sheets.first else {
      throw WorkbookFault.damaged(book).error(in: file)
    }
    let relations = try parts.relations(of: book)
    guard let part = relations.first(where: { $0.id == sheet.relation })?.target, archive.has(part) else {
      throw WorkbookFault.damaged(sheet.name).error(in: file)
    }
    sheetName = sheet.name
    otherSheets = contents.sheets.count - 1
    sheetPart = part
    beginsIn1904 = contents.beginsIn1904
    formats =
      try relations.first { $0.kind == "styles" }.map { relation throws(DiagnosticError) in
        try parts.formats(relation.target)
      } ?? CellFormats()
    sharedTexts =
      try relations.first { $0.kind == "sharedStrings" }.map { relation throws(DiagnosticError) in
        try parts.sharedTexts(relation.target)
      } ?? []
    let survey = try parts.survey(part)
    merges = survey.merges
    columnCount = survey.columnCount
  }

  /// Opens the sheet at its first row.
  package func openSheet() throws(DiagnosticError) -> SheetReader {
    let parts = WorkbookParts(archive, file: file)
    return try SheetReader(
      try parts.open(sheetPart, limit: WorkbookLimits.sheetBytes), part: sheetPart, parts: parts,
      values: CellValues(sharedTexts: sharedTexts, formats: formats, beginsIn1904: beginsIn1904))
  }
}

/// Why a workbook cannot be read.
enum WorkbookFault {
  /// libzip, which unpacks workbooks, is not installed.
  case noLibrary
  /// A part is damaged or missing; nil when the archive itself is.
  case damaged(String?)
  /// A packed file, but no workbook.
  case otherKind
  /// Something is larger than `WorkbookLimits` allows.
  case tooLarge(String)

  func error(in file: String) -> DiagnosticError {
    let location = SourceLocation(file: file)
    switch self {
    case .noLibrary:
      return DiagnosticError(
        .error(
          "input.workbook.noLibrary", at: location,
          LocalizedText("ブックを開く libzip がありません。", "libzip, which opens workbooks, is not installed."),
          advice: LocalizedText(
            "パッケージ libzip4（Debian 12）か libzip5（Debian 13）を入れるか、CSVとして保存してください。",
            "Install the package libzip4 (Debian 12) or libzip5 (Debian 13), or save it as CSV.")))
    case .damaged(let part):
      let name = part.map { LocalizedText("（\(Echo.plain($0))）", " (\(Echo.plain($0)))") } ?? LocalizedText("", "")
      return DiagnosticError(
        .error(
          "input.workbook.damaged", at: location,
          LocalizedText(
            "ブックが壊れているか、暗号化されています\(name.japanese)。", "The workbook is damaged or encrypted\(name.english)."),
          advice: LocalizedText(
            "表計算ソフトで開き、パスワードなしの .xlsx として保存し直してください。",
            "Open it in a spreadsheet and save it as .xlsx without a password.")))
    case .otherKind:
      return DiagnosticError(
        .error(
          "input.workbook.kind", at: location,
          LocalizedText("圧縮されたファイルですが、.xlsxのブックではありません。", "It is a packed file, but no .xlsx workbook."),
          advice: LocalizedText("表計算ソフトで .xlsx かCSVとして保存してください。", "Save it from a spreadsheet as .xlsx or CSV.")))
    case .tooLarge(let part):
      return DiagnosticError(
        .error(
          "input.workbook.size", at: location,
          LocalizedText(
            "ブックが、読める大きさを超えています（\(Echo.plain(part))）。", "The workbook is larger than can be read (\(Echo.plain(part)))."
          ),
          advice: LocalizedText("CSVとして保存すれば、大きさの制限はありません。", "Saved as CSV, it may be of any size.")))
    }
  }
}

extension Optional {
  /// The standard library's `map` for a transformation that throws a typed error.
  fileprivate func map<Result, Failure: Error>(_ transform: (Wrapped) throws(Failure) -> Result) throws(Failure)
    -> Result?
  {
    guard let value = self else { return nil }
    return try transform(value)
  }
}
