import Fields
import Foundation
import Testing

@testable import Records

/// The page's table of fields is the catalogue's.
@Test func theTableOfFieldsIsTheCatalogue() throws {
  let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "../../Documentation/records.md")
  let text = try String(contentsOf: page, encoding: .utf8)
  let table = text.split(separator: "\n").filter {
    $0.hasPrefix("| `") && $0.contains("●") || $0.hasPrefix("| `") && $0.contains("○")
  }
  #expect(table.map(String.init) == Catalogue.fields.map(row))
}

/// Path, headings, type, and what the three kinds want of it.
private func row(of field: Field) -> String {
  let headings = ([field.isMemberField ? "構成員*n*" + field.heading : field.heading] + field.otherHeadings).joined(
    separator: ", ")
  let marks = GuaranteeKind.allCases.map { mark(field.requirement(for: $0)) }.joined(separator: " ")
  return "| `\(field.path)` | \(headings) | \(word(for: field.type)) | \(marks) |"
}

private func mark(_ requirement: Requirement) -> String {
  switch requirement {
  case .required: "●"
  case .optional: "○"
  case .refused: "–"
  }
}

private func word(for type: FieldType) -> String {
  switch type {
  case .text(lines: false): "text"
  case .text(lines: true): "text, line breaks allowed"
  case .kind: GuaranteeKind.allCases.map(\.rawValue).joined(separator: ", ")
  case .number: "contract number"
  case .date: "date"
  case .yen: "yen"
  case .integer: "integer"
  case .yesNo: "yes/no"
  case .choice(let words): words.joined(separator: " or ")
  case .choices(let words): "list of " + words.joined(separator: ", ")
  case .secret: "secret"
  }
}
