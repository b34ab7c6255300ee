import Diagnostics
import StrictXML

/// Reads the parts of a workbook besides the values of its sheet: the list of sheets, what belongs to what, formats,
/// shared texts, and what a sheet has of merged cells.
struct WorkbookParts: Sendable {
  /// A relation from one part to another (ECMA-376 part 2, 9.3).
  struct Relation {
    var id: String
    /// The last part of its type: `worksheet`, `styles`, `sharedStrings`, `officeDocument`.
    var kind: String
    /// The name of the part it leads to.
    var target: String
  }

  struct Contents {
    var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    var beginsIn1904 = false
  }

  struct Survey {
    var merges: [Workbook.MergedRange] = []
    var columnCount = 0
  }

  private let archive: ZipArchive
  let file: String

  init(_ archive: ZipArchive, file: String) {
    self.archive = archive
    self.file = file
  }

  /// The part that lists the sheets; nil when this is no workbook.
  func workbookPart() throws(DiagnosticError) -> String? {
    guard archive.has("_rels/.rels") else { return nil }
    let book = try relations(in: "_rels/.rels", from: "").first { $0.kind == "officeDocument" }?.target
    return book.flatMap { archive.has($0) && $0.hasPrefix("xl/") ? $0 : nil }
  }

  func relations(of part: String) throws(DiagnosticError) -> [Relation] {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let name = part.split(separator: "/").last.map(String.init) ?? part
    return try relations(in: "\(folder)/_rels/\(name).rels", from: folder)
  }

  private func relations(in part: String, from folder: String) throws(DiagnosticError) -> [Relation] {
    var relations: [Relation] = []
    try scan(part) { event in
      guard case .start("Relationship", let attributes) = event, let id = attributes["Id"],
        let target = attributes["Target"], attributes["TargetMode"] != "External",
        relations.count < WorkbookLimits.parts
      else { return }
      let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
      relations.append(Relation(id: id, kind: kind, target: Self.path(target, from: folder)))
    }
    return relations
  }

  /// `worksheets/sheet1.xml` from `xl`, or `/xl/worksheets/sheet1.xml` → `xl/worksheets/sheet1.xml`
  static func path(_ target: String, from folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  func contents(of book: String) throws(DiagnosticError) -> Contents {
    var contents = Contents()
    try scan(book) { event in
      switch event {
      case .start("workbookPr", let attributes):
        contents.beginsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
      case .start("sheet", let attributes):
        // `id` is that of the relation, `sheetId` another number.
        guard let name = attributes["name"], contents.sheets.count < WorkbookLimits.parts,
          let relation = attributes.first(where: { $0.name.hasSuffix(":id") })?.value
        else { return }
        contents.sheets.append((name, relation, ["hidden", "veryHidden"].contains(attributes["state"] ?? "")))
      case .start, .end, .text: break
      }
    }
    return contents
  }

  func formats(_ part: String) throws(DiagnosticError) -> CellFormats {
    var reader = CellFormats.Reader()
    try scan(part) { reader.take($0) }
    return reader.formats
  }

  /// The texts that cells share, without the readings (furigana) that a spreadsheet keeps with them.
  func sharedTexts(_ part: String) throws(DiagnosticError) -> [String] {
    var texts: [String] = []
    var text = RichText()
    var bytes = 0
    var isTooLarge = false
    try scan(part) { event in
      if case .start("si", _) = event { text = RichText() }
      text.take(event)
      guard case .end("si") = event, !isTooLarge else { return }
      bytes += text.text.utf8.count
      isTooLarge = text.isTooLong || bytes > WorkbookLimits.sharedBytes || texts.count >= WorkbookLimits.sharedTexts
      if !isTooLarge { texts.append(text.text) }
    }
    if isTooLarge { throw WorkbookFault.tooLarge(part).error(in: file) }
    return texts
  }

  /// Goes over a sheet once, for what must be known before its first row: what is merged stands behind the rows.
  func survey(_ part: String) throws(DiagnosticError) -> Survey {
    var survey = Survey()
    var column = 0
    try scan(part, limit: WorkbookLimits.sheetBytes) { event in
      switch event {
      case .start("row", _): column = 0
      case .start("c", let attributes):
        column = attributes["r"].flatMap { CellReference($0)?.column } ?? column + 1
      case .start("v", _), .start("is", _): survey.columnCount = max(survey.columnCount, column)
      case .start("mergeCell", let attributes):
        guard let text = attributes["ref"], survey.merges.count < WorkbookLimits.merges else { return }
        let corners = text.split(separator: ":").compactMap { CellReference($0) }
        guard let first = corners.first, let last = corners.last, first.row <= last.row, first.column <= last.column
        else { return }
        survey.merges.append(
          Workbook.MergedRange(text: text, rows: first.row...last.row, columns: first.column...last.column))
      case .start, .end, .text: break
      }
    }
    if survey.columnCount > WorkbookLimits.columns { throw WorkbookFault.tooLarge(part).error(in: file) }
    return survey
  }

  // MARK: Parts as events

  private func scan(
    _ name: String, limit: Int = WorkbookLimits.partBytes, _ handle: @escaping (XMLScanner.Event) -> Void
  ) throws(DiagnosticError) {
    let part = try open(name, limit: limit)
    do {
      let scanner = try XMLScanner(file: name, handle: handle)
      while true {
        let bytes = try read(part, name)
        try scanner.scan(bytes, isLast: bytes.isEmpty)
        if bytes.isEmpty { return }
      }
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw WorkbookFault.damaged(name).error(in: file)
    }
  }

  func open(_ name: String, limit: Int) throws(DiagnosticError) -> ZipPart {
    do {
      guard let part = try archive.open(name, limit: limit) else { throw WorkbookFault.damaged(name).error(in: file) }
      return part
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw fault(error, name)
    }
  }

  func read(_ part: ZipPart, _ name: String) throws(DiagnosticError) -> [UInt8] {
    do {
      return try part.read()
    } catch {
      throw fault(error, name)
    }
  }

  private func fault(_ error: any Error, _ name: String) -> DiagnosticError {
    if case ZipArchive.PartFault.tooLarge? = error as? ZipArchive.PartFault {
      return WorkbookFault.tooLarge(name).error(in: file)
    }
    return WorkbookFault.damaged(name).error(in: file)
  }
}

/// The text of a shared or inline string: its pieces, without the readings beside them.
struct RichText {
  private(set) var text = ""
  private(set) var isTooLong = false
  private var isInText = false
  private var isInReading = false

  mutating func take(_ event: XMLScanner.Event) {
    switch event {
    case .start("rPh", _): isInReading = true
    case .end("rPh"): isInReading = false
    case .start("t", _): isInText = !isInReading
    case .end("t"): isInText = false
    case .text(let piece) where isInText && !isTooLong:
      text += piece
      isTooLong = text.utf8.count > WorkbookLimits.cellBytes
    case .start, .end, .text: break
    }
  }
}

/// The place of a cell, `B3`: columns and rows from 1.
struct CellReference {
  let column: Int
  let row: Int

  init?(_ text: some StringProtocol) {
    let letters = text.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard (1...3).contains(letters.count),
      let row = Int(text.utf8.dropFirst(letters.count).map { String(UnicodeScalar($0)) }.joined()),
      (1...WorkbookLimits.rows).contains(row)
    else { return nil }
    column = letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 }
    self.row = row
  }
}
