import CZip
import Glibc

/// Writes a workbook of one sheet whose cells are all texts, so that a spreadsheet changes none of them: leading zeros
/// stay, and nothing becomes a date. The parts are those that every reader needs (ECMA-376 part 1, 12.3), and the same
/// rows make the same bytes.
///
/// ```swift
/// WorkbookWriter.workbook(of: [["保証契約番号", "拒否理由"], ["0012345", "…"]], sheet: "rejects")
/// ```
package enum WorkbookWriter {
  /// The bytes of the file; nil when there is no memory for it.
  package static func workbook(of rows: [[String]], sheet: String) -> [UInt8]? {
    let parts: [(name: String, text: String)] = [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageRelations), ("xl/workbook.xml", book(sheet)),
      ("xl/_rels/workbook.xml.rels", bookRelations), ("xl/styles.xml", styles),
      ("xl/worksheets/sheet1.xml", self.sheet(rows)),
    ]
    return archive(of: parts.map { ($0.name, Array($0.text.utf8)) })
  }

  // MARK: Parts

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static let contentTypes =
    head + "<Types xmlns=\"\(package)/content-types\">"
    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(contentType).sheet.main+xml\"/>"
    + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(contentType).styles+xml\"/>"
    + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(contentType).worksheet+xml\"/></Types>"

  private static let packageRelations =
    head + "<Relationships xmlns=\"\(package)/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

  private static func book(_ sheet: String) -> String {
    head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\"><sheets>"
      + "<sheet name=\"\(escaped(sheet))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
  }

  private static let bookRelations =
    head + "<Relationships xmlns=\"\(package)/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    + "<Relationship Id=\"rId2\" Type=\"\(relation)/styles\" Target=\"styles.xml\"/></Relationships>"

  /// Format 1 shows a cell as text (number format 49, `@`), so that what a person types there stays text too.
  private static let styles =
    head
    + "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
    + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

  private static func sheet(_ rows: [[String]]) -> String {
    var text = head + "<worksheet xmlns=\"\(main)\"><sheetData>"
    for (index, cells) in rows.enumerated() {
      text += "<row r=\"\(index + 1)\">"
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        text += "<c r=\"\(columnName(column))\(index + 1)\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        text += escaped(cell) + "</t></is></c>"
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  /// `A`, `Z`, `AA`: the name of a column, from 0.
  static func columnName(_ index: Int) -> String {
    var rest = index
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  /// Text for XML. Characters that XML does not have are left out; rejects hold none, because they were refused as input
  /// or come from a workbook.
  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
      case "\t", "\n": result.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  // MARK: Archive

  /// A zip archive of the parts, packed by deflate, with the first day that zip knows as the day of each. Nil when
  /// libzip is not installed or has no memory.
  package static func archive(of parts: [(name: String, bytes: [UInt8])]) -> [UInt8]? {
    guard let writer = czip_begin() else { return nil }
    for (name, bytes) in parts where czip_add(writer, name, bytes, bytes.count) == 0 { break }
    var size = 0
    guard let packed = czip_end(writer, &size) else { return nil }
    defer { free(packed) }
    return Array(UnsafeBufferPointer(start: packed, count: size))
  }
}
